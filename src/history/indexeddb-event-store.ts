// The log in IndexedDB, as chunks (event-chunks.ts). Each operation is one transaction, and the browser runs writing
// transactions one after the other over all tabs: two tabs that append at the same time lose nothing. A record that is
// not what this code wrote is set aside, never dropped, and never stops the others from being read.

import type { IDBPTransaction } from 'idb';
import { messageOf, StorageUnavailableError } from '../errors.ts';
import type { LogChange } from './edit-events.ts';
import { copiesOf, createChunk, EVENTS_PER_CHUNK, nextSequenceOf, readChunk } from './event-chunks.ts';
import type { EventStore } from './event-store.ts';
import type { HistoryFootprint, NewEvent, StoredEvent } from './events.ts';
import {
  type DatabaseListeners,
  eraseAll,
  expectPlain,
  ForeignSchemaError,
  type HistoryDatabase,
  type HistorySchema,
  hasLostLock,
  inTransaction,
  openDatabase,
  PLAIN_STORES,
  type ReadTransaction,
  readLockRecord,
  type StoreName,
  StoreReplacedError,
  type WriteTransaction,
} from './history-database.ts';
import { jsonBytes } from './json-bytes.ts';
import { createDisputedEventStore, createLockedEventStore } from './locked-event-store.ts';
import { mergeEvents } from './merge-events.ts';
import { setAside } from './set-aside.ts';
import { contentOf } from './stored-event.ts';

type Work<Mode extends 'readonly' | 'readwrite', T> = (
  tx: IDBPTransaction<HistorySchema, StoreName[], Mode>,
) => Promise<T>;

/** A record with something wrong in it. */
interface DamagedChunk {
  key: number;
  record: unknown;
  sound: StoredEvent[];
  problem: string;
}

/**
 * Opens an encrypted history by a key.
 *
 * @param lock  the record that locks it, which may be anything
 * @returns     undefined where the key is another lock's
 */
export type EncryptedOpener = (database: HistoryDatabase, lock: unknown) => EventStore | undefined;

export interface IndexedDbEventStoreOptions {
  databaseName: string;
  /** Told, in one sentence each, what was found damaged and set aside. */
  onProblem?: (problem: string) => void;
  /** Told when the browser took the database away, or somebody deletes it. The next operation fails. */
  onLost?: () => void;
  /** Without it, a history that is encrypted stays locked. */
  openEncrypted?: EncryptedOpener | undefined;
  /** Whether it was encrypted when a page last saw it: then one without a lock is in dispute (default: it was not). */
  expectsEncrypted?: () => boolean;
}

/**
 * @returns a store whose operations reject with StoreReplacedError once the history is kept in another way
 * @throws StorageUnavailableError when IndexedDB is missing, refused, of a newer version, or does not answer
 */
export async function openIndexedDbEventStore(options: IndexedDbEventStoreOptions): Promise<EventStore> {
  const { databaseName, onProblem = () => {}, onLost = () => {}, openEncrypted = () => undefined } = options;
  const { expectsEncrypted = () => false } = options;
  let isReplaced = false;
  const onReplaced = () => {
    isReplaced = true;
  };
  const database = await openOrSetAside(databaseName, { onLost, onReplaced }, onProblem);
  const hasSealed = database.objectStoreNames.contains('sealed');
  const lock = hasSealed ? await inTransaction(database, 'readonly', readLockRecord) : undefined;
  if (lock !== undefined) return openEncrypted(database, lock) ?? createLockedEventStore(database);
  const isDisputed = () => inTransaction(database, 'readonly', (tx) => hasLostLock(tx, expectsEncrypted()));
  if ((hasSealed || expectsEncrypted()) && (await isDisputed())) return createDisputedEventStore(database, isDisputed);
  return plainEventStore(database, onProblem, () => isReplaced);
}

