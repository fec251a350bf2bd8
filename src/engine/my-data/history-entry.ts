// A stored event beside its item, as lists show it.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { StoredEvent } from '../../history/events.ts';
import type { HistoryEntry } from './my-data-api.ts';

/** Without the item where this catalog does not have it. */
export function entryOf(catalog: ItemCatalog, event: StoredEvent): HistoryEntry {
  const index = event.itemId === undefined ? undefined : catalog.indexOf(event.itemId);
  return index === undefined ? { event } : { event, item: catalog.summary(index) };
}
