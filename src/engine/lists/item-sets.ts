// Sets of items as rules name them, ranked items as a page gets them, and the part of a history that a list is made from.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Where } from '../../catalog/where.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { checkFields } from '../base/check-fields.ts';
import { type HistoryParts, historyParts } from './history-window.ts';
import type { VisitorParts } from './list-parts.ts';
import type { RankedItem } from './lists-api.ts';

/** Items that are there and satisfy the conditions. @throws RequestError for a field that the catalog does not have */
export function allowedItems(catalog: ItemCatalog, where: Where = {}): Bitset {
  checkFields(where, catalog);
  return catalog.filter(where);
}

/** The part of the visitor's history that answers are made from. */
export function historyOf({ history, catalog }: VisitorParts): HistoryParts {
  return historyParts(history.taste().standing, (itemId) => catalog.indexOf(itemId));
}

/** A set without these items; ids that the catalog does not have change nothing. */
export function withoutItems(catalog: ItemCatalog, items: Bitset, itemIds: Iterable<string>): Bitset {
  const indices = [...itemIds].map((id) => catalog.indexOf(id)).filter((index) => index !== undefined);
  return items.andNot(Bitset.fromIndices(catalog.numItems, indices));
}

/** @param scores  integers, one an item */
export function rankedItems(catalog: ItemCatalog, indices: ArrayLike<number>, scores: ArrayLike<number>): RankedItem[] {
  return Array.from(indices, (index, i) => ({ ...catalog.summary(index), score: scores[i]! }));
}
