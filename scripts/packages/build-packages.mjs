// `npm run build:packages`: what the registry gets, in dist-packages/: `privet` (the files of a page, with types) and
// `privet-cli` (the command line, with the page's files to copy). No package needs another at install but those that
// packages/*/package.json name. It uses what is installed and builds anew each time.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, root, run, say } from '../setup.mjs';
import { buildCommandLine } from './command-line.mjs';
import { packagesOf, writeLicences } from './licences.mjs';
import { buildPage, buildWorker, pageEntries } from './page.mjs';
import { copyTypes } from './types.mjs';
import { buildVitePlugin } from './vite-plugin.mjs';

export const PACKAGES = join(root, 'dist-packages');
const PAGE = join(PACKAGES, 'privet');
const COMMAND_LINE = join(PACKAGES, 'privet-cli');
const RUNTIME = join(root, 'node_modules', 'onnxruntime-web', 'dist');
/** What src/backends/runtimes.ts may load. */
const RUNTIME_FILES = ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.jspi.wasm'];

/** Copies package.json with the version of the repository, README and licence. */
function writePackageFiles(name, folder) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const json = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...json, version }, null, 2)}\n`);
  cpSync(join(root, 'packages', name, 'README.md'), join(folder, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

/** What `exports` name is in the package. */
function checkExports() {
  const { exports } = JSON.parse(readFileSync(join(PAGE, 'package.json'), 'utf8'));
  const files = Object.values(exports).flatMap((to) => (typeof to === 'string' ? [to] : Object.values(to)));
  const missing = files.filter((file) => !existsSync(join(PAGE, file)));
  if (missing.length > 0) fail(`packages/privet/package.json: exports name ${missing.join(', ')}, found no such file`);
}

/** All that the lockfile installs but for tools of the build, with hashes and licences, in CycloneDX. */
function writeBillOfMaterials() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync(npm, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) fail(`npm sbom ended with ${status}: ${stderr}`);
  writeFileSync(join(PACKAGES, 'sbom.cdx.json'), stdout);
}

async function build() {
  rmSync(PACKAGES, { recursive: true, force: true });
  mkdirSync(PAGE, { recursive: true });
  const entries = pageEntries();
  for (const file of RUNTIME_FILES) cpSync(join(RUNTIME, file), join(PAGE, file));
  const worker = await buildWorker(PAGE);
  const inPage = packagesOf([...worker.modules, ...(await buildPage(PAGE, entries, worker.integrity))]);
  writeLicences(PAGE, inPage);
  await buildVitePlugin(PAGE, entries.vite);
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.page.json', 'tsconfig.node.json']);
  copyTypes(PAGE, entries);
  writePackageFiles('privet', PAGE);
  checkExports();
  const inCommandLine = packagesOf(await buildCommandLine(COMMAND_LINE, { page: PAGE, runtime: RUNTIME }));
  writeLicences(COMMAND_LINE, new Set([...inPage, ...inCommandLine]));
  writePackageFiles('privet-cli', COMMAND_LINE);
  writeBillOfMaterials();
  say('packages built: dist-packages/privet, dist-packages/privet-cli');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
