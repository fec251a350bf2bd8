// The history's database: its layout, how it is opened, and transactions that happen whole or not at all. Whatever the
// browser refuses comes out as a StorageUnavailableError.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { StorageUnavailableError } from '../errors.ts';
import type { EventChunk } from './event-chunks.ts';

/** Version of the database's layout. A database that a newer version wrote is not opened. */
const SCHEMA_VERSION = 1;
/** Some browsers have left `open` without any answer; a page must not wait for its history for ever. */
const OPEN_TIMEOUT_MS = 5000;

export interface HistorySchema extends DBSchema {
  /** Key: sequence number of the chunk's first event. */
  chunks: { key: number; value: EventChunk };
  /** One record, `nextSequence`. */
  meta: { key: 'nextSequence'; value: number };
  /** Chunks with something wrong in them, as they were found. Erased with the history. */
  quarantine: { key: number; value: { key: number; record: unknown; problem: string } };
}
export type StoreName = 'chunks' | 'meta' | 'quarantine';
export const STORES: StoreName[] = ['chunks', 'meta', 'quarantine'];
export type ReadTransaction = IDBPTransaction<HistorySchema, StoreName[], 'readonly' | 'readwrite'>;
export type WriteTransaction = IDBPTransaction<HistorySchema, StoreName[], 'readwrite'>;

/**
 * @param onLost  told when the browser took the database away, or somebody deletes it
 * @throws StorageUnavailableError when IndexedDB is missing, refused, of a newer version, or does not answer
 */
export async function openDatabase(name: string, onLost: () => void): Promise<IDBPDatabase<HistorySchema>> {
  const opening = requestDatabase(name, onLost);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const error = new Error(`no answer in ${OPEN_TIMEOUT_MS} ms`);
    timer = setTimeout(() => reject(error), OPEN_TIMEOUT_MS);
  });
  try {
    return await Promise.race([opening, timeout]);
  } catch (cause) {
    // An answer that comes after all must not hold the database open.
    opening.then((database) => database.close()).catch(() => {});
    throw new StorageUnavailableError(`history: IndexedDB cannot be opened (${(cause as Error).message})`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function requestDatabase(name: string, onLost: () => void): Promise<IDBPDatabase<HistorySchema>> {
  return openDB<HistorySchema>(name, SCHEMA_VERSION, {
    upgrade(database) {
      database.createObjectStore('chunks');
      database.createObjectStore('meta');
      database.createObjectStore('quarantine', { autoIncrement: true });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
}

/** Runs work in one transaction: it is committed whole, or undone whole. @throws StorageUnavailableError */
export async function inTransaction<Mode extends 'readonly' | 'readwrite', T>(
  database: IDBPDatabase<HistorySchema>,
  mode: Mode,
  work: (tx: IDBPTransaction<HistorySchema, StoreName[], Mode>) => Promise<T>,
): Promise<T> {
  let tx: IDBPTransaction<HistorySchema, StoreName[], Mode> | undefined;
  try {
    tx = database.transaction(STORES, mode);
    tx.done.catch(() => {}); // awaited below, unless the work failed first
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (cause) {
    try {
      tx?.abort();
    } catch {
      // It was aborted by what failed.
    }
    // Anything else is a bug of ours and not the storage's.
    if (!(cause instanceof DOMException) || cause.name === 'DataCloneError') throw cause;
    const problem = cause.name === 'QuotaExceededError' ? 'is full' : 'failed';
    throw new StorageUnavailableError(`history: IndexedDB ${problem} (${cause.message})`, { cause });
  }
}
