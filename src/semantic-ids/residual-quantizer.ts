// Residual quantization (Chen, Guan and Wang, Sensors 2010): a vector becomes a few codes, coarse to fine. The first
// level's code names the nearest of its centroids, each further level's code the nearest to what is still missing. The
// codes are the item's semantic ID: items with a common prefix are alike. And they are a compressed form, since the sum
// of the named centroids is nearly the vector, at one byte a level.

import { createRandom } from '../numerics/random.ts';
import { DEFAULT_SLACK, encodeLevelBalanced, evenCapacity } from './balanced-level.ts';
import { assign, kMeans } from './k-means.ts';
import { type CentroidTable, createCentroidTable, nearestCentroid, type RowReader } from './nearest-centroid.ts';

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

/** Whether codes are shared out evenly, so that few items have the same. */
export interface BalanceOptions {
  /** Limits what a code may take, as balanced-level.ts says (default false: every row takes its nearest). */
  balanced?: boolean;
  /** How much more than an even share a code may take, >= 1 (default 1.5). */
  slack?: number;
}

export interface TrainingOptions extends BalanceOptions {
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
 * @throws RangeError for sizes that make no sense, or a value that is not finite
 */
export function trainCodebooks(rows: Float32Array | Int8Array, dim: number, options: TrainingOptions = {}): Codebooks {
  const { numLevels = 4, codebookSize = MAX_CODEBOOK_SIZE, seed = 1, iterations = 10, sampleSize = 16_384 } = options;
  const numRows = countRows(rows, dim);
  if (numRows === 0) throw new RangeError('residual quantizer: there are 0 rows, expected at least 1');
  checkInteger('numLevels', numLevels, 1);
  checkInteger('codebookSize', codebookSize, 1, MAX_CODEBOOK_SIZE);
  checkInteger('iterations', iterations, 0);
  checkInteger('sampleSize', sampleSize, 1);
  const slack = checkSlack(options);
  checkFinite(rows);
  const random = createRandom(seed);
  const residuals = sampleRows(rows, dim, sampleSize, (count) => random.integer(count));
  const capacity = options.balanced ? evenCapacity(residuals.length / dim, codebookSize, slack) : undefined;
  const centroids = new Float32Array(numLevels * codebookSize * dim);
  for (let level = 0; level < numLevels; level++) {
    const ofLevel = kMeans(residuals, dim, codebookSize, iterations, random, capacity);
    centroids.set(ofLevel, level * ofLevel.length);
    for (const [row, code] of assign(residuals, dim, ofLevel, capacity).entries()) {
      subtract(residuals, row * dim, ofLevel, code, dim);
    }
  }
  return { dim, numLevels, codebookSize, centroids };
}

/**
 * With `balanced`, the codes of an item depend on the others, and of equal rows on their order. An item that comes
 * later is encoded without it: the codes that it then gets are near, though it may share them (dedup-codes.ts tells
 * such items apart).
 *
 * @param rows  f32 or i8 [numItems, dim], row-major, in the unit of the training rows
 * @throws RangeError for rows of another size, a value that is not finite, or a slack below 1
 */
export function encode(rows: Float32Array | Int8Array, codebooks: Codebooks, options: BalanceOptions = {}): Encoding {
  const { dim, numLevels } = codebooks;
  const numItems = countRows(rows, dim);
  const slack = checkSlack(options);
  checkFinite(rows);
  const codes = new Uint8Array(numItems * numLevels);
  const missing = [sumOfSquares(numItems, dim, residualReader(rows, codes, codebooks, 0))];
  for (let level = 0; level < numLevels; level++) {
    const table = createCentroidTable(centroidsOf(codebooks, level), dim);
    const readResidual = residualReader(rows, codes, codebooks, level);
    if (options.balanced) encodeLevelBalanced(codes, numLevels, level, readResidual, table, slack);
    else encodeLevel(codes, numLevels, level, readResidual, table);
    missing.push(sumOfSquares(numItems, dim, residualReader(rows, codes, codebooks, level + 1)));
  }
  const levels = Array.from({ length: numLevels }, (_, level) => report(codes, codebooks, level, missing));
  return { codes, levels };
}

/** The centroids of a level, f32 [codebookSize, dim], without a copy. */
export function centroidsOf({ centroids, codebookSize, dim }: Codebooks, level: number): Float32Array<ArrayBuffer> {
  return centroids.subarray(level * codebookSize * dim, (level + 1) * codebookSize * dim);
}

/**
 * Reads what the first `length` codes leave of an item. Nothing is kept: a large catalog's residuals fill gigabytes.
 */
function residualReader(
  rows: Float32Array | Int8Array,
  codes: Uint8Array,
  codebooks: Codebooks,
  length: number,
): RowReader {
  const { dim, numLevels } = codebooks;
  const levels = Array.from({ length }, (_, level) => centroidsOf(codebooks, level));
  return (item, into) => {
    into.set(rows.subarray(item * dim, (item + 1) * dim));
    for (const [level, centroids] of levels.entries()) {
      subtract(into, 0, centroids, codes[item * numLevels + level]!, dim);
    }
  };
}

/** Every item takes its nearest. */
function encodeLevel(
  codes: Uint8Array,
  numLevels: number,
  level: number,
  readResidual: RowReader,
  table: CentroidTable,
): void {
  const residual = new Float32Array(table.dim);
  for (let place = level; place < codes.length; place += numLevels) {
    readResidual((place - level) / numLevels, residual);
    codes[place] = nearestCentroid(residual, 0, table);
  }
}

/** Replaces a row by what a centroid leaves of it. */
function subtract(rows: Float32Array, offset: number, centroids: Float32Array, code: number, dim: number): void {
  for (let d = 0; d < dim; d++) rows[offset + d]! -= centroids[code * dim + d]!;
}

function report(codes: Uint8Array, codebooks: Codebooks, level: number, missing: number[]): LevelReport {
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

/** Of what `readRow` gives for all rows. */
function sumOfSquares(numRows: number, dim: number, readRow: RowReader): number {
  const row = new Float32Array(dim);
  let sum = 0;
  for (let i = 0; i < numRows; i++) {
    readRow(i, row);
    for (let d = 0; d < dim; d++) sum += row[d]! * row[d]!;
  }
  return sum;
}

function countRows(rows: Float32Array | Int8Array, dim: number): number {
  checkInteger('dim', dim, 1);
  if (rows.length % dim === 0) return rows.length / dim;
  throw new RangeError(`residual quantizer: rows hold ${rows.length} values, expected a multiple of ${dim}`);
}

function checkFinite(rows: Float32Array | Int8Array): void {
  const place = rows instanceof Float32Array ? rows.findIndex((value) => !Number.isFinite(value)) : -1;
  if (place >= 0) throw new RangeError(`residual quantizer: rows hold ${rows[place]}, expected finite numbers`);
}

function checkInteger(name: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new RangeError(`residual quantizer: ${name} is ${value}, expected an integer ${range}`);
}

function checkSlack({ slack = DEFAULT_SLACK }: BalanceOptions): number {
  if (slack >= 1) return slack;
  throw new RangeError(`residual quantizer: slack is ${slack}, expected a number of at least 1`);
}
