import {
  columnFromArray,
  float32,
  int8,
  list,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import {
  decodeContentShard,
  decodeItemShard,
  encodeContentShard,
  encodeItemShard,
  type ItemShard,
  type ItemShardSpec,
} from '../../src/formats/catalog.ts';
import { goldenArrow, goldenItems } from './golden-bundle.ts';

const goldenSpec: ItemShardSpec = { numItems: 3, embeddingDim: 16, numFeatures: 6, facetNames: ['genre', 'decade'] };
const goldenBytes = goldenArrow().items;

/** The golden shard with one part changed, through encode. */
const encodeWith = (change: Partial<ItemShard>) => encodeItemShard({ ...goldenItems, ...change }, goldenSpec);

/** The golden bytes with one column replaced (or removed), without any check of ours on the way. */
function bytesWith(name: string, values?: unknown[], type?: Parameters<typeof columnFromArray>[1]): Uint8Array {
  const table = tableFromIPC(goldenBytes);
  const columns = table.names
    .filter((column) => values || column !== name)
    .map((column): [string, ReturnType<typeof columnFromArray>] => [
      column,
      column === name && values ? columnFromArray(values, type) : table.getChild(column),
    ]);
  return tableToIPC(tableFromColumns(columns), { format: 'stream' })!;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const shards = fc
  .record({
    dim: fc.constantFrom(16, 64),
    numItems: fc.integer({ min: 1, max: 20 }),
    numFeatures: fc.constantFrom(6, 8),
  })
  .chain(({ dim, numItems, numFeatures }) => {
    const column = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: numItems, maxLength: numItems });
    const floats = fc.float32Array({
      min: 0,
      max: 1,
      noNaN: true,
      minLength: numItems * numFeatures,
      maxLength: numItems * numFeatures,
    });
    const bytes = fc.int8Array({ min: -127, minLength: numItems * dim, maxLength: numItems * dim });
    return fc.record({
      spec: fc.constant<ItemShardSpec>({ numItems, embeddingDim: dim, numFeatures, facetNames: ['genre', 'board'] }),
      shard: fc.record({
        numItems: fc.constant(numItems),
        ids: fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), {
          minLength: numItems,
          maxLength: numItems,
        }),
        titles: column(text),
        texts: column(text),
        facets: fc.record({
          genre: column(fc.array(text, { maxLength: 3 })),
          board: column(fc.array(text, { maxLength: 1 })),
        }),
        details: fc.record({ year: column(fc.option(text)), director: column(fc.option(text)) }),
        features: floats as fc.Arbitrary<Float32Array<ArrayBuffer>>,
        hasResidual: column(fc.boolean()),
        embeddings: bytes as fc.Arbitrary<Int8Array<ArrayBuffer>>,
      }),
    });
  });

