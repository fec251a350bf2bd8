// What of the log still counts. People change their minds: of each mark of an item (taste, seen, save, hide) the last
// event alone stands, and `clear` leaves none. What they did (views, selections, carts, purchases, searches) happened and
// stays, but for what was taken out of the cart again.
//
// An event without a mark is from the time when one opinion stood on an item: it takes the place of all before it. So a
// film that was saved and then liked is on nobody's watchlist, as it was then; whoever likes a saved film today says
// nothing of the watchlist, and it stays there.

import { isKnown, type Mark, type Marks, markOf, opinionOf, replacesOpinion, type StoredEvent } from './events.ts';

/** The last word on each mark of one item. */
type Said = Map<Mark, StoredEvent>;
/** As the visitor said it, and as pages did: those that came later. */
interface OnItem {
  own: Said;
  page: Said;
}

/**
 * The log without superseded opinions, taken-back ones and `clear` itself.
 *
 * @param log  oldest first
 * @returns    the same event objects, in the same order
 */
export function standingEvents(log: readonly StoredEvent[]): StoredEvent[] {
  const said = new Map<string | undefined, OnItem>();
  for (const event of log) {
    if (replacesOpinion(event.type)) hear(said, event);
  }
  const removed = new Map<string | undefined, { own: number; page: number }>();
  for (const { type, itemId, sequence, by = 'own' } of log) {
    if (type === 'remove_from_cart') removed.set(itemId, { own: -1, page: -1, ...removed.get(itemId), [by]: sequence });
  }
  const isTakenBack = ({ itemId, sequence, by }: StoredEvent) => {
    const { own, page } = removed.get(itemId) ?? { own: -1, page: -1 };
    return sequence < own || (by === 'page' && sequence < page);
  };
  return log.filter((event) => {
    if (event.type === 'add_to_cart') return !isTakenBack(event);
    if (!replacesOpinion(event.type)) return true;
    return stands(event, said.get(event.itemId)!);
  });
}

function hear(said: Map<string | undefined, OnItem>, event: StoredEvent): void {
  let onItem = said.get(event.itemId);
  if (!onItem) said.set(event.itemId, (onItem = { own: new Map(), page: new Map() }));
  if (event.by !== 'page') replace(onItem.own, event);
  replace(onItem.page, event);
  const mark = markOf(event.type);
  if (mark !== undefined) onItem[event.by ?? 'own'].set(mark, event);
}

function replace(said: Said, { type, mark }: StoredEvent): void {
  if (mark === undefined) said.clear();
  else said.delete(mark);
  // What was kept for later and then seen is done with; a later save is for another time.
  if (type === 'seen') said.delete('save');
}

function stands(event: StoredEvent, { own, page }: OnItem): boolean {
  const mark = markOf(event.type);
  if (mark === undefined) return false;
  if (event.by === 'page') return page.get(mark) === event;
  // Stars of a page that are no opinion take none from the visitor.
  const later = page.get(mark);
  return own.get(mark) === event && (later === undefined || opinionOf(later) === undefined);
}

/**
 * The marks of each item, those last that were spoken of last.
 *
 * @param standing  of standingEvents
 */
export function marksOf(standing: readonly StoredEvent[]): Map<string, Marks> {
  const byItem = new Map<string, Marks>();
  for (const event of standing) {
    const { type, itemId } = event;
    if (itemId === undefined || markOf(type) === undefined) continue;
    const marks = { ...byItem.get(itemId), ...marksOfEvent(event) };
    byItem.delete(itemId);
    byItem.set(itemId, marks);
  }
  return byItem;
}

function marksOfEvent(event: StoredEvent): Marks {
  const opinion = opinionOf(event);
  const stars = event.type === 'rate' && event.value !== undefined && { stars: event.value };
  if (opinion === 'like' || opinion === 'dislike') return { taste: opinion, ...stars };
  if (opinion === 'seen') return { seen: true };
  if (opinion === 'save') return { saved: true };
  return opinion === 'hide' ? { hidden: true } : { ...stars };
}

/** Ids of items of which something was said that keeps them out of lists. */
export function knownItems(marks: ReadonlyMap<string, Marks>): string[] {
  return [...marks].filter(([, ofItem]) => isKnown(ofItem)).map(([itemId]) => itemId);
}
