// Set-up on a machine with only Node: dependencies, then what the page downloads (text encoder and film catalog, made
// from the installed packages). Plain JavaScript without imports from npm, because it runs before anything is
// installed. What was done is not done again. `npm start` and `npm test` call it themselves: npm's pre-hooks are
// skipped under ignore-scripts.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];

/** Runs a command in the repository root with its output shown; ends the process when it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) fail(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}`);
}

export function fail(message) {
  console.error(`\nprivet: ${message}`);
  process.exit(1);
}

export function say(message) {
  console.log(`privet: ${message}`);
}

/** Checks Node's version: below the floor nothing here is promised. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`Node is ${process.versions.node}, expected ${OLDEST_NODE.join('.')} or newer`);
}

/** Installs a folder's locked dependencies unless those of this very lockfile are there. @param size  in words */
export function installDependencies(folder = root, size = '850 MB') {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.privet-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say(`installing dependencies (about ${size} on disk, once)`);
  // No package gets to run a script of its own: none is needed. (onnxruntime-node's would fetch CUDA libraries; its CPU
  // library ships in the package.)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(stamp, lock);
}

/** Makes text encoder and film catalog; the script itself skips what is up to date. */
function makeFilmBundle() {
  run(process.execPath, ['--import', 'tsx', 'demo/films/setup-films.ts']);
}

export function setUp() {
  checkNode();
  installDependencies();
  makeFilmBundle();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
