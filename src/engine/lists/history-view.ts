// The history as answers read it: what this visit's log in memory says of a taste, made once until the log changes. No
// list waits for storage.

import type { Erasure, Marks, StoredEvent } from '../../history/events.ts';
import type { HistoryLog } from '../../history/history-log.ts';
import { knownItems, marksOf, standingEvents } from '../../history/standing-events.ts';

/** What follows from the log, made once for all answers until it changes. */
export interface Taste {
  /** Oldest first, without superseded events. */
  standing: readonly StoredEvent[];
  /** What stands on an item, by its id. */
  marks: ReadonlyMap<string, Marks>;
  /** Ids of items with an opinion, which no list shows. */
  known: readonly string[];
}

export class HistoryView {
  readonly log: HistoryLog;
  #made: { from: readonly StoredEvent[]; taste: Taste } | undefined;

  constructor(log: HistoryLog) {
    this.log = log;
  }

  /** The taste that the events so far make, those included that are still being stored. */
  taste(): Taste {
    const { events } = this.log;
    if (this.#made?.from !== events) this.#made = { from: events, taste: tasteOf(events) };
    return this.#made.taste;
  }

  /** @throws as HistoryLog.erase */
  async erase(): Promise<Erasure> {
    const before = await this.log.footprint();
    await this.log.erase();
    return { before, after: await this.log.footprint() };
  }
}

export function tasteOf(log: readonly StoredEvent[]): Taste {
  const standing = standingEvents(log);
  const marks = marksOf(standing);
  return { standing, marks, known: knownItems(marks) };
}
