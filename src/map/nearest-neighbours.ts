// The exact nearest neighbours of every row by cosine, for the layout of the map: seconds for 10,000 rows, and no index whose
// misses would tear clusters apart.
//
// Two groups of rows may lie apart in an embedding for a reason that is none of the map's: items that a log knows and
// items that it does not. Every row then takes neighbours in both groups (after Polański et al., BBKNN: fast batch
// alignment of single cell transcriptomes, 2020), so that the groups are laid over one another.

import { createRowDots, DOT_STEPS, paddedDim, QUERIES_AT_ONCE, rowSteps } from '../numerics/row-dots/row-dots.ts';

export interface Neighbours {
  k: number;
  /** i32 [numRows, k], nearest first; -1 where there are fewer others. */
  rows: Int32Array<ArrayBuffer>;
  /** f32 [numRows, k], 1 - cosine, 0..2, ascending; Infinity where there are fewer others. */
  distances: Float32Array<ArrayBuffer>;
}

/** Of a row's neighbours, those in its own group where there are two. */
const OWN_SHARE = 4 / 7;

/**
 * @param units   f32 [numRows, dim], row-major, each of length 1 or 0 (see `unitRows`)
 * @param k       neighbours of each row, without itself
 * @param groups  u8 [numRows], 0 or 1 (default: one group); a group of no more than k rows is none
 */
export function nearestNeighbours(units: Float32Array, dim: number, k: number, groups?: Uint8Array): Neighbours {
  const numRows = units.length / dim;
  const inSecond = groups?.reduce((sum, group) => sum + group, 0) ?? 0;
  const hasTwo = Math.min(inSecond, numRows - inSecond) > k;
  const own = noNeighbours(numRows, hasTwo ? Math.ceil(OWN_SHARE * k) : k);
  const other = noNeighbours(numRows, k - own.k);
  const compareAll = comparer(units, dim);
  for (let first = 0; first < numRows; first += QUERIES_AT_ONCE) {
    compareAll(units, first, Math.min(QUERIES_AT_ONCE, numRows - first), (row, among, distance) => {
      if (row !== among) keep(hasTwo && groups![row] !== groups![among] ? other : own, row, among, distance);
    });
  }
  return hasTwo ? merge(own, other) : own;
}

/**
 * Of rows `first` to `end - 1` of `units` the k rows of `among`, f32 [n, dim], that are nearest.
 */
export function nearestAmong(
  units: Float32Array,
  [first, end]: readonly [first: number, end: number],
  among: Float32Array,
  dim: number,
  k: number,
): Neighbours {
  const found = noNeighbours(end - first, k);
  const compareAll = comparer(among, dim);
  for (let start = first; start < end; start += QUERIES_AT_ONCE) {
    compareAll(units, start, Math.min(QUERIES_AT_ONCE, end - start), (row, other, distance) => {
      keep(found, row - first, other, distance);
    });
  }
  return found;
}

/** Tells how far some rows are from all of `among`. */
function comparer(among: Float32Array, dim: number) {
  const numRows = among.length / dim;
  const padded = paddedDim(dim);
  const dots = createRowDots(numRows, padded);
  dots.rows.set(rowSteps(among, dim));
  return (
    units: Float32Array,
    first: number,
    count: number,
    visit: (row: number, other: number, distance: number) => void,
  ) => {
    dots.queries.set(rowSteps(units.subarray(first * dim, (first + count) * dim), dim));
    dots.run(count);
    for (let q = 0; q < count; q++) {
      for (let other = 0; other < numRows; other++) {
        visit(first + q, other, Math.max(0, 1 - dots.sums[q * dots.stride + other]! / DOT_STEPS));
      }
    }
  };
}

/** f32 [numRows, dim]: each row at length 1; a row of zeros stays. */
export function unitRows(rows: ArrayLike<number>, dim: number): Float32Array<ArrayBuffer> {
  const units = Float32Array.from(rows);
  for (let start = 0; start < units.length; start += dim) {
    let square = 0;
    for (let d = start; d < start + dim; d++) square += units[d]! ** 2;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let d = start; d < start + dim; d++) units[d]! *= factor;
  }
  return units;
}

function noNeighbours(numRows: number, k: number): Neighbours {
  const distances = new Float32Array(numRows * k).fill(Number.POSITIVE_INFINITY);
  return { k, rows: new Int32Array(numRows * k).fill(-1), distances };
}

/** Inserts into the row's sorted list; on a tie the earlier one stays first. */
function keep({ k, rows, distances }: Neighbours, row: number, other: number, distance: number): void {
  const first = row * k;
  let place = first + k - 1;
  if (!(distance < distances[place]!)) return;
  for (; place > first && distances[place - 1]! > distance; place--) {
    distances[place] = distances[place - 1]!;
    rows[place] = rows[place - 1]!;
  }
  distances[place] = distance;
  rows[place] = other;
}

function merge(a: Neighbours, b: Neighbours): Neighbours {
  const numRows = a.rows.length / a.k;
  const both = noNeighbours(numRows, a.k + b.k);
  for (const list of [a, b]) {
    for (let i = 0; i < list.rows.length; i++) {
      if (list.rows[i]! >= 0) keep(both, Math.floor(i / list.k), list.rows[i]!, list.distances[i]!);
    }
  }
  return both;
}
