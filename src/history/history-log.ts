// The history as the engine uses it: the log in IndexedDB, told to and by the other tabs, and never in the way. Where
// storage is refused or fails, the log goes on in memory and says so; nothing that was known is lost, and the database
// is tried again until it is back. A database that was taken away (site data cleared) is not: writing the known log
// back would undo what the person just did.

import { messageOf, RequestError, StorageUnavailableError } from '../errors.ts';
import { exchange, type LogChange, putBack, without } from './edit-events.ts';
import type { EventStore } from './event-store.ts';
import type { AddedEvents, HistoryEvent, HistoryFootprint, NewEvent, StoredEvent } from './events.ts';
import { formatHistoryFile, parseHistoryFile } from './history-file.ts';
import { type IndexedDbEventStoreOptions, openIndexedDbEventStore } from './indexeddb-event-store.ts';
import { createMemoryEventStore } from './memory-event-store.ts';
import { contentOf, findSame, identityOf } from './stored-event.ts';

/** Least time between two tries to get a refused database back. */
const RETRY_INTERVAL_MS = 10_000;

export interface HistoryStatus {
  storage: EventStore['kind'];
  /** For people: why the history is in memory, or what was found damaged. */
  message?: string;
}

export interface HistoryOptions {
  /** Default `privet`. */
  databaseName?: string;
  /** The log changed without this tab's doing: another tab, or a database that came back. */
  onChange?: () => void;
  onStatus?: (status: HistoryStatus) => void;
  /** Default: IndexedDB. Tests pass stores that fail. */
  openStore?: (options: IndexedDbEventStoreOptions) => Promise<EventStore>;
  /** Milliseconds since the epoch (default: Date.now). */
  now?: () => number;
}

/** Removed events are told by what they say: a tab that has them in memory alone must not bring them back. */
type ChannelMessage = 'changed' | 'erased' | { removed: string[] };

/** Opens the history. Never rejects: without storage it is a history in memory. */
export async function openHistory(options: HistoryOptions = {}): Promise<HistoryLog> {
  const log = new HistoryLog(options);
  await log.connect();
  return log;
}

