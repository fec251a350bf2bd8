// What a page writes for a visitor's items is a bundle like any other: the loader opens it from its files alone, and
// finds all of it.
import { expect, test } from 'vitest';
import { loadContentVectors, loadItems, loadManifest } from '../../src/bundle/load-bundle.ts';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { GROUP_FACET } from '../../src/items/group-facet.ts';
import type { Item } from '../../src/items/item.ts';
import { l2NormalizeRows } from '../../src/numerics/l2-normalize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { groupItems } from '../../src/own-catalogs/group-items.ts';
import { fitItems, makeOwnBundle } from '../../src/own-catalogs/own-bundle.ts';
import { createMemoryHost, MANIFEST_URL } from '../bundle/memory-host.ts';
import { encodeWords } from '../untrained/word-encoder.ts';

const KINDS = ['Soup', 'Cake'];
const items = Array.from({ length: 40 }, (_, i): Item => {
  const [title, genres] = [`Dish ${i}`, [KINDS[i % 2]!]];
  const details: Record<string, string> = i % 3 ? { year: '1999' } : {};
  return { id: `dish-${i}`, title, fields: { title, genres }, facets: { kind: genres }, details };
});
const random = createRandom(3);
const content = l2NormalizeRows(
  Float32Array.from({ length: items.length * CONTENT_DIM }, (_, i) => {
    const kind = Math.floor(i / CONTENT_DIM) % 2;
    return random.normal() + (i % 2 === kind ? 2 : 0);
  }),
  CONTENT_DIM,
);
const fingerprint = { sizeBytes: 1, sha256: 'a'.repeat(64) };
const encoderFile = { path: 'text-encoder.bin.gz', ...fingerprint, inflated: fingerprint };
const facets = [{ name: 'kind', label: 'Kind' }];

test.each([false, true])('opens with every item (in groups: %s), without towers', async (inGroups) => {
  const fitted = await fitItems(items, content, encodeWords, { iterations: 8 });
  const grouped = inGroups ? { grouped: groupItems(items, content, 1) } : {};
  const files = await makeOwnBundle({ name: 'Dishes', generation: 2, fitted, facets, encoderFile, ...grouped });
  const whenWhole = ['own/2/language.json.gz', 'own/2/codebooks.bin.gz'];
  const always = ['own/2/items-0.arrow.gz', 'own/2/content-0.arrow.gz', 'own/2/item-to-item.bin.gz'];
  const expected = [...always, ...(inGroups ? whenWhole : []), 'manifest.json'];
  expect([...files.keys()]).toEqual(expected);

  const { fetch } = createMemoryHost(Object.fromEntries(files));
  const manifest = await loadManifest(MANIFEST_URL, { fetch });
  expect(manifest.models).toEqual({ textEncoder: encoderFile });
  const catalog = new ItemCatalog(manifest);
  expect(await loadItems(MANIFEST_URL, manifest, catalog, { fetch })).toEqual([]);
  expect((await loadContentVectors(MANIFEST_URL, manifest, { fetch })).available.count()).toBe(items.length);
  for (const [i, { id, title, details }] of items.entries()) {
    expect(catalog.summary(i)).toMatchObject({ itemId: id, title, details, facets: { kind: [KINDS[i % 2]] } });
    const groups = catalog.facetValues(i, GROUP_FACET);
    expect(groups).toEqual(inGroups ? [expect.stringContaining(KINDS[i % 2]!)] : []);
  }
});
