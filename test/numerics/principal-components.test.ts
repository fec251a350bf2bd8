import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalComponents } from '../../src/numerics/principal-components.ts';
import { createRandom } from '../../src/numerics/random.ts';

/** Rows with standard deviation `deviations[d]` along axis d, around `centre`. */
function axisAlignedRows(numRows: number, deviations: number[], centre: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: numRows * deviations.length }, (_, i) => {
    return centre + random.normal() * deviations[i % deviations.length]!;
  });
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const rowOf = (matrix: Float64Array, i: number, dim: number) => matrix.subarray(i * dim, (i + 1) * dim);

describe('principalComponents', () => {
  it('finds the axes of axis-aligned data, largest variance first', () => {
    const rows = axisAlignedRows(5000, [1, 4, 2, 0.1], 10, 1);
    const { mean, directions, variances } = principalComponents(rows, 4, 3, 7);
    for (const value of mean) expect(value).toBeCloseTo(10, 0);
    expect([1, 2, 0].map((axis, i) => Math.abs(directions[i * 4 + axis]!)).every((value) => value > 0.99)).toBe(true);
    expect(Math.abs(variances[0]! - 16)).toBeLessThan(1);
    expect(Math.abs(variances[1]! - 4)).toBeLessThan(0.3);
    expect(Math.abs(variances[2]! - 1)).toBeLessThan(0.1);
  });

  it('gives orthonormal directions whose variance is that of the projected rows', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, count) => {
        const rows = axisAlignedRows(50, [3, 1, 2, 1, 0.5, 0.2, 4, 1], 0, seed);
        const { mean, directions, variances } = principalComponents(rows, 8, count, seed);
        for (let i = 0; i < count; i++) {
          for (let j = 0; j <= i; j++) {
            expect(dot(rowOf(directions, i, 8), rowOf(directions, j, 8))).toBeCloseTo(i === j ? 1 : 0, 9);
          }
          const offsets = Array.from({ length: 50 }, (_, r) =>
            Array.from(rows.subarray(r * 8, r * 8 + 8), (v, d) => v - mean[d]!),
          );
          const projected = offsets.map((row) => dot(row, rowOf(directions, i, 8)));
          expect(dot(projected, projected) / 50).toBeCloseTo(variances[i]!, 9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives zeros where the data has no more directions', () => {
    const line = Float32Array.from({ length: 30 }, (_, i) => Math.floor(i / 3)); // all rows on one line
    const { directions, variances } = principalComponents(line, 3, 3, 1);
    expect([...directions.subarray(3)].every((value) => value === 0)).toBe(true);
    expect(variances[0]).toBeGreaterThan(1);
    expect([...variances.subarray(1)]).toEqual([0, 0]);
    expect([...principalComponents(new Float32Array(0), 3, 2, 1).directions].every((value) => value === 0)).toBe(true);
  });

  it('is the same for the same seed', () => {
    const rows = axisAlignedRows(40, [1, 1, 1], 0, 3);
    expect(principalComponents(rows, 3, 2, 5)).toEqual(principalComponents(rows, 3, 2, 5));
  });
});
