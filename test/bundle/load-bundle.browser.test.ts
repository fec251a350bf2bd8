import { expect, test } from 'vitest';
import { loadContentVectors, loadItems, loadManifest } from '../../src/bundle/load-bundle.ts';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';

// Served by Vite, which announces .gz files as a transfer encoding: the browser inflates them before the loader sees
// them.
const manifestUrl = new URL('../fixtures/bundle/manifest.json', import.meta.url).href;

test('a browser loads the golden bundle from a real host, verified by hash', async () => {
  const manifest = await loadManifest(manifestUrl);
  const catalog = new ItemCatalog(manifest);
  expect(await loadItems(manifestUrl, manifest, catalog)).toEqual([]);
  const itemIndex = catalog.indexOf('七人-1954')!;
  expect(catalog.summary(itemIndex)).toEqual({
    itemId: '七人-1954',
    itemIndex: 2,
    title: '七人 🎬',
    facets: { genre: ['Adventure', 'Action'], decade: ['1950s'] },
    details: { year: '1954', director: '' },
  });
  expect(catalog.text(itemIndex)).toBe('七人. <b>Adventure</b> & more.');
  expect([...catalog.embedding(0).subarray(0, 3)]).toEqual([-127, -74, -21]);
  const { vectors, available } = await loadContentVectors(manifestUrl, manifest);
  expect([vectors.numItems, vectors.row(0)[0], available.count()]).toEqual([3, -127, 3]);
});

test('as stored (no transfer encoding), the same files are inflated here', async () => {
  const asStored: typeof fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (!String(url).endsWith('.gz')) return response;
    const recompressed = response.body!.pipeThrough(new CompressionStream('gzip'));
    return new Response(recompressed);
  };
  const manifest = await loadManifest(manifestUrl);
  // This browser's gzip bytes need not be those of the golden file: describe them as they are.
  for (const shard of manifest.catalog.items) {
    const response = await asStored(new URL(shard.path, manifestUrl).href);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    shard.sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    shard.sizeBytes = bytes.length;
  }
  const catalog = new ItemCatalog(manifest);
  expect(await loadItems(manifestUrl, manifest, catalog, { fetch: asStored })).toEqual([]);
  expect(catalog.available.count()).toBe(3);
});

test('a host that answers every path with its start page is recognized', async () => {
  const result = loadManifest(new URL('/nowhere/manifest.json', location.href).href);
  await expect(result).rejects.toThrow(/^manifest.json: (content is a web page|HTTP status is 404), expected/);
});
