// Changes of the history that a person makes beside what they tap: events are taken back, put back, exchanged, brought. They
// stand ahead of lists, one after the other in the order in which they were asked: a list that is asked behind one heeds it,
// and so does one of a page that finds them waiting (src/sdk/outbox.ts).
import * as v from 'valibot';
import type { NamedEvent } from '../../history/edit-events.ts';
import { type AddedEvents, type HistoryEvent, type StoredEvent, withMark } from '../../history/events.ts';
import type { HistoryLog } from '../../history/history-log.ts';
import { historyEventSchema, isStoredEvent, newEventSchema } from '../../history/stored-event.ts';
import { check, list } from '../base/check.ts';

/** Events that may be added or removed in one call. */
export const MAX_EVENTS_AT_ONCE = 100_000;

const storedEvents = list(v.custom<StoredEvent>(isStoredEvent, 'a stored event'), MAX_EVENTS_AT_ONCE);

export class HistoryChanges {
  readonly #log: () => Promise<HistoryLog>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(log: () => Promise<HistoryLog>) {
    this.#log = log;
  }

  /** Resolves when all that was asked so far is done, or has failed. */
  get done(): Promise<unknown> {
    return this.#last;
  }

  /** Does it when all before it is done. */
  run<T>(change: (log: HistoryLog) => Promise<T>): Promise<T> {
    const changing = this.#last.then(this.#log).then(change);
    this.#last = changing.catch(() => {});
    return changing;
  }

  async add(events: HistoryEvent[]): Promise<AddedEvents> {
    const now = Date.now();
    const checked = check('events', list(historyEventSchema, MAX_EVENTS_AT_ONCE), events) as HistoryEvent[];
    const timed = checked.map((event) => withMark({ ...event, time: event.time ?? now }));
    return this.run((log) => log.add(timed.toSorted((a, b) => a.time - b.time)));
  }

  async erase(events: HistoryEvent[]): Promise<StoredEvent[]> {
    const named = checkNamed(events);
    return this.run((log) => log.remove(named));
  }

  async restore(events: StoredEvent[]): Promise<number> {
    const checked = check('events', storedEvents, events);
    return this.run((log) => log.restore(checked));
  }

  async replace(event: HistoryEvent, next: HistoryEvent, isRepeat?: boolean): Promise<StoredEvent> {
    const [named] = checkNamed([event]);
    const checked = checkEvent(next);
    const timed = { ...checked, time: checked.time ?? Date.now() };
    return this.run((log) => log.replace(named!, timed, isRepeat));
  }
}

/** Their numbers only help to find them: what is none is left out. */
function checkNamed(events: readonly (HistoryEvent & { sequence?: unknown })[]): NamedEvent[] {
  const checked = check('events', list(newEventSchema, MAX_EVENTS_AT_ONCE), events);
  return checked.map((event, i) => {
    const { sequence } = events[i]!;
    return Number.isSafeInteger(sequence) ? { ...event, sequence: sequence as number } : event;
  });
}

/** @throws RequestError `event: type is 'poke', expected one of view, select, …`, as the other checks do */
export function checkEvent(event: unknown): HistoryEvent {
  return check('event', historyEventSchema, event) as HistoryEvent;
}
