// Of a large catalog not every item is looked at one by one: what sentences know by name, what completions offer and what a
// newcomer is asked of are its first items, those that score best for somebody of whom nothing is known.
import type { ItemCatalog } from './item-catalog.ts';

/** Of a large catalog. */
const FIRST_ITEMS = 20_000;

/** The available ones, ascending: all of them where the catalog is not large. */
export function firstItems({ available, isLarge }: Pick<ItemCatalog, 'available' | 'isLarge'>): number[] {
  const most = isLarge ? FIRST_ITEMS : available.length;
  const items: number[] = [];
  for (const item of available.indices()) {
    if (items.length === most) break;
    items.push(item);
  }
  return items;
}
