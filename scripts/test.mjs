// `npm test`: sets everything up, then types, lint, imports and every test but the slow ones (Node, real Chromium, the
// built app). `npm run test:slow` runs the slow ones: trainings and whatever else takes minutes. Both end with one line
// `N passed, N failed`, summed over all of them. Arguments are handed to Vitest, for example `npm test -- test/text`.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, firefoxPath, queueServerPath } from './browsers.mjs';
import { checkAll } from './check.mjs';
import { runs } from './processes.mjs';
import { root, say, setUp } from './setup.mjs';

const RESULTS = join(root, '.cache', 'test-results.json');
const isSlow = process.argv[2] === '--slow';
const filters = process.argv.slice(isSlow ? 3 : 2);
/** Those that need a browser are left out where there is none. */
const PROJECTS = isSlow
  ? { node: ['slow'], chromium: ['slow-browser', 'slow-e2e'] }
  : { node: ['node', 'node-alone'], chromium: ['browser', 'e2e'] };
let passed = 0;
let failed = 0;

function count(name, ok) {
  if (ok) passed++;
  else failed++;
  if (!ok) say(`${name}: FAILED`);
}

/** @returns what Vitest wrote of one run, and whether all of it went well */
function runVitest(files, projects, env) {
  rmSync(RESULTS, { force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const ok = runs('vitest/vitest.mjs', ['run', ...reporters, ...projects, ...files], env);
  try {
    return { ok, results: JSON.parse(readFileSync(RESULTS, 'utf8')) };
  } catch {
    return { ok: false };
  }
}

const failedOf = ({ testResults }) =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => ({ file: name, fullName })),
  );

/**
 * A machine that does other work as well loses a click now and then. There, one or two files that fail run once more, with
 * nothing beside them, and what passes then is named: it waits for too little, and is to be mended.
 * @returns how many failed the second time as well
 */
function failedAgain(failures, projects, env) {
  const files = [...new Set(failures.map(({ file }) => file))];
  if (!process.env.CI || files.length > 2) return failures.length;
  const { results } = runVitest(files, projects, env);
  if (!results) return failures.length;
  const again = new Set(failedOf(results).map(({ fullName }) => fullName));
  for (const { fullName } of failures) if (!again.has(fullName)) say(`passed at a second try only: ${fullName}`);
  return again.size;
}

function vitest(chromium, firefox, queueServer) {
  const projects = [...PROJECTS.node, ...(chromium ? PROJECTS.chromium : [])].map((name) => `--project=${name}`);
  const env = {
    ...(chromium && { PRIVET_CHROMIUM: chromium }),
    ...(firefox && { PRIVET_FIREFOX: firefox }),
    ...(queueServer && { PRIVET_QUEUE_SERVER: queueServer }),
  };
  const { ok, results } = runVitest(filters, projects, env);
  if (!results) return count('vitest (it wrote no results)', false);
  const failures = failedOf(results);
  for (const { fullName } of failures) say(`failed: ${fullName}`);
  // A file that fails to load has no failed test of its own.
  if (!ok && failures.length === 0) count('vitest (a file or a hook failed outside of a test)', false);
  const again = failures.length > 0 ? failedAgain(failures, projects, env) : 0;
  passed += results.numPassedTests + failures.length - again;
  failed += again;
  const skipped = results.numPendingTests + results.numTodoTests;
  if (skipped) say(`${skipped} tests were skipped; each says why in its name`);
}

const startMs = performance.now();
setUp();
const chromium = chromiumPath();
if (!chromium) count('Chromium for the browser tests', false);
// Only slow tests open it; without it they fail and say so.
const firefox = isSlow ? firefoxPath() : undefined;
const queueServer = queueServerPath();
const setUpSeconds = (performance.now() - startMs) / 1000;
if (filters.length === 0 && !isSlow) for (const [name, ok] of Object.entries(await checkAll())) count(name, ok);
vitest(chromium, firefox, queueServer);
const testSeconds = (performance.now() - startMs) / 1000 - setUpSeconds;
say(`set-up took ${setUpSeconds.toFixed(0)} s, the tests ${testSeconds.toFixed(0)} s`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
