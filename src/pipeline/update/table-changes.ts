// Neighbours that an update brings: those of items that are placed anew, and what these are to others.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import { laidOver } from '../../item-to-item/lay-over.ts';
import { neighboursPerItem, neighbourWeight } from '../../untrained/content-table.ts';
import type { Alike } from './nearest-of-few.ts';

export interface TableUpdate {
  /** That of the build. */
  base: ItemToItemTable;
  /** What updates before laid over it, of whose rows `rows` were others than those of the build. */
  before?: { table: ItemToItemTable; rows: readonly number[] } | undefined;
  numItems: number;
  /** Rows that are placed anew now, and what each is like, best first. */
  anew: readonly number[];
  nearest: readonly (readonly Alike[])[];
  /** Likeness of an item to its nearest, in the mean, when the table was built. */
  usual: number;
}

interface Entry {
  row: number;
  other: number;
  weight: number;
}

/** @returns what lies over the table of the build now, and the rows of which that says nothing any more */
export function tableChanges(update: TableUpdate): { table: ItemToItemTable; rows: number[] } {
  const { base, before, numItems, anew, nearest, usual } = update;
  const isAnew = new Set(anew);
  const rows = [...new Set([...(before?.rows ?? []), ...anew])].filter((row) => row < numItems).sort((a, b) => a - b);
  const entries = before
    ? entriesOf(before.table, numItems).filter(({ row, other }) => !isAnew.has(row) && !isAnew.has(other))
    : [];
  // What others have now is asked for new neighbours alone.
  const now = anew.length > 0 ? laidOver(base, tableOf(base, numItems, entries), rows) : base;
  const k = neighboursPerItem(base.numItems);
  for (const [i, row] of anew.entries()) {
    for (const [place, { row: other, likeness }] of nearest[i]!.entries()) {
      const weight = neighbourWeight(likeness, usual);
      if (weight === 0) continue;
      if (place < k) entries.push({ row, other, weight });
      if (!isAnew.has(other) && weight > leastWeight(now, other, k)) entries.push({ row: other, other: row, weight });
    }
  }
  return { table: tableOf(base, numItems, entries), rows };
}

function entriesOf({ numItems: known, offsets, neighbours, weights }: ItemToItemTable, numItems: number): Entry[] {
  const entries: Entry[] = [];
  for (let row = 0; row < Math.min(numItems, known); row++) {
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const other = neighbours[entry]!;
      if (other < numItems) entries.push({ row, other, weight: weights[entry]! });
    }
  }
  return entries;
}

/** A table of some entries, with the settings of another. */
function tableOf(like: ItemToItemTable, numItems: number, entries: readonly Entry[]): ItemToItemTable {
  const sorted = entries.toSorted((a, b) => a.row - b.row || a.other - b.other);
  const offsets = new Uint32Array(numItems + 1);
  for (const { row } of sorted) offsets[row + 1]!++;
  let most = 1;
  for (let row = 0; row < numItems; row++) {
    most = Math.max(most, offsets[row + 1]!);
    offsets[row + 1]! += offsets[row]!;
  }
  return {
    ...{ ...like, numItems, neighboursPerItem: most, offsets },
    neighbours: Uint32Array.from(sorted, ({ other }) => other),
    weights: Uint8Array.from(sorted, ({ weight }) => weight),
  };
}

/** What a new neighbour has to exceed; 0 where there is room for one. */
function leastWeight({ offsets, weights }: ItemToItemTable, row: number, k: number): number {
  const [start, end] = [offsets[row]!, offsets[row + 1]!];
  if (end - start < k) return 0;
  return weights.subarray(start, end).reduce((least, weight) => Math.min(least, weight), 255);
}
