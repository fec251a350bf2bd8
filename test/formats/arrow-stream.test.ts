// Streams of other writers are read as the Arrow library reads them; those in which one field lies are refused before
// anything is made as large as it says.
import { columnFromArray, list, tableFromColumns, tableFromIPC, tableToIPC, utf8 } from '@uwdata/flechette';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { openArrow, readInt8Rows, readNullableStrings, readStringLists } from '../../src/formats/arrow-columns.ts';
import { decodeItemShard } from '../../src/formats/catalog.ts';
import { measure } from '../attack/measure.ts';
import { goldenArrow } from './golden-bundle.ts';

const SPEC = { numItems: 3, embeddingDim: 16, numFeatures: 6, facetNames: ['genre', 'decade'] };
const golden = goldenArrow().items;
const END = 8;

interface Rows {
  names: (string | null)[];
  tags: (string[] | null)[];
}

function streamOf({ names, tags }: Rows): Uint8Array {
  const columns: [string, ReturnType<typeof columnFromArray>][] = [
    ['name', columnFromArray(names, utf8())],
    ['tags', columnFromArray(tags, list(utf8()))],
  ];
  return tableToIPC(tableFromColumns(columns), { format: 'stream' })!;
}

/** Bytes of the first message, which is the schema; its body is empty. */
const schemaBytes = (stream: Uint8Array) => 8 + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true);

/** The schema once, then the batches of all streams. */
function batchesOf(streams: Uint8Array[]): Uint8Array {
  const parts = streams.map((stream, i) => stream.subarray(i === 0 ? 0 : schemaBytes(stream), stream.length - END));
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

describe('a stream', () => {
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 5 }));
  const tags = fc.option(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }));
  const rows = fc.array(fc.tuple(text, tags), { minLength: 1, maxLength: 12 });

  test('of several batches, without its end, with nulls: as the library reads it', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 3 }), (batches) => {
        const parts = batches.map((batch) => ({
          names: batch.map(([name]) => name),
          tags: batch.map(([, tag]) => tag),
        }));
        const bytes = batchesOf(parts.map(streamOf));
        const table = tableFromIPC(bytes);
        const source = openArrow(bytes, table.numRows, 'x');
        expect(readNullableStrings(source, 'name')).toEqual([...table.getChild('name')]);
        const lists = [...table.getChild('tags')].map((values) => values ?? []);
        expect(readStringLists(source, 'tags')).toEqual(lists);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test('of which two columns have one name is refused', () => {
    const bytes = streamOf({ names: ['a'], tags: [['b']] });
    const at = Buffer.from(bytes).indexOf('tags');
    bytes.set(new TextEncoder().encode('name'), at);
    expect(() => openArrow(bytes, 1, 'x')).toThrow('x: two columns have one name, expected distinct names');
  });
});

describe('one field that lies', () => {
  /** Each place of the golden metadata where four or eight bytes may be a number. */
  const places = (size: number) => {
    const batch = schemaBytes(golden);
    const end = batch + 8 + new DataView(golden.buffer, golden.byteOffset).getInt32(batch + 4, true);
    return Array.from({ length: Math.floor(end / size) }, (_, i) => i * size);
  };

  test.each([
    [4, 0x7fff_ffffn],
    [4, 0xffff_ffffn],
    [4, 0x0100_0000n],
    [8, 0x7fff_ffffn],
    [8, 0x7fff_ffff_ffff_ffffn],
    [8, 0xffff_ffff_ffff_ffffn],
  ])('%i bytes of %i, wherever they are, cost neither time nor memory', async (size, value) => {
    for (const at of places(size)) {
      const bytes = golden.slice();
      for (let i = 0; i < size; i++) bytes[at + i] = Number((value >> BigInt(8 * i)) & 0xffn);
      const { error, ms, totalBytes } = await measure(() => decodeItemShard(bytes, SPEC));
      if (error !== undefined) expect(error, `at ${at}`).toBeInstanceOf(CatalogFormatError);
      expect(ms, `at ${at}`).toBeLessThan(2000);
      expect(totalBytes, `at ${at}`).toBeLessThan(20 * golden.length);
    }
  });

  test('in the manifest: rows that are not there are made no room for', async () => {
    const spec = { ...SPEC, numItems: 10_000_000, embeddingDim: 256 };
    const { error, totalBytes } = await measure(() => decodeItemShard(golden, spec));
    expect((error as Error).message).toBe('catalog: table has 3 rows, expected 10000000');
    expect(totalBytes).toBeLessThan(20 * golden.length);
    const dims = await measure(() => readInt8Rows(openArrow(golden, 3, 'x'), 'embedding', 1_000_000_000));
    expect((dims.error as Error).message).toContain('expected fixed_size_list<int8>[1000000000]');
    expect(dims.totalBytes).toBeLessThan(20 * golden.length);
  });

  test('in a buffer: none lies behind the body, or over another one', () => {
    const batch = schemaBytes(golden);
    const view = () => {
      const bytes = golden.slice();
      return { bytes, view: new DataView(bytes.buffer) };
    };
    // Entries of buffers are offset and length, 8 bytes each: the first with a length is the offsets of `id`.
    const first = Array.from({ length: 400 }, (_, i) => batch + 8 * i).find(
      (at) => view().view.getBigInt64(at, true) === 0n && view().view.getBigInt64(at + 8, true) === 16n,
    )!;
    const behind = view();
    behind.view.setBigInt64(first + 8, 1_000_000n, true);
    expect(() => decodeItemShard(behind.bytes, SPEC)).toThrow(
      /^catalog: content is not readable \(wrong buffer\), expected/,
    );
    const over = view();
    over.view.setBigInt64(first + 16, 0n, true);
    expect(() => decodeItemShard(over.bytes, SPEC)).toThrow(
      /^catalog: content is not readable \(wrong buffer\), expected/,
    );
  });
});
