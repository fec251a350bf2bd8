// The part of a history that an answer is made from: the newest standing events whose items this catalog has.
import { MAX_EVENTS, towerEventType } from '../towers/history-inputs.ts';
import type { TowerEventType } from '../towers/vocabulary.ts';
import type { StoredEvent } from './protocol.ts';

export interface WindowEvent {
  event: StoredEvent;
  itemIndex: number;
  /** The event as the user tower counts it; a rating is a like, a dislike or a view. */
  type: TowerEventType;
}

/**
 * The newest MAX_EVENTS events about known items, oldest first. Searches have no item, and items of another catalog
 * version have no embedding: both stay in the log and out of the window.
 *
 * @param standing  standing events, oldest first
 * @param indexOf   the catalog's row of an item id
 */
export function historyWindow(
  standing: readonly StoredEvent[],
  indexOf: (itemId: string) => number | undefined,
): WindowEvent[] {
  const window: WindowEvent[] = [];
  for (let i = standing.length - 1; i >= 0 && window.length < MAX_EVENTS; i--) {
    const event = standing[i]!;
    const itemIndex = event.itemId === undefined ? undefined : indexOf(event.itemId);
    if (itemIndex === undefined || event.type === 'clear' || event.type === 'search') continue;
    window.push({ event, itemIndex, type: towerEventType(event.type, event.value) });
  }
  return window.reverse();
}
