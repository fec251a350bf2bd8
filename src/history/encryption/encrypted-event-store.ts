// The log in IndexedDB, encrypted: chunks as in plain (event-chunks.ts), each sealed under its key, and an index that names
// every chunk by the IV with which it was sealed last. So no chunk can be left out, put back to what it was, or exchanged
// without notice; only the whole database can be put back.
//
// WebCrypto answers between transactions and never within one. So a change is worked out and sealed first, and written if
// the index is still the one that it began from; else another tab was faster, and it is worked out anew.

import type { LogChange } from '../edit-events.ts';
import { copiesOf, createChunk, EVENTS_PER_CHUNK, nextSequenceOf, readChunk } from '../event-chunks.ts';
import type { EventStore } from '../event-store.ts';
import type { HistoryFootprint, NewEvent, StoredEvent } from '../events.ts';
import {
  eraseAll,
  type HistoryDatabase,
  inTransaction,
  PLAIN_ON_PURPOSE,
  type ReadTransaction,
  StoreReplacedError,
  type WriteTransaction,
} from '../history-database.ts';
import type { HistoryKey } from '../history-key.ts';
import { measureSealed } from '../locked-event-store.ts';
import { mergeEvents } from '../merge-events.ts';
import { contentOf } from '../stored-event.ts';
import { hexOf, keyIdOf, type PassphraseLock, readLock } from './passphrase-lock.ts';
import { damaged, readSealed, type SealedRecord, seal, unseal } from './sealed-record.ts';

/** What the log holds, whichever way it is kept. */
export interface LogContent {
  /** 1 to 256 events each, oldest first. An array that stays the same is not sealed again. */
  chunks: readonly StoredEvent[][];
  nextSequence: number;
  /** What was found damaged while the history was plain. */
  setAside: unknown[];
}

/** What it holds, as it lies in the database. */
interface Stored extends LogContent {
  /** IV of the index. */
  iv: string;
  /** IVs of the chunks, by their keys. */
  ivs: ReadonlyMap<number, string>;
}

/** The index as it is sealed. */
interface Index {
  chunks: [key: number, iv: string][];
  nextSequence: number;
  setAside: unknown[];
}

/** All that is to be written for a content. */
export interface SealedContent {
  index: SealedRecord;
  chunks: Map<number, SealedRecord>;
  stored: Stored;
}

const keyOf = (chunk: readonly StoredEvent[]): number => chunk[0]!.sequence;

/** @param before  what of it lies in the database already */
export async function sealContent(key: CryptoKey, content: LogContent, before?: Stored): Promise<SealedContent> {
  const isThere = new Set(before?.chunks);
  const added = content.chunks.filter((events) => !isThere.has(events));
  const records = await Promise.all(added.map((events) => seal(key, keyOf(events), createChunk(events))));
  const chunks = new Map(added.map((events, i) => [keyOf(events), records[i]!]));
  const ivs = new Map(
    content.chunks.map((events) => {
      const place = keyOf(events);
      const record = chunks.get(place);
      return [place, record ? hexOf(record.iv) : before!.ivs.get(place)!];
    }),
  );
  const { nextSequence, setAside } = content;
  const index: Index = { chunks: [...ivs], nextSequence, setAside };
  const sealed = await seal(key, 'index', index);
  return { index: sealed, chunks, stored: { ...content, iv: hexOf(sealed.iv), ivs } };
}

/** @throws StoreReplacedError where it is not encrypted any more, or by another key */
async function readIndex(tx: ReadTransaction, keyId: string): Promise<SealedRecord> {
  const [lock, index] = await Promise.all([
    tx.objectStore('sealed').get('lock'),
    tx.objectStore('sealed').get('index'),
  ]);
  if (lock === undefined || keyIdOf(readLock(lock)) !== keyId) throw new StoreReplacedError();
  return readSealed('index', index);
}

export class EncryptedEventStore implements EventStore {
  readonly kind = 'indexeddb';
  readonly encryption = 'unlocked';
  readonly #database: HistoryDatabase;
  readonly #key: CryptoKey;
  readonly #keyId: string;
  /** As it was last read or written here. */
  #stored: Stored | undefined;

  constructor(database: HistoryDatabase, { key, keyId }: HistoryKey) {
    this.#database = database;
    this.#key = key;
    this.#keyId = keyId;
  }

