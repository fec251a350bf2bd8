// Items as rows whose dot product is how alike they are, in integers: meaning and the commonest tokens stand in a dense part,
// which kernels multiply, all other tokens in a sparse one, which is gone through by token.

import { DOT_STEPS, paddedDim, stepsOf } from '../../numerics/row-dots/row-dots.ts';
import { largest, type TokenRows } from './token-rows.ts';

/** Tokens of the dense part: what more items have than that is quicker multiplied than looked up. */
const DENSE_PART = 128;
/** Products of rows whose squares are more would not fit into 31 bits. */
const MOST_SQUARE = 7;

export interface AlikeRows {
  numRows: number;
  /** Of the dense part; 8 divides it. */
  dim: number;
  /** i16 [numRows, dim], in steps. */
  dense: Int16Array;
  /** u32 [numRows + 1] */
  offsets: Uint32Array;
  /** u32 [numEntries], ascending in a row, below numTokens. */
  tokens: Uint32Array;
  /** i16 [numEntries], in steps. */
  values: Int16Array;
  numTokens: number;
}

/** How items of a catalog become rows. */
export interface AlikeLayout {
  /** Tokens of the dense part. */
  common: Uint32Array;
  /** What values are multiplied by, so that no product is too large. */
  factor: number;
  /** What a likeness of 1 is in products. */
  unit: number;
}

/**
 * @param counts  f64 [numTokens]: items of the catalog that have each token
 * @param square  of the longest row, meaning and tokens
 */
export function alikeLayout(counts: Float64Array, square: number): AlikeLayout {
  const factor = Math.min(1, Math.sqrt(MOST_SQUARE / square));
  return { common: largest(counts, DENSE_PART), factor, unit: DOT_STEPS * factor * factor };
}

/**
 * @param meaning  f32 [n, dim]
 * @param tokens   of columns and words, each kind as long as it counts
 */
export function alikeRows(meaning: Float32Array, dim: number, tokens: TokenRows, layout: AlikeLayout): AlikeRows {
  const { common, factor } = layout;
  const numRows = tokens.offsets.length - 1;
  const width = paddedDim(dim + DENSE_PART);
  const dense = new Int16Array(numRows * width);
  for (let row = 0; row < numRows; row++) {
    for (let d = 0; d < dim; d++) dense[row * width + d] = stepsOf(factor * meaning[row * dim + d]!);
  }
  const places = new Int16Array(tokens.numTokens).fill(-1);
  for (const [place, token] of common.entries()) places[token] = dim + place;
  const offsets = new Uint32Array(numRows + 1);
  const numSparse = tokens.columns.reduce((count, token) => count + (places[token]! < 0 ? 1 : 0), 0);
  const [sparse, values] = [new Uint32Array(numSparse), new Int16Array(numSparse)];
  let entry = 0;
  for (let row = 0; row < numRows; row++) {
    for (let from = tokens.offsets[row]!; from < tokens.offsets[row + 1]!; from++) {
      const token = tokens.columns[from]!;
      const steps = stepsOf(factor * tokens.values[from]!);
      if (places[token]! >= 0) dense[row * width + places[token]!] = steps;
      else {
        sparse[entry] = token;
        values[entry++] = steps;
      }
    }
    offsets[row + 1] = entry;
  }
  return { numRows, dim: width, dense, offsets, tokens: sparse, values, numTokens: tokens.numTokens };
}

/** The rows in another order, or some of them. */
export function selectAlike(rows: AlikeRows, chosen: ArrayLike<number>): AlikeRows {
  const { dim } = rows;
  const numRows = chosen.length;
  const offsets = new Uint32Array(numRows + 1);
  for (let i = 0; i < numRows; i++) {
    offsets[i + 1] = offsets[i]! + rows.offsets[chosen[i]! + 1]! - rows.offsets[chosen[i]!]!;
  }
  const dense = new Int16Array(numRows * dim);
  const [tokens, values] = [new Uint32Array(offsets[numRows]!), new Int16Array(offsets[numRows]!)];
  for (let i = 0; i < numRows; i++) {
    const row = chosen[i]!;
    dense.set(rows.dense.subarray(row * dim, (row + 1) * dim), i * dim);
    tokens.set(rows.tokens.subarray(rows.offsets[row], rows.offsets[row + 1]), offsets[i]);
    values.set(rows.values.subarray(rows.offsets[row], rows.offsets[row + 1]), offsets[i]);
  }
  return { numRows, dim, dense, offsets, tokens, values, numTokens: rows.numTokens };
}

/** All of them, one behind the other. */
export function joinAlike(parts: readonly AlikeRows[]): AlikeRows {
  const { dim, numTokens } = parts[0]!;
  const numRows = parts.reduce((sum, part) => sum + part.numRows, 0);
  const numEntries = parts.reduce((sum, part) => sum + part.tokens.length, 0);
  const joined: AlikeRows = {
    ...{ numRows, dim, numTokens },
    dense: new Int16Array(numRows * dim),
    offsets: new Uint32Array(numRows + 1),
    tokens: new Uint32Array(numEntries),
    values: new Int16Array(numEntries),
  };
  let [row, entry] = [0, 0];
  for (const part of parts) {
    joined.dense.set(part.dense, row * dim);
    joined.tokens.set(part.tokens, entry);
    joined.values.set(part.values, entry);
    for (let i = 0; i < part.numRows; i++) joined.offsets[row + i + 1] = entry + part.offsets[i + 1]!;
    row += part.numRows;
    entry += part.tokens.length;
  }
  return joined;
}

/** What two rows share in their sparse parts, in products. */
export function sharedInSparse({ offsets, tokens, values }: AlikeRows, a: number, b: number): number {
  let sum = 0;
  let [i, j] = [offsets[a]!, offsets[b]!];
  const [endA, endB] = [offsets[a + 1]!, offsets[b + 1]!];
  while (i < endA && j < endB) {
    const order = tokens[i]! - tokens[j]!;
    if (order === 0) sum += values[i]! * values[j]!;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return sum;
}
