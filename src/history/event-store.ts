// Where the log of events is kept. Two stores implement this, IndexedDB and memory, and test/history/conformance.ts
// holds both to it. The log is in the order of happening, which is that of `sequence`.

import type { LogChange } from './edit-events.ts';
import type { HistoryFootprint, NewEvent, StoredEvent } from './events.ts';

/** All methods reject with StorageUnavailableError when the storage is refused, full or gone. */
export interface EventStore {
  readonly kind: 'indexeddb' | 'memory';
  /** Adds an event at the end of the log. Two tabs that append at the same time both get their place. */
  append(event: NewEvent): Promise<StoredEvent>;
  /** The last `count` events, oldest first. */
  window(count: number): Promise<StoredEvent[]>;
  /** The whole log, oldest first. */
  all(): Promise<StoredEvent[]>;
  /**
   * Merges another log into this one by time (see merge-events.ts), all of it or nothing. Events that are here already
   * are skipped. Events that end up after a merged one get new, higher sequence numbers.
   *
   * @returns number of events added
   */
  merge(events: readonly NewEvent[]): Promise<number>;
  /**
   * Changes the log in one step: all that `change` returns stays, and of what it leaves out no copy does. It is called
   * once, with the log as it is then, and must not wait for anything.
   *
   * @returns the log as it is now
   */
  rewrite(change: LogChange): Promise<StoredEvent[]>;
  /** What is kept, as it lies in the store. */
  footprint(): Promise<HistoryFootprint>;
  /** Removes everything; sequence numbers start at 0 again. */
  erase(): Promise<void>;
  /** Lets go of the storage; the store is not used afterwards. */
  close(): void;
}