  async append(events: readonly NewEvent[], known = Number.POSITIVE_INFINITY): Promise<StoredEvent[]> {
    let told: StoredEvent[] = [];
    await this.#change((before) => {
      const after = withAppended(before, events);
      told = [...behind(before, known), ...behind(after, before.nextSequence - 1)];
      return after;
    });
    return copyOf(told);
  }

  async after(sequence: number): Promise<StoredEvent[]> {
    return copyOf(behind(await this.read(), sequence));
  }

  async all(): Promise<StoredEvent[]> {
    return copyOf((await this.read()).chunks.flat());
  }

  async merge(events: readonly NewEvent[]): Promise<number> {
    let count = 0;
    await this.#change((before) => {
      const log = before.chunks.flat();
      const { events: merged, numAdded, numUnchanged } = mergeEvents(log, events);
      count = numAdded;
      const kept = { ...before, chunks: chunked(log.slice(0, numUnchanged), before.chunks) };
      return withAppended(kept, merged.slice(numUnchanged));
    });
    return count;
  }

  async rewrite(change: LogChange): Promise<StoredEvent[]> {
    let changed: StoredEvent[] = [];
    await this.#change((before) => {
      const log = before.chunks.flat();
      changed = change(copyOf(log), before.nextSequence);
      const stays = new Set(changed.map(contentOf));
      const removed = log.filter((event) => !stays.has(contentOf(event)));
      const isCopy = copiesOf(removed);
      return {
        chunks: chunked(changed, before.chunks),
        nextSequence: nextSequenceOf(before.nextSequence, changed.at(-1)),
        setAside: removed.length === 0 ? before.setAside : before.setAside.filter((one) => !isCopy(one)),
      };
    }, 'strict');
    return copyOf(changed);
  }

  async footprint(): Promise<HistoryFootprint> {
    const { chunks } = await this.read();
    return measureSealed(this.#database, chunks.flat().length);
  }

  async erase(): Promise<void> {
    await inTransaction(this.#database, 'readwrite', eraseAll);
  }

  close(): void {
    this.#database.close();
  }

  /**
   * All of it, as it lies in the database now. Records that are known already are not read again.
   *
   * @throws StorageUnavailableError when a single bit of what is read is not as it was written
   */
  async read(): Promise<Stored> {
    for (;;) {
      const record = await inTransaction(this.#database, 'readonly', (tx) => readIndex(tx, this.#keyId));
      const iv = hexOf(record.iv);
      if (this.#stored?.iv === iv) return this.#stored;
      const index = (await unseal(this.#key, 'index', record)) as Index;
      const chunks = await this.#readChunks(index, iv);
      if (!chunks) continue;
      const { nextSequence, setAside } = index;
      this.#stored = { chunks, nextSequence, setAside, iv, ivs: new Map(index.chunks) };
      return this.#stored;
    }
  }

  /** @returns undefined where they are of a later index by now */
  async #readChunks(index: Index, iv: string): Promise<StoredEvent[][] | undefined> {
    const before = this.#stored;
    const known = new Map(before?.chunks.map((events) => [before.ivs.get(keyOf(events)), events]));
    const unknown = index.chunks.filter(([, chunkIv]) => !known.has(chunkIv));
    const records = await inTransaction(this.#database, 'readonly', async (tx) => {
      if (hexOf((await readIndex(tx, this.#keyId)).iv) !== iv) return undefined;
      return Promise.all(unknown.map(([place]) => tx.objectStore('sealed').get(place)));
    });
    if (!records) return undefined;
    const read = unknown.map(async ([place, chunkIv], i) => {
      known.set(chunkIv, await this.#openChunk(place, chunkIv, records[i]));
    });
    await Promise.all(read);
    return index.chunks.map(([, chunkIv]) => known.get(chunkIv)!);
  }

  async #openChunk(place: number, iv: string, record: unknown): Promise<StoredEvent[]> {
    if (hexOf(readSealed(place, record).iv) !== iv) throw damaged(place);
    const { events, problem } = readChunk(place, await unseal(this.#key, place, record));
    if (problem || events.length === 0) throw damaged(place);
    return events;
  }

  async #change(step: (before: Stored) => LogContent, durability?: IDBTransactionDurability): Promise<void> {
    for (;;) {
      const before = this.#stored ?? (await this.read());
      const sealed = await sealContent(this.#key, step(before), before);
      const write = async (tx: WriteTransaction) => {
        if (hexOf((await readIndex(tx, this.#keyId)).iv) !== before.iv) return false;
        await putSealed(tx, sealed);
        for (const place of before.ivs.keys()) {
          if (!sealed.stored.ivs.has(place)) await tx.objectStore('sealed').delete(place);
        }
        return true;
      };
      const isWritten = await inTransaction(this.#database, 'readwrite', write, durability);
      if (isWritten) this.#stored = sealed.stored;
      if (isWritten) return;
      await this.read();
    }
  }

  /**
   * Writes the lock of another passphrase.
   *
   * @param change  makes it of the lock as it is; the same one leaves it
   */
  async changeLock(change: (lock: PassphraseLock) => Promise<PassphraseLock>): Promise<void> {
    for (;;) {
      const lock = readLock(
        await inTransaction(this.#database, 'readonly', (tx) => tx.objectStore('sealed').get('lock')),
      );
      const next = await change(lock);
      if (next === lock) return;
      const isWritten = await inTransaction(this.#database, 'readwrite', async (tx) => {
        await readIndex(tx, this.#keyId);
        const now = readLock(await tx.objectStore('sealed').get('lock'));
        if (hexOf(now.wrappedKey) !== hexOf(lock.wrappedKey)) return false;
        await tx.objectStore('sealed').put(next, 'lock');
        return true;
      });
      if (isWritten) return;
    }
  }

  /**
   * Writes all of it back as it is without a lock, in one transaction, and beside it that this was done on purpose: a page
   * whose mark says that it is encrypted still can tell it from a history that lost its lock.
   */
  async decrypt(): Promise<void> {
    for (;;) {
      const { iv, chunks, nextSequence, setAside } = await this.read();
      const write = async (tx: WriteTransaction) => {
        if (hexOf((await readIndex(tx, this.#keyId)).iv) !== iv) return false;
        await eraseAll(tx);
        for (const events of chunks) await tx.objectStore('chunks').put(createChunk(events), keyOf(events));
        await tx.objectStore('meta').put(nextSequence, 'nextSequence');
        await tx.objectStore('meta').put(this.#keyId, PLAIN_ON_PURPOSE);
        for (const one of setAside) await tx.objectStore('quarantine').add(one as never);
        return true;
      };
      if (await inTransaction(this.#database, 'readwrite', write, 'strict')) return;
    }
  }
}

export async function putSealed(tx: WriteTransaction, { index, chunks }: SealedContent): Promise<void> {
  const store = tx.objectStore('sealed');
  await store.put(index, 'index');
  for (const [place, record] of chunks) await store.put(record, place);
}

/** Events as chunks; those of `before` that stay are the same arrays. */
export function chunked(events: readonly StoredEvent[], before: readonly StoredEvent[][] = []): StoredEvent[][] {
  const known = new Map(before.map((chunk) => [keyOf(chunk), chunk]));
  const chunks: StoredEvent[][] = [];
  for (let start = 0; start < events.length; start += EVENTS_PER_CHUNK) {
    const chunk = events.slice(start, start + EVENTS_PER_CHUNK);
    const same = known.get(keyOf(chunk));
    chunks.push(same && isSame(same, chunk) ? same : chunk);
  }
  return chunks;
}

function isSame(one: readonly StoredEvent[], other: readonly StoredEvent[]): boolean {
  const saysSame = (event: StoredEvent, i: number) =>
    event.sequence === other[i]!.sequence && contentOf(event) === contentOf(other[i]!);
  return one.length === other.length && one.every(saysSame);
}

/** Fills the last chunk, then begins new ones. */
function withAppended(content: LogContent, events: readonly NewEvent[]): LogContent {
  if (events.length === 0) return content;
  const chunks = content.chunks.slice();
  const last = chunks.pop();
  if (last) chunks.push(last.length < EVENTS_PER_CHUNK ? last.slice() : last);
  let sequence = content.nextSequence;
  for (const event of events) {
    if ((chunks.at(-1)?.length ?? EVENTS_PER_CHUNK) >= EVENTS_PER_CHUNK) chunks.push([]);
    chunks.at(-1)!.push({ ...event, sequence: sequence++ });
  }
  return { ...content, chunks, nextSequence: sequence };
}

/** The events behind a sequence number, oldest first. */
function behind({ chunks }: LogContent, sequence: number): StoredEvent[] {
  const ends = chunks.filter((events) => events.at(-1)!.sequence > sequence);
  return ends.flat().filter((event) => event.sequence > sequence);
}

function copyOf(events: readonly StoredEvent[]): StoredEvent[] {
  return events.map((event) => ({ ...event }));
}
