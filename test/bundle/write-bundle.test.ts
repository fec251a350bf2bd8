import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../src/bundle/bundle-files.ts';
import { CatalogFormatError } from '../../src/errors.ts';
import { decodeContentShard, decodeItemShard, itemShardSpec } from '../../src/formats/catalog.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import type { Manifest, Shard } from '../../src/formats/manifest.ts';
import { quantizeItemEmbeddings } from '../../src/numerics/quantize.ts';
import { damagedFiles, openBundle, readCodebooks, readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, DIM, snapshot, withFolder } from './bundle-fixture.ts';

async function inflate(folder: string, shard: Shard): Promise<Uint8Array<ArrayBuffer>> {
  return gunzip(new Uint8Array(await readFile(join(folder, shard.path))), shard.inflated.sizeBytes);
}

async function readItems(folder: string, manifest: Manifest) {
  const shards = manifest.catalog.items.map(async (shard) =>
    decodeItemShard(await inflate(folder, shard), itemShardSpec(manifest, shard)),
  );
  return Promise.all(shards);
}

const codebooks = {
  dim: 256,
  numLevels: 2,
  codebookSize: 2,
  centroids: new Float32Array(2 * 2 * 256).fill(0.25),
  labels: [{ prefix: [1], label: 'Odd ones' }],
};

