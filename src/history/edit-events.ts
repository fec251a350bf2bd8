// Changes to a log that is otherwise only added to: taking events out for good, putting them back where they were, and
// exchanging one for others. Pure steps over the whole log; the stores run them in one transaction (EventStore.rewrite).
//
// An event is named by what it says (stored-event.ts), never by its number alone: numbers move when logs are merged, and a
// change may be repeated by a page that never heard that it was made. Each step is safe to repeat.

import type { NewEvent, StoredEvent } from './events.ts';
import { mergeEvents } from './merge-events.ts';
import { identityOf } from './stored-event.ts';

/** An event of the log by what it says; its number decides where several say the same. */
export type NamedEvent = NewEvent & { sequence?: number | undefined };

/**
 * @param log           oldest first
 * @param nextSequence  the next number that was never given out
 * @returns             all that stays, numbers ascending; new numbers count from `nextSequence`
 */
export type LogChange = (log: readonly StoredEvent[], nextSequence: number) => StoredEvent[];

/** The log without these events; those that it does not have are skipped. */
export function without(events: readonly NamedEvent[]): LogChange {
  return (log) => {
    const finder = new EventFinder(log);
    const removed = new Set(events.map((event) => finder.find(event)));
    return log.filter((event) => !removed.has(event));
  };
}

/**
 * The log with these events in the places that their numbers name. Where the log was numbered anew since (another has the
 * number, or its neighbours are of another time), time decides. Those that are there already are left out.
 */
export function putBack(events: readonly StoredEvent[]): LogChange {
  return (log, nextSequence) => {
    const there = new EventFinder(log);
    const taken = new Set(log.map(({ sequence }) => sequence));
    const missing = events.filter((event) => !there.find(event));
    const free = new Set(missing.filter(({ sequence }) => !taken.has(sequence) && taken.add(sequence)));
    const restored = [...log, ...free].sort((a, b) => a.sequence - b.sequence);
    const inPlace = restored.filter((event, i) => !free.has(event) || isInOrder(restored, i));
    const placed = new Set(inPlace);
    return insertByTime(
      inPlace,
      missing.filter((event) => !placed.has(event)),
      nextSequence,
    );
  };
}

/**
 * The log with other events in place of one. A single one of the same time keeps place and number; else time decides. A log
 * without the event stays as it is.
 */
export function exchange(event: NamedEvent, others: readonly NewEvent[]): LogChange {
  return (log, nextSequence) => {
    const former = new EventFinder(log).find(event);
    if (!former) return log.slice();
    const place = log.indexOf(former);
    const { sequence, time } = former;
    const [other] = others;
    if (others.length === 1 && other!.time === time) return log.with(place, { ...other!, sequence });
    return insertByTime(log.toSpliced(place, 1), others, nextSequence);
  };
}

/** Finds events of a log. */
export class EventFinder {
  readonly #byIdentity = new Map<string, StoredEvent[]>();

  constructor(log: readonly StoredEvent[]) {
    for (const event of log) {
      const identity = identityOf(event);
      const same = this.#byIdentity.get(identity);
      if (same) same.push(event);
      else this.#byIdentity.set(identity, [event]);
    }
  }

  /** The newest where several say the same and none has the number. */
  find(event: NamedEvent): StoredEvent | undefined {
    const same = this.#byIdentity.get(identityOf(event));
    return same?.find(({ sequence }) => sequence === event.sequence) ?? same?.at(-1);
  }
}

function isInOrder(log: readonly StoredEvent[], place: number): boolean {
  const [before, { time }, after] = [log[place - 1], log[place]!, log[place + 1]];
  return (before?.time ?? time) <= time && time <= (after?.time ?? time);
}

/** What comes after them is numbered anew, because a number is a place. */
function insertByTime(log: readonly StoredEvent[], events: readonly NewEvent[], nextSequence: number): StoredEvent[] {
  const inOrder = events.toSorted((a, b) => a.time - b.time);
  const { events: merged, numUnchanged } = mergeEvents(log, inOrder);
  const next = Math.max(nextSequence, (log.at(-1)?.sequence ?? -1) + 1);
  const moved = merged.slice(numUnchanged).map((event, i) => ({ ...event, sequence: next + i }));
  return [...log.slice(0, numUnchanged), ...moved];
}
