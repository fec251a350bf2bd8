import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { ItemMatrix, tileOffset } from '../../src/ranking/item-matrix.ts';

const sizes = fc.record({ numItems: fc.integer({ min: 1, max: 70 }), groups: fc.integer({ min: 1, max: 8 }) });

function randomRows(count: number, dim: number): Int8Array<ArrayBuffer> {
  const random = createRandom(count * 1000 + dim);
  return Int8Array.from({ length: count * dim }, () => random.integer(256) - 128);
}

describe('ItemMatrix', () => {
  test('gives rows back as they were set, with their sums', () => {
    fc.assert(
      fc.property(sizes, ({ numItems, groups }) => {
        const dim = groups * 4;
        const rows = randomRows(numItems, dim);
        const matrix = ItemMatrix.fromRows(rows, numItems, dim);
        for (let index = 0; index < numItems; index++) {
          const row = rows.slice(index * dim, (index + 1) * dim);
          expect(matrix.row(index)).toEqual(row);
        }
      }),
      { seed: 1 },
    );
  });

  test('lies in tiles of 16 rows: their sums, then 4 values of a row at a time', () => {
    const matrix = ItemMatrix.fromRows(randomRows(18, 8), 18, 8);
    const rows = randomRows(18, 8);
    // Tile 1, behind its sums, group 1, row 17 (lane 1): values 4 to 7.
    const place = 1 * (64 + 16 * 8) + 64 + 1 * 64 + 1 * 4;
    expect(tileOffset(17, 8)).toBe(place - 64);
    expect(matrix.tiles.slice(place, place + 4)).toEqual(rows.slice(17 * 8 + 4, 17 * 8 + 8));
    expect([matrix.numTiles, matrix.tileBytes, matrix.tiles.length]).toEqual([2, 192, 384]);
    const sum = (row: number) => rows.slice(row * 8, row * 8 + 8).reduce((total, value) => total + value, 0);
    expect(new Int32Array(matrix.buffer, 192, 3)).toEqual(Int32Array.of(sum(16), sum(17), 0));
  });

  test('rows stay when scratch space makes the memory grow', () => {
    const rows = randomRows(20, 16);
    const matrix = ItemMatrix.fromRows(rows, 20, 16);
    matrix.reserveScratch(1_000_000);
    expect(matrix.buffer.byteLength).toBeGreaterThanOrEqual(matrix.scratchOffset + 1_000_000);
    expect(matrix.row(19)).toEqual(rows.slice(19 * 16));
  });

  test('refuses sizes and rows that do not fit', () => {
    expect(() => new ItemMatrix(1, 10)).toThrow('dim is 10, expected a multiple of 4 from 4 to 1024');
    expect(() => new ItemMatrix(-1, 16)).toThrow('numItems is -1, expected an integer of at least 0');
    expect(() => ItemMatrix.fromRows(new Int8Array(30), 2, 16)).toThrow('rows hold 30 values, expected 2 x 16');
    expect(() => new ItemMatrix(2, 16).setRows(1, new Int8Array(32))).toThrow('32 values from row 1 do not fit');
    expect(() => new ItemMatrix(2, 16).setRows(0, new Int8Array(15))).toThrow('15 values from row 0 do not fit');
    expect(() => new ItemMatrix(2, 16).row(2)).toThrow('row is 2, expected an integer from 0 to 1');
  });
});
