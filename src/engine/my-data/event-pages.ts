// Every stored event, a page at a time: what stands and what was superseded, each beside its item, found by words.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { StoredEvent } from '../../history/events.ts';
import { standingEvents } from '../../history/standing-events.ts';
import { withoutAccents } from '../../text/without-accents.ts';
import { entryOf } from './history-entry.ts';
import type { EventsRequest, EventsResponse } from './my-data-api.ts';

const DEFAULT_LIMIT = 100;

/** @param log  oldest first */
export function eventPage(
  catalog: ItemCatalog,
  log: readonly StoredEvent[],
  { query = '', offset = 0, limit = DEFAULT_LIMIT }: EventsRequest,
): EventsResponse {
  const words = withoutAccents(query).split(/\s+/).filter(Boolean);
  const newestFirst = log.toReversed();
  const found = words.length === 0 ? newestFirst : newestFirst.filter((event) => fits(textOf(catalog, event), words));
  const standing = new Set(standingEvents(log));
  const page = found.slice(offset, offset + limit);
  const entries = page.map((event) => ({ ...entryOf(catalog, event), stands: standing.has(event) }));
  return { entries, numFound: found.length, numEvents: log.length };
}

function textOf(catalog: ItemCatalog, { itemId, query, type }: StoredEvent): string {
  const index = itemId === undefined ? undefined : catalog.indexOf(itemId);
  const title = index === undefined ? '' : catalog.title(index);
  return withoutAccents([title, itemId, query, type].filter(Boolean).join(' '));
}

function fits(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
