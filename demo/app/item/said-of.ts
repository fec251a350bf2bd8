// What the person said of a film, and when, in a sentence.
import type { EventType, HistoryEntry, HistoryEvent } from '../../../src/sdk/index.ts';
import { starsText, withAnd } from '../state/words.ts';

const DEEDS: Partial<Record<EventType, string>> = {
  like: 'liked it',
  dislike: 'disliked it',
  hide: 'hid it',
  seen: 'marked it as seen',
  save: 'saved it',
  view: 'saw it',
};
const DAY_MS = 24 * 60 * 60 * 1000;
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/**
 * `You saved it on 3 March 2026, then liked it and marked it as seen today.`; '' where nothing was said.
 *
 * @param taps  standing events, newest first
 */
export function saidOf(taps: readonly HistoryEntry[], itemId: string, nowMs = Date.now()): string {
  const deedsByDay = new Map<string, string[]>();
  const ofFilm = taps.filter(({ event }) => event.itemId === itemId);
  for (const { event } of ofFilm.reverse()) {
    const deed = deedOf(event);
    if (!deed) continue;
    const day = dayOf(event.time, nowMs);
    deedsByDay.set(day, [...(deedsByDay.get(day) ?? []), deed]);
  }
  const days = [...deedsByDay].map(([day, deeds]) => `${withAnd(deeds)} ${day}`);
  return days.length === 0 ? '' : `You ${days.join(', then ')}.`;
}

function deedOf({ type, value }: HistoryEvent): string | undefined {
  return type === 'rate' && value !== undefined ? `gave it ${starsText(value)} of 5 stars` : DEEDS[type];
}

/** `today`, `yesterday`, `on 3 March 2026`. */
function dayOf(timeMs: number, nowMs: number): string {
  const day = DATE.format(timeMs);
  if (day === DATE.format(nowMs)) return 'today';
  return day === DATE.format(nowMs - DAY_MS) ? 'yesterday' : `on ${day}`;
}
