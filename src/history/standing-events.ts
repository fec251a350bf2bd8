// What of the log still counts. People change their minds: the last opinion on an item (like, dislike, hide, rate,
// seen, save) is the only one that stands, and `clear` leaves none. What they did (views, selections, carts, purchases,
// searches) happened and stays.

import type { Opinion, StoredEvent } from '../engine/api.ts';

const OPINIONS: ReadonlySet<StoredEvent['type']> = new Set(['like', 'dislike', 'hide', 'seen', 'save'] as const);
/** Events that replace each other. */
const OPINION_TYPES: ReadonlySet<StoredEvent['type']> = new Set([...OPINIONS, 'rate', 'clear']);
/** Stars from which a rating is a like, and up to which it is a dislike. */
const LIKED_FROM_STARS = 3.5;
const DISLIKED_TO_STARS = 2.5;

/**
 * The log without superseded opinions, taken-back ones and `clear` itself.
 *
 * @param log  oldest first
 * @returns    the same event objects, in the same order
 */
export function standingEvents(log: readonly StoredEvent[]): StoredEvent[] {
  const lastOpinions = new Map<string | undefined, StoredEvent>();
  for (const event of log) {
    if (OPINION_TYPES.has(event.type)) lastOpinions.set(event.itemId, event);
  }
  return log.filter((event) => {
    if (!OPINION_TYPES.has(event.type)) return true;
    return event.type !== 'clear' && lastOpinions.get(event.itemId) === event;
  });
}

/**
 * The standing opinion on each item. A rating counts as a like from 3.5 stars and as a dislike up to 2.5; one between
 * them supersedes what was thought before and is no opinion.
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

function opinionOf({ type, value }: StoredEvent): Opinion | undefined {
  if (type !== 'rate') return OPINIONS.has(type) ? (type as Opinion) : undefined;
  if (value === undefined) return undefined;
  if (value >= LIKED_FROM_STARS) return 'like';
  return value <= DISLIKED_TO_STARS ? 'dislike' : undefined;
}