describe('items shard', () => {
  test('comes back as it was written, and equal shards give equal bytes', () => {
    fc.assert(
      fc.property(shards, ({ shard, spec }) => {
        const bytes = encodeItemShard(shard, spec);
        expect(decodeItemShard(bytes, spec)).toEqual({
          ...shard,
          facets: { ...shard.facets },
          details: { ...shard.details },
        });
        expect(encodeItemShard(structuredClone(shard), spec)).toEqual(bytes);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('semantic IDs come back, and codes beyond the codebook or of another width are refused', () => {
    const spec = { ...goldenSpec, semanticIds: { numLevels: 2, codebookSize: 4 } };
    const semanticIds = { codes: Uint8Array.of(0, 1, 2, 3, 0, 1), dedupCodes: Uint32Array.of(0, 0, 1) };
    const bytes = encodeItemShard({ ...goldenItems, semanticIds }, spec);
    expect(decodeItemShard(bytes, spec).semanticIds).toEqual(semanticIds);
    expect(decodeItemShard(bytes, goldenSpec).semanticIds).toBeUndefined();
    const decodeAs = (codes: ItemShardSpec['semanticIds']) => () =>
      decodeItemShard(bytes, { ...spec, semanticIds: codes });
    expect(decodeAs({ numLevels: 2, codebookSize: 3 })).toThrow('column codes row 1 holds 3, expected 0 to 2');
    expect(decodeAs({ numLevels: 3, codebookSize: 4 })).toThrow('expected fixed_size_list<uint8>[3]');
    expect(() => encodeItemShard(goldenItems, spec)).toThrow('column codes has 0 rows, expected 3');
  });

  test('embeddings own their buffer: they keep nothing else of the file alive, and can be transferred', () => {
    const { embeddings } = decodeItemShard(goldenBytes, goldenSpec);
    expect(embeddings.buffer.byteLength).toBe(3 * 16);
  });

  test('is read from any alignment, and columns that are not known are left alone', () => {
    const shifted = new Uint8Array(goldenBytes.length + 1);
    shifted.set(goldenBytes, 1);
    expect(decodeItemShard(shifted.subarray(1), goldenSpec)).toEqual(goldenItems);
    const table = tableFromIPC(goldenBytes);
    const columns = table.names.map((name): [string, ReturnType<typeof columnFromArray>] => [
      name,
      table.getChild(name),
    ]);
    const more = tableFromColumns([...columns, ['codes', columnFromArray([[1], [2], [3]], list(int8()))]]);
    expect(decodeItemShard(tableToIPC(more, { format: 'stream' })!, goldenSpec)).toEqual(goldenItems);
  });

  test.each<[string, Partial<ItemShard>, string]>([
    ['an empty id', { ids: ['a', '', 'c'] }, 'column id row 1 is empty, expected an id'],
    ['no id', { ids: ['a', 'b', null as unknown as string] }, 'column id row 2 is null, expected a string'],
    ['the same id twice', { ids: ['a', 'b', 'a'] }, "column id row 2 is 'a' as row 0, expected unique ids"],
    ['no title', { titles: ['a', null as unknown as string, 'c'] }, 'column title row 1 is null, expected a string'],
    ['a title too few', { titles: ['a', 'b'] }, 'column title has 2 rows, expected 3'],
    ['no facet', { facets: { genre: [[], [], []] } }, 'column facet:decade has 0 rows, expected 3'],
    ['an odd detail name', { details: { __Year: ['1', '2', '3'] } }, 'column detail:__Year is there, expected a name'],
    [
      'a feature above 1',
      { features: new Float32Array(18).fill(1.5) },
      'column features row 0 holds 1.5, expected 0 to 1',
    ],
    ['a NaN feature', { features: new Float32Array(18).fill(Number.NaN) }, 'column features row 0 holds NaN'],
    ['features cut off', { features: new Float32Array(17) }, 'matrix has 17 values, expected a multiple of 6'],
    [
      '-128',
      { embeddings: new Int8Array(48).fill(-128, 17) },
      'column embedding row 1 holds -128, expected -127 to 127',
    ],
    ['an embedding too few', { embeddings: new Int8Array(32) }, 'column embedding has 2 rows, expected 3'],
  ])('is not written with %s', (_, change, message) => {
    expect(() => encodeWith(change)).toThrow(`items shard: ${message}`);
    expect(() => encodeWith(change)).toThrow(CatalogFormatError);
  });

  test.each<[string, Uint8Array, Partial<ItemShardSpec>, string]>([
    ['other rows', goldenBytes, { numItems: 4 }, 'table has 3 rows, expected 4'],
    [
      'other dims',
      goldenBytes,
      { embeddingDim: 32 },
      'column embedding is FixedSizeList<Int>[16], expected fixed_size_list<int8>[32]',
    ],
    ['other features', goldenBytes, { numFeatures: 8 }, 'column features is FixedSizeList<Float>[6]'],
    ['a facet more', goldenBytes, { facetNames: ['mood'] }, 'column facet:mood is missing, expected list<utf8>'],
    ['no embedding', bytesWith('embedding'), {}, 'column embedding is missing, expected fixed_size_list<int8>[16]'],
    ['ids as numbers', bytesWith('id', [1, 2, 3], float32()), {}, 'column id is Float, expected utf8'],
    ['an id that is null', bytesWith('id', ['a', null, 'b'], utf8()), {}, 'column id row 1 is null'],
    [
      'facets as text',
      bytesWith('facet:genre', ['a', 'b', 'c'], utf8()),
      {},
      'column facet:genre is Utf8, expected list<utf8>',
    ],
    [
      'a null in a facet',
      bytesWith('facet:genre', [['a', null], [], []], list(utf8())),
      {},
      'column facet:genre has 1 nulls',
    ],
    [
      'residual as text',
      bytesWith('hasResidual', ['a', 'b', 'c'], utf8()),
      {},
      'column hasResidual is Utf8, expected bool',
    ],
    ['no bytes', new Uint8Array(0), {}, 'content has no columns, expected an Arrow IPC stream'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>'), {}, 'content is not readable'],
  ])('is refused with %s', (_, bytes, spec, message) => {
    const decode = () => decodeItemShard(bytes, { ...goldenSpec, ...spec }, 'items-000');
    expect(decode).toThrow(`items-000: ${message}`);
    expect(decode).toThrow(CatalogFormatError);
  });

  test('a list column that is null reads as no values', () => {
    const { facets } = decodeItemShard(bytesWith('facet:genre', [null, ['a'], []], list(utf8())), goldenSpec);
    expect(facets.genre).toEqual([[], ['a'], []]);
  });

  test('cut off anywhere it is refused, never read in part', () => {
    const endOfStream = 8;
    for (let length = 0; length < goldenBytes.length - endOfStream; length++) {
      expect(() => decodeItemShard(goldenBytes.subarray(0, length), goldenSpec)).toThrow(CatalogFormatError);
    }
  });

  test('a damaged body is read as other values or refused, without another kind of error', () => {
    const bodyStart = goldenBytes.length - 700;
    const damage = fc.tuple(
      fc.integer({ min: bodyStart, max: goldenBytes.length - 9 }),
      fc.integer({ min: 1, max: 255 }),
    );
    fc.assert(
      fc.property(damage, ([position, mask]) => {
        const bytes = goldenBytes.slice();
        bytes[position]! ^= mask;
        try {
          expect(decodeItemShard(bytes, goldenSpec).ids).toHaveLength(3);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('content shard', () => {
  test('comes back as it was written', () => {
    const vectors = Int8Array.from({ length: 5 * 512 }, (_, i) => (i % 255) - 127);
    expect(decodeContentShard(encodeContentShard(vectors, 512), 5, 512)).toEqual(vectors);
  });

  test('is refused with other sizes, and not written with half a row', () => {
    const bytes = encodeContentShard(new Int8Array(512), 512);
    expect(() => decodeContentShard(bytes, 2, 512, 'c')).toThrow('c: table has 1 rows, expected 2');
    expect(() => decodeContentShard(bytes, 1, 256, 'c')).toThrow('expected fixed_size_list<int8>[256]');
    expect(() => decodeContentShard(goldenBytes, 3, 512, 'c')).toThrow('c: column content is missing');
    expect(() => encodeContentShard(new Int8Array(600), 512)).toThrow(
      'matrix has 600 values, expected a multiple of 512',
    );
    expect(() => encodeContentShard(new Int8Array(0), 512)).toThrow('number of items is 0, expected at least 1');
  });
});
