// Equal scores must not be decided by the order of the items file: files are often sorted by popularity or by age, and
// a model that ties everything would then look good. The evaluator therefore renumbers the items by a seeded shuffle of
// their sorted ids, and everything after it (fitting, scoring, ties to the lower index) works in that numbering:
// another order of the file changes nothing at all.

import { createRandom } from '../../numerics/random.ts';
import type { Interactions } from '../input/interactions.ts';

export interface ItemOrder {
  /** Item ids by new index. */
  itemIds: string[];
  /** u32 [numItems]: row of the items file -> new index. */
  newIndexes: Uint32Array;
}

/** @param itemIds  unique, in file order */
export function shuffledItemOrder(itemIds: readonly string[], seed: number): ItemOrder {
  // By code units, not by locale: the same on every machine.
  const shuffled = [...itemIds].sort((a, b) => (a < b ? -1 : 1));
  createRandom(seed).shuffle(shuffled);
  const indexes = new Map(shuffled.map((itemId, index) => [itemId, index]));
  return { itemIds: shuffled, newIndexes: Uint32Array.from(itemIds, (itemId) => indexes.get(itemId)!) };
}

/** The same log over the new item numbers. */
export function renumberItems<T extends Interactions>(interactions: T, { newIndexes }: ItemOrder): T {
  return { ...interactions, items: interactions.items.map((item) => newIndexes[item]!) };
}
