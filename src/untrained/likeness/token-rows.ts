// Tokens of items as sparse vectors: one row an item, of unit length, in which a token weighs its own weight times
// ln((n + 1) / (items with it)). A token of every item weighs next to nothing; one of a single item can match nothing and
// is left out.

import { type SparseRows, transposeRows } from '../../numerics/sparse-rows.ts';
import type { WeightedToken } from './item-tokens.ts';

export interface TokenRows extends SparseRows {
  numTokens: number;
}

export function tokenRows(items: readonly (readonly WeightedToken[])[]): TokenRows {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const numbered = items.map((tokens) =>
    tokens.map(([token, weight]): [number: number, weight: number] => {
      let number = numbers.get(token);
      if (number === undefined) numbers.set(token, (number = counts.push(0) - 1));
      counts[number]!++;
      return [number, weight];
    }),
  );
  const offsets = new Uint32Array(items.length + 1);
  const size = numbered.reduce((sum, row) => sum + row.filter(([number]) => counts[number]! > 1).length, 0);
  const [columns, values] = [new Uint32Array(size), new Float32Array(size)];
  let entry = 0;
  for (const [i, row] of numbered.entries()) {
    for (const [number, weight] of row.sort((a, b) => a[0] - b[0])) {
      if (counts[number] === 1) continue;
      columns[entry] = number;
      values[entry++] = weight * Math.log((items.length + 1) / counts[number]!);
    }
    offsets[i + 1] = entry;
    scaleToUnit(values.subarray(offsets[i], entry));
  }
  return { offsets, columns, values, numTokens: counts.length };
}

function scaleToUnit(row: Float32Array): void {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let i = 0; i < row.length; i++) row[i]! /= length;
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

/** @returns adds the dot products of a row with those behind it to f64 [n] */
export function dotsBehind(rows: TokenRows): (item: number, sums: Float64Array) => void {
  const byToken = transposeRows(rows, rows.numTokens);
  return (item, sums) => {
    for (let entry = rows.offsets[item]!; entry < rows.offsets[item + 1]!; entry++) {
      const value = rows.values[entry]!;
      const token = rows.columns[entry]!;
      for (let place = byToken.offsets[token + 1]! - 1; place >= byToken.offsets[token]!; place--) {
        const other = byToken.columns[place]!;
        if (other <= item) break;
        sums[other]! += value * byToken.values[place]!;
      }
    }
  };
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

/**
 * The rows by their heaviest tokens alone.
 *
 * @returns f32 [n, DENSE_TOKENS]; a catalog of fewer tokens leaves the last values 0
 */
export function denseRows({ offsets, columns, values, numTokens }: TokenRows): Float32Array {
  const weights = new Float64Array(numTokens);
  for (const [entry, token] of columns.entries()) weights[token]! += values[entry]! ** 2;
  const heaviest = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b).slice(0, DENSE_TOKENS);
  const places = new Map(heaviest.map((token, place) => [token, place]));
  const dense = new Float32Array((offsets.length - 1) * DENSE_TOKENS);
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let entry = offsets[i]!; entry < offsets[i + 1]!; entry++) {
      const place = places.get(columns[entry]!);
      if (place !== undefined) dense[i * DENSE_TOKENS + place] = values[entry]!;
    }
  }
  return dense;
}
