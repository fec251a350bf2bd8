// What is refused takes little memory; `npm run attack -- memory` runs all of it, and visits in a browser.
import { expect, test } from 'vitest';
import { NODE_CASES } from './memory/cases.ts';
import { measureCase, problemOf } from './memory/measure-memory.ts';

/** Of each kind one that is refused soon. */
const QUICK = [
  'script of a worker, 1 GB',
  'manifest of 1 GB',
  'shard of 1 MB that inflates to 1 GB',
  'own catalog: JSON of 1 GB of brackets',
  'privet build: csv of 1 GB of columns',
  'import: csv of 60 MB of cells',
  'import: history of 60 MB that breaks off',
];

test.runIf(process.platform === 'linux').each(QUICK)('%s', async (name) => {
  const place = NODE_CASES.findIndex((one) => one.name === name);
  const measured = await measureCase(place);
  expect(measured.error).toBeDefined();
  expect(problemOf(measured)).toBeUndefined();
});
