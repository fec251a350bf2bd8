// The history as the engine uses it: the log in IndexedDB, told to and by the other tabs, and never in the way. Where
// storage is refused or fails, the log goes on in memory and says so; nothing that was known is lost, and the database
// is tried again until it is back. A database that was taken away (site data cleared) is not: writing the known log
// back would undo what the person just did.

import { messageOf, RequestError, StorageUnavailableError } from '../errors.ts';
import { EventFinder, exchange, type LogChange, type NamedEvent, putBack, without } from './edit-events.ts';
import { eraseHistory } from './erase-history.ts';
import { type ErasureNote, inErasure, noteInMemory } from './erasure-note.ts';
import type { EventStore } from './event-store.ts';
import {
  type AddedEvents,
  type Encryption,
  type HistoryEvent,
  type HistoryFootprint,
  isShut,
  type NewEvent,
  type StoredEvent,
} from './events.ts';
import { StoreReplacedError } from './history-database.ts';
import {
  type EncryptedOpener,
  type IndexedDbEventStoreOptions,
  openIndexedDbEventStore,
} from './indexeddb-event-store.ts';
import { KnownEvents } from './known-events.ts';
import { createMemoryEventStore } from './memory-event-store.ts';
import { contentOf, findSame, identityOf } from './stored-event.ts';

/** Least time between two tries to get a refused database back. */
const RETRY_INTERVAL_MS = 10_000;
const NO_EVENTS: readonly StoredEvent[] = [];

export interface HistoryStatus {
  storage: EventStore['kind'];
  encryption: Encryption;
  /** For people: why the history is in memory, or what was found damaged. */
  message?: string;
  /** Everything was ordered to be erased, and something stands that cannot be reached: nothing of it is shown. */
  isErasureOwed?: true;
}

export interface HistoryOptions {
  /** Default `privet`. */
  databaseName?: string;
  /** It was encrypted when a page last saw it: without a lock it is in dispute (default false). */
  expectsEncrypted?: boolean;
  /**
   * The log changed without this tab's doing: another tab, or a database that came back.
   *
   * @param isErased  another tab erased everything
   */
  onChange?: (isErased: boolean) => void;
  onStatus?: (status: HistoryStatus) => void;
  /** Default: IndexedDB. Tests pass stores that fail. */
  openStore?: (options: IndexedDbEventStoreOptions) => Promise<EventStore>;
  /** Empties what `openStore` opens and reads it again. @throws StorageUnavailableError where something stands */
  eraseStored?: (databaseName: string) => Promise<void>;
  /** Whether an erasure was ordered that is not done yet (default: known for the life of this log). */
  erasure?: ErasureNote;
  /** Milliseconds since the epoch (default: Date.now). */
  now?: () => number;
}

/**
 * What a tab tells the others. `appended`: the number of its last event. Removed events are told by what they say: a
 * tab that has them in memory alone must not bring them back. `locked`: whoever has the key lets go of it.
 */
type ChannelMessage = 'changed' | 'erased' | 'locked' | { appended: number } | { removed: string[] };

/** Events that go to storage together. */
interface Batch {
  events: NewEvent[];
  stored: Promise<StoredEvent[]>;
}

/** Opens the history. Never rejects: without storage it is a history in memory. */
export async function openHistory(options: HistoryOptions = {}): Promise<HistoryLog> {
  const log = new HistoryLog(options);
  await log.connect();
  return log;
}

