import { beforeEach, describe, expect, test } from 'vitest';
import { loadContentVectors, loadItems, loadManifest, loadManifestFile } from '../../src/bundle/load-bundle.ts';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { CatalogFormatError, IntegrityError } from '../../src/errors.ts';
import { integrityOf, parseIntegrity } from '../../src/formats/integrity.ts';
import { formatManifest } from '../../src/formats/manifest.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { RankResult } from '../../src/ranking/ranker.ts';
import {
  cacheMode,
  createMemoryBundle,
  createMemoryHost,
  MANIFEST_URL,
  type MemoryBundle,
  type MemoryHost,
} from './memory-host.ts';

let bundle: MemoryBundle;
let host: MemoryHost;
beforeEach(async () => {
  bundle = await createMemoryBundle();
  host = createMemoryHost(bundle.files);
});
const text = (content: string) => new TextEncoder().encode(content);

describe('loadManifest', () => {
  test('gives the checked manifest, past any HTTP cache', async () => {
    expect(await loadManifest(MANIFEST_URL, { fetch: host.fetch })).toEqual(bundle.manifest);
    expect(host.requests).toEqual([{ path: 'manifest.json', cache: 'no-cache' }]);
  });

  test.each<[string, Uint8Array<ArrayBuffer> | undefined, string]>([
    ['missing', undefined, 'manifest.json: HTTP status is 404, expected 200'],
    [
      'cut off',
      text('{"format":"privet-bundle","ver'),
      "manifest.json: content is no JSON, expected a bundle's manifest",
    ],
    ['a web page', text('<!doctype html>'), "manifest.json: content is a web page, expected a bundle's manifest"],
    ['another JSON', text('{}'), "manifest: format is missing, expected 'privet-bundle'"],
    ['endless', new Uint8Array(4_000_101), 'manifest.json: file is over 4000000 bytes, expected fewer'],
  ])('one that is %s is a CatalogFormatError', async (_, bytes, message) => {
    if (bytes) host.files.set('manifest.json', bytes);
    else host.files.delete('manifest.json');
    const result = loadManifest(MANIFEST_URL, { fetch: host.fetch });
    await expect(result).rejects.toThrow(message);
    await expect(result).rejects.toThrow(CatalogFormatError);
  });
});

describe('a manifest that the page names', () => {
  const named = async (bytes: Uint8Array<ArrayBuffer>) => parseIntegrity(await integrityOf(bytes));

  test('is taken where its bytes are those, asked for once', async () => {
    const integrity = await named(bundle.files['manifest.json']!);
    expect(await loadManifestFile(MANIFEST_URL, { fetch: host.fetch, integrity })).toEqual({
      manifest: bundle.manifest,
      bytes: bundle.files['manifest.json'],
    });
    expect(host.requests).toHaveLength(1);
  });

  test('is not taken for any single bit of it', async () => {
    const bytes = text(JSON.stringify(bundle.manifest));
    const integrity = await named(bytes);
    const taken: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const fetchChanged = async () => new Response(changed);
      const error = await loadManifestFile(MANIFEST_URL, { fetch: fetchChanged, integrity }).catch((caught) => caught);
      if (!(error instanceof IntegrityError)) taken.push(bit);
    }
    expect(taken).toEqual([]);
  }, 120_000);

  test('is asked for once more past all caches, whose copy may be an old one', async () => {
    const integrity = await named(bundle.files['manifest.json']!);
    const modes: (string | undefined)[] = [];
    const fetchStale: typeof fetch = async (_, init) => {
      modes.push(cacheMode(init));
      return new Response(modes.length === 1 ? text('{}') : bundle.files['manifest.json']!);
    };
    expect((await loadManifestFile(MANIFEST_URL, { fetch: fetchStale, integrity })).manifest).toEqual(bundle.manifest);
    expect(modes).toEqual(['no-cache', 'reload']);
  });

  test('is an IntegrityError where it is another, and a web page is told as such', async () => {
    const integrity = await named(bundle.files['manifest.json']!);
    const load = () => loadManifestFile(MANIFEST_URL, { fetch: host.fetch, integrity });
    host.files.set('manifest.json', text(formatManifest({ ...bundle.manifest, name: 'Another' })));
    await expect(load()).rejects.toThrow(IntegrityError);
    await expect(load()).rejects.toThrow(/^manifest\.json: content has sha256-\S+, expected sha256-/);
    host.files.set('manifest.json', text('<!doctype html>'));
    await expect(load()).rejects.toThrow("manifest.json: content is a web page, expected a bundle's manifest");
  });
});

