// The history as answers read it: the log of this visit in memory, so that no list waits for IndexedDB. An event counts
// from the moment its append is issued; what another tab does is read again when that tab tells of it. The log in
// storage stays the truth: where the two disagree, this view starts afresh.

import type { Erasure, HistoryEvent, HistoryFootprint, NewEvent, Opinion, StoredEvent } from '../../history/events.ts';
import type { HistoryLog } from '../../history/history-log.ts';
import { opinions, standingEvents } from '../../history/standing-events.ts';

/** What follows from the log, made once for all answers until it changes. */
export interface Taste {
  /** Oldest first, without superseded events. */
  standing: readonly StoredEvent[];
  /** The standing opinion by item id. */
  opinions: ReadonlyMap<string, Opinion>;
}

/** More events than can be under way at once. */
const TAIL = 50;

export class HistoryView {
  readonly #log: HistoryLog;
  /** What storage holds, oldest first. */
  #stored: StoredEvent[] | undefined;
  #reading: Promise<StoredEvent[]> | undefined;
  /** Appends that are under way, oldest first. */
  #pending: NewEvent[] = [];
  #taste: Taste | undefined;

  constructor(log: HistoryLog) {
    this.#log = log;
  }

  /** The taste that the events so far make, those included that are still being stored. */
  async taste(): Promise<Taste> {
    const stored = this.#stored ?? (await this.#read());
    if (this.#taste) return this.#taste;
    const taste = tasteOf([...stored, ...this.#notIn(stored)]);
    if (stored === this.#stored) this.#taste = taste;
    return taste;
  }

  /** Resolves when the event is stored; `taste` knows it at once. @throws as HistoryLog.record */
  async record(event: HistoryEvent, isRepeat?: boolean): Promise<StoredEvent> {
    const timed = { ...event, time: event.time ?? Date.now() };
    this.#pending.push(timed);
    this.#taste = undefined;
    try {
      const stored = await this.#log.record(timed, isRepeat);
      this.#append(stored);
      return stored;
    } finally {
      this.#pending.splice(this.#pending.indexOf(timed), 1);
      this.#taste = undefined;
    }
  }

  exportText(): Promise<string> {
    return this.#log.exportText();
  }

  /** Every stored event, oldest first. */
  all(): Promise<StoredEvent[]> {
    return this.#log.all();
  }

  footprint(): Promise<HistoryFootprint> {
    return this.#log.footprint();
  }

  /**
   * Changes what is stored by another way than `record`, and reads it again. @throws as the method of HistoryLog does
   */
  change<T>(work: (log: HistoryLog) => Promise<T>): Promise<T> {
    return work(this.#log).finally(() => this.refresh());
  }

  /** @throws as HistoryLog.erase */
  async erase(): Promise<Erasure> {
    return this.change(async (log) => {
      const before = await log.footprint();
      await log.erase();
      return { before, after: await log.footprint() };
    });
  }

  /** To be told when the log changed by other means than this view: it is read again before the next answer. */
  refresh(): void {
    this.#stored = undefined;
    this.#reading = undefined;
    this.#taste = undefined;
  }

  close(): void {
    this.#log.close();
  }

  /** An answer that was overtaken by `refresh` is given, and not kept. */
  #read(): Promise<StoredEvent[]> {
    this.#reading ??= this.#log.all().then((events) => {
      if (this.#reading === reading) this.#stored = events;
      return events;
    });
    const reading = this.#reading;
    return reading;
  }

  /** Another tab's events may have come in between: then the log is read again. */
  #append(event: StoredEvent): void {
    if (this.#stored && event.sequence === nextSequence(this.#stored)) this.#stored.push(event);
    else this.refresh();
  }

  /** Appends under way, as they will be stored. One that the last reading met already is not counted twice. */
  #notIn(stored: readonly StoredEvent[]): StoredEvent[] {
    const tail = stored.slice(-TAIL);
    const first = nextSequence(stored);
    const missing = this.#pending.filter((event) => !tail.some((other) => isSame(event, other)));
    return missing.map((event, i) => ({ ...event, sequence: first + i }));
  }
}

function tasteOf(log: readonly StoredEvent[]): Taste {
  const standing = standingEvents(log);
  return { standing, opinions: opinions(standing) };
}

function isSame(a: NewEvent, b: NewEvent): boolean {
  return a.time === b.time && a.type === b.type && a.itemId === b.itemId;
}

function nextSequence(events: readonly StoredEvent[]): number {
  return (events.at(-1)?.sequence ?? -1) + 1;
}