export class HistoryLog {
  readonly databaseName: string;
  /** The key of an encrypted history, as long as it is unlocked here. */
  openEncrypted: EncryptedOpener | undefined;
  readonly #options: HistoryOptions;
  readonly #channel: BroadcastChannel;
  readonly #now: () => number;
  #store: EventStore = createMemoryEventStore();
  /** The log as this tab last saw it: what memory goes on with when the database vanishes. */
  readonly #known = new KnownEvents();
  /** Takes further events until its turn comes, or another operation is asked for. */
  #batch: Batch | undefined;
  /** What other tabs told since the log was last read. */
  #heard: ChannelMessage[] = [];
  /** Why the history is in memory. */
  #outage: string | undefined;
  /** What was found damaged. */
  #damage: string | undefined;
  /** Whether the database may still hold what the person wanted forgotten: nothing of it is read before that is erased. */
  readonly #erasure: ErasureNote;
  /** As it was known last. */
  #isErasureOwed = false;
  /** What events said that were removed while the database that held them was away. */
  #owedRemovals = new Set<string>();
  #wasStored = false;
  /** A lock that goes without being turned off or erased here, or told by another tab, is missed. */
  #expectsEncrypted: boolean;
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
    this.databaseName = options.databaseName ?? 'privet';
    this.#now = options.now ?? Date.now;
    this.#erasure = options.erasure ?? noteInMemory();
    this.#expectsEncrypted = options.expectsEncrypted ?? false;
    this.#channel = new BroadcastChannel(`privet-history:${this.databaseName}`);
    this.#channel.onmessage = ({ data }) => this.#hear(data as ChannelMessage);
  }

  get status(): HistoryStatus {
    const { kind: storage } = this.#store;
    const encryption = storage === 'memory' && this.openEncrypted ? 'unlocked' : this.#store.encryption;
    const message = this.#outage ?? this.#damage;
    return {
      ...{ storage, encryption },
      ...(message !== undefined && { message }),
      ...(this.#isErasureOwed && { isErasureOwed: true as const }),
    };
  }

  /** The log as this tab knows it, oldest first, as `KnownEvents.all`: no storage is asked. Empty while it is shut. */
  get events(): readonly StoredEvent[] {
    return isShut(this.#store.encryption) ? NO_EVENTS : this.#known.all;
  }

  /**
   * Adds an event; without a time it happened now. `events` has it at once. Resolves when it is stored (or is in
   * memory, as `status` says); events that wait for storage at the same time go there in one transaction.
   *
   * @param isRepeat  it may be there already, from somebody who never heard that it was stored: the same time, type and item
   *                  (or words) are the same event, which is answered as it stands
   */
  async record(event: HistoryEvent, isRepeat = false): Promise<StoredEvent> {
    const timed = { ...event, time: event.time ?? this.#now() };
    if (isRepeat) return this.#recordOnce(timed);
    this.#known.begin(timed);
    const batch = (this.#batch ??= this.#openBatch());
    const place = batch.events.push(timed) - 1;
    return (await batch.stored)[place]!;
  }

  async #recordOnce(event: NewEvent): Promise<StoredEvent> {
    if (!findSame(this.#known.all, event)) this.#known.begin(event);
    const stored = await this.#run(async (store) => {
      return findSame(await this.#readAll(store), event) ?? (await this.#append(store, [event]))[0]!;
    }).finally(() => this.#known.end([event]));
    this.#tell({ appended: stored.sequence });
    return stored;
  }

  #openBatch(): Batch {
    const events: NewEvent[] = [];
    const stored = this.#run((store) => {
      if (this.#batch?.events === events) this.#batch = undefined;
      return this.#append(store, events);
    });
    // Why they could not be stored, the caller of each hears.
    stored.then((ends) => this.#tell({ appended: ends.at(-1)!.sequence })).catch(() => this.#known.end(events));
    return { events, stored };
  }

  /** What other tabs added meanwhile comes with it. */
  async #append(store: EventStore, events: readonly NewEvent[]): Promise<StoredEvent[]> {
    const { last } = this.#known;
    const behind = await store.append(events, last);
    const stored = behind.slice(-events.length);
    if (stored[0]!.sequence > last) this.#known.learn(behind);
    else this.#known.reset(await store.all()); // another tab erased the log
    this.#known.end(events);
    return stored;
  }

  /** The whole log, oldest first. */
  all(): Promise<StoredEvent[]> {
    return this.#run((store) => this.#readAll(store));
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
   * @returns the removed events, oldest first; those that the log does not have are skipped
   * @throws StorageUnavailableError when a database that held them cannot be reached now; they are removed from memory,
   * and from the database as soon as that is back
   */
  async remove(events: readonly NamedEvent[]): Promise<StoredEvent[]> {
    const { removed } = await this.#change(without(events));
    this.#failIfOwed('removed');
    return removed;
  }

  /** Puts removed events back in their places. @returns how many; those that are there already are skipped */
  async restore(events: readonly StoredEvent[]): Promise<number> {
    for (const event of events) this.#owedRemovals.delete(contentOf(event));
    return (await this.#change(putBack(events))).added.length;
  }

  /**
   * Exchanges one event for another; of the former no copy stays. With another time it moves to where that belongs.
   *
   * @param isRepeat  it may have been done already
   * @returns the event as it is stored
   * @throws RequestError when there is no such event; StorageUnavailableError as `remove`
   */
  async replace(event: NamedEvent, next: NewEvent, isRepeat = false): Promise<StoredEvent> {
    const { before, after } = await this.#change(exchange(event, [next]));
    const stored = findSame(after, next);
    if (!new EventFinder(before).find(event) && !(isRepeat && stored)) throw noSuchEvent(event);
    this.#failIfOwed('changed');
    return stored!;
  }

  /** Exchanges one event for several, which may be none, in one step. */
  async split(event: NamedEvent, parts: readonly NewEvent[]): Promise<void> {
    await this.#change(exchange(event, parts));
    this.#failIfOwed('changed');
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
      this.#known.reset(after);
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
   * Erases the history, in every tab. Whatever becomes of it, nothing that was known is known any more.
   *
   * @throws StorageUnavailableError where something stands in storage: it says what, and why. It stays owed, and is erased
   *         before anything is read of that database again
   */
  erase(): Promise<void> {
    return this.#enqueue(() => this.#eraseInTurn());
  }

  /** What was recorded before it has been stored by now, and goes too. */
  async #eraseInTurn(): Promise<void> {
    await this.#erasure.order();
    this.#tell('erased');
    this.#forgetKnown();
    try {
      await this.#payErasure();
    } catch (error) {
      this.#degrade(this.#store, messageOf(error));
      this.#reportOutage(messageOf(error));
      throw error;
    }
    this.#tell('changed');
    if (!this.#isTakenAway) await this.#exchange().catch((error) => this.#degrade(this.#store, messageOf(error)));
    this.#outage = this.#store.kind === 'memory' ? this.#outage : undefined;
    this.#options.onStatus?.(this.status);
  }

  /** Other tabs do it as well: who comes first does it, and the others find it done. */
  async #payErasure(): Promise<void> {
    const { eraseStored = eraseHistory } = this.#options;
    await inErasure(this.databaseName, async () => {
      this.#isErasureOwed = await this.#erasure.isOwed();
      if (!this.#isErasureOwed) return;
      await eraseStored(this.databaseName);
      this.#expectsEncrypted = false;
      await this.#erasure.paid();
      this.#isErasureOwed = false;
    });
  }

  #forgetKnown(): void {
    this.#known.reset([]);
    this.#owedRemovals.clear();
    this.#damage = undefined;
    this.openEncrypted = undefined;
    this.#expectsEncrypted = false;
    if (this.#store.kind === 'memory') this.#store = createMemoryEventStore();
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

  /**
   * Opens the database anew, in its turn: by `openEncrypted`, or locked. Where it cannot be opened so, all stays as it was.
   *
   * @throws StorageUnavailableError
   */
  reopen(): Promise<void> {
    return this.#enqueue(() => this.#exchange());
  }

  /** To be called where the history is kept in another way from now on: other tabs open it again. */
  tellReplaced(): void {
    this.#tell('changed');
  }

  tellLocked(): void {
    this.#tell('locked');
  }

  async #open(): Promise<void> {
    try {
      await this.#payErasure();
      const store = await this.#openStore();
      await this.#enqueue(() => this.#moveTo(store));
    } catch (error) {
      if (error instanceof StoreReplacedError) return this.#open();
      this.#reportOutage(messageOf(error));
    }
  }

  async #openStore(): Promise<EventStore> {
    const { openStore = openIndexedDbEventStore } = this.#options;
    const { databaseName, openEncrypted } = this;
    let opened: EventStore | undefined;
    const onProblem = (problem: string) => {
      this.#damage = `${problem}; it was set aside and the rest is used`;
      this.#options.onStatus?.(this.status);
    };
    const onLost = () => void this.#enqueue(() => this.#takenAway(opened));
    const expectsEncrypted = () => this.#expectsEncrypted;
    opened = await openStore({ databaseName, onProblem, onLost, openEncrypted, expectsEncrypted });
    return opened;
  }

  /** Of another store for the one in use. */
  async #exchange(): Promise<void> {
    try {
      await this.#moveTo(await this.#openStore());
    } catch (error) {
      if (error instanceof StoreReplacedError) return this.#exchange();
      throw error;
    }
  }

  async #moveTo(store: EventStore): Promise<void> {
    if (this.#isClosed) return store.close();
    let numAdded = 0;
    try {
      // A store that is exchanged has its events in the database; only memory holds some that are nowhere else.
      const previous = this.#store;
      const held = previous.kind === 'memory' || isShut(previous.encryption) ? this.#known.stored : NO_EVENTS;
      if (isShut(store.encryption)) this.#known.reset(held);
      else numAdded = await this.#takeOver(store, held);
    } catch (error) {
      store.close();
      throw error;
    }
    this.#store.close();
    this.#store = store;
    this.#expectsEncrypted = store.encryption !== 'off';
    const isReturn = this.#outage !== undefined;
    this.#wasStored = true;
    this.#outage = undefined;
    this.#options.onStatus?.(this.status);
    if (numAdded > 0) this.#tell('changed');
    if (isReturn || numAdded > 0) this.#options.onChange?.(false);
  }

  /** @returns how many of the events were not there */
  async #takeOver(store: EventStore, held: readonly StoredEvent[]): Promise<number> {
    const owed = new Set(this.#owedRemovals);
    if (owed.size > 0) await store.rewrite((log) => log.filter((event) => !owed.has(contentOf(event))));
    this.#owedRemovals.clear();
    const numAdded = held.length === 0 ? 0 : await store.merge(held);
    await this.#readAll(store);
    return numAdded;
  }

  /** Runs an operation; if the database fails, on memory, which knows what the database held. */
  #run<T>(operation: (store: EventStore) => Promise<T>): Promise<T> {
    if (this.#store.kind === 'memory') this.#tryAgain();
    return this.#enqueue(() => this.#attempt(operation));
  }

  async #attempt<T>(operation: (store: EventStore) => Promise<T>): Promise<T> {
    try {
      return await operation(this.#store);
    } catch (error) {
      if (error instanceof StoreReplacedError && !this.#isClosed) return this.#attemptInNext(operation);
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.#degrade(this.#store, error.message);
      return operation(this.#store);
    }
  }

  /** The history was encrypted, decrypted or erased, by this tab or another one. */
  async #attemptInNext<T>(operation: (store: EventStore) => Promise<T>): Promise<T> {
    try {
      await this.#exchange();
    } catch (error) {
      this.#degrade(this.#store, messageOf(error));
    }
    this.#options.onChange?.(false);
    return this.#attempt(operation);
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
    this.#store = createMemoryEventStore(this.#known.stored);
    this.#reportOutage(reason);
    if (!this.#isTakenAway) void this.connect();
  }

  #tryAgain(): void {
    if (!this.#isClosed && !this.#isTakenAway && this.#now() - this.#lastTryMs >= RETRY_INTERVAL_MS)
      void this.connect();
  }

  /** However many messages wait: the log is read once. */
  #hear(message: ChannelMessage): void {
    if (message === 'locked') this.openEncrypted = undefined;
    // At once: the other tab may take its time with what fails.
    if (message === 'erased') this.#forgetKnown();
    if (message === 'erased') this.#options.onChange?.(true);
    if (this.#heard.push(message) > 1) return;
    this.#run((store) => this.#catchUp(store))
      .then(() => this.#options.onChange?.(false))
      .catch(() => {}); // the next request meets the same failure, and its caller hears of it
  }

  async #catchUp(store: EventStore): Promise<void> {
    const heard = this.#heard.splice(0);
    await this.#forget(store, heard);
    if (heard.includes('erased')) await this.#payErasure();
    if (heard.includes('locked') && store.encryption === 'unlocked') throw new StoreReplacedError();
    if (!heard.every(isAppended)) return void (await this.#readAll(store));
    const { last } = this.#known;
    if (heard.some(({ appended }) => appended > last)) this.#known.learn(await store.after(last));
  }

  /** Another tab removed events: what this tab keeps of them in memory goes too. */
  async #forget(store: EventStore, heard: readonly ChannelMessage[]): Promise<void> {
    const removed = new Set(heard.flatMap((message) => (isRemoved(message) ? message.removed : [])));
    if (removed.size === 0) return;
    const stays = (event: StoredEvent) => !removed.has(contentOf(event));
    this.#known.reset(this.#known.stored.filter(stays));
    if (store.kind === 'memory') await store.rewrite((log) => log.filter(stays));
  }

  #tell(message: ChannelMessage): void {
    if (!this.#isClosed) this.#channel.postMessage(message);
  }

  async #readAll(store: EventStore): Promise<StoredEvent[]> {
    const events = await store.all();
    this.#known.reset(events);
    return events;
  }

  #reportOutage(reason: string): void {
    const owed = `Erasing is not finished: ${reason}. Nothing of before is shown, and it is erased as soon as that ends`;
    this.#outage = `${this.#isErasureOwed ? owed : reason}. What you do is kept until this tab closes`;
    this.#options.onStatus?.(this.status);
  }

  #enqueue<T>(work: () => T | Promise<T>): Promise<T> {
    this.#batch = undefined; // what is recorded from now on comes behind it
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}

const isAppended = (message: ChannelMessage) => typeof message === 'object' && 'appended' in message;
const isRemoved = (message: ChannelMessage) => typeof message === 'object' && 'removed' in message;

function noSuchEvent({ type, itemId, query, time }: NamedEvent): RequestError {
  const what = `${type} of '${itemId ?? query}' at ${time}`;
  return new RequestError(`history: there is no ${what}, expected an event of the log`);
}

/** The events of one log that are not in another as they are. */
function missingIn(log: readonly StoredEvent[], events: readonly StoredEvent[]): StoredEvent[] {
  const there = new Set(log.map(contentOf));
  return events.filter((event) => !there.has(contentOf(event)));
}