async function openOrSetAside(
  name: string,
  listeners: DatabaseListeners,
  onProblem: (problem: string) => void,
): Promise<HistoryDatabase> {
  try {
    return await openDatabase(name, listeners);
  } catch (error) {
    if (!(error instanceof ForeignSchemaError)) throw error;
    const numRecords = await setAside(name).catch((cause) => {
      throw new StorageUnavailableError(`history: ${error.message}, and it cannot be set aside (${messageOf(cause)})`);
    });
    const records = `${numRecords} ${numRecords === 1 ? 'record' : 'records'}`;
    onProblem(`history: its database was damaged or somebody else's (${error.message}): ${records} found`);
    return openDatabase(name, listeners);
  }
}

function plainEventStore(
  database: HistoryDatabase,
  onProblem: (problem: string) => void,
  isReplaced: () => boolean,
): EventStore {
  async function run<Mode extends 'readonly' | 'readwrite', T>(
    mode: Mode,
    work: Work<Mode, T>,
    durability?: IDBTransactionDurability,
  ): Promise<T> {
    if (isReplaced()) throw new StoreReplacedError();
    const inPlain: Work<Mode, T> = async (tx) => {
      await expectPlain(tx);
      return work(tx);
    };
    return inTransaction(database, mode, inPlain, durability);
  }

  /** Sets aside what reading found, in a transaction of its own, so that reading itself needs no lock. */
  async function repair(damaged: DamagedChunk[]): Promise<void> {
    for (const { problem } of damaged) onProblem(problem);
    if (damaged.length === 0) return;
    await run('readwrite', async (tx) => quarantine(tx, (await readBack(tx)).damaged));
  }

  async function read(known?: number): Promise<StoredEvent[]> {
    const { events, damaged } = await run('readonly', (tx) => readBack(tx, known));
    // What is sound was read; if the rest cannot be moved now, the next reading tries again.
    await repair(damaged).catch(() => {});
    return events;
  }

  return {
    kind: 'indexeddb',
    encryption: 'off',
    after: async (sequence) => (await read(sequence)).filter((event) => event.sequence > sequence),
    all: () => read(),
    append: (events, known) => run('readwrite', (tx) => appendEvents(tx, events, onProblem, known)),
    merge: (events) => run('readwrite', (tx) => mergeInto(tx, events, onProblem)),
    rewrite: (change) => run('readwrite', (tx) => rewriteLog(tx, change, onProblem), 'strict'),
    footprint: () => run('readonly', (tx) => measure(tx)),
    erase: () => run('readwrite', (tx) => eraseAll(tx), 'strict'),
    close: () => database.close(),
  };
}

/**
 * The end of the log by whole chunks, and the damaged ones that were met on the way.
 *
 * @param known  all behind this sequence number is read, and the last event in any case (default: everything)
 */
async function readBack(tx: ReadTransaction, known = Number.NEGATIVE_INFINITY) {
  const chunks = tx.objectStore('chunks');
  const keys = await chunks.getAllKeys();
  const damaged: DamagedChunk[] = [];
  let events: StoredEvent[] = [];
  for (let i = keys.length - 1; i >= 0 && !(events[0] && events[0].sequence <= known + 1); i--) {
    const key = keys[i]!;
    const record: unknown = await chunks.get(key);
    const { events: sound, problem } = readChunk(key, record);
    if (problem) damaged.push({ key, record, sound, problem });
    events = sound.concat(events);
  }
  return { events, damaged };
}

/** Keeps a damaged record as it was found, and leaves only its sound events in the log. */
async function quarantine(tx: WriteTransaction, damaged: DamagedChunk[]): Promise<void> {
  for (const { key, record, sound, problem } of damaged) {
    await tx.objectStore('quarantine').add({ key, record, problem });
    if (sound.length > 0) await tx.objectStore('chunks').put(createChunk(sound), key);
    else await tx.objectStore('chunks').delete(key);
  }
}

/** As `readBack`; what is damaged is told and set aside. */
async function readSound(tx: WriteTransaction, onProblem: (problem: string) => void, known?: number) {
  const { events, damaged } = await readBack(tx, known);
  for (const { problem } of damaged) onProblem(problem);
  await quarantine(tx, damaged);
  return events;
}

