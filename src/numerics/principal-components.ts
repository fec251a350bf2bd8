// Principal components of content vectors by orthogonal iteration (Golub & Van Loan, Matrix Computations, 8.2.4): all
// directions are multiplied by the covariance together and made orthonormal again. Components of nearly equal variance
// may still be mixed among themselves when it stops, which whitening does not mind.
import { createRandom } from './random.ts';

/** More rows than this are thinned out evenly: a covariance needs no more. */
const MAX_ROWS = 10_000;
/** Enough for directions that no longer move. */
const NUM_ITERATIONS = 30;

export interface PrincipalComponents {
  /** f64 [dim] */
  mean: Float64Array;
  /** f64 [count, dim], orthonormal rows, largest variance first; rows of zeros where the data has no more directions */
  directions: Float64Array;
  /** f64 [count], variance along each direction */
  variances: Float64Array;
}

/**
 * @param rows   f32 [n, dim], row-major; any n (0 rows: no directions)
 * @param dim    values in a row
 * @param count  components wanted, at most `dim`
 * @param seed   of the starting directions
 * @param iterations  fewer are faster, and mix the later directions more
 */
export function principalComponents(
  rows: Float32Array,
  dim: number,
  count: number,
  seed: number,
  iterations = NUM_ITERATIONS,
): PrincipalComponents {
  const sample = thin(rows, dim);
  const mean = columnMeans(sample, dim);
  const covariance = covarianceOf(sample, dim, mean);
  const random = createRandom(seed);
  let directions = Float64Array.from({ length: count * dim }, () => random.normal());
  orthonormalize(directions, dim);
  for (let i = 0; i < iterations; i++) {
    directions = multiply(directions, covariance, dim);
    orthonormalize(directions, dim);
  }
  return sortedByVariance(mean, directions, covariance, dim);
}

/** Where each row lies along each direction, from the mean: f64 [n, count] */
export function coordinatesAlong(
  rows: Float32Array,
  dim: number,
  { mean, directions }: Pick<PrincipalComponents, 'mean' | 'directions'>,
): Float64Array<ArrayBuffer> {
  const count = directions.length / dim;
  const numRows = rows.length / dim;
  const coordinates = new Float64Array(numRows * count);
  const centred = new Float64Array(dim);
  for (let row = 0; row < numRows; row++) {
    for (let d = 0; d < dim; d++) centred[d] = rows[row * dim + d]! - mean[d]!;
    for (let p = 0; p < count; p++) coordinates[row * count + p] = dot(directions, p * dim, centred, 0, dim);
  }
  return coordinates;
}

function thin(rows: Float32Array, dim: number): Float32Array {
  const numRows = rows.length / dim;
  if (numRows <= MAX_ROWS) return rows;
  const sample = new Float32Array(MAX_ROWS * dim);
  for (let i = 0; i < MAX_ROWS; i++) {
    const row = Math.floor((i * numRows) / MAX_ROWS);
    sample.set(rows.subarray(row * dim, (row + 1) * dim), i * dim);
  }
  return sample;
}

function columnMeans(rows: Float32Array, dim: number): Float64Array {
  const mean = new Float64Array(dim);
  for (let i = 0; i < rows.length; i++) mean[i % dim]! += rows[i]!;
  return mean.map((sum) => sum / Math.max(1, rows.length / dim));
}

/** f64 [dim, dim], symmetric */
function covarianceOf(rows: Float32Array, dim: number, mean: Float64Array): Float64Array {
  const covariance = new Float64Array(dim * dim);
  const centred = new Float64Array(dim);
  for (let start = 0; start < rows.length; start += dim) {
    for (let d = 0; d < dim; d++) centred[d] = rows[start + d]! - mean[d]!;
    for (let a = 0; a < dim; a++) {
      const value = centred[a]!;
      for (let b = 0; b <= a; b++) covariance[a * dim + b]! += value * centred[b]!;
    }
  }
  const numRows = Math.max(1, rows.length / dim);
  for (let a = 0; a < dim; a++) {
    for (let b = 0; b <= a; b++) covariance[b * dim + a] = covariance[a * dim + b]! /= numRows;
  }
  return covariance;
}

/** Each row of `directions` times the symmetric matrix. */
function multiply(directions: Float64Array, matrix: Float64Array, dim: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(directions.length);
  for (let start = 0; start < directions.length; start += dim) {
    for (let d = 0; d < dim; d++) product[start + d] = dot(directions, start, matrix, d * dim, dim);
  }
  return product;
}

/**
 * Modified Gram-Schmidt, twice for the digits that one pass loses. A row that vanishes (no variance left) gets zeros.
 */
function orthonormalize(directions: Float64Array, dim: number): void {
  for (let start = 0; start < directions.length; start += dim) {
    const before = Math.sqrt(dot(directions, start, directions, start, dim));
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < start; other += dim) {
        const overlap = dot(directions, start, directions, other, dim);
        for (let d = 0; d < dim; d++) directions[start + d]! -= overlap * directions[other + d]!;
      }
    }
    const length = Math.sqrt(dot(directions, start, directions, start, dim));
    const factor = length > 1e-9 * before && length > 1e-12 ? 1 / length : 0;
    for (let d = 0; d < dim; d++) directions[start + d]! *= factor;
  }
}

function sortedByVariance(
  mean: Float64Array,
  directions: Float64Array,
  covariance: Float64Array,
  dim: number,
): PrincipalComponents {
  const products = multiply(directions, covariance, dim);
  const count = directions.length / dim;
  const variance = (i: number): number => Math.max(0, dot(directions, i * dim, products, i * dim, dim));
  const order = Array.from({ length: count }, (_, i) => ({ i, variance: variance(i) }));
  order.sort((a, b) => b.variance - a.variance || a.i - b.i);
  const sorted = new Float64Array(directions.length);
  for (const [place, { i }] of order.entries()) sorted.set(directions.subarray(i * dim, (i + 1) * dim), place * dim);
  return { mean, directions: sorted, variances: Float64Array.from(order, (entry) => entry.variance) };
}

function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, length: number): number {
  let sum = 0;
  for (let d = 0; d < length; d++) sum += a[aStart + d]! * b[bStart + d]!;
  return sum;
}
