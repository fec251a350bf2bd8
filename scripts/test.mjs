// `npm test`: sets everything up, then types, lint and every test (Node, real Chromium, the built app). Ends with one line
// `N passed, N failed` summed over all of them. Arguments are handed to Vitest, for example `npm test -- test/text`.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from './chromium.mjs';
import { root, say, setUp } from './setup.mjs';

const RESULTS = join(root, '.cache', 'test-results.json');
const filters = process.argv.slice(2);
let passed = 0;
let failed = 0;

/** Runs an installed command line with this Node; gives whether it ended well. */
function runs(script, args, env = {}) {
  const path = join(root, 'node_modules', ...script.split('/'));
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [path, ...args], options).status === 0;
}

function check(name, ok) {
  if (ok) passed++;
  else failed++;
  say(`${name}: ${ok ? 'passed' : 'FAILED'}`);
}

function vitest(env) {
  rmSync(RESULTS, { force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const projects = env.PRIVET_CHROMIUM ? [] : ['--project=node'];
  const ok = runs('vitest/vitest.mjs', ['run', ...reporters, ...projects, ...filters], env);
  let results;
  try {
    results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    check('vitest (it wrote no results)', false);
    return 0;
  }
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  // A file that fails to load has no failed test of its own.
  if (!ok && results.numFailedTests === 0) check('vitest (a file or a hook failed outside of a test)', false);
  return results.numPendingTests + results.numTodoTests;
}

setUp();
const chromium = chromiumPath();
if (!chromium) check('Chromium for the browser tests', false);
if (filters.length === 0) {
  check('types', runs('typescript/bin/tsc', ['-b']));
  check('lint', runs('@biomejs/biome/bin/biome', ['check', '.']));
}
const skipped = vitest(chromium ? { PRIVET_CHROMIUM: chromium } : {});
if (skipped) say(`${skipped} tests were skipped; each says why in its name`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
