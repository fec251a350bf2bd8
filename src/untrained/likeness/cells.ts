// K-means over the dense part of rows: cells of items that are alike.

import { createRandom } from '../../numerics/random.ts';
import { createRowDots, QUERIES_AT_ONCE, STEPS } from '../../numerics/row-dots/row-dots.ts';
import { type AlikeRows, selectAlike } from './alike-rows.ts';

/** Items of a cell, in the mean. */
const CELL_ITEMS = 1000;
/** Rows that centroids are learned from, of each; and passes over them. */
const [ROWS_A_CENTROID, ITERATIONS] = [64, 8];

/** Cells of a catalog. */
export function numCellsOf(numRows: number): number {
  return Math.max(1, Math.round(numRows / CELL_ITEMS));
}

/** Every so many-th row is learned from. */
export function sampleStep(numRows: number): number {
  return Math.max(1, Math.floor(numRows / (numCellsOf(numRows) * ROWS_A_CENTROID)));
}

/** @returns i16 [numCells, dim], of unit length, in steps */
export function fitCentroids(sample: AlikeRows, numCells: number, seed: number): Int16Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: sample.numRows }, (_, row) => row);
  createRandom(seed).shuffle(order);
  let centroids = selectAlike(sample, order.subarray(0, numCells)).dense as Int16Array<ArrayBuffer>;
  for (let pass = 0; pass < ITERATIONS && numCells > 1; pass++) {
    centroids = meansOf(sample, nearestCentroids(sample, centroids), centroids);
  }
  return centroids;
}

/** u32 [numRows]: ties go to the lower centroid. */
export function nearestCentroids({ numRows, dim, dense }: AlikeRows, centroids: Int16Array): Uint32Array {
  const numCells = centroids.length / dim;
  const dots = createRowDots(numCells, dim);
  dots.rows.set(centroids);
  const nearest = new Uint32Array(numRows);
  for (let first = 0; first < numRows; first += QUERIES_AT_ONCE) {
    const count = Math.min(QUERIES_AT_ONCE, numRows - first);
    dots.queries.set(dense.subarray(first * dim, (first + count) * dim));
    dots.run(count);
    for (let q = 0; q < count; q++) {
      const start = q * dots.stride;
      let best = 0;
      for (let c = 1; c < numCells; c++) if (dots.sums[start + c]! > dots.sums[start + best]!) best = c;
      nearest[first + q] = best;
    }
  }
  return nearest;
}

/** Of unit length, in steps. A centroid without rows stays. */
function meansOf(
  { numRows, dim, dense }: AlikeRows,
  nearest: Uint32Array,
  before: Int16Array,
): Int16Array<ArrayBuffer> {
  const sums = new Float64Array(before.length);
  for (let row = 0; row < numRows; row++) {
    const start = nearest[row]! * dim;
    for (let d = 0; d < dim; d++) sums[start + d]! += dense[row * dim + d]!;
  }
  const means = Int16Array.from(before);
  for (let start = 0; start < sums.length; start += dim) {
    const length = Math.hypot(...sums.subarray(start, start + dim));
    if (length > 0) for (let d = 0; d < dim; d++) means[start + d] = Math.round((STEPS * sums[start + d]!) / length);
  }
  return means;
}

/**
 * Of each cell those around it, nearest first, itself before all, that have so many rows.
 *
 * @param sizes  u32 [numCells], rows of each
 */
export function nearCells(centroids: Int16Array, sizes: Uint32Array, numNear: number): Uint32Array[] {
  const numCells = sizes.length;
  const dim = centroids.length / numCells;
  const dots = createRowDots(numCells, dim);
  dots.rows.set(centroids);
  return Array.from(sizes, (_, own) => {
    dots.queries.set(centroids.subarray(own * dim, (own + 1) * dim));
    dots.run(1);
    const sums = dots.sums.slice(0, numCells);
    sums[own] = 2 ** 31 - 1; // first, whatever its length
    const order = Uint32Array.from(sizes.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b);
    let [count, taken] = [0, 0];
    while (taken < numCells && count < numNear) count += sizes[order[taken++]!]!;
    return order.slice(0, taken);
  });
}