describe('writeBundle', () => {
  it('writes what the formats’ readers read back', () =>
    withFolder(async (folder) => {
      const input = bundleInput(folder, 20);
      const manifest = await writeBundle(input);
      expect(await readManifest(folder)).toEqual(manifest);
      expect(await damagedFiles(folder, manifest)).toEqual([]);
      const [shard] = await readItems(folder, manifest);
      expect(shard!.ids).toEqual(input.items.map((item) => item.id));
      expect(shard!.facets.genre).toEqual(input.items.map((item) => item.facets.genre ?? []));
      expect(shard!.details.year).toEqual(input.items.map((item) => item.details.year ?? null));
      expect(shard!.hasResidual).toEqual(input.items.map((item) => item.hasResidual));
      expect(shard!.features).toEqual(Float32Array.from(input.items.flatMap((item) => Array.from(item.features))));
      expect(shard!.embeddings).toEqual(quantizeItemEmbeddings(input.embeddings, manifest.itemScale));
      expect(Math.max(...shard!.embeddings.map(Math.abs))).toBe(127);
    }));

  it('writes semantic IDs with the codebooks that they are of, and what the item tower reads', () =>
    withFolder(async (folder) => {
      const input = bundleInput(folder, 5);
      const codes = input.items.map((_, i) => [i % 2, 1]);
      const items = input.items.map((item, i) => ({ ...item, semanticId: { codes: codes[i]!, dedupCode: i >> 1 } }));
      const itemTowerInputs = { codes: true, modalities: [{ name: 'title', width: 9 }] };
      const manifest = await writeBundle({ ...input, items, codebooks, itemTowerInputs });
      expect(await readManifest(folder)).toEqual(manifest);
      expect(filesOf(manifest).map(({ path }) => path)).toContain(manifest.semanticIds!.codebooks.path);
      expect(manifest.itemTowerInputs).toEqual(itemTowerInputs);
      const [shard] = await readItems(folder, manifest);
      expect([...shard!.semanticIds!.codes]).toEqual(codes.flat());
      expect([...shard!.semanticIds!.dedupCodes]).toEqual([0, 0, 1, 1, 2]);
      expect(await readCodebooks(await openBundle(folder))).toEqual(codebooks);
    }));

  it('refuses items whose codes are not those of the codebooks', () =>
    withFolder(async (folder) => {
      const input = bundleInput(folder, 3);
      const items = input.items.map((item) => ({ ...item, semanticId: { codes: [1, 0, 1], dedupCode: 0 } }));
      await expect(writeBundle({ ...input, items, codebooks })).rejects.toThrow(
        'bundle: item 0 has 3 codes, expected 2',
      );
    }));

  it('keeps content vectors within half a step of 1/127', () =>
    withFolder(async (folder) => {
      const input = bundleInput(folder, 7);
      const manifest = await writeBundle(input);
      const [shard] = manifest.catalog.content;
      const vectors = decodeContentShard(await inflate(folder, shard!), 7, 256);
      vectors.forEach((value, i) => {
        expect(Math.abs(value / 127 - input.contentVectors![i]!)).toBeLessThanOrEqual(0.5 / 127 + 1e-7);
      });
    }));

  it('gives the same bytes for the same input, manifest included', () =>
    withFolder(async (folder) => {
      const [one, two] = [join(folder, 'one'), join(folder, 'two')];
      for (const outDir of [one, two]) await writeBundle(bundleInput(outDir, 15));
      expect(await snapshot(one)).toEqual(await snapshot(two));
      expect(Object.keys(await snapshot(one))).toContain('manifest.json');
    }));

  it('cuts shards that stay below the limit and hold every item once, in order', () =>
    withFolder(async (folder) => {
      const shardBytes = 3000;
      const input = bundleInput(folder, 60);
      const manifest = await writeBundle({ ...input, shardBytes });
      const { items, content } = manifest.catalog;
      expect(items.length).toBeGreaterThan(1);
      expect(content.length).toBeGreaterThan(items.length);
      for (const shard of [...items, ...content]) expect(shard.sizeBytes).toBeLessThanOrEqual(shardBytes);
      const shards = await readItems(folder, manifest);
      expect(shards.flatMap((shard) => shard.ids)).toEqual(input.items.map((item) => item.id));
      expect(Int8Array.from(shards.flatMap((shard) => [...shard.embeddings]))).toEqual(
        quantizeItemEmbeddings(input.embeddings, manifest.itemScale),
      );
    }));

  it('puts the first 430 items into a shard of their own, which is enough for a first list', () =>
    withFolder(async (folder) => {
      const { catalog } = await writeBundle(bundleInput(folder, 510));
      expect(catalog.items.map(({ firstItemIndex, numItems }) => [firstItemIndex, numItems])).toEqual([
        [0, 430],
        [430, 80],
      ]);
    }));

  it('refuses an item that no shard can hold, and leaves no file', () =>
    withFolder(async (folder) => {
      const outDir = join(folder, 'bundle');
      await expect(writeBundle(bundleInput(outDir, 3, { shardBytes: 300 }))).rejects.toThrow(
        /item 0 alone takes \d+ bytes/,
      );
      expect(await snapshot(folder)).toEqual({});
    }));

  it('leaves an earlier bundle as it was when the new one fails', () =>
    withFolder(async (folder) => {
      await writeBundle(bundleInput(folder, 10));
      const before = await snapshot(folder);
      const broken = bundleInput(folder, 10);
      broken.embeddings[3] = Number.NaN;
      await expect(writeBundle(broken)).rejects.toThrow(/is NaN, expected a finite number/);
      await expect(writeBundle(bundleInput(folder, 10, { meanStrength: -1 }))).rejects.toThrow(/meanStrength is -1/);
      expect(await snapshot(folder)).toEqual(before);
    }));

  it('replaces an earlier bundle, removes its leftover shards, and keeps what is not its own', () =>
    withFolder(async (folder) => {
      await writeBundle(bundleInput(folder, 60, { shardBytes: 3000, towersFolder: 'untrained' }));
      await mkdir(join(folder, 'other'));
      await writeFile(join(folder, 'other', 'file.txt'), 'kept');
      const manifest = await writeBundle(bundleInput(folder, 5, { modelCard: Buffer.from('a card') }));
      const expected = [...filesOf(manifest).map((file) => file.path), 'manifest.json', 'other/file.txt'];
      expect(Object.keys(await snapshot(folder)).sort()).toEqual(expected.sort());
      expect(await damagedFiles(folder, manifest)).toEqual([]);
    }));

  it('names text encoder, model card and facets', () =>
    withFolder(async (folder) => {
      const manifest = await writeBundle(
        bundleInput(folder, 4, {
          textEncoder: { bytes: Uint8Array.of(4), whole: Uint8Array.of(5, 6) },
          modelCard: Buffer.from('a card'),
          facets: [{ name: 'genre', label: 'Genre' }],
          contentVectors: undefined,
        }),
      );
      expect(manifest.models.textEncoder).toMatchObject({ path: 'text-encoder.bin.gz', sizeBytes: 1 });
      expect(manifest.models.textEncoder?.inflated.sizeBytes).toBe(2);
      expect(manifest.catalog.content).toEqual([]);
      expect(manifest.vocabularies.facets).toEqual([{ name: 'genre', label: 'Genre' }]);
      expect(manifest.modelCard).toMatchObject({ path: 'model-card.json', sizeBytes: 6 });
    }));

  it.each([
    ['no items', (input: ReturnType<typeof bundleInput>) => ({ ...input, items: [] }), /0 items, expected at least 1/],
    [
      'rows that are missing',
      (input) => ({ ...input, embeddings: input.embeddings.slice(1) }),
      /embeddings hold 47 values, expected 3 x 16/,
    ],
    [
      'a map of other items',
      (input) => ({ ...input, tasteMap: { numItems: 2, positions: new Uint16Array(4), labels: [] } }),
      /the map has 2 items, expected 3/,
    ],
    ['an empty id', (input) => withItem(input, 1, { id: '' }), /item 1 \('Title 1'\) has an empty id/],
    ['an id twice', (input) => withItem(input, 2, { id: 'item-0' }), /items 0 and 2 both have the id 'item-0'/],
    [
      'features that are missing',
      (input) => withItem(input, 0, { features: [1] }),
      /item 0 has 1 features, expected 6/,
    ],
    [
      'a feature out of range',
      (input) => withItem(input, 0, { features: [2, 1, 0, 0, 0, 0] }),
      /features row 0 holds 2/,
    ],
    ['a prior that is no number', (input) => ({ ...input, prior: new Float32Array(DIM).fill(Number.NaN) }), /prior/],
  ] as [string, (input: ReturnType<typeof bundleInput>) => ReturnType<typeof bundleInput>, RegExp][])(
    'refuses %s',
    (_what, change, message) =>
      withFolder(async (folder) => {
        const outDir = join(folder, 'bundle');
        await expect(writeBundle(change(bundleInput(outDir, 3)))).rejects.toThrow(message);
        expect(await snapshot(folder)).toEqual({});
      }),
  );
});

