// Which row of a bundle each item has after an update. Rows stay where they are: what is known of them stays with them.

import type { Item } from '../../items/item.ts';
import type { BundleRows, ItemChanges } from './item-changes.ts';

export interface RowPlaces {
  numItems: number;
  /** u32 [numItems]: of each row the item's place in the file. */
  inFile: Uint32Array;
  /** Ascending: rows whose item is another than before, or is written anew. */
  anew: number[];
}

const NONE = 0xffffffff;

/** New items take the rows of those that are gone, then follow the last; where more are gone, the last ones take their rows. */
export function rowPlaces(items: readonly Item[], bundle: BundleRows, { added, gone, moved }: ItemChanges): RowPlaces {
  const rowById = new Map<string, number>();
  for (const { firstItemIndex, items: shard } of bundle.runs) {
    for (const [row, id] of shard.ids.entries()) rowById.set(id, firstItemIndex + row);
  }
  const inFile = new Uint32Array(Math.max(items.length, bundle.numItems)).fill(NONE);
  for (const [place, { id }] of items.entries()) {
    const row = rowById.get(id);
    if (row !== undefined) inFile[row] = place;
  }
  const anew = new Set(moved.keys());
  const holes = [...gone];
  let end = bundle.numItems;
  for (const place of added) {
    const row = holes.shift() ?? end++;
    inFile[row] = place;
    anew.add(row);
  }
  for (const hole of holes) {
    while (end > 0 && inFile[end - 1] === NONE) end--;
    if (end <= hole) break;
    inFile[hole] = inFile[--end]!;
    inFile[end] = NONE;
    anew.add(hole);
    anew.delete(end);
  }
  return { numItems: items.length, inFile: inFile.slice(0, items.length), anew: [...anew].sort((a, b) => a - b) };
}
