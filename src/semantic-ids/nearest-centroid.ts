// Which centroid is the nearest? The one with the largest x . c - |c|^2 / 2: half the square is tabulated, so that a
// centroid costs one dot product.
import { fourSumDot } from '../numerics/dot.ts';

/** Writes row `row`, f32 [dim], to `into`. */
export type RowReader = (row: number, into: Float32Array) => void;

/** Centroids with what finding the nearest needs besides. */
export interface CentroidTable {
  dim: number;
  /** f32 [k, dim] */
  centroids: Float32Array;
  /** Half of each centroid's square, f64 [k]. */
  halves: Float64Array;
}

/** @param centroids  f32 [k, dim]; not copied, and not to be changed while the table is used */
export function createCentroidTable(centroids: Float32Array, dim: number): CentroidTable {
  const halves = Float64Array.from({ length: centroids.length / dim }, (_, c) => {
    let sum = 0;
    for (let d = c * dim; d < (c + 1) * dim; d++) sum += centroids[d]! * centroids[d]!;
    return sum / 2;
  });
  return { dim, centroids, halves };
}

/**
 * The centroid at the smallest Euclidean distance; on a tie the lower.
 *
 * @param rows  f32, the row's values from `offset` on
 */
export function nearestCentroid(rows: Float32Array, offset: number, { dim, centroids, halves }: CentroidTable): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < halves.length; c++) {
    const value = fourSumDot(rows, offset, centroids, c * dim, dim) - halves[c]!;
    if (value > bestValue) {
      best = c;
      bestValue = value;
    }
  }
  return best;
}

/**
 * How near each centroid is, x . c - |c|^2 / 2: the larger, the nearer. Differences are half those of the squared
 * distances.
 *
 * @param row     f32 [dim]
 * @param values  f64 [k], written
 */
export function nearness(row: Float32Array, { dim, centroids, halves }: CentroidTable, values: Float64Array): void {
  for (let c = 0; c < halves.length; c++) values[c] = fourSumDot(row, 0, centroids, c * dim, dim) - halves[c]!;
}