describe('openBundle', () => {
  it.each<[string, (file: string) => Promise<void>, RegExp]>([
    ['missing', (file) => rm(file), /items-000.arrow.gz: found no such file, expected the one that the manifest names/],
    ['longer', (file) => appendFile(file, 'x'), /^catalog\/items-000.arrow.gz: file has \d+ bytes, expected \d+$/],
    ['empty', (file) => writeFile(file, ''), /^catalog\/items-000.arrow.gz: file has 0 bytes, expected \d+$/],
  ])('names a file that is %s', (_how, spoil, message) =>
    withFolder(async (folder) => {
      await writeBundle(bundleInput(folder, 3));
      await spoil(join(folder, 'catalog/items-000.arrow.gz'));
      await expect(openBundle(folder)).rejects.toThrow(message);
      await expect(openBundle(folder)).rejects.toThrow(CatalogFormatError);
    }),
  );

  it('says where there is no bundle, and where the manifest is none', () =>
    withFolder(async (folder) => {
      await expect(openBundle(folder)).rejects.toThrow(
        `${join(folder, 'manifest.json')}: found no such file, expected a bundle made by privet build`,
      );
      await writeFile(join(folder, 'manifest.json'), '{"format":');
      await expect(openBundle(folder)).rejects.toThrow('manifest.json: content is no JSON');
    }));
});

describe('damagedFiles', () => {
  it('names files that are missing, longer or altered', () =>
    withFolder(async (folder) => {
      const manifest = await writeBundle(bundleInput(folder, 3));
      await appendFile(join(folder, 'catalog/items-000.arrow.gz'), 'x');
      await writeFile(join(folder, 'user-tower.onnx'), Uint8Array.of(9));
      expect(await damagedFiles(folder, manifest)).toEqual(['catalog/items-000.arrow.gz', 'user-tower.onnx']);
    }));
});

function withItem(input: ReturnType<typeof bundleInput>, row: number, change: object) {
  return { ...input, items: input.items.map((item, i) => (i === row ? { ...item, ...change } : item)) };
}
