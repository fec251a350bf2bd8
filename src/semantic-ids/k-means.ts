// Seeded k-means: k-means++ seeding (Arthur and Vassilvitskii, SODA 2007), then Lloyd's iterations. The same rows and seed
// give the same centroids, so that a build can be repeated.

import type { Random } from '../numerics/random.ts';

/**
 * @param rows        f32 [n, dim], row-major; n of at least 1
 * @param dim         values in a row
 * @param k           centroids; more than there are distinct rows makes some of them equal
 * @param iterations  of Lloyd's algorithm, at least 0; it stops earlier when nothing moves any more
 * @returns           f32 [k, dim]; where two are equal or equally near, `nearestCentroid` takes the lower
 */
export function kMeans(
  rows: Float32Array,
  dim: number,
  k: number,
  iterations: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  const centroids = seedCentroids(rows, dim, k, random);
  const assignments = new Uint32Array(rows.length / dim).fill(k);
  for (let i = 0; i < iterations; i++) {
    if (!assign(rows, dim, centroids, assignments)) break;
    moveToMeans(rows, dim, centroids, assignments);
  }
  return centroids;
}

/** Half of each centroid's square, f64 [k]: what `nearestCentroid` needs besides the centroids. */
export function halfSquares(centroids: Float32Array, dim: number): Float64Array {
  return Float64Array.from({ length: centroids.length / dim }, (_, c) => {
    let sum = 0;
    for (let d = c * dim; d < (c + 1) * dim; d++) sum += centroids[d]! * centroids[d]!;
    return sum / 2;
  });
}

/**
 * The centroid at the smallest Euclidean distance, which is the one with the largest x . c - |c|^2 / 2; on a tie the lower.
 *
 * @param rows       f32, the row's values from `offset` on
 * @param centroids  f32 [k, dim]
 * @param halves     f64 [k], by `halfSquares`
 */
export function nearestCentroid(
  rows: Float32Array,
  offset: number,
  dim: number,
  centroids: Float32Array,
  halves: Float64Array,
): number {
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

/** Four sums that don't wait for one another, which is faster than one: training and encoding spend their time here. */
function fourSumDot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, dim: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let d = 0;
  for (; d + 3 < dim; d += 4) {
    sum0 += a[aStart + d]! * b[bStart + d]!;
    sum1 += a[aStart + d + 1]! * b[bStart + d + 1]!;
    sum2 += a[aStart + d + 2]! * b[bStart + d + 2]!;
    sum3 += a[aStart + d + 3]! * b[bStart + d + 3]!;
  }
  for (; d < dim; d++) sum0 += a[aStart + d]! * b[bStart + d]!;
  return sum0 + sum1 + sum2 + sum3;
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

/** The first row where the running sum exceeds `threshold`; the last one where rounding, or no distance at all, leaves none. */
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

/** Writes each row's nearest centroid. @returns whether any changed */
function assign(rows: Float32Array, dim: number, centroids: Float32Array, assignments: Uint32Array): boolean {
  const halves = halfSquares(centroids, dim);
  let hasChanged = false;
  for (let i = 0; i < assignments.length; i++) {
    const nearest = nearestCentroid(rows, i * dim, dim, centroids, halves);
    hasChanged ||= nearest !== assignments[i];
    assignments[i] = nearest;
  }
  return hasChanged;
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
