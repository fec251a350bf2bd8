// Residual quantization (Chen, Guan and Wang, Sensors 2010): a vector becomes a few codes, coarse to fine. The first level's
// code names the nearest of its centroids, each further level's code the nearest to what is still missing. The codes are the
// item's semantic ID: items with a common prefix are alike. And they are a compressed form, since the sum of the named
// centroids is nearly the vector, at one byte a level.

import { createRandom } from '../numerics/random.ts';
import { halfSquares, kMeans, nearestCentroid } from './k-means.ts';

/** Largest codebook whose codes are bytes. */
export const MAX_CODEBOOK_SIZE = 256;

export interface Codebooks {
  /** Values in a row. */
  dim: number;
  /** Codes of an item. */
  numLevels: number;
  /** Centroids of a level, 1..256. */
  codebookSize: number;
  /** f32 [numLevels, codebookSize, dim], in the unit of the rows they were trained on. */
  centroids: Float32Array<ArrayBuffer>;
}

export interface TrainingOptions {
  /** At least 1 (default 4). */
  numLevels?: number;
  /** Centroids of a level, 1..256 (default 256). */
  codebookSize?: number;
  /** Of all random choices (default 1). */
  seed?: number;
  /** Of k-means, a level (default 10). */
  iterations?: number;
  /** Rows that are learned from, drawn without repeats (default 16,384: 64 for each of 256 centroids). */
  sampleSize?: number;
}

export interface Encoding {
  /** u8 [numItems, numLevels], row-major. */
  codes: Uint8Array<ArrayBuffer>;
  levels: LevelReport[];
}

/** What codes up to a level achieve on the encoded rows. */
export interface LevelReport {
  /** Squares of what is still missing, as a share of the rows' squares, 0 = exact; 0 for rows of zeros. */
  reconstructionError: number;
  /** Share of the level's codes that occur. */
  utilization: number;
}

/**
 * @param rows  f32 or i8 [n, dim], row-major; n of at least 1
 * @param dim   values in a row
 * @throws RangeError for sizes that make no sense
 */
export function trainCodebooks(rows: Float32Array | Int8Array, dim: number, options: TrainingOptions = {}): Codebooks {
  const { numLevels = 4, codebookSize = MAX_CODEBOOK_SIZE, seed = 1, iterations = 10, sampleSize = 16_384 } = options;
  const numRows = countRows(rows, dim);
  if (numRows === 0) throw new RangeError('residual quantizer: there are 0 rows, expected at least 1');
  checkInteger('numLevels', numLevels, 1);
  checkInteger('codebookSize', codebookSize, 1, MAX_CODEBOOK_SIZE);
  checkInteger('iterations', iterations, 0);
  checkInteger('sampleSize', sampleSize, 1);
  const random = createRandom(seed);
  const residuals = sampleRows(rows, dim, sampleSize, (count) => random.integer(count));
  const centroids = new Float32Array(numLevels * codebookSize * dim);
  for (let level = 0; level < numLevels; level++) {
    const ofLevel = kMeans(residuals, dim, codebookSize, iterations, random);
    centroids.set(ofLevel, level * ofLevel.length);
    const halves = halfSquares(ofLevel, dim);
    for (let start = 0; start < residuals.length; start += dim) takeNearest(residuals, start, dim, ofLevel, halves);
  }
  return { dim, numLevels, codebookSize, centroids };
}

/**
 * @param rows  f32 or i8 [numItems, dim], row-major, in the unit of the training rows
 * @throws RangeError for rows of another size
 */
export function encode(rows: Float32Array | Int8Array, codebooks: Codebooks): Encoding {
  const { dim, numLevels } = codebooks;
  const numItems = countRows(rows, dim);
  const codes = new Uint8Array(numItems * numLevels);
  const levels = Array.from({ length: numLevels }, (_, level) => centroidsOf(codebooks, level));
  const halves = levels.map((centroids) => halfSquares(centroids, dim));
  const missing = new Float64Array(numLevels + 1);
  const residual = new Float32Array(dim);
  for (let i = 0; i < numItems; i++) {
    residual.set(rows.subarray(i * dim, (i + 1) * dim));
    missing[0]! += squareOf(residual);
    for (let level = 0; level < numLevels; level++) {
      codes[i * numLevels + level] = takeNearest(residual, 0, dim, levels[level]!, halves[level]!);
      missing[level + 1]! += squareOf(residual);
    }
  }
  return { codes, levels: levels.map((_, level) => report(codes, codebooks, level, missing)) };
}

/** The centroids of a level, f32 [codebookSize, dim], without a copy. */
export function centroidsOf({ centroids, codebookSize, dim }: Codebooks, level: number): Float32Array<ArrayBuffer> {
  return centroids.subarray(level * codebookSize * dim, (level + 1) * codebookSize * dim);
}

/** Replaces a row by what its nearest centroid leaves of it. @returns the centroid's code */
function takeNearest(
  rows: Float32Array,
  offset: number,
  dim: number,
  centroids: Float32Array,
  halves: Float64Array,
): number {
  const code = nearestCentroid(rows, offset, dim, centroids, halves);
  for (let d = 0; d < dim; d++) rows[offset + d]! -= centroids[code * dim + d]!;
  return code;
}

function report(codes: Uint8Array, codebooks: Codebooks, level: number, missing: Float64Array): LevelReport {
  const { numLevels, codebookSize } = codebooks;
  const used = new Set(codes.filter((_, place) => place % numLevels === level));
  return {
    reconstructionError: missing[0] === 0 ? 0 : missing[level + 1]! / missing[0]!,
    utilization: used.size / codebookSize,
  };
}

/** The first steps of a Fisher-Yates shuffle choose `sampleSize` rows. @returns f32 [min(sampleSize, n), dim] */
function sampleRows(
  rows: Float32Array | Int8Array,
  dim: number,
  sampleSize: number,
  integer: (count: number) => number,
): Float32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: rows.length / dim }, (_, row) => row);
  const size = Math.min(sampleSize, order.length);
  const sample = new Float32Array(size * dim);
  for (let i = 0; i < size; i++) {
    const other = i + integer(order.length - i);
    const row = order[other]!;
    order[other] = order[i]!;
    sample.set(rows.subarray(row * dim, (row + 1) * dim), i * dim);
  }
  return sample;
}

function squareOf(row: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < row.length; d++) sum += row[d]! * row[d]!;
  return sum;
}

function countRows(rows: Float32Array | Int8Array, dim: number): number {
  checkInteger('dim', dim, 1);
  if (rows.length % dim === 0) return rows.length / dim;
  throw new RangeError(`residual quantizer: rows hold ${rows.length} values, expected a multiple of ${dim}`);
}

function checkInteger(name: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new RangeError(`residual quantizer: ${name} is ${value}, expected an integer ${range}`);
}
