// What a visit does with a changed file is seen from outside; `npm run attack -- flips` has all files of a visit.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { flip } from './flip.ts';
import { visitFlipped } from './flip-visits.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'));
});
afterAll(() => browser.close());

test('a changed file is refused and told', async () => {
  const folder = inject('builtAppFolder');
  const tower = '/models/user-tower.onnx';
  const changed = flip(await readFile(join(folder, tower)), createRandom(1));
  const visit = await visitFlipped(browser, folder, tower, changed);
  expect(visit).toMatchObject({ verdict: 'told', error: expect.stringContaining('user-tower.onnx: file has ') });
});

test('a file that nothing refuses is used: here it is as it was built', async () => {
  const folder = inject('builtAppFolder');
  const name = (await readdir(join(folder, 'assets'))).find((name) => name.endsWith('.css'))!;
  const bytes = new Uint8Array(await readFile(join(folder, 'assets', name)));
  const visit = await visitFlipped(browser, folder, `/assets/${name}`, { bytes, what: 'nothing' });
  expect(visit.verdict).toBe('used');
});
