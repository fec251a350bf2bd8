import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dot } from '../../src/numerics/dot.ts';
import { l2Norm, l2Normalize, l2NormalizeRows } from '../../src/numerics/l2-normalize.ts';
import { signedRecencyMean } from '../../src/numerics/signed-recency-mean.ts';

describe('dot', () => {
  test('is exact on int8, and reads rows at offsets', () => {
    const items = Int8Array.of(127, -127, 1, 2, 3, 4);
    expect(dot(Int8Array.of(63, -63), items)).toBe(2 * 63 * 127);
    expect(dot(Int8Array.of(10, 1), items, 2, 0, 4)).toBe(34);
  });
});

describe('l2Normalize', () => {
  test('gives unit length and keeps the direction', () => {
    const vector = fc.float32Array({ min: -1000, max: 1000, noNaN: true, minLength: 1, maxLength: 32 });
    fc.assert(
      fc.property(vector, (values) => {
        const norm = l2Norm(values);
        fc.pre(norm > 1e-20);
        const unit = l2Normalize(values);
        expect(l2Norm(unit)).toBeCloseTo(1, 5);
        expect(dot(unit, values) / norm).toBeCloseTo(1, 5);
      }),
      { seed: 1 },
    );
  });

  test('leaves zeros alone, row by row', () => {
    expect(l2NormalizeRows(Float32Array.of(3, 4, 0, 0), 2)).toEqual(Float32Array.of(0.6, 0.8, 0, 0));
  });
});

describe('signedRecencyMean', () => {
  const dim = 3;
  const events = fc.array(
    fc.record({
      row: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dim, maxLength: dim }),
      sign: fc.constantFrom(-1, 0, 0.5, 1),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const halfLife = fc.double({ min: 0.5, max: 50, noNaN: true });
  const flat = (list: { row: number[] }[]) => Float32Array.from(list.flatMap(({ row }) => row));

  test('equals the formula written out', () => {
    fc.assert(
      fc.property(events, halfLife, (list, halfLifeEvents) => {
        const weights = list.map((_, i) => 0.5 ** ((list.length - 1 - i) / halfLifeEvents));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const signs = list.map(({ sign }) => sign);
        const mean = signedRecencyMean(flat(list), signs, dim, halfLifeEvents);
        for (let d = 0; d < dim; d++) {
          const expected = list.reduce((sum, { row, sign }, i) => sum + sign * weights[i]! * row[d]!, 0) / total;
          expect(mean[d]).toBeCloseTo(expected, 5);
        }
      }),
      { seed: 2 },
    );
  });

  test('a dislike never acts as a like: like >= neutral >= dislike in the score of that item', () => {
    fc.assert(
      fc.property(events, fc.nat(), halfLife, (list, pick, halfLifeEvents) => {
        const target = pick % list.length;
        const item = list[target]!.row;
        const scores = [1, 0, -1].map((sign) => {
          const signs = list.map((event, i) => (i === target ? sign : event.sign));
          return dot(signedRecencyMean(flat(list), signs, dim, halfLifeEvents), item);
        });
        expect(scores[0]).toBeGreaterThanOrEqual(scores[1]! - 1e-6);
        expect(scores[1]).toBeGreaterThanOrEqual(scores[2]! - 1e-6);
      }),
      { seed: 3 },
    );
  });

  test('the newest event counts most', () => {
    const mean = signedRecencyMean(Float32Array.of(1, 0, 0, 1), [1, 1], 2, 1);
    expect([...mean]).toEqual([Math.fround(1 / 3), Math.fround(2 / 3)]);
  });

  test('gives zeros for no events, and for an infinite half-life the plain mean', () => {
    expect(signedRecencyMean(new Float32Array(0), [], 4, 10)).toEqual(new Float32Array(4));
    expect(signedRecencyMean(Float32Array.of(1, 3), [1, 1], 1, Number.POSITIVE_INFINITY)).toEqual(Float32Array.of(2));
  });

  test('refuses sizes that disagree', () => {
    expect(() => signedRecencyMean(new Float32Array(5), [1, 1], 3, 10)).toThrow('rows has 5 values, expected 2 x 3');
    expect(() => signedRecencyMean(new Float32Array(3), [1], 3, 0)).toThrow('half-life is 0, expected above 0');
  });
});
