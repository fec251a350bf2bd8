// Assigns rows to centroids so that no centroid takes more than its share: the assignment step of constrained k-means
// (Bradley, Bennett and Demiriz, Constrained k-means clustering, MSR-TR-2000-65), which they solve as a minimum cost
// flow. Here it is deferred acceptance (Gale and Shapley, 1962), which needs no table of all distances: rows ask for
// their nearest centroid, a centroid that is asked by too many keeps those that would lose most elsewhere, and the
// others ask the next.

import { type CentroidTable, nearestCentroid, type RowReader } from './nearest-centroid.ts';
import { createPreferences } from './preferences.ts';

/**
 * Where no centroid is asked by too many, every row has its nearest. The result does not depend on the order of the
 * rows, but for equal losses: there the earlier row stays.
 *
 * @param readRow   gives the same values every time
 * @param capacity  rows of a centroid at most; capacity x k of at least numRows
 * @returns         u32 [numRows], each below k
 * @throws RangeError where the rows don't fit
 */
export function assignBalanced(
  numRows: number,
  readRow: RowReader,
  table: CentroidTable,
  capacity: number,
): Uint32Array<ArrayBuffer> {
  const k = table.halves.length;
  if (!(capacity * k >= numRows)) {
    throw new RangeError(`balanced assignment: ${k} centroids take ${capacity * k} rows, expected room for ${numRows}`);
  }
  if (numRows <= capacity) return assignNearest(numRows, readRow, table);
  const preferences = createPreferences(numRows, readRow, table);
  const members: number[][] = Array.from({ length: k }, () => []);
  const ask = (row: number) => members[preferences.current(row)]!.push(row);
  for (let row = 0; row < numRows; row++) ask(row);
  let isSettled = false;
  while (!isSettled) {
    isSettled = true;
    for (const asking of members) {
      if (asking.length <= capacity) continue;
      isSettled = false;
      asking.sort((a, b) => compareLosses(preferences.loss(b), preferences.loss(a)) || a - b);
      for (const row of asking.splice(capacity)) {
        preferences.advance(row);
        ask(row);
      }
    }
  }
  return Uint32Array.from({ length: numRows }, (_, row) => preferences.current(row));
}

/** With room for all in every centroid, as for the many prefixes of a large catalog that hold one item. */
function assignNearest(numRows: number, readRow: RowReader, table: CentroidTable): Uint32Array<ArrayBuffer> {
  const values = new Float32Array(table.dim);
  return Uint32Array.from({ length: numRows }, (_, row) => {
    readRow(row, values);
    return nearestCentroid(values, 0, table);
  });
}

/** Ascending. Two infinite losses are equal, though their difference is no number. */
function compareLosses(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
