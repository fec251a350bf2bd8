import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  itemScaleFor,
  quantizeItemEmbeddings,
  quantizeUserEmbedding,
  roundHalfAwayFromZero,
} from '../../src/numerics/quantize.ts';

const finiteF32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const embedding = fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1, maxLength: 64 });

describe('roundHalfAwayFromZero', () => {
  test('rounds halves away from zero, on both sides alike', () => {
    const values = [2.5, -2.5, 0.5, -0.5, 0.49999999999999994, -0.49999999999999994, 1.4, -1.6, 0];
    expect(values.map(roundHalfAwayFromZero)).toEqual([3, -3, 1, -1, 0, 0, 1, -2, 0]);
  });

  test('never gives -0, which would differ from an integer cast', () => {
    expect(Object.is(roundHalfAwayFromZero(-0.2), 0)).toBe(true);
    expect(Object.is(roundHalfAwayFromZero(-0), 0)).toBe(true);
  });

  test('is odd, an integer and at most half a step away', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const rounded = roundHalfAwayFromZero(value);
        expect(Number.isInteger(rounded)).toBe(true);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5);
        expect(roundHalfAwayFromZero(-value) + rounded).toBe(0);
      }),
      { seed: 1 },
    );
  });
});

describe('quantizeUserEmbedding', () => {
  test('uses the smallest power of two that keeps every value within 63', () => {
    fc.assert(
      fc.property(embedding, (values) => {
        const { values: quantized, scale } = quantizeUserEmbedding(values);
        const largest = Math.max(...values.map(Math.abs));
        expect(Number.isInteger(Math.log2(scale)) || scale < 2 ** -120).toBe(true);
        expect(quantized.every((value) => Math.abs(value) <= 63)).toBe(true);
        expect(largest / scale).toBeLessThanOrEqual(63);
        if (largest > 0) expect(largest / (scale / 2)).toBeGreaterThan(63);
        values.forEach((value, i) => {
          expect(Math.abs(quantized[i]! * scale - value)).toBeLessThanOrEqual(scale / 2);
        });
      }),
      { seed: 2 },
    );
  });

  test('scaling an embedding by a power of two changes the scale and no value', () => {
    const values = Float32Array.of(0.75, -0.5, 0.013, 0);
    const doubled = values.map((value) => value * 8);
    expect(quantizeUserEmbedding(doubled).values).toEqual(quantizeUserEmbedding(values).values);
    expect(quantizeUserEmbedding(doubled).scale).toBe(quantizeUserEmbedding(values).scale * 8);
  });

  test('a power of two exactly at the limit keeps 63 itself', () => {
    expect(quantizeUserEmbedding(Float32Array.of(63, -63, 1))).toEqual({ values: Int8Array.of(63, -63, 1), scale: 1 });
    expect(quantizeUserEmbedding(Float32Array.of(64)).values).toEqual(Int8Array.of(32));
  });

  test('zeros stay zeros', () => {
    expect(quantizeUserEmbedding(new Float32Array(3))).toEqual({ values: new Int8Array(3), scale: 1 });
  });

  test('a value that is not finite is named', () => {
    expect(() => quantizeUserEmbedding(Float32Array.of(0, Number.NaN))).toThrow(
      'user embedding[1] is NaN, expected a finite number',
    );
  });
});

describe('item embeddings', () => {
  test('one step for the catalog: the largest value becomes 127, every other is half a step off at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(finiteF32, { minLength: 8, maxLength: 64 }), (dim, list) => {
        const rows = Float32Array.from(list.slice(0, list.length - (list.length % dim)));
        const scale = itemScaleFor(rows, dim);
        const quantized = quantizeItemEmbeddings(rows, scale);
        const largest = Math.max(...rows.map(Math.abs));
        expect(Math.fround(scale)).toBe(scale);
        if (largest > 1e-30) expect(Math.max(...quantized.map(Math.abs))).toBe(127);
        rows.forEach((value, i) => {
          expect(Math.abs(quantized[i]! * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
        });
      }),
      { seed: 3 },
    );
  });

  test('a brought item beyond the catalog range saturates, and -128 is never written', () => {
    expect(quantizeItemEmbeddings(Float32Array.of(1e9, -1e9, 127.5, -127.5), 1)).toEqual(
      Int8Array.of(127, -127, 127, -127),
    );
  });

  test('an empty catalog has a usable scale', () => {
    expect(itemScaleFor(new Float32Array(0), 16)).toBe(1);
  });

  test('a bad value is named by row and column, a bad scale refused', () => {
    expect(() => itemScaleFor(Float32Array.of(0, 0, 0, Number.POSITIVE_INFINITY), 2)).toThrow(
      'item embedding[1, 1] is Infinity, expected a finite number',
    );
    expect(() => quantizeItemEmbeddings(new Float32Array(2), 0)).toThrow('item scale is 0');
  });
});
