// Changes to a log that is otherwise only added to: taking events out for good, putting them back where they were, and
// exchanging one for another. Pure steps over the whole log; the stores run them in one transaction
// (EventStore.rewrite).

import type { NewEvent, StoredEvent } from './events.ts';

/**
 * @param log           oldest first
 * @param nextSequence  the next number that was never given out
 * @returns             all that stays, numbers ascending; new numbers count from `nextSequence`
 */
export type LogChange = (log: readonly StoredEvent[], nextSequence: number) => StoredEvent[];

/** The log without the events of these numbers. */
export function without(sequences: ReadonlySet<number>): LogChange {
  return (log) => log.filter(({ sequence }) => !sequences.has(sequence));
}

/** The log with these events in the places that their numbers name; one whose number is taken is left out. */
export function putBack(events: readonly StoredEvent[]): LogChange {
  return (log) => {
    const taken = new Set(log.map(({ sequence }) => sequence));
    const missing = events.filter(({ sequence }) => !taken.has(sequence) && taken.add(sequence));
    return [...log, ...missing].sort((a, b) => a.sequence - b.sequence);
  };
}

/**
 * The log with another event in place of one. It keeps its place and number unless its time changed: then time decides.
 */
export function exchange(sequence: number, event: NewEvent): LogChange {
  return (log, nextSequence) => {
    const place = log.findIndex((other) => other.sequence === sequence);
    if (place < 0) return log.slice();
    if (log[place]!.time === event.time) return log.with(place, { ...event, sequence });
    return insertByTime(log.toSpliced(place, 1), event, nextSequence);
  };
}

/** What comes after the event is numbered anew, because a number is a place. */
function insertByTime(log: readonly StoredEvent[], event: NewEvent, nextSequence: number): StoredEvent[] {
  const later = log.findIndex(({ time }) => time > event.time);
  const place = later < 0 ? log.length : later;
  const moved = [event, ...log.slice(place)].map((other, i) => ({ ...other, sequence: nextSequence + i }));
  return [...log.slice(0, place), ...moved];
}
