// An item-to-item table whose rows have item ids: what training leaves behind, whatever order or part of the items a
// catalog has later.

import type { ItemToItemTable } from '../formats/item-to-item.ts';

export interface KeyedTable {
  /** Id of each row, distinct. */
  ids: readonly string[];
  table: ItemToItemTable;
}

/**
 * The table over other rows: those of `itemIds`, in their order. Neighbours that are not among them are left out, and
 * an item that the table does not know has none.
 */
export function tableOfItems({ ids, table }: KeyedTable, itemIds: readonly string[]): ItemToItemTable {
  const rowById = new Map(ids.map((id, row) => [id, row]));
  const newRows = new Int32Array(ids.length).fill(-1);
  itemIds.forEach((id, item) => {
    const row = rowById.get(id);
    if (row !== undefined) newRows[row] = item;
  });
  const offsets = new Uint32Array(itemIds.length + 1);
  const neighbours = new Uint32Array(table.neighbours.length);
  const weights = new Uint8Array(table.neighbours.length);
  let size = 0;
  itemIds.forEach((id, item) => {
    for (const entry of knownEntries(table, rowById.get(id), newRows)) {
      neighbours[size] = newRows[table.neighbours[entry]!]!;
      weights[size++] = table.weights[entry]!;
    }
    offsets[item + 1] = size;
  });
  const numItems = itemIds.length;
  return { ...table, numItems, offsets, neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) };
}

/** Entries of a row whose neighbours have a new row, ascending by it. */
function knownEntries(
  { offsets, neighbours }: ItemToItemTable,
  row: number | undefined,
  newRows: Int32Array,
): number[] {
  if (row === undefined) return [];
  const entries = Array.from({ length: offsets[row + 1]! - offsets[row]! }, (_, i) => offsets[row]! + i);
  const newRow = (entry: number) => newRows[neighbours[entry]!]!;
  return entries.filter((entry) => newRow(entry) >= 0).sort((a, b) => newRow(a) - newRow(b));
}