describe('loadItems', () => {
  test('adds every shard, and tells of bytes and shards on the way', async () => {
    const catalog = new ItemCatalog(bundle.manifest);
    const progress: [number, number][] = [];
    const shards: string[] = [];
    const failures = await loadItems(MANIFEST_URL, bundle.manifest, catalog, {
      fetch: host.fetch,
      onProgress: (loaded, total) => progress.push([loaded, total]),
      onShard: ({ shard }) => shards.push(shard!.path),
    });
    const totalBytes = bundle.manifest.catalog.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(failures).toEqual([]);
    expect(catalog.available.count()).toBe(9);
    expect(progress.at(-1)).toEqual([totalBytes, totalBytes]);
    expect(progress.map(([loaded]) => loaded)).toEqual(progress.map(([loaded]) => loaded).sort((a, b) => a - b));
    expect(shards.sort()).toEqual([0, 1, 2].map((i) => `catalog/items-00${i}.arrow.gz`));
    expect(host.requests.some(({ path }) => path.includes('content'))).toBe(false);
  });

  test('what has come can be ranked before the rest is there', async () => {
    const catalog = new ItemCatalog(bundle.manifest);
    const ranker = createJavaScriptRanker(catalog.embeddings);
    const asked: Promise<RankResult>[] = [];
    const arrived: number[] = [];
    await loadItems(MANIFEST_URL, bundle.manifest, catalog, {
      fetch: host.fetch,
      onShard({ numItems }) {
        arrived.push((arrived.at(-1) ?? 0) + numItems); // they come in any order
        // A copy: the catalog's own set grows, maybe before the answer is there.
        const allowed = catalog.available.or(catalog.available);
        asked.push(ranker.rank({ query: new Int8Array(16).fill(1), k: 9, allowed }));
      },
    });
    const answers = (await Promise.all(asked)).map(({ indices }) => [...indices]);
    expect(arrived.at(-1)).toBe(9);
    expect(answers.map(({ length }) => length)).toEqual(arrived);
    expect(answers.at(-1)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test('a shard that is altered, cut off or missing is named and left out; the others work', async () => {
    const path = 'catalog/items-001.arrow.gz';
    const altered = bundle.files[path]!.slice();
    altered[200]! ^= 1;
    const spoiled: [Uint8Array<ArrayBuffer> | undefined, RegExp][] = [
      [altered, /^catalog\/items-001.arrow.gz: file has SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}$/],
      [altered.slice(0, 100), /^catalog\/items-001.arrow.gz: file has 100 bytes, expected \d+$/],
      [undefined, /^catalog\/items-001.arrow.gz: HTTP status is 404, expected 200$/],
    ];
    for (const [bytes, message] of spoiled) {
      if (bytes) host.files.set(path, bytes);
      else host.files.delete(path);
      const catalog = new ItemCatalog(bundle.manifest);
      const failures = await loadItems(MANIFEST_URL, bundle.manifest, catalog, { fetch: host.fetch });
      expect(failures).toEqual([expect.any(CatalogFormatError)]);
      expect(failures[0]!.message).toMatch(message);
      expect([...catalog.available.indices()]).toEqual([0, 1, 2, 3, 7, 8]);
      for (const index of [4, 5, 6]) expect(catalog.embeddings.row(index)).toEqual(new Int8Array(16));
    }
  });

  test('a shard whose hash is right but whose content breaks the format is left out too', async () => {
    const [first] = bundle.manifest.catalog.items;
    const wrong = { ...bundle.manifest, embeddingDim: 32 };
    const failures = await loadItems(MANIFEST_URL, wrong, new ItemCatalog(wrong), { fetch: host.fetch });
    expect(failures).toHaveLength(3);
    expect(failures.map(({ message }) => message)).toContain(
      `${first!.path}: column embedding is FixedSizeList<Int>[16], expected fixed_size_list<int8>[32]`,
    );
  });

  test('gives up when told to', async () => {
    const controller = new AbortController();
    const catalog = new ItemCatalog(bundle.manifest);
    const options = { fetch: host.fetch, signal: controller.signal };
    controller.abort(new Error('page closed'));
    await expect(loadItems(MANIFEST_URL, bundle.manifest, catalog, options)).rejects.toThrow(/^page closed$/);
    expect(catalog.available.count()).toBe(0);
  });
});

describe('loadContentVectors', () => {
  test('gives one matrix of all shards', async () => {
    const { vectors, available, failures } = await loadContentVectors(MANIFEST_URL, bundle.manifest, host);
    expect(failures).toEqual([]);
    expect(available.count()).toBe(9);
    expect(Array.from({ length: 9 }, (_, i) => vectors.row(i)[255])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('a shard that fails costs its items', async () => {
    host.files.delete('catalog/content-000.arrow.gz');
    const { vectors, available, failures } = await loadContentVectors(MANIFEST_URL, bundle.manifest, host);
    expect(failures.map(({ message }) => message)).toEqual([
      'catalog/content-000.arrow.gz: HTTP status is 404, expected 200',
    ]);
    expect([...available.indices()]).toEqual([5, 6, 7, 8]);
    for (let index = 0; index < 5; index++) expect(vectors.row(index)).toEqual(new Int8Array(256));
  });

  test('a bundle without them says so', async () => {
    const manifest = { ...bundle.manifest, catalog: { ...bundle.manifest.catalog, content: [] } };
    await expect(loadContentVectors(MANIFEST_URL, manifest, host)).rejects.toThrow(
      'manifest: catalog.content is an array of 0, expected shards',
    );
  });
});
