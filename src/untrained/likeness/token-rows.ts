// Tokens of items as sparse vectors: one row an item, of unit length, in which a token weighs its own weight times
// ln((n + 1) / (items with it)). A token of every item weighs next to nothing; one of a single item can match nothing and
// is left out.

import type { SparseRows } from '../../numerics/sparse-rows.ts';
import type { WeightedToken } from './item-tokens.ts';
import { type TokenBlock, tokenBlock } from './token-blocks.ts';
import { countShared, type SharedTokens } from './token-counts.ts';

export interface TokenRows extends SparseRows {
  numTokens: number;
}

/** Rows of items whose tokens are all here. */
export function tokenRows(items: Iterable<readonly WeightedToken[]>): TokenRows {
  const blocks = [tokenBlock(items)];
  return rowsOfBlocks(blocks, countShared(blocks));
}

/** @param shared  counted in these blocks, or in a catalog of which they are a part */
export function rowsOfBlocks(blocks: Iterable<TokenBlock>, shared: SharedTokens): TokenRows {
  const { placeOf, rarities } = lookupOf(shared);
  let [numItems, most] = [0, 0];
  for (const { offsets, tokens } of blocks) {
    numItems += offsets.length - 1;
    most += tokens.length;
  }
  const offsets = new Uint32Array(numItems + 1);
  const [columns, values] = [new Uint32Array(most), new Float32Array(most)];
  let [row, entry] = [0, 0];
  for (const block of blocks) {
    for (let item = 0; item + 1 < block.offsets.length; item++) {
      for (let from = block.offsets[item]!; from < block.offsets[item + 1]!; from++) {
        const place = placeOf(block.tokens[from]!);
        if (place < 0) continue;
        columns[entry] = place;
        values[entry++] = block.weights[from]! * rarities[place]!;
      }
      scaleToUnit(values, offsets[row]!, entry);
      offsets[++row] = entry;
    }
  }
  return { offsets, columns: columns.slice(0, entry), values: values.slice(0, entry), numTokens: shared.tokens.length };
}

interface Lookup {
  /** Where a token stands among those that are shared; -1 where it is none of them. */
  placeOf: (token: number) => number;
  /** f64, ln((n + 1) / count) of each. */
  rarities: Float64Array;
}

/** Made once for a catalog, whose blocks are many. */
const lookups = new WeakMap<SharedTokens, Lookup>();

function lookupOf(shared: SharedTokens): Lookup {
  const known = lookups.get(shared);
  if (known) return known;
  const rarities = Float64Array.from(shared.counts, (count) => Math.log((shared.numItems + 1) / count));
  const lookup = { placeOf: placesOf(shared.tokens), rarities };
  lookups.set(shared, lookup);
  return lookup;
}

/** Tokens are spread evenly, being hashes: each bucket has one or two. */
function placesOf(tokens: Uint32Array): Lookup['placeOf'] {
  const bits = Math.min(24, Math.max(1, Math.ceil(Math.log2(tokens.length + 1))));
  const shift = 32 - bits;
  const firsts = new Uint32Array(2 ** bits + 1);
  for (let i = 0; i < tokens.length; i++) firsts[(tokens[i]! >>> shift) + 1]!++;
  for (let bucket = 0; bucket < 2 ** bits; bucket++) firsts[bucket + 1]! += firsts[bucket]!;
  return (token) => {
    const bucket = token >>> shift;
    const end = firsts[bucket + 1]!;
    for (let place = firsts[bucket]!; place < end; place++) if (tokens[place] === token) return place;
    return -1;
  };
}

function scaleToUnit(values: Float32Array, start: number, end: number): void {
  let square = 0;
  for (let i = start; i < end; i++) square += values[i]! * values[i]!;
  const length = Math.sqrt(square);
  if (length > 0) for (let i = start; i < end; i++) values[i]! /= length;
}

