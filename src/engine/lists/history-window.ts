// The part of a history that an answer is made from: the newest standing events whose items this catalog has, and those
// before them, which the user tower reads as one embedding.

import type { TowerEventType } from '../../formats/vocabulary.ts';
import type { StoredEvent } from '../../history/events.ts';
import { isHeard, towerEventType } from '../../history/events.ts';
import { MAX_EVENTS, MAX_PAST_EVENTS } from '../../towers/history-inputs.ts';

export interface WindowEvent {
  event: StoredEvent;
  itemIndex: number;
  /** The event as the user tower counts it; a rating is a like, a dislike or a view. */
  type: TowerEventType;
}

export interface HistoryParts {
  /** The newest MAX_EVENTS events, oldest first. */
  window: WindowEvent[];
  /** Up to MAX_PAST_EVENTS before them, oldest first. */
  past: WindowEvent[];
}

/**
 * The newest events about known items. Searches have no item, and items of another catalog version have no embedding:
 * both stay in the log and out of here.
 *
 * @param standing  standing events, oldest first
 * @param indexOf   the catalog's row of an item id
 */
export function historyParts(
  standing: readonly StoredEvent[],
  indexOf: (itemId: string) => number | undefined,
): HistoryParts {
  const newestFirst: WindowEvent[] = [];
  for (let i = standing.length - 1; i >= 0 && newestFirst.length < MAX_EVENTS + MAX_PAST_EVENTS; i--) {
    const event = standing[i]!;
    const itemIndex = event.itemId === undefined ? undefined : indexOf(event.itemId);
    if (itemIndex === undefined || !isHeard(event.type) || event.type === 'search') continue;
    newestFirst.push({ event, itemIndex, type: towerEventType(event.type, event.value) });
  }
  const past = newestFirst.splice(MAX_EVENTS);
  return { window: newestFirst.reverse(), past: past.reverse() };
}
