// What `privet build` makes of items alone: a bundle that needs no model, and what it says of its size.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBundle, readItemToItem } from '../../src/pipeline/input/read-bundle-folder.ts';
import { folderIntegrity } from '../../src/pipeline/site/page-integrity.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

/** The built bundle and what was printed. */
async function built(...options: string[]) {
  const folder = await temporaryFolder();
  const { items } = await writeSite(folder);
  const out = join(folder, 'bundle');
  const args = ['build', '--bundle-only', '--items', items, '--out', out, '--cache', join(folder, 'cache'), ...options];
  const { code, out: printed, notes } = await run(args);
  expect(code, notes).toBe(0);
  return { bundle: await openBundle(out), printed };
}

test('items alone give no towers, no encoder, no content vectors and no codes, but a table and a map', async () => {
  const { bundle, printed } = await built();
  const { models, catalog, semanticIds, tasteMap, notices } = bundle.manifest;
  expect(models).toEqual({});
  expect(catalog.content).toEqual([]);
  expect(semanticIds).toBeUndefined();
  expect(notices).toEqual([]);
  expect(tasteMap).toBeDefined();
  expect(await readItemToItem(bundle)).toMatchObject({ numItems: 30, neighboursPerItem: 10 });
  expect(printed).toMatch(/a first visit loads \d+ kB of it before the first list, \d+ kB in all, and no runtime\n/);
  expect(printed.split('\n').at(-1)).toBe(`integrity of its manifest: ${await folderIntegrity(bundle.folder)}`);
});

test('--semantic-search brings encoder and content vectors, and says what that costs', async () => {
  const { bundle, printed } = await built('--semantic-search');
  const { models, catalog, notices } = bundle.manifest;
  expect(Object.keys(models)).toEqual(['textEncoder']);
  expect(catalog.content).not.toEqual([]);
  expect(notices[0]).toContain('Text encoder: trained by Privet');
  expect(printed).toMatch(/\d{4,} kB in all, and no runtime\n/);
});
