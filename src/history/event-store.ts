// Where the log of events is kept. Two stores implement this, IndexedDB and memory, and test/history/conformance.ts
// holds both to it. The log is in the order of happening, which is that of `sequence`.

import type { LogChange } from './edit-events.ts';
import type { Encryption, HistoryFootprint, NewEvent, StoredEvent } from './events.ts';

/**
 * All methods reject with StorageUnavailableError when the storage is refused, full or gone, and with StoreReplacedError when
 * the history was encrypted, decrypted or, while it was encrypted, erased since the store was opened.
 */
export interface EventStore {
  readonly kind: 'indexeddb' | 'memory';
  /** `locked`: all but `footprint`, `erase` and `close` reject with LockedError. */
  readonly encryption: Encryption;
  /**
   * Adds events at the end of the log, all of them or none. Two tabs that append at the same time both get their
   * places.
   *
   * @param known  sequence number of the last event that the caller knows of (default: it knows all others)
   * @returns      the log behind `known`, oldest first: the added events are its end
   */
  append(events: readonly NewEvent[], known?: number): Promise<StoredEvent[]>;
  /** The events behind a sequence number, oldest first. */
  after(sequence: number): Promise<StoredEvent[]>;
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
   * with the log as it is then (again where another tab changed that meanwhile), and must not wait for anything.
   *
   * @returns the log as it is now
   */
  rewrite(change: LogChange): Promise<StoredEvent[]>;
  /** What is kept, as it lies in the store. */
  footprint(): Promise<HistoryFootprint>;
  /** Removes everything, the lock of an encrypted history too; sequence numbers start at 0 again. */
  erase(): Promise<void>;
  /** Lets go of the storage; the store is not used afterwards. */
  close(): void;
}
