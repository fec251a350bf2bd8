// The two 8-bit layouts against their definition: half a step of error at most, the documented bytes, and the padding.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_SIZE, quantizeMatMulNBits, quantizeTable } from '../../src/pipeline/graph/quantize-weights.ts';

const settings = { numRuns: 60, seed: 20260102 };
// Subnormal weights, whose step would not be a normal float, are left out.
const float = fc.float({ min: -100, max: 100, noNaN: true }).map((value) => (Math.abs(value) < 1e-30 ? 0 : value));
const matrixOf = (maxRows: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: maxRows }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc
        .array(float, { minLength: rows * columns, maxLength: rows * columns })
        .map((values) => ({ rows, columns, values: Float32Array.from(values) })),
    );

describe('quantizeMatMulNBits', () => {
  test('stores each weight within half a step of its block of 32 along K', () => {
    fc.assert(
      fc.property(matrixOf(70), ({ rows: K, columns: N, values }) => {
        const { packed, scales, numBlocks } = quantizeMatMulNBits(values, K, N);
        expect(numBlocks).toBe(Math.ceil(K / BLOCK_SIZE));
        expect([packed.length, scales.length]).toEqual([N * numBlocks * BLOCK_SIZE, N * numBlocks]);
        for (let k = 0; k < K; k++)
          for (let n = 0; n < N; n++) {
            const scale = scales[n * numBlocks + Math.floor(k / BLOCK_SIZE)]!;
            const stored = (packed[n * numBlocks * BLOCK_SIZE + k]! - 128) * scale;
            expect(Math.abs(stored - values[k * N + n]!)).toBeLessThanOrEqual(scale * 0.5001);
          }
      }),
      settings,
    );
  });

  test('writes these bytes for these weights', () => {
    const weights = Float32Array.of(1, 0, -127, 254, 63.5, -1); // [3, 2]
    const { packed, scales, numBlocks } = quantizeMatMulNBits(weights, 3, 2);
    expect(numBlocks).toBe(1);
    expect([...packed.subarray(0, 4)]).toEqual([129, 1, 192, 128]); // 1, -127, 63.5 (half a step rounds up), padding
    expect([...packed.subarray(32, 36)]).toEqual([128, 255, 128, 128]); // 0, 127 steps, -half a step rounds up, padding
    expect([...scales]).toEqual([1, 2]);
  });

  test('keeps a block of zeros exactly', () => {
    const { packed, scales } = quantizeMatMulNBits(new Float32Array(64), 64, 1);
    expect(new Set(packed)).toEqual(new Set([128]));
    expect([...scales]).toEqual([0, 0]);
  });

  test('refuses a wrong size and values that are not finite', () => {
    expect(() => quantizeMatMulNBits(new Float32Array(5), 2, 3)).toThrow(
      'quantize: matrix has 5 weights, expected 2 x 3',
    );
    expect(() => quantizeMatMulNBits(Float32Array.of(1, Number.POSITIVE_INFINITY), 2, 1)).toThrow(
      'expected finite numbers',
    );
    expect(() => quantizeMatMulNBits(Float32Array.of(1, Number.NaN), 2, 1)).toThrow('expected finite numbers');
  });
});

describe('quantizeTable', () => {
  test('stores each value within half a step of its row', () => {
    fc.assert(
      fc.property(matrixOf(9), ({ rows, columns: dim, values }) => {
        const table = quantizeTable(values, rows, dim);
        values.forEach((value, i) => {
          const scale = table.scales[Math.floor(i / dim)]!;
          expect(Math.abs((table.values[i]! - 128) * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
        });
      }),
      settings,
    );
  });

  test('writes these bytes for these rows', () => {
    const table = quantizeTable(Float32Array.of(127, -127, 10, 0, 0, 0), 2, 3);
    expect([...table.values]).toEqual([255, 1, 138, 128, 128, 128]);
    expect([...table.scales]).toEqual([1, 0]);
  });

  test('refuses a wrong size', () => {
    expect(() => quantizeTable(new Float32Array(5), 2, 3)).toThrow('quantize: table has 5 values, expected 2 x 3');
  });
});
