// The history's database: its layout, how it is opened, and transactions that happen whole or not at all. Whatever the
// browser refuses comes out as a StorageUnavailableError.

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { StorageUnavailableError } from '../errors.ts';
import type { EventChunk } from './event-chunks.ts';

/** Version of the database's layout, as every database begins. */
const PLAIN_VERSION = 1;
/**
 * With the store `sealed`: what a history gets once it is encrypted, and keeps. Code that does not know it lets go of the
 * database and does not open it again, so that nothing writes plain records beside sealed ones.
 */
export const SEALED_VERSION = 2;
/** Record of `meta` in a history that a person wanted plain again: the id of the key that opened it, or `accepted`. */
export const PLAIN_ON_PURPOSE = 'plainOnPurpose';
/** Some browsers have left `open` without any answer; a page must not wait for its history for ever. */
const OPEN_TIMEOUT_MS = 5000;

export interface HistorySchema extends DBSchema {
  /** Key: sequence number of the chunk's first event. */
  chunks: { key: number; value: EventChunk };
  /** `nextSequence`, and once it was decrypted PLAIN_ON_PURPOSE. */
  meta: { key: 'nextSequence' | typeof PLAIN_ON_PURPOSE; value: number | string };
  /** Chunks with something wrong in them, as they were found. Erased with the history. */
  quarantine: { key: number; value: { key: number; record: unknown; problem: string } };
  /** All of an encrypted history, and then the only store with anything in it: see encryption/encrypted-event-store.ts. */
  sealed: { key: number | 'lock' | 'index'; value: unknown };
}
export type HistoryDatabase = IDBPDatabase<HistorySchema>;
export type StoreName = 'chunks' | 'meta' | 'quarantine' | 'sealed';
export const PLAIN_STORES: StoreName[] = ['chunks', 'meta', 'quarantine'];
export type ReadTransaction = IDBPTransaction<HistorySchema, StoreName[], 'readonly' | 'readwrite'>;
export type WriteTransaction = IDBPTransaction<HistorySchema, StoreName[], 'readwrite'>;

/** A store is missing, or the database is somebody else's. Whoever opens it handles this: it is set aside (set-aside.ts). */
export class ForeignSchemaError extends Error {
  override readonly name = 'ForeignSchemaError';
}

/** The history was encrypted, decrypted or erased meanwhile: it has to be opened again. Whoever opens it handles this. */
export class StoreReplacedError extends Error {
  override readonly name = 'StoreReplacedError';

  constructor() {
    super('history: its database is kept in another way by now, expected the one in which it was opened');
  }
}

export interface DatabaseListeners {
  /** The browser took the database away, or somebody deletes it. */
  onLost?: () => void;
  /** Somebody gives the database another version; this connection is closed. */
  onReplaced?: () => void;
}

/**
 * @param version  brings it to this version (default: the one that it has)
 * @throws StorageUnavailableError when IndexedDB is missing, refused, of a newer version, or does not answer;
 *         ForeignSchemaError
 */
export async function openDatabase(
  name: string,
  listeners: DatabaseListeners = {},
  version?: typeof SEALED_VERSION,
): Promise<HistoryDatabase> {
  const opening = requestDatabase(name, listeners, version);
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
    if (cause instanceof ForeignSchemaError) throw cause;
    throw new StorageUnavailableError(`history: IndexedDB cannot be opened (${(cause as Error).message})`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function requestDatabase(
  name: string,
  { onLost = () => {}, onReplaced = () => {} }: DatabaseListeners,
  version: number | undefined,
): Promise<HistoryDatabase> {
  const database = await openDB<HistorySchema>(name, version, {
    upgrade(database, oldVersion, newVersion) {
      if (oldVersion < PLAIN_VERSION) {
        database.createObjectStore('chunks');
        database.createObjectStore('meta');
        database.createObjectStore('quarantine', { autoIncrement: true });
      }
      if (newVersion === SEALED_VERSION) database.createObjectStore('sealed');
    },
    blocking(_current, blocked, event) {
      (event.target as IDBDatabase).close();
      if (blocked === null) onLost();
      else onReplaced();
    },
    terminated: onLost,
  });
  const missing = missingStores(database);
  if (missing.length === 0 && database.version <= SEALED_VERSION) return database;
  database.close();
  if (missing.length > 0) throw new ForeignSchemaError(`it has no ${missing.join(', ')}`);
  throw new Error(`its version is ${database.version}, expected at most ${SEALED_VERSION}`);
}

function missingStores({ objectStoreNames, version }: HistoryDatabase): StoreName[] {
  const expected: StoreName[] = version < SEALED_VERSION ? PLAIN_STORES : [...PLAIN_STORES, 'sealed'];
  return expected.filter((name) => !objectStoreNames.contains(name));
}

/** The stores that it has; before it was ever encrypted there is no `sealed`. */
export function storesOf(database: HistoryDatabase): StoreName[] {
  return database.objectStoreNames.contains('sealed') ? [...PLAIN_STORES, 'sealed'] : PLAIN_STORES;
}

/** What locks it; undefined where it is not encrypted. */
export async function readLockRecord(tx: ReadTransaction): Promise<unknown> {
  return tx.objectStoreNames.contains('sealed') ? tx.objectStore('sealed').get('lock') : undefined;
}

/** @throws StoreReplacedError where it was encrypted meanwhile */
export async function expectPlain(tx: ReadTransaction): Promise<void> {
  if ((await readLockRecord(tx)) !== undefined) throw new StoreReplacedError();
}

/**
 * Whether the lock went without being taken off: sealed records stand without it, or it is expected and nothing says that there
 * shall be none.
 */
export async function hasLostLock(tx: ReadTransaction, isExpected: boolean): Promise<boolean> {
  if ((await readLockRecord(tx)) !== undefined) return false;
  if (tx.objectStoreNames.contains('sealed') && (await tx.objectStore('sealed').count()) > 0) return true;
  return isExpected && (await tx.objectStore('meta').getKey(PLAIN_ON_PURPOSE)) === undefined;
}

/** Removes everything, the lock too. */
export async function eraseAll(tx: WriteTransaction): Promise<void> {
  for (const store of tx.objectStoreNames) await tx.objectStore(store).clear();
}

/**
 * Runs work in one transaction: it is committed whole, or undone whole.
 *
 * @param durability  `strict`: on the disk when it resolves, whatever becomes of the power
 * @throws StorageUnavailableError
 */
export async function inTransaction<Mode extends 'readonly' | 'readwrite', T>(
  database: HistoryDatabase,
  mode: Mode,
  work: (tx: IDBPTransaction<HistorySchema, StoreName[], Mode>) => Promise<T>,
  durability: IDBTransactionDurability = 'default',
): Promise<T> {
  let tx: IDBPTransaction<HistorySchema, StoreName[], Mode> | undefined;
  try {
    tx = database.transaction(storesOf(database), mode, { durability });
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
