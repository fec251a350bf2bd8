// The log in memory: for pages that may not store anything, and for the time that a database is away. It lasts until
// the tab closes.

import type { EventStore } from './event-store.ts';
import type { StoredEvent } from './events.ts';
import { jsonBytes } from './json-bytes.ts';
import { mergeEvents } from './merge-events.ts';

/** @param initial  the log so far, oldest first; events keep their numbers */
export function createMemoryEventStore(initial: readonly StoredEvent[] = []): EventStore {
  let log = initial.map((event) => ({ ...event }));
  let nextSequence = (log.at(-1)?.sequence ?? -1) + 1;
  const copyOf = (events: StoredEvent[]) => events.map((event) => ({ ...event }));

  return {
    kind: 'memory',
    encryption: 'off',
    async append(events, known = Number.POSITIVE_INFINITY) {
      const others = log.filter(({ sequence }) => sequence > known);
      const stored = events.map((event) => ({ ...event, sequence: nextSequence++ }));
      for (const event of stored) log.push(event);
      return copyOf([...others, ...stored]);
    },
    async after(sequence) {
      return copyOf(log.filter((event) => event.sequence > sequence));
    },
    async all() {
      return copyOf(log);
    },
    async merge(events) {
      const { events: merged, numAdded, numUnchanged } = mergeEvents(log, events);
      const moved = merged.slice(numUnchanged).map((event) => ({ ...event, sequence: nextSequence++ }));
      log = [...log.slice(0, numUnchanged), ...moved];
      return numAdded;
    },
    async rewrite(change) {
      log = copyOf(change(copyOf(log), nextSequence));
      nextSequence = Math.max(nextSequence, (log.at(-1)?.sequence ?? -1) + 1);
      return copyOf(log);
    },
    async footprint() {
      return { numEvents: log.length, numRecords: log.length, sizeBytes: jsonBytes(log) };
    },
    async erase() {
      log = [];
      nextSequence = 0;
    },
    close() {},
  };
}
