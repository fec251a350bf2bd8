import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { formatManifest, type Manifest, parseManifest } from '../../src/formats/manifest.ts';
import { goldenFiles } from './golden-bundle.ts';

let valid: Manifest;
beforeAll(async () => {
  valid = JSON.parse(new TextDecoder().decode((await goldenFiles())['manifest.json']));
});

const fileOf = (sizeBytes: number) => ({ path: 'x.bin', sizeBytes, sha256: '0'.repeat(64) });

/** Parses the golden manifest with one value (by dotted path) replaced; undefined removes it. */
function parseWith(path: string, value: unknown): Manifest {
  const copy = structuredClone(valid) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((object, key) => object[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return parseManifest(copy);
}

describe('parseManifest', () => {
  test('accepts what formatManifest writes, and drops fields it does not know', () => {
    expect(parseManifest(JSON.parse(formatManifest(valid)))).toEqual(valid);
    expect(parseWith('futureField', { any: 'thing' })).toEqual(valid);
  });

  test('semantic IDs and inputs of the item tower are optional; a tower that reads codes needs them', () => {
    const inflated = { sizeBytes: 12, sha256: 'b'.repeat(64) };
    const codebooks = { path: 'catalog/codebooks.bin.gz', sizeBytes: 9, sha256: 'a'.repeat(64), inflated };
    const semanticIds = { numLevels: 3, codebookSize: 64, codebooks };
    const itemTowerInputs = { codes: true, modalities: [{ name: 'title', width: 385 }] };
    expect(parseManifest({ ...valid, semanticIds, itemTowerInputs })).toEqual({
      ...valid,
      semanticIds,
      itemTowerInputs,
    });
    expect(() => parseManifest({ ...valid, itemTowerInputs })).toThrow(
      'manifest: semanticIds is missing, expected an object: the item tower reads codes',
    );
    expect(() => parseManifest({ ...valid, semanticIds: { ...semanticIds, codebookSize: 300 } })).toThrow(
      'manifest: semanticIds.codebookSize is 300, expected an integer from 1 to 256',
    );
  });

  test.each<[path: string, value: unknown, message: string]>([
    ['format', 'zip', "format is 'zip', expected 'privet-bundle'"],
    ['format', undefined, "format is missing, expected 'privet-bundle'"],
    ['version', 2, 'version is 2, expected at most 1: the bundle is newer than this code, update the code'],
    ['version', '1', "version is '1', expected 1"],
    ['version', 0, 'version is 0, expected 1'],
    ['name', '', "name is '', expected a string that is not empty"],
    ['name', undefined, 'name is missing, expected a value'],
    ['embeddingDim', 40, 'embeddingDim is 40, expected a multiple of 16'],
    ['embeddingDim', 512, 'embeddingDim is 512, expected an integer from 16 to 256'],
    ['embeddingDim', 16.5, 'embeddingDim is 16.5, expected an integer from 16 to 256'],
    ['qualityDims', 16, 'qualityDims is 16, expected less than embeddingDim (16)'],
    ['qualityDims', -1, 'qualityDims is -1, expected an integer of at least 0'],
    [
      'contentDim',
      512,
      'contentDim is 512, expected 256: the bundle was made for another text encoder, build it again',
    ],
    ['sequenceLength', 50, 'sequenceLength is 50, expected 100'],
    ['numItems', 4, 'catalog.items (items of all shards) is 3, expected numItems (4)'],
    ['itemScale', 0, 'itemScale is 0, expected a number above 0'],
    ['itemScale', null, 'itemScale is null, expected a number'],
    ['catalog', 'x', "catalog is 'x', expected an object"],
    ['catalog.items', {}, 'catalog.items is an object, expected an array'],
    ['catalog.items', [], 'catalog.items (items of all shards) is 0, expected numItems (3)'],
    ['catalog.items.0.firstItemIndex', 1, 'catalog.items.0.firstItemIndex is 1, expected 0'],
    ['catalog.content.0.numItems', 2, 'catalog.content (items of all shards) is 2, expected numItems (3)'],
    [
      'catalog.items.0.sizeBytes',
      4_000_001,
      'catalog.items.0.sizeBytes is 4000001, expected an integer from 1 to 4000000',
    ],
    ['catalog.items.0.sha256', 'ABC', "catalog.items.0.sha256 is 'ABC', expected 64 lower-case hex digits"],
    ['catalog.items.0.inflated', undefined, 'catalog.items.0.inflated is missing, expected a value'],
    [
      'catalog.items.0.inflated.sizeBytes',
      1e9,
      'catalog.items.0.inflated.sizeBytes is 1000000000, expected an integer',
    ],
    ['models.userTower.sizeBytes', 32_000_001, 'expected an integer from 1 to 32000000'],
    ['models.itemTower.sizeBytes', 50e9, 'expected an integer from 1 to 32000000'],
    ['models.textEncoder', { ...fileOf(1), inflated: fileOf(16_000_001) }, 'expected an integer from 1 to 16000000'],
    ['itemToItem', { ...fileOf(64_000_001), inflated: fileOf(9) }, 'expected an integer from 1 to 64000000'],
    ['tasteMap', { ...fileOf(9), inflated: fileOf(64_000_001) }, 'expected an integer from 1 to 64000000'],
    ['language', { ...fileOf(9), inflated: fileOf(16_000_001) }, 'expected an integer from 1 to 16000000'],
    ['catalog.items.0.inflated.sizeBytes', 47, 'catalog.items.0.numItems is 3, expected at most 2: 16 bytes each'],
    [
      'catalog.content.0.inflated.sizeBytes',
      3 * 256 - 1,
      'catalog.content.0.numItems is 3, expected at most 2: 256 bytes each',
    ],
    ['numItems', 1e12, 'numItems is 1000000000000, expected an integer from 0 to 10000000'],
    ['models.itemTower', undefined, 'models.itemTower is missing, expected a value'],
    ['models.textEncoder', 'x.onnx', "models.textEncoder is 'x.onnx', expected an object"],
    ['itemToItem', 'x.bin.gz', "itemToItem is 'x.bin.gz', expected an object"],
    [
      'itemToItem',
      { path: 'x.gz', sizeBytes: 1, sha256: '0'.repeat(64) },
      'itemToItem.inflated is missing, expected a value',
    ],
    [
      'vocabularies.features',
      ['popularity'],
      'vocabularies.features is an array of 1, expected an array that starts with rating, ratingKnown',
    ],
    ['vocabularies.facets.1.name', 'genre', "vocabularies.facets is 'genre', expected names without duplicates"],
    ['vocabularies.facets.1.name', '__proto__', "vocabularies.facets.1.name is '__proto__', expected a name like"],
    [
      'vocabularies.facets.0.absentIsNone',
      'yes',
      "vocabularies.facets.0.absentIsNone is 'yes', expected true or false",
    ],
    ['prior', [1, 2], 'prior is an array of 2, expected 16 numbers'],
    ['prior.3', null, 'prior.3 is null, expected a number'],
    ['meanStrength', -1, 'meanStrength is -1, expected a number of at least 0'],
    ['modelCard.path', '/etc/passwd', "modelCard.path is '/etc/passwd', expected a relative path"],
    ['modelCard', 'model-card.json', "modelCard is 'model-card.json', expected an object"],
    ['notices.0', 5, 'notices.0 is 5, expected a string'],
  ])('%s = %j', (path, value, message) => {
    const place = message.startsWith('expected')
      ? new RegExp(`^manifest: ${path}\\S* is \\d+, ${message}`)
      : `manifest: ${message}`;
    expect(() => parseWith(path, value)).toThrow(place);
    expect(() => parseWith(path, value)).toThrow(CatalogFormatError);
  });

  test('shards announce at most 2 GB together, once inflated', () => {
    const [first] = valid.catalog.items;
    const shards = Array.from({ length: 63 }, (_, i) => ({
      ...first!,
      firstItemIndex: 3 * i,
      inflated: { ...first!.inflated, sizeBytes: 32_000_000 },
    }));
    const parse = (numShards: number) =>
      parseManifest({
        ...valid,
        numItems: 3 * numShards,
        catalog: { items: shards.slice(0, numShards), content: [] },
      });
    expect(parse(62).numItems).toBe(186);
    expect(() => parse(63)).toThrow(
      'catalog.items (inflated bytes of all shards) is 2016000000, expected at most 2000000000',
    );
  });

  test('a hundred thousand facets take no longer than their number', () => {
    const facets = Array.from({ length: 100_000 }, (_, i) => ({ name: `f${i}`, label: 'F' }));
    const start = performance.now();
    expect(parseWith('vocabularies.facets', facets).vocabularies.facets).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('an item-to-item table may be named, with the size and hash of both of its forms', () => {
    const form = { sizeBytes: 9, sha256: '0'.repeat(64) };
    const file = { path: 'catalog/item-to-item.bin.gz', ...form, inflated: form };
    expect(parseWith('itemToItem', file).itemToItem).toEqual(file);
    expect(valid.itemToItem).toBeUndefined();
  });

  test('contexts of the user tower may be named, each with its values', () => {
    const contexts = [
      { name: 'locale', values: ['en', 'de'] },
      { name: 'daypart', values: [] },
    ];
    expect(parseWith('vocabularies.contexts', contexts).vocabularies.contexts).toEqual(contexts);
    const refused = (found: unknown, message: string) =>
      expect(() => parseWith('vocabularies.contexts', found)).toThrow(message);
    refused([contexts[0], contexts[0]], 'names without duplicates');
    refused([{ name: 'My Locale', values: [] }], 'a name like');
    refused([{ name: 'locale', values: Array.from({ length: 32 }, (_, i) => `v${i}`) }], 'at most 31 values');
    refused([{ name: 'locale', values: ['x'.repeat(65)] }], 'at most 64 characters');
    refused(
      Array.from({ length: 9 }, (_, i) => ({ name: `c${i}`, values: [] })),
      'at most 8 contexts',
    );
  });

  test('vocabularies may go on after the known entries, without duplicates', () => {
    const longer = [...valid.vocabularies.eventTypes, 'share'];
    expect(parseWith('vocabularies.eventTypes', longer).vocabularies.eventTypes).toEqual(longer);
    expect(() => parseWith('vocabularies.eventTypes', [...longer, 'view'])).toThrow('an array without duplicates');
    const reordered = [...valid.vocabularies.eventTypes].reverse();
    expect(() => parseWith('vocabularies.eventTypes', reordered)).toThrow('an array that starts with none, start');
  });

  test.each(['a.onnx', 'catalog/items-000.arrow.gz', 'v1/deep/er/file_1', '0..1'])('accepts the path %s', (path) => {
    expect(parseWith('models.itemTower.path', path).models.itemTower?.path).toBe(path);
  });

  test.each([
    '',
    '/a.onnx',
    '../a.onnx',
    'models/../../a.onnx',
    './a.onnx',
    'a//b',
    'a/',
    'https://example.com/a.onnx',
    'javascript:alert(1)',
    'data:,x',
    '//example.com/a',
    '\\\\server\\a',
    'a\\..\\b',
    'a?b=c',
    'a#b',
    'a%2e%2e/b',
    '.git/config',
    'a\n',
    'ä.onnx',
  ])('refuses the path %j', (path) => {
    expect(() => parseWith('models.itemTower.path', path)).toThrow(
      `manifest: models.itemTower.path is '${path}', expected a relative path without '..'`,
    );
  });

  test('whatever the JSON is, it is accepted or refused with a CatalogFormatError', () => {
    const paths = [
      'embeddingDim',
      'catalog.items.0',
      'models',
      'vocabularies.facets',
      'prior',
      'notices',
      'catalog.content',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        try {
          parseWith(path, value);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
          expect((error as Error).message).toMatch(/^manifest: \S.* is .+, expected /s);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
    for (const json of [null, 5, 'x', [], true]) expect(() => parseManifest(json)).toThrow('manifest: (root) is');
  });
});
