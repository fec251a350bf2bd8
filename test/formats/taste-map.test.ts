import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { decodeTasteMap, encodeTasteMap, type TasteMapFile } from '../../src/formats/taste-map.ts';
import { GOLDEN_TASTE_MAP, goldenTasteMap } from './taste-map-golden.ts';

const goldenBytes = encodeTasteMap(goldenTasteMap);
const POSITIONS_AT = 16;
const LABELS_AT = POSITIONS_AT + 4 * 3;
const FIRST_LABEL_AT = LABELS_AT + 4;

/** The golden bytes with some replaced. */
function bytesWith(offset: number, ...values: number[]): Uint8Array {
  const bytes = goldenBytes.slice();
  bytes.set(values, offset);
  return bytes;
}

const u16 = fc.integer({ min: 0, max: 65_535 });
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a label may not hold
  .filter((value) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u.test(value));
const maps = fc
  .record({
    places: fc.array(fc.tuple(u16, u16), { maxLength: 20 }),
    labels: fc.array(fc.record({ text, x: u16, y: u16, level: fc.integer({ min: 0, max: 7 }) }), { maxLength: 5 }),
  })
  .map(
    ({ places, labels }): TasteMapFile => ({
      numItems: places.length,
      positions: Uint16Array.from(places.flat()),
      labels: labels.sort((a, b) => a.level - b.level),
    }),
  );

describe('taste maps', () => {
  test('come back as they were written, and equal ones give equal bytes', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const bytes = encodeTasteMap(map);
        expect(decodeTasteMap(bytes)).toEqual(map);
        expect(encodeTasteMap(structuredClone(map))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of the golden file are read, and written again byte for byte', async () => {
    const inflated = await gunzip(new Uint8Array(readFileSync(GOLDEN_TASTE_MAP)), 10_000);
    expect(decodeTasteMap(inflated)).toEqual(goldenTasteMap);
    expect(inflated).toEqual(goldenBytes);
  });

  test('have the bytes of the specification', () => {
    const header = [...new TextEncoder().encode('PRVTPLAN'), ...[1, 0, 0, 0], ...[3, 0, 0, 0]];
    expect([...goldenBytes.subarray(0, POSITIONS_AT)]).toEqual(header);
    const positions = [0, 0, 255, 255, 255, 255, 0, 0, 2, 1, 0, 16];
    expect([...goldenBytes.subarray(POSITIONS_AT, LABELS_AT)]).toEqual(positions);
    expect([...goldenBytes.subarray(LABELS_AT, FIRST_LABEL_AT + 8)]).toEqual([3, 0, 0, 0, 1, 0, 2, 0, 0, 13, 0, 72]);
    expect([...goldenBytes.subarray(-8)]).toEqual([0, 0, 0, 0, 1, 1, 0, 120]);
  });

  test('of another number of items than the catalog has are refused', () => {
    expect(decodeTasteMap(goldenBytes, { numItems: 3 })).toEqual(goldenTasteMap);
    expect(() => decodeTasteMap(goldenBytes, { numItems: 4 })).toThrow('numItems is 3, expected 4');
  });

  test('are read from any alignment', () => {
    const shifted = new Uint8Array(goldenBytes.length + 1);
    shifted.set(goldenBytes, 1);
    expect(decodeTasteMap(shifted.subarray(1))).toEqual(goldenTasteMap);
  });

  test.each<[string, Uint8Array, string]>([
    ['another magic', bytesWith(0, 65), 'magic is "ARVTPLAN", expected \'PRVTPLAN\''],
    ['a newer version', bytesWith(8, 2), 'version is 2, expected 1: the file is newer than this code, update the code'],
    ['version 0', bytesWith(8, 0), 'version is 0, expected 1'],
    ['too many items', bytesWith(15, 255), 'numItems is 4278190083, expected an integer from 0 to 10000000'],
    ['too few places', bytesWith(12, 200), 'positions has'],
    ['too many labels', bytesWith(LABELS_AT, 200), 'number of labels is 200, expected at most'],
    ['too few labels', bytesWith(LABELS_AT, 2), 'content goes on for 8 bytes, expected the end'],
    ['an unknown level', bytesWith(FIRST_LABEL_AT + 4, 8), 'label 0 level is 8, expected an integer from 0 to 7'],
    ['levels that go back', bytesWith(FIRST_LABEL_AT + 4, 2), 'label 1 has level 1 after 2, expected ascending levels'],
    ['an empty label', bytesWith(FIRST_LABEL_AT + 5, 0), 'label 0 number of bytes is 0, expected an integer from 1 to'],
    ['a label of two lines', bytesWith(FIRST_LABEL_AT + 9, 10), 'label 0 is "Ho\\nror, scary", expected one line'],
    ['broken UTF-8', bytesWith(FIRST_LABEL_AT + 9, 255), 'label 0 is not readable, expected UTF-8'],
    ['more bytes than any file', new Uint8Array(64_000_001), 'content has 64000001 bytes, expected at most 64000000'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>'), 'magic is "<!doctyp", expected'],
  ])('are refused with %s', (_, bytes, message) => {
    const decode = () => decodeTasteMap(bytes, { label: 'taste-map.bin.gz' });
    expect(decode).toThrow(`taste-map.bin.gz: ${message}`);
    expect(decode).toThrow(CatalogFormatError);
  });

  test.each<[string, Partial<TasteMapFile>, string]>([
    ['half an item', { numItems: 2.5 }, 'numItems is 2.5'],
    ['too few places', { numItems: 4 }, 'positions hold 6 values, expected 8'],
    ['a place beyond the map', { labels: [{ text: 'a', x: 65_536, y: 0, level: 0 }] }, 'label 0 x is 65536'],
    ['half a character', { labels: [{ text: '\ud800', x: 0, y: 0, level: 0 }] }, 'label 0 holds half a character'],
  ])('are not written with %s', (_, change, message) => {
    const encode = () => encodeTasteMap({ ...goldenTasteMap, ...change });
    expect(encode).toThrow(`taste map: ${message}`);
    expect(encode).toThrow(CatalogFormatError);
  });

  test('cut off anywhere they are refused, never read in part', () => {
    for (let length = 0; length < goldenBytes.length; length++) {
      expect(() => decodeTasteMap(goldenBytes.subarray(0, length))).toThrow(CatalogFormatError);
    }
  });

  test('with altered bytes they are read as other values or refused, without another kind of error', () => {
    const damage = fc.array(fc.tuple(fc.nat(goldenBytes.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = goldenBytes.slice();
        for (const [position, mask] of changes) bytes[position]! ^= mask;
        try {
          const { numItems, positions } = decodeTasteMap(bytes);
          expect(positions).toHaveLength(2 * numItems);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
