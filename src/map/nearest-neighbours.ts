// The exact nearest neighbours of every row by cosine, for the layout of the map. Each pair is compared once for both
// of its rows, and a row keeps its best in a short sorted list: seconds for 10,000 rows, and no index whose misses
// would tear clusters apart.
//
// Two groups of rows may lie apart in an embedding for a reason that is none of the map's: items that a log knows and
// items that it does not. Every row then takes neighbours in both groups (after Polański et al., BBKNN: fast batch
// alignment of single cell transcriptomes, 2020), so that the groups are laid over one another.

export interface Neighbours {
  k: number;
  /** i32 [numRows, k], nearest first; -1 where there are fewer others. */
  rows: Int32Array<ArrayBuffer>;
  /** f32 [numRows, k], 1 - cosine, 0..2, ascending; Infinity where there are fewer others. */
  distances: Float32Array<ArrayBuffer>;
}

/** Rows that are compared while the others stream past: a block stays in the cache. */
const BLOCK_ROWS = 64;
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
  const compare = (a: number, b: number) => {
    const distance = distanceOf(units, a, units, b, dim);
    const list = hasTwo && groups![a] !== groups![b] ? other : own;
    keep(list, a, b, distance);
    keep(list, b, a, distance);
  };
  for (let block = 0; block < numRows; block += BLOCK_ROWS) {
    const blockEnd = Math.min(block + BLOCK_ROWS, numRows);
    for (let b = block; b < numRows; b++) for (let a = block; a < Math.min(blockEnd, b); a++) compare(a, b);
  }
  return hasTwo ? merge(own, other) : own;
}

/** The k rows of `among`, f32 [n, dim], that are nearest to one row of `units`. */
export function nearestAmong(
  units: Float32Array,
  row: number,
  among: Float32Array,
  dim: number,
  k: number,
): Neighbours {
  const found = noNeighbours(1, k);
  for (let other = 0; other < among.length / dim; other++) {
    keep(found, 0, other, distanceOf(units, row, among, other, dim));
  }
  return found;
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

function distanceOf(a: Float32Array, rowA: number, b: Float32Array, rowB: number, dim: number): number {
  const startA = rowA * dim;
  const startB = rowB * dim;
  let even = 0;
  let odd = 0;
  let d = 0;
  for (; d + 1 < dim; d += 2) {
    even += a[startA + d]! * b[startB + d]!;
    odd += a[startA + d + 1]! * b[startB + d + 1]!;
  }
  if (d < dim) even += a[startA + d]! * b[startB + d]!;
  return Math.max(0, 1 - even - odd);
}
