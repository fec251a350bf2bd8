// What of the log still counts. People change their minds: of each mark of an item (taste, seen, save, hide) the last
// event alone stands, and `clear` leaves none. What they did (views, selections, carts, purchases, searches) happened and
// stays, but for what was taken out of the cart again.
//
// An event without a mark is from the time when one opinion stood on an item: it takes the place of all before it. So a
// film that was saved and then liked is on nobody's watchlist, as it was then; whoever likes a saved film today says
// nothing of the watchlist, and it stays there.

import { isKnown, type Mark, type Marks, markOf, opinionOf, replacesOpinion, type StoredEvent } from './events.ts';

/** What stands on one item, by mark. */
type Said = Map<Mark, StoredEvent>;

/**
 * The log without superseded opinions, taken-back ones and `clear` itself.
 *
 * @param log  oldest first
 * @returns    the same event objects, in the same order
 */
export function standingEvents(log: readonly StoredEvent[]): StoredEvent[] {
  const said = new Map<string | undefined, Said>();
  for (const event of log) {
    if (replacesOpinion(event.type)) hear(said, event);
  }
  const removed = new Map<string | undefined, number>();
  for (const { type, itemId, sequence } of log) if (type === 'remove_from_cart') removed.set(itemId, sequence);
  const isTakenBack = ({ itemId, sequence }: StoredEvent) => sequence < (removed.get(itemId) ?? -1);
  return log.filter((event) => {
    if (event.type === 'add_to_cart') return !isTakenBack(event);
    if (!replacesOpinion(event.type)) return true;
    const mark = markOf(event.type);
    return mark !== undefined && said.get(event.itemId)!.get(mark) === event;
  });
}

function hear(said: Map<string | undefined, Said>, event: StoredEvent): void {
  let onItem = said.get(event.itemId);
  if (!onItem) said.set(event.itemId, (onItem = new Map()));
  if (event.mark === undefined) onItem.clear();
  else onItem.delete(event.mark);
  // What was kept for later and then seen is done with; a later save is for another time.
  if (event.type === 'seen') onItem.delete('save');
  const mark = markOf(event.type);
  if (mark !== undefined) onItem.set(mark, event);
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
