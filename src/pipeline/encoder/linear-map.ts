// A linear map from the space of one encoder into that of another: ridge regression over texts that both have read (Hoerl
// and Kennard 1970).

import { choleskyFactor, solveWithFactor } from '../../numerics/cholesky.ts';
import { l2NormalizeRows } from '../../numerics/l2-normalize.ts';

/** Rows of unit length, f32 [n, dim]. */
export interface Vectors {
  rows: Float32Array;
  dim: number;
}

/**
 * @param from   of the same texts as `to`
 * @param ridge  what is added to each value's sum of squares, as a share of their mean
 * @returns      takes rows of the one space into the other, where they have unit length
 */
export function fitLinearMap(from: Vectors, to: Vectors, ridge: number): (rows: Float32Array) => Float32Array {
  const squares = crossProducts(from, from);
  const mean =
    Array.from({ length: from.dim }, (_, a) => squares[a * from.dim + a]!).reduce((s, v) => s + v, 0) / from.dim;
  for (let a = 0; a < from.dim; a++) squares[a * from.dim + a]! += ridge * mean + 1e-9;
  const factor = choleskyFactor(squares, from.dim);
  const products = crossProducts(from, to);
  // [to.dim] weights of each value of `from`
  const weights = Array.from({ length: to.dim }, (_, d) =>
    solveWithFactor(
      factor,
      from.dim,
      Float64Array.from({ length: from.dim }, (_, a) => products[a * to.dim + d]!),
    ),
  );
  return (rows) => {
    const n = rows.length / from.dim;
    const mapped = new Float32Array(n * to.dim);
    for (let i = 0; i < n; i++) {
      const row = rows.subarray(i * from.dim, (i + 1) * from.dim);
      for (let d = 0; d < to.dim; d++)
        mapped[i * to.dim + d] = row.reduce((sum, value, a) => sum + value * weights[d]![a]!, 0);
    }
    return l2NormalizeRows(mapped, to.dim);
  };
}

/** f64 [a.dim, b.dim]: the sum over rows of each value of the one times each of the other. */
function crossProducts(a: Vectors, b: Vectors): Float64Array {
  const products = new Float64Array(a.dim * b.dim);
  for (let i = 0; i < a.rows.length / a.dim; i++) {
    for (let p = 0; p < a.dim; p++) {
      const value = a.rows[i * a.dim + p]!;
      for (let q = 0; q < b.dim; q++) products[p * b.dim + q]! += value * b.rows[i * b.dim + q]!;
    }
  }
  return products;
}
