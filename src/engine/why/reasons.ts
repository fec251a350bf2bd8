// One reason an item of a list: an event that lifts it and has something to say of it, else what it has of the taste.

import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { historyOf } from '../lists/item-sets.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { type EventLift, eventLifts } from './event-lifts.ts';
import { isTelling, sharedData } from './shared-data.ts';
import { tasteReasons } from './taste-reasons.ts';
import type { EventReason, ItemReason, ReasonsRequest } from './why-api.ts';

/** Items of a list on which one event may be named: the fourth "because of this one" tells nothing new. */
const MAX_NAMED = 3;
/** An event that lifts an item so many times more than any other is why it is there, whatever both have in common. */
const CLEAR_LEAD = 2;

/** In the order of the ids; items without a reason, and ids that the catalog does not have, are left out. */
export async function listReasons(
  parts: ListParts,
  itemIds: readonly string[],
  { facets = [...parts.catalog.countedFacets] }: ReasonsRequest,
): Promise<ItemReason[]> {
  const { catalog } = parts;
  const rows = itemIds.map((itemId) => catalog.indexOf(itemId)).filter((row) => row !== undefined);
  const lifts = await eventLifts(parts, historyOf(parts), rows);
  const byEvent = eventReasons(catalog, lifts, facets);
  const named = new Set(byEvent.map(({ itemId }) => itemId));
  const left = rows.filter((row) => !named.has(catalog.itemId(row)));
  const byTaste = await tasteReasons(parts, left, facets);
  const reasons = new Map([...byEvent, ...byTaste].map((reason) => [reason.itemId, reason]));
  return itemIds.flatMap((itemId) => reasons.get(itemId) ?? []);
}

/**
 * The strongest pairs of event and item come first, so that an event stays with the items that it lifts most, and an
 * item gets the strongest event that is left for it.
 *
 * @param lifts  by item, strongest first
 */
function eventReasons(
  catalog: ItemCatalog,
  lifts: readonly (readonly EventLift[])[],
  facets: readonly string[],
): EventReason[] {
  const near = lifts.flatMap((ofItem) => ofItem.filter(({ effect }) => effect * CLEAR_LEAD >= ofItem[0]!.effect));
  const reasons = new Map<number, EventReason>();
  const numNamed = new Map<number, number>();
  for (const { itemIndex, event, lead } of near.sort((a, b) => b.effect - a.effect)) {
    const numItems = numNamed.get(event.itemIndex) ?? 0;
    if (numItems === MAX_NAMED || reasons.has(itemIndex) || event.itemIndex === itemIndex) continue;
    const shared = sharedData(catalog, itemIndex, event.itemIndex, facets);
    if (lead < CLEAR_LEAD && !isTelling(catalog, shared)) continue;
    numNamed.set(event.itemIndex, numItems + 1);
    const item = catalog.summary(event.itemIndex);
    reasons.set(itemIndex, {
      kind: 'event',
      itemId: catalog.itemId(itemIndex),
      event: event.event,
      item,
      lead,
      shared,
    });
  }
  return [...reasons.values()];
}