/** Fills the last chunk, then begins new ones. @returns as EventStore.append */
async function appendEvents(
  tx: WriteTransaction,
  events: readonly NewEvent[],
  onProblem: (problem: string) => void,
  known = Number.POSITIVE_INFINITY,
): Promise<StoredEvent[]> {
  const tail = await readSound(tx, onProblem, known);
  const chunks = tx.objectStore('chunks');
  let sequence = await readNextSequence(tx, tail.at(-1));
  const stored = events.map((event) => ({ ...event, sequence: sequence++ }));
  let key = (await chunks.openKeyCursor(null, 'prev'))?.key;
  let chunk = tail.filter((event) => event.sequence >= (key ?? 0));
  for (const event of stored) {
    if (key === undefined || chunk.length >= EVENTS_PER_CHUNK) {
      if (key !== undefined) await chunks.put(createChunk(chunk), key);
      key = event.sequence;
      chunk = [];
    }
    chunk.push(event);
  }
  if (key !== undefined) await chunks.put(createChunk(chunk), key);
  await tx.objectStore('meta').put(sequence, 'nextSequence');
  return [...tail.filter((event) => event.sequence > known), ...stored];
}

async function readNextSequence(tx: WriteTransaction, last: StoredEvent | undefined): Promise<number> {
  return nextSequenceOf(await tx.objectStore('meta').get('nextSequence'), last);
}

async function mergeInto(
  tx: WriteTransaction,
  incoming: readonly NewEvent[],
  onProblem: (problem: string) => void,
): Promise<number> {
  const existing = await readSound(tx, onProblem);
  const { events, numAdded, numUnchanged } = mergeEvents(existing, incoming);
  if (numUnchanged < existing.length) await truncate(tx, existing.slice(0, numUnchanged), existing.at(-1)!);
  if (numUnchanged < events.length) await appendEvents(tx, events.slice(numUnchanged), onProblem);
  return numAdded;
}

/** Cuts the log back to its first events; the numbers of the others are not given out again. */
async function truncate(tx: WriteTransaction, kept: StoredEvent[], last: StoredEvent): Promise<void> {
  await tx.objectStore('meta').put(await readNextSequence(tx, last), 'nextSequence');
  await writeChunks(tx, kept);
}

/** Exchanges all chunks. */
async function writeChunks(tx: WriteTransaction, kept: readonly StoredEvent[]): Promise<void> {
  await tx.objectStore('chunks').clear();
  for (let start = 0; start < kept.length; start += EVENTS_PER_CHUNK) {
    const events = kept.slice(start, start + EVENTS_PER_CHUNK);
    await tx.objectStore('chunks').put(createChunk(events), events[0]!.sequence);
  }
}

async function rewriteLog(
  tx: WriteTransaction,
  change: LogChange,
  onProblem: (problem: string) => void,
): Promise<StoredEvent[]> {
  const log = await readSound(tx, onProblem);
  const nextSequence = await readNextSequence(tx, log.at(-1));
  const changed = change(log, nextSequence);
  await writeChunks(tx, changed);
  await tx.objectStore('meta').put(Math.max(nextSequence, (changed.at(-1)?.sequence ?? -1) + 1), 'nextSequence');
  const stays = new Set(changed.map(contentOf));
  await dropCopies(
    tx,
    log.filter((event) => !stays.has(contentOf(event))),
  );
  return changed;
}

async function dropCopies(tx: WriteTransaction, removed: readonly StoredEvent[]): Promise<void> {
  if (removed.length === 0) return;
  const isCopy = copiesOf(removed);
  const store = tx.objectStore('quarantine');
  for (const key of await store.getAllKeys()) if (isCopy(await store.get(key))) await store.delete(key);
}

async function measure(tx: ReadTransaction): Promise<HistoryFootprint> {
  const { events } = await readBack(tx);
  const footprint: HistoryFootprint = { numEvents: events.length, numRecords: 0, sizeBytes: 0 };
  for (const name of PLAIN_STORES) {
    const records: unknown[] = await tx.objectStore(name).getAll();
    footprint.numRecords += records.length;
    for (const record of records) footprint.sizeBytes += jsonBytes(record);
  }
  return footprint;
}
