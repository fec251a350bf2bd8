// Seeded k-means: k-means++ seeding (Arthur and Vassilvitskii, SODA 2007), then Lloyd's iterations. The same rows and
// seed give the same centroids, so that a build can be repeated.

import type { Random } from '../numerics/random.ts';
import { assignBalanced } from './balanced-assignment.ts';
import { createCentroidTable, nearestCentroid } from './nearest-centroid.ts';

/**
 * @param rows        f32 [n, dim], row-major; n of at least 1
 * @param dim         values in a row
 * @param k           centroids; more than there are distinct rows makes some of them equal
 * @param iterations  of Lloyd's algorithm, at least 0; it stops earlier when nothing moves any more
 * @param capacity    rows of a centroid at most, in every iteration (default: any number)
 * @returns           f32 [k, dim]; where two are equal or equally near, `nearestCentroid` takes the lower
 */
export function kMeans(
  rows: Float32Array,
  dim: number,
  k: number,
  iterations: number,
  random: Random,
  capacity?: number,
): Float32Array<ArrayBuffer> {
  const centroids = seedCentroids(rows, dim, k, random);
  let assignments: Uint32Array | undefined;
  for (let i = 0; i < iterations; i++) {
    const former = assignments;
    assignments = assign(rows, dim, centroids, capacity);
    if (former?.every((centroid, row) => centroid === assignments![row])) break;
    moveToMeans(rows, dim, centroids, assignments);
  }
  return centroids;
}

/** The first row by chance, each next one with a probability in proportion to its squared distance from those taken. */
function seedCentroids(rows: Float32Array, dim: number, k: number, random: Random): Float32Array<ArrayBuffer> {
  const numRows = rows.length / dim;
  const centroids = new Float32Array(k * dim);
  const distances = new Float64Array(numRows).fill(Number.POSITIVE_INFINITY);
  let row = random.integer(numRows);
  for (let c = 0; c < k; c++) {
    centroids.set(rows.subarray(row * dim, (row + 1) * dim), c * dim);
    let total = 0;
    for (let i = 0; i < numRows; i++) {
      total += distances[i] = Math.min(distances[i]!, squaredDistance(rows, i * dim, row * dim, dim));
    }
    row = drawInProportion(distances, total * random.next());
  }
  return centroids;
}

/**
 * The first row where the running sum exceeds `threshold`; the last one where rounding, or no distance at all, leaves
 * none.
 */
function drawInProportion(distances: Float64Array, threshold: number): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++) {
    sum += distances[i]!;
    if (sum > threshold) return i;
  }
  return distances.length - 1;
}

function squaredDistance(rows: Float32Array, a: number, b: number, dim: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) {
    const difference = rows[a + d]! - rows[b + d]!;
    sum += difference * difference;
  }
  return sum;
}

/** @returns u32 [n]: each row's nearest centroid, or the nearest that has room for it */
export function assign(
  rows: Float32Array,
  dim: number,
  centroids: Float32Array,
  capacity?: number,
): Uint32Array<ArrayBuffer> {
  const numRows = rows.length / dim;
  const table = createCentroidTable(centroids, dim);
  if (capacity !== undefined) {
    const readRow = (row: number, into: Float32Array) => into.set(rows.subarray(row * dim, (row + 1) * dim));
    return assignBalanced(numRows, readRow, table, capacity);
  }
  return Uint32Array.from({ length: numRows }, (_, row) => nearestCentroid(rows, row * dim, table));
}

/** A centroid without rows stays where it is. */
function moveToMeans(rows: Float32Array, dim: number, centroids: Float32Array, assignments: Uint32Array): void {
  const sums = new Float64Array(centroids.length);
  const counts = new Uint32Array(centroids.length / dim);
  for (let i = 0; i < assignments.length; i++) {
    const c = assignments[i]!;
    counts[c]!++;
    for (let d = 0; d < dim; d++) sums[c * dim + d]! += rows[i * dim + d]!;
  }
  for (let j = 0; j < sums.length; j++) {
    const count = counts[Math.floor(j / dim)]!;
    if (count > 0) centroids[j] = sums[j]! / count;
  }
}
