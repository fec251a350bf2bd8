// For every row, the centroids in the order of their distance, gone through one by one. A few are kept at a time and
// the next ones are found when they are needed: most rows never need more, and a table of all distances would take
// gigabytes for a million rows.

import { type CentroidTable, nearness, type RowReader } from './nearest-centroid.ts';

/** Centroids that are kept for a row. */
const KEPT = 8;

export interface Preferences {
  /** The centroid that the row is at: its nearest at first. */
  current(row: number): number;
  /** By how much half the squared distance grows with the next step, >= 0; infinite at the last centroid. */
  loss(row: number): number;
  /** Steps to the next centroid; there must be one. */
  advance(row: number): void;
}

/** Of equally near centroids the lower comes first. */
export function createPreferences(numRows: number, readRow: RowReader, table: CentroidTable): Preferences {
  const values = new Float64Array(table.halves.length);
  const scratch = new Float32Array(table.dim);
  /** Of each row: what is kept, nearest first, how many those are, and at which of them the row is. */
  const kept = new Uint32Array(numRows * KEPT);
  const keptValues = new Float64Array(numRows * KEPT);
  const counts = new Uint8Array(numRows);
  const places = new Uint8Array(numRows);
  const current = (row: number): number => kept[row * KEPT + places[row]!]!;

  /** Keeps the first ones from `first` on, or from the nearest. */
  function fill(row: number, first?: number): void {
    readRow(row, scratch);
    nearness(scratch, table, values);
    counts[row] = 0;
    places[row] = 0;
    for (let c = 0; c < values.length; c++) {
      const comesBefore = first !== undefined && (values[c]! - values[first]! || first - c) > 0;
      if (!comesBefore) insert(row, c);
    }
  }

  /** Behind all that are as near. The last one is pushed out where there is no room. */
  function insert(row: number, centroid: number): void {
    const value = values[centroid]!;
    const start = row * KEPT;
    if (counts[row]! < KEPT) counts[row]!++;
    else if (value <= keptValues[start + KEPT - 1]!) return;
    let place = start + counts[row]! - 1;
    for (; place > start && value > keptValues[place - 1]!; place--) {
      kept[place] = kept[place - 1]!;
      keptValues[place] = keptValues[place - 1]!;
    }
    kept[place] = centroid;
    keptValues[place] = value;
  }

  /** At the end of a full list more may follow. */
  function refill(row: number): void {
    if (places[row] === KEPT - 1) fill(row, current(row));
  }

  for (let row = 0; row < numRows; row++) fill(row);
  return {
    current,
    loss: (row) => {
      const place = row * KEPT + places[row]!;
      if (places[row]! + 1 === counts[row]) return Number.POSITIVE_INFINITY;
      return keptValues[place]! - keptValues[place + 1]!;
    },
    advance: (row) => {
      places[row]!++;
      refill(row);
    },
  };
}
