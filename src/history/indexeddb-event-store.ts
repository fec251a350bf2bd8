// The log in IndexedDB, as chunks (event-chunks.ts). Each operation is one transaction, and the browser runs writing
// transactions one after the other over all tabs: two tabs that append at the same time lose nothing. A record that is
// not what this code wrote is set aside, never dropped, and never stops the others from being read.

import type { LogChange } from './edit-events.ts';
import { createChunk, EVENTS_PER_CHUNK, readChunk } from './event-chunks.ts';
import type { EventStore } from './event-store.ts';
import type { HistoryFootprint, NewEvent, StoredEvent } from './events.ts';
import {
  inTransaction,
  openDatabase,
  type ReadTransaction,
  STORES,
  type WriteTransaction,
} from './history-database.ts';
import { jsonBytes } from './json-bytes.ts';
import { mergeEvents } from './merge-events.ts';
import { contentOf } from './stored-event.ts';

/** A record with something wrong in it. */
interface DamagedChunk {
  key: number;
  record: unknown;
  sound: StoredEvent[];
  problem: string;
}

export interface IndexedDbEventStoreOptions {
  databaseName: string;
  /** Told, in one sentence each, what was found damaged and set aside. */
  onProblem?: (problem: string) => void;
  /** Told when the browser took the database away, or somebody deletes it. The next operation fails. */
  onLost?: () => void;
}

/** @throws StorageUnavailableError when IndexedDB is missing, refused, of a newer version, or does not answer */
export async function openIndexedDbEventStore(options: IndexedDbEventStoreOptions): Promise<EventStore> {
  const { databaseName, onProblem = () => {}, onLost = () => {} } = options;
  const database = await openDatabase(databaseName, onLost);

  /** Sets aside what reading found, in a transaction of its own, so that reading itself needs no lock. */
  async function repair(damaged: DamagedChunk[]): Promise<void> {
    for (const { problem } of damaged) onProblem(problem);
    if (damaged.length === 0) return;
    await inTransaction(database, 'readwrite', async (tx) => quarantine(tx, (await readTail(tx)).damaged));
  }

  async function read(count?: number): Promise<StoredEvent[]> {
    const { events, damaged } = await inTransaction(database, 'readonly', (tx) => readTail(tx, count));
    // What is sound was read; if the rest cannot be moved now, the next reading tries again.
    await repair(damaged).catch(() => {});
    return events;
  }

  return {
    kind: 'indexeddb',
    window: (count) => read(count),
    all: () => read(),
    async append(event) {
      const [stored] = await inTransaction(database, 'readwrite', (tx) => appendEvents(tx, [event], onProblem));
      return stored!;
    },
    merge: (events) => inTransaction(database, 'readwrite', (tx) => mergeInto(tx, events, onProblem)),
    rewrite: (change) => inTransaction(database, 'readwrite', (tx) => rewriteLog(tx, change, onProblem)),
    footprint: () => inTransaction(database, 'readonly', (tx) => measure(tx)),
    erase: () => inTransaction(database, 'readwrite', (tx) => eraseAll(tx)),
    close: () => database.close(),
  };
}

/** The last events (default: all) and the damaged chunks that were met on the way. */
async function readTail(tx: ReadTransaction, count = Number.POSITIVE_INFINITY) {
  const chunks = tx.objectStore('chunks');
  const keys = await chunks.getAllKeys();
  const damaged: DamagedChunk[] = [];
  let events: StoredEvent[] = [];
  for (let i = keys.length - 1; i >= 0 && events.length < count; i--) {
    const key = keys[i]!;
    const record: unknown = await chunks.get(key);
    const { events: sound, problem } = readChunk(key, record);
    if (problem) damaged.push({ key, record, sound, problem });
    events = sound.concat(events);
  }
  return { events: count > 0 ? events.slice(-count) : [], damaged };
}

/** Keeps a damaged record as it was found, and leaves only its sound events in the log. */
async function quarantine(tx: WriteTransaction, damaged: DamagedChunk[]): Promise<void> {
  for (const { key, record, sound, problem } of damaged) {
    await tx.objectStore('quarantine').add({ key, record, problem });
    if (sound.length > 0) await tx.objectStore('chunks').put(createChunk(sound), key);
    else await tx.objectStore('chunks').delete(key);
  }
}

/** As `readTail`; what is damaged is told and set aside. */
async function readSound(tx: WriteTransaction, onProblem: (problem: string) => void, count?: number) {
  const { events, damaged } = await readTail(tx, count);
  for (const { problem } of damaged) onProblem(problem);
  await quarantine(tx, damaged);
  return events;
}

/** Fills the last chunk, then begins new ones. */
async function appendEvents(
  tx: WriteTransaction,
  events: NewEvent[],
  onProblem: (problem: string) => void,
): Promise<StoredEvent[]> {
  if (events.length === 0) return [];
  const tail = await readSound(tx, onProblem, 1);
  const chunks = tx.objectStore('chunks');
  const lastKey = (await chunks.openKeyCursor(null, 'prev'))?.key;
  let sequence = await readNextSequence(tx, tail.at(-1));
  const stored = events.map((event) => ({ ...event, sequence: sequence++ }));
  let chunk = lastKey === undefined ? [] : readChunk(lastKey, await chunks.get(lastKey)).events;
  let key = lastKey;
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
  return stored;
}

/** Number of the next event. A counter that is missing or behind the log was damaged: then go on after the log. */
async function readNextSequence(tx: WriteTransaction, last: StoredEvent | undefined): Promise<number> {
  const counter: unknown = await tx.objectStore('meta').get('nextSequence');
  const afterLast = (last?.sequence ?? -1) + 1;
  return Number.isSafeInteger(counter) ? Math.max(counter as number, afterLast) : afterLast;
}

async function mergeInto(
  tx: WriteTransaction,
  incoming: readonly NewEvent[],
  onProblem: (problem: string) => void,
): Promise<number> {
  const existing = await readSound(tx, onProblem);
  const { events, numAdded, numUnchanged } = mergeEvents(existing, incoming);
  if (numUnchanged < existing.length) await truncate(tx, existing.slice(0, numUnchanged), existing.at(-1)!);
  await appendEvents(tx, events.slice(numUnchanged), onProblem);
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

/** What was set aside as damaged may hold a second copy of an event that was taken out: then it goes as well. */
async function dropCopies(tx: WriteTransaction, removed: readonly StoredEvent[]): Promise<void> {
  if (removed.length === 0) return;
  const names = new Set(removed.map(({ itemId, query }) => JSON.stringify(itemId ?? query)));
  const store = tx.objectStore('quarantine');
  for (const key of await store.getAllKeys()) {
    const text = JSON.stringify(await store.get(key));
    if ([...names].some((name) => text.includes(name))) await store.delete(key);
  }
}

async function measure(tx: ReadTransaction): Promise<HistoryFootprint> {
  const { events } = await readTail(tx);
  const footprint: HistoryFootprint = { numEvents: events.length, numRecords: 0, sizeBytes: 0 };
  for (const name of STORES) {
    const records: unknown[] = await tx.objectStore(name).getAll();
    footprint.numRecords += records.length;
    for (const record of records) footprint.sizeBytes += jsonBytes(record);
  }
  return footprint;
}

async function eraseAll(tx: WriteTransaction): Promise<void> {
  for (const store of STORES) await tx.objectStore(store).clear();
}
