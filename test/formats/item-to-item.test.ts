import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import { decodeItemToItem, encodeItemToItem, type ItemToItemTable } from '../../src/formats/item-to-item.ts';
import { tables } from '../item-to-item/item-to-item-tables.ts';
import { GOLDEN_ITEM_TO_ITEM, goldenItemToItem } from './item-to-item-golden.ts';

const goldenBytes = encodeItemToItem(goldenItemToItem);
const COUNTS_AT = 52;
const NEIGHBOURS_AT = COUNTS_AT + 5;
const WEIGHTS_AT = NEIGHBOURS_AT + 2 * 7;

/** The golden bytes with some replaced. */
function bytesWith(offset: number, ...values: number[]): Uint8Array {
  const bytes = goldenBytes.slice();
  bytes.set(values, offset);
  return bytes;
}

describe('item-to-item tables', () => {
  test('come back as they were written, and equal ones give equal bytes', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const bytes = encodeItemToItem(table);
        expect(decodeItemToItem(bytes)).toEqual(table);
        expect(encodeItemToItem(structuredClone(table))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of the golden file are read, and written again byte for byte', async () => {
    const inflated = await gunzip(new Uint8Array(readFileSync(GOLDEN_ITEM_TO_ITEM)), 10_000);
    expect(decodeItemToItem(inflated)).toEqual(goldenItemToItem);
    expect(inflated).toEqual(goldenBytes);
  });

  test('have the bytes of the specification', () => {
    const header = [...new TextEncoder().encode('PRVTNEXT'), ...[3, 0, 0, 0], ...[5, 0, 0, 0], ...[3, 0, 0, 0]];
    // 1/64, 0.75, 1.5, 0, 2.5
    const floats = [
      ...[0, 0, 0x80, 0x3c],
      ...[0, 0, 0x40, 0x3f],
      ...[0, 0, 0xc0, 0x3f],
      ...[0, 0, 0, 0],
      ...[0, 0, 0x20, 0x40],
    ];
    // 300, 50, 0.25
    const history = [...[300 & 255, 300 >> 8, 0, 0], ...[50, 0, 0, 0], ...[0, 0, 0x80, 0x3e]];
    expect([...goldenBytes.subarray(0, COUNTS_AT)]).toEqual([...header, ...floats, ...history]);
    expect([...goldenBytes.subarray(COUNTS_AT, NEIGHBOURS_AT + 4)]).toEqual([2, 0, 3, 1, 1, 1, 0, 4, 0]);
    expect([...goldenBytes.subarray(WEIGHTS_AT)]).toEqual([255, 1, 17, 255, 200, 128, 3]);
  });

  test('of more than 65,536 items have rows of four bytes', () => {
    const numItems = 65_537;
    const offsets = new Uint32Array(numItems + 1).fill(1, 1);
    const [neighbours, weights] = [Uint32Array.of(65_536), Uint8Array.of(9)];
    const bytes = encodeItemToItem({ ...goldenItemToItem, numItems, offsets, neighbours, weights });
    expect([...bytes.subarray(-5)]).toEqual([0, 0, 1, 0, 9]);
    expect(decodeItemToItem(bytes).neighbours).toEqual(neighbours);
  });

  test('of another number of items than the catalog has are refused', () => {
    expect(decodeItemToItem(goldenBytes, { numItems: 5 })).toEqual(goldenItemToItem);
    expect(() => decodeItemToItem(goldenBytes, { numItems: 6 })).toThrow('numItems is 5, expected 6');
  });

  test('are read from any alignment', () => {
    const shifted = new Uint8Array(goldenBytes.length + 1);
    shifted.set(goldenBytes, 1);
    expect(decodeItemToItem(shifted.subarray(1))).toEqual(goldenItemToItem);
  });

  test.each<[string, Uint8Array, string]>([
    ['another magic', bytesWith(0, 65), 'magic is "ARVTNEXT", expected \'PRVTNEXT\''],
    ['a newer version', bytesWith(8, 4), 'version is 4, expected 3: the file is newer than this code, update the code'],
    [
      'an older version',
      bytesWith(8, 1),
      'version is 1, expected 3: the file is older than this code, make the bundle again',
    ],
    ['too many items', bytesWith(15, 255), 'numItems is 4278190085, expected an integer from 0 to 10000000'],
    ['no room for neighbours', bytesWith(16, 0), 'neighboursPerItem is 0, expected an integer from 1 to 255'],
    ['a scale of 0', bytesWith(20, 0, 0, 0, 0), 'scale is 0, expected a finite number above 0'],
    ['a scale that is no number', bytesWith(20, 0, 0, 0xc0, 0x7f), 'scale is NaN, expected a finite number above 0'],
    [
      'a negative strength',
      bytesWith(28, 0, 0, 0x80, 0xbf),
      'towerStrength is -1, expected a finite number of at least 0',
    ],
    ['a knee of 0', bytesWith(24, 0, 0, 0, 0), 'knee is 0, expected a finite number above 0'],
    ['an endless knee', bytesWith(24, 0, 0, 0x80, 0x7f), 'knee is Infinity, expected a finite number above 0'],
    ['an endless strength', bytesWith(32, 0, 0, 0x80, 0x7f), 'meanStrength is Infinity, expected a finite number'],
    ['no history', bytesWith(40, 0, 0), 'historyItems is 0, expected an integer from 1 to 1000'],
    ['a coverage above 1', bytesWith(48, 0, 0, 0, 0x40), 'coverage is 2, expected a number from 0 to 1'],
    ['a history that fades at once', bytesWith(44, 0), 'halfWeightAt is 0, expected an integer from 1 to 1000000'],
    [
      'too many neighbours',
      bytesWith(COUNTS_AT, 4),
      'item 0 number of neighbours is 4, expected an integer from 0 to 3',
    ],
    ['a count too small', bytesWith(COUNTS_AT, 1), 'content goes on for 3 bytes, expected the end'],
    ['a count too large', bytesWith(COUNTS_AT + 1, 1), 'neighbours and weights has 21 bytes, expected 24'],
    ['an unknown item', bytesWith(NEIGHBOURS_AT + 2, 5), 'item 0 neighbour is 5, expected an integer from 0 to 4'],
    ['an item beside itself', bytesWith(NEIGHBOURS_AT + 4, 2), 'item 2 is its own neighbour, expected others'],
    [
      'a repeated neighbour',
      bytesWith(NEIGHBOURS_AT + 6, 0),
      'item 2 has neighbour 0 after 0, expected ascending rows',
    ],
    ['a weight of 0', bytesWith(WEIGHTS_AT + 1, 0), 'item 0 has a weight of 0, expected an integer from 1 to 255'],
    ['more bytes than any file', new Uint8Array(64_000_001), 'content has 64000001 bytes, expected at most 64000000'],
    ['no bytes', new Uint8Array(0), 'magic is "", expected'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>'), 'magic is "<!doctyp", expected'],
  ])('are refused with %s', (_, bytes, message) => {
    const decode = () => decodeItemToItem(bytes, { label: 'item-to-item.bin.gz' });
    expect(decode).toThrow(`item-to-item.bin.gz: ${message}`);
    expect(decode).toThrow(CatalogFormatError);
  });

  test.each<[string, Partial<ItemToItemTable>, string]>([
    ['half an item', { numItems: 4.5 }, 'numItems is 4.5'],
    ['too few offsets', { offsets: Uint32Array.of(0, 7) }, 'offsets hold 2 values, expected 6'],
    ['offsets that go back', { offsets: Uint32Array.of(0, 2, 1, 5, 6, 7) }, 'item 1 number of neighbours is -1'],
    ['too few weights', { weights: new Uint8Array(6) }, 'weights hold 6 values, expected 7'],
    ['an item beyond two bytes', { neighbours: Uint32Array.of(1, 65_540, 0, 1, 3, 2, 0) }, 'a neighbour is 65540'],
    ['a scale that is no number', { scale: Number.NaN }, 'scale is NaN'],
  ])('are not written with %s', (_, change, message) => {
    const encode = () => encodeItemToItem({ ...goldenItemToItem, ...change });
    expect(encode).toThrow(`item-to-item: ${message}`);
    expect(encode).toThrow(CatalogFormatError);
  });

  test('cut off anywhere they are refused, never read in part', () => {
    for (let length = 0; length < goldenBytes.length; length++) {
      expect(() => decodeItemToItem(goldenBytes.subarray(0, length))).toThrow(CatalogFormatError);
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
          const { offsets, neighbours, weights } = decodeItemToItem(bytes);
          expect(neighbours).toHaveLength(offsets.at(-1)!);
          expect(weights).toHaveLength(offsets.at(-1)!);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
