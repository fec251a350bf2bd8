// The other person's taste as a history: for as long as an answer takes, and in no log. Whatever ranks for the visitor
// ranks for them from it.
import type { StoredEvent } from '../../history/events.ts';
import { HistoryView, type Taste, tasteOf } from '../lists/history-view.ts';
import type { OtherTaste } from './together-api.ts';

const HOUR_MS = 3_600_000;

export class OtherHistory extends HistoryView {
  readonly #taste: Taste;

  /** @param history  the visitor's, of which nothing is read */
  constructor({ log }: HistoryView, other: OtherTaste, nowMs: number) {
    super(log);
    this.#taste = tasteOf(eventsOf(other, nowMs));
  }

  override taste(): Taste {
    return this.#taste;
  }
}

/**
 * One event an item, an hour apart, the last one an hour ago. The strongest are the newest: the tower reads the newest one by
 * one, and what is older together. Likes and dislikes take turns, by their shares; what was only seen is oldest.
 */
function eventsOf({ likes, dislikes = [], seen = [] }: OtherTaste, nowMs: number): StoredEvent[] {
  const placed = (type: 'like' | 'dislike', itemIds: readonly string[]) =>
    itemIds.map((itemId, i) => ({ type, itemId, place: (i + 0.5) / itemIds.length }));
  const said = [...placed('like', likes), ...placed('dislike', dislikes)].sort((a, b) => b.place - a.place);
  const all = [...seen.toReversed().map((itemId) => ({ type: 'seen' as const, itemId })), ...said];
  return all.map(({ type, itemId }, sequence) => {
    return { type, itemId, sequence, time: nowMs - (all.length - sequence) * HOUR_MS };
  });
}
