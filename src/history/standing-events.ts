// What of the log still counts. People change their minds: the last opinion on an item (like, dislike, hide, rate,
// seen, save) is the only one that stands, and `clear` leaves none. What they did (views, selections, carts, purchases,
// searches) happened and stays, but for what was taken out of the cart again.

import { type Opinion, opinionOf, replacesOpinion, type StoredEvent } from './events.ts';

/**
 * The log without superseded opinions, taken-back ones and `clear` itself.
 *
 * @param log  oldest first
 * @returns    the same event objects, in the same order
 */
export function standingEvents(log: readonly StoredEvent[]): StoredEvent[] {
  const lastOpinions = new Map<string | undefined, StoredEvent>();
  for (const event of log) {
    if (replacesOpinion(event.type)) lastOpinions.set(event.itemId, event);
  }
  const removed = new Map<string | undefined, number>();
  for (const { type, itemId, sequence } of log) if (type === 'remove_from_cart') removed.set(itemId, sequence);
  const isTakenBack = ({ itemId, sequence }: StoredEvent) => sequence < (removed.get(itemId) ?? -1);
  return log.filter((event) => {
    if (event.type === 'add_to_cart') return !isTakenBack(event);
    if (!replacesOpinion(event.type)) return true;
    return event.type !== 'clear' && lastOpinions.get(event.itemId) === event;
  });
}

/**
 * The standing opinion on each item. Stars that are no opinion supersede what was thought before all the same.
 *
 * @param standing  of standingEvents: the opinions among them are one an item
 */
export function opinions(standing: readonly StoredEvent[]): Map<string, Opinion> {
  const byItem = new Map<string, Opinion>();
  for (const event of standing) {
    const opinion = opinionOf(event);
    if (opinion && event.itemId !== undefined) byItem.set(event.itemId, opinion);
  }
  return byItem;
}