/** Rows of several kinds side by side: what two items have in common is the weighted sum of what they have in each. */
export function besideEachOther(numRows: number, parts: readonly { rows: TokenRows; weight: number }[]): TokenRows {
  const heavy = parts.filter(({ weight }) => weight > 0);
  const offsets = new Uint32Array(numRows + 1);
  const size = heavy.reduce((sum, { rows }) => sum + rows.columns.length, 0);
  const [columns, values] = [new Uint32Array(size), new Float32Array(size)];
  let entry = 0;
  for (let i = 0; i < numRows; i++) {
    let firstToken = 0;
    for (const { rows, weight } of heavy) {
      for (let from = rows.offsets[i]!; from < rows.offsets[i + 1]!; from++) {
        columns[entry] = firstToken + rows.columns[from]!;
        values[entry++] = Math.sqrt(weight) * rows.values[from]!;
      }
      firstToken += rows.numTokens;
    }
    offsets[i + 1] = entry;
  }
  return { offsets, columns, values, numTokens: heavy.reduce((sum, { rows }) => sum + rows.numTokens, 0) };
}

/** Dot product of two rows. */
export function dotOfRows({ offsets, columns, values }: TokenRows, a: number, b: number): number {
  let sum = 0;
  let [i, j] = [offsets[a]!, offsets[b]!];
  while (i < offsets[a + 1]! && j < offsets[b + 1]!) {
    if (columns[i] === columns[j]) sum += values[i++]! * values[j++]!;
    else if (columns[i]! < columns[j]!) i++;
    else j++;
  }
  return sum;
}

/** Tokens of a dense row: what so many items share that a direction could hold it. */
export const DENSE_TOKENS = 256;

/** The tokens that weigh most over all rows, heaviest first. */
export function heaviestTokens({ columns, values, numTokens }: TokenRows, count: number): Uint32Array {
  const weights = new Float64Array(numTokens);
  for (let entry = 0; entry < columns.length; entry++) weights[columns[entry]!]! += values[entry]! ** 2;
  return largest(weights, count);
}

/** f64 [numTokens]: how many rows have each. */
export function countsOfTokens({ columns, numTokens }: TokenRows): Float64Array<ArrayBuffer> {
  const counts = new Float64Array(numTokens);
  for (const token of columns) counts[token]!++;
  return counts;
}

/** Places of the largest values, the largest first; ties go to the lower place. */
export function largest(values: Float64Array, count: number): Uint32Array {
  return Uint32Array.from(values.keys())
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count);
}

/**
 * Rows by some tokens alone.
 *
 * @param known  at most DENSE_TOKENS
 * @param rows   which rows (default: all)
 * @returns      f32 [n, DENSE_TOKENS]; places beyond `known` are 0
 */
export function denseRows(
  { offsets, columns, values, numTokens }: TokenRows,
  known: Uint32Array,
  rows: ArrayLike<number> = Array.from({ length: offsets.length - 1 }, (_, i) => i),
): Float32Array {
  const places = new Int16Array(numTokens).fill(-1);
  for (const [place, token] of known.entries()) places[token] = place;
  const dense = new Float32Array(rows.length * DENSE_TOKENS);
  for (let i = 0; i < rows.length; i++) {
    for (let entry = offsets[rows[i]!]!; entry < offsets[rows[i]! + 1]!; entry++) {
      const place = places[columns[entry]!]!;
      if (place >= 0) dense[i * DENSE_TOKENS + place] = values[entry]!;
    }
  }
  return dense;
}

/** Rows `first` to `end - 1`, without a copy of their entries. */
export function sliceRows({ offsets, columns, values, numTokens }: TokenRows, first: number, end: number): TokenRows {
  const start = offsets[first]!;
  return {
    offsets: offsets.slice(first, end + 1).map((offset) => offset - start),
    columns: columns.subarray(start, offsets[end]),
    values: values.subarray(start, offsets[end]),
    numTokens,
  };
}

/** Some of the rows, in the order of `chosen`. */
export function selectRows(rows: TokenRows, chosen: readonly number[]): TokenRows {
  const offsets = new Uint32Array(chosen.length + 1);
  for (const [i, row] of chosen.entries()) offsets[i + 1] = offsets[i]! + rows.offsets[row + 1]! - rows.offsets[row]!;
  const size = offsets[chosen.length]!;
  const [columns, values] = [new Uint32Array(size), new Float32Array(size)];
  for (const [i, row] of chosen.entries()) {
    columns.set(rows.columns.subarray(rows.offsets[row], rows.offsets[row + 1]), offsets[i]);
    values.set(rows.values.subarray(rows.offsets[row], rows.offsets[row + 1]), offsets[i]);
  }
  return { offsets, columns, values, numTokens: rows.numTokens };
}
