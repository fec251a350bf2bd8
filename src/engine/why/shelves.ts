// Shelves beside the list, each with a claim that holds: "you just liked this one", "because you liked that one", "a
// little further out", "new to you". What cannot be shown to hold gives no shelf. Whoever says which day it is gets the
// rows of that day (daily-rows.ts).

import { goodItems, goodMatches, matchOf } from '../lists/good-matches.ts';
import type { HistoryParts, WindowEvent } from '../lists/history-window.ts';
import { allowedItems, historyOf, rankedItems, withoutItems } from '../lists/item-sets.ts';
import type { ListParts } from '../lists/list-parts.ts';
import type { MatchLevel, RankedItem } from '../lists/lists-api.ts';
import { recommend } from '../lists/recommend.ts';
import { turnedAway } from '../lists/turned-away.ts';
import { dailyRows } from './daily-rows.ts';
import { type EventLift, eventLifts } from './event-lifts.ts';
import { furtherShelf, isSpoken, LIST, likeness, MIN_ITEMS, newShelf, POOL, spokenOf } from './pool-rows.ts';
import type { Shelf, ShelvesRequest } from './why-api.ts';

/** Those of them that may stand for a liked item; later ones are less the taste's own. */
const REASONED = 120;
/** An event's effect beside that of the next one: less is a matter of rounding. */
const CLEAR_LEAD = 1.1;
/** Cosine from which items are alike. */
const ALIKE = 0.3;
const MAX_BECAUSE = 2;
/** Neighbours that the match filter looks at, for each one that is shown. */
const LOOKED_AT = 2;

/** @param k  items of a shelf */
export async function shelvesFor(parts: ListParts, request: ShelvesRequest, k: number): Promise<Shelf[]> {
  const { exclude = [], day, match } = request;
  if (day !== undefined) return dailyRows(parts, { ...request, day }, k);
  const history = historyOf(parts);
  const { spoken, lately } = spokenOf(history);
  const newest = spoken.at(-1);
  if (!newest) return [];
  const items = await goodItems(parts, match, (await recommend(parts, matchOf(match), POOL)).items);
  const listed = items.slice(0, LIST);
  const left = new Set(exclude);
  const away = turnedAway(parts);
  // A shelf is no list: it shows the best guesses of its kind, whatever series they are of.
  const pool = items
    .filter(({ itemId, itemIndex }) => !left.has(itemId) && !away.has(itemIndex))
    .sort((a, b) => b.score - a.score);
  const shelves: Shelf[] = [];
  const rest = () => {
    const shown = new Set(shelves.flatMap((shelf) => shelf.items.map(({ itemId }) => itemId)));
    return pool.filter(({ itemId }) => !shown.has(itemId));
  };
  const take = (found: RankedItem[]) => found.slice(0, k);
  const add = (shelf: Shelf | undefined) => shelf && shelf.items.length >= MIN_ITEMS && shelves.push(shelf);
  add(await justShelf(parts, newest, exclude, match, k));
  for (const shelf of await becauseShelves(parts, history, newest, rest(), k)) add(shelf);
  add(furtherShelf(parts, lately, { listed, pool: rest(), take }));
  add(newShelf(parts, spoken, { listed, pool: rest(), take }));
  return shelves;
}

/**
 * What is beside the item that was liked last: whoever taps sees at once what the tap can bring, also where a long
 * history hardly moves for it.
 */
async function justShelf(
  parts: ListParts,
  { event, itemIndex }: WindowEvent,
  exclude: readonly string[],
  match: MatchLevel | undefined,
  k: number,
): Promise<Shelf> {
  const { catalog, history, related, similar } = parts;
  const { known } = history.taste();
  const allowed = allowedItems(parts.catalog).andNot(turnedAway(parts));
  const candidates = withoutItems(parts.catalog, allowed, [...known, ...exclude]);
  const { indices, scores } = related.beside(itemIndex, LOOKED_AT * k, candidates, similar);
  const good = new Set(await goodMatches(parts, match, [...indices]));
  const items = rankedItems(parts.catalog, indices, scores).filter((item) => good.has(item.itemIndex));
  return { kind: 'just', items: items.slice(0, k), event, item: catalog.summary(itemIndex) };
}

/** The liked items without which the scores of most others would fall more than without any other; not the newest. */
async function becauseShelves(
  parts: ListParts,
  history: HistoryParts,
  newest: WindowEvent,
  pool: readonly RankedItem[],
  k: number,
): Promise<Shelf[]> {
  const reasoned = new Map(pool.slice(0, REASONED).map((item) => [item.itemIndex, item]));
  const strongest = (await eventLifts(parts, history, [...reasoned.keys()])).flatMap(([first]) => first ?? []);
  const clear = strongest.filter(
    ({ event, lead }) => isSpoken(event.type) && event.itemIndex !== newest.itemIndex && lead >= CLEAR_LEAD,
  );
  const byEvent = new Map<WindowEvent, EventLift[]>();
  for (const lift of clear) byEvent.set(lift.event, [...(byEvent.get(lift.event) ?? []), lift]);
  const groups = [...byEvent].map(([event, group]) => ({ event, group: alike(parts, event, group, pool) }));
  const place = new Map([...reasoned.keys()].map((itemIndex, i) => [itemIndex, i]));
  // A shelf of what stands high is worth more than a longer one of what stands low: discounted as in DCG.
  const worth = (group: readonly EventLift[]) =>
    group.reduce((sum, { itemIndex }) => sum + 1 / Math.log2(2 + place.get(itemIndex)!), 0);
  const long = groups.filter(({ group }) => group.length >= MIN_ITEMS).sort((a, b) => worth(b.group) - worth(a.group));
  return long.slice(0, MAX_BECAUSE).map(({ event: { event, itemIndex }, group }) => {
    const first = group.toSorted((a, b) => b.effect - a.effect).slice(0, k);
    const items = first.map((lift) => reasoned.get(lift.itemIndex)!);
    return { kind: 'because', items, event, item: parts.catalog.summary(itemIndex) };
  });
}

/**
 * Of the items that an event lifts, those that go with its own or are rather like it: what it lifts otherwise is true
 * and tells nobody anything.
 */
function alike(
  parts: ListParts,
  event: WindowEvent,
  group: readonly EventLift[],
  pool: readonly RankedItem[],
): EventLift[] {
  const likenessOf = likeness(parts, [event], pool);
  const goesWith = (itemIndex: number) => parts.related.score({ window: [event] }, itemIndex, 'mean') > 0;
  return group.filter(({ itemIndex }) => goesWith(itemIndex) || likenessOf(itemIndex) >= ALIKE);
}