export class HistoryLog {
  readonly #options: HistoryOptions;
  readonly #databaseName: string;
  readonly #channel: BroadcastChannel;
  readonly #now: () => number;
  #store: EventStore = createMemoryEventStore();
  /** The log as this tab last saw it: what memory goes on with when the database vanishes. */
  #known: StoredEvent[] = [];
  /** Why the history is in memory. */
  #outage: string | undefined;
  /** What was found damaged. */
  #damage: string | undefined;
  /** The database may still hold what the person wanted forgotten. */
  #owesErasure = false;
  /** What events said that were removed while the database that held them was away. */
  #owedRemovals = new Set<string>();
  #wasStored = false;
  /** The browser or the person removed the database: this tab goes on in memory until it closes. */
  #isTakenAway = false;
  #isClosed = false;
  #connecting: Promise<void> | undefined;
  #lastTryMs = Number.NEGATIVE_INFINITY;
  /** Operations run one after the other, so that none sees a store that is being exchanged. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Use `openHistory`. */
  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#databaseName = options.databaseName ?? 'privet';
    this.#now = options.now ?? Date.now;
    this.#channel = new BroadcastChannel(`privet-history:${this.#databaseName}`);
    this.#channel.onmessage = ({ data }) => this.#hear(data as ChannelMessage);
  }

  get status(): HistoryStatus {
    const { kind: storage } = this.#store;
    const message = this.#outage ?? this.#damage;
    return message === undefined ? { storage } : { storage, message };
  }

  /**
   * Adds an event; without a time it happened now. Resolves when it is stored (or is in memory, as `status` says).
   *
   * @param isRepeat  it may be there already, from somebody who never heard that it was stored: the same time, type and item
   *                  (or words) are the same event, which is answered as it stands
   */
  async record(event: HistoryEvent, isRepeat = false): Promise<StoredEvent> {
    const timed = { ...event, time: event.time ?? this.#now() };
    const stored = await this.#run(async (store) => {
      const known = isRepeat && findSame(await this.#readAll(store), timed);
      if (known) return known;
      const appended = await store.append(timed);
      this.#known.push(appended);
      return appended;
    });
    this.#tell('changed');
    return stored;
  }

  /** The whole log, oldest first. */
  all(): Promise<StoredEvent[]> {
    return this.#run((store) => this.#readAll(store));
  }

  /** The last `count` events, oldest first. */
  window(count: number): Promise<StoredEvent[]> {
    return this.#run((store) => store.window(count));
  }

  /** The whole log as JSON text. */
  async exportText(): Promise<string> {
    return formatHistoryFile(await this.all());
  }

  /**
   * Merges an exported history into this one, all of it or nothing; events that are here already are skipped.
   *
   * @throws RequestError for a text that is no history file, naming the bad events
   */
  async importText(text: string): Promise<AddedEvents> {
    return this.add(parseHistoryFile(text));
  }

  /** Merges events into the log by their times, all of them or none; those that are here already are skipped. */
  async add(events: readonly NewEvent[]): Promise<AddedEvents> {
    const added = await this.#run(async (store) => {
      const known = new Set((await store.all()).map(identityOf));
      await store.merge(events);
      return (await this.#readAll(store)).filter((event) => !known.has(identityOf(event)));
    });
    for (const event of added) this.#owedRemovals.delete(contentOf(event));
    this.#tell('changed');
    return { added, numKnown: events.length - added.length };
  }

  /**
   * Removes events for good, in every tab: no copy stays in storage.
   *
   * @returns the removed events, oldest first; numbers that the log does not have are skipped
   * @throws StorageUnavailableError when a database that held them cannot be reached now; they are removed from memory,
   * and from the database as soon as that is back
   */
  async remove(sequences: readonly number[]): Promise<StoredEvent[]> {
    const { removed } = await this.#change(without(new Set(sequences)));
    this.#failIfOwed('removed');
    return removed;
  }

  /** Puts removed events back in their places. @returns how many; those whose numbers are taken are skipped */
  async restore(events: readonly StoredEvent[]): Promise<number> {
    for (const event of events) this.#owedRemovals.delete(contentOf(event));
    return (await this.#change(putBack(events))).added.length;
  }

  /**
   * Exchanges one event for another; of the former no copy stays. With another time it moves to where that belongs.
   *
   * @returns the event as it is stored
   * @throws RequestError when there is no event of that number; StorageUnavailableError as `remove`
   */
  async replace(sequence: number, event: NewEvent): Promise<StoredEvent> {
    const { before, after } = await this.#change(exchange(sequence, event));
    if (!before.some((other) => other.sequence === sequence)) {
      throw new RequestError(`history: there is no event ${sequence}, expected one of the log`);
    }
    this.#failIfOwed('changed');
    return findSame(after, event)!;
  }

  /** How much is kept, as it lies in storage. */
  footprint(): Promise<HistoryFootprint> {
    return this.#run((store) => store.footprint());
  }

  async #change(change: LogChange) {
    const result = await this.#run(async (store) => {
      let before: readonly StoredEvent[] = [];
      const after = await store.rewrite((log, nextSequence) => {
        before = log;
        return change(log, nextSequence);
      });
      this.#known = after.slice();
      return { before, after };
    });
    const removed = missingIn(result.after, result.before);
    const contents = removed.map(contentOf);
    if (this.#store.kind === 'memory' && !this.#isTakenAway)
      for (const content of contents) this.#owedRemovals.add(content);
    this.#tell(removed.length > 0 ? { removed: contents } : 'changed');
    return { ...result, removed, added: missingIn(result.before, result.after) };
  }

  #failIfOwed(done: string): void {
    if (this.#owedRemovals.size === 0 || !this.#wasStored) return;
    throw new StorageUnavailableError(`history: ${done} in memory only, expected in storage too (${this.#outage})`);
  }

  /**
   * Erases the history, in every tab.
   *
   * @throws StorageUnavailableError when a database that held it cannot be reached now; it is erased from memory, and
   *         from the database as soon as that is back
   */
  async erase(): Promise<void> {
    this.#owesErasure = true;
    await this.#run(async (store) => {
      await store.erase();
      this.#known = [];
      if (store.kind === 'indexeddb') this.#owesErasure = false;
    });
    this.#tell('erased');
    if (this.#isTakenAway) this.#owesErasure = false;
    if (this.#owesErasure) await this.connect();
    if (this.#owesErasure && this.#wasStored) {
      throw new StorageUnavailableError(`history: erased in memory only, expected in storage too (${this.#outage})`);
    }
  }

  /** Lets go of storage and other tabs. */
  close(): void {
    this.#isClosed = true;
    this.#channel.close();
    this.#store.close();
  }

  /** Opens the database and moves into it what memory holds. Failure leaves memory in charge. */
  connect(): Promise<void> {
    this.#lastTryMs = this.#now();
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #open(): Promise<void> {
    const { openStore = openIndexedDbEventStore } = this.#options;
    let opened: EventStore | undefined;
    const onProblem = (problem: string) => {
      this.#damage = `${problem}; it was set aside and the rest is used`;
      this.#options.onStatus?.(this.status);
    };
    const onLost = () => void this.#enqueue(() => this.#takenAway(opened));
    try {
      const store = (opened = await openStore({ databaseName: this.#databaseName, onProblem, onLost }));
      await this.#enqueue(() => this.#moveTo(store));
    } catch (error) {
      opened?.close();
      this.#reportOutage(messageOf(error));
    }
  }

  async #moveTo(store: EventStore): Promise<void> {
    if (this.#isClosed) return store.close();
    if (this.#owesErasure) await store.erase();
    this.#owesErasure = false;
    const owed = new Set(this.#owedRemovals);
    if (owed.size > 0) await store.rewrite((log) => log.filter((event) => !owed.has(contentOf(event))));
    this.#owedRemovals.clear();
    const numAdded = this.#known.length === 0 ? 0 : await store.merge(this.#known);
    await this.#readAll(store);
    const isReturn = this.#outage !== undefined;
    this.#store = store;
    this.#wasStored = true;
    this.#outage = undefined;
    this.#options.onStatus?.(this.status);
    if (numAdded > 0) this.#tell('changed');
    if (isReturn || numAdded > 0) this.#options.onChange?.();
  }

  /** Runs an operation; if the database fails, on memory, which knows what the database held. */
  #run<T>(operation: (store: EventStore) => Promise<T>): Promise<T> {
    if (this.#store.kind === 'memory') this.#tryAgain();
    return this.#enqueue(async () => {
      try {
        return await operation(this.#store);
      } catch (error) {
        if (!(error instanceof StorageUnavailableError)) throw error;
        this.#degrade(this.#store, error.message);
        return operation(this.#store);
      }
    });
  }

  #takenAway(store: EventStore | undefined): void {
    if (store !== this.#store) return;
    this.#isTakenAway = true;
    this.#degrade(store, 'history: the browser took the database away');
  }

  /** Goes on in memory, if `failed` is the store in use, and begins to get the database back. */
  #degrade(failed: EventStore | undefined, reason: string): void {
    if (failed !== this.#store || failed.kind === 'memory' || this.#isClosed) return;
    failed.close();
    this.#store = createMemoryEventStore(this.#known);
    this.#reportOutage(reason);
    if (!this.#isTakenAway) void this.connect();
  }

  #tryAgain(): void {
    if (!this.#isClosed && !this.#isTakenAway && this.#now() - this.#lastTryMs >= RETRY_INTERVAL_MS)
      void this.connect();
  }

  #hear(message: ChannelMessage): void {
    const refresh = async () => {
      if (message === 'erased') await this.#forget(() => true);
      if (typeof message === 'object') await this.#forgetAll(message.removed);
      await this.all();
      this.#options.onChange?.();
    };
    void refresh().catch(() => {}); // the next request meets the same failure, and its caller hears of it
  }

  #forgetAll(contents: readonly string[]): Promise<void> {
    const removed = new Set(contents);
    return this.#forget((event) => removed.has(contentOf(event)));
  }

  /** Another tab erased or removed events: what this tab keeps of them in memory goes too. */
  #forget(isGone: (event: StoredEvent) => boolean): Promise<void> {
    return this.#enqueue(async () => {
      this.#known = this.#known.filter((event) => !isGone(event));
      if (this.#store.kind === 'memory') await this.#store.rewrite((log) => log.filter((event) => !isGone(event)));
    });
  }

  #tell(message: ChannelMessage): void {
    if (!this.#isClosed) this.#channel.postMessage(message);
  }

  async #readAll(store: EventStore): Promise<StoredEvent[]> {
    const events = await store.all();
    this.#known = events.slice();
    return events;
  }

  #reportOutage(reason: string): void {
    this.#outage = `${reason}. What you do is kept until this tab closes`;
    this.#options.onStatus?.(this.status);
  }

  #enqueue<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}

/** The events of one log that are not in another as they are. */
function missingIn(log: readonly StoredEvent[], events: readonly StoredEvent[]): StoredEvent[] {
  const there = new Set(log.map(contentOf));
  return events.filter((event) => !there.has(contentOf(event)));
}
