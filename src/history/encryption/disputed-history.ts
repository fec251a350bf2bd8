// A history that was encrypted and lost its lock without anybody having turned it off: what a person may do about it beside
// erasing it. What happened the page cannot know, so nothing is decided here.

import { RequestError } from '../../errors.ts';
import {
  type HistoryDatabase,
  hasLostLock,
  inTransaction,
  openDatabase,
  PLAIN_ON_PURPOSE,
  storesOf,
  type WriteTransaction,
} from '../history-database.ts';
import type { HistoryLog } from '../history-log.ts';

const FORMAT = 'privet-records';
const VERSION = 1;
/** Of the arguments of one call. */
const BYTES_AT_ONCE = 8192;

/**
 * Goes on with what is plain, without a passphrase. Sealed records, which nobody can open without their lock, go.
 *
 * @throws RequestError where nothing is in dispute; StorageUnavailableError
 */
export async function acceptPlain(log: HistoryLog): Promise<void> {
  await inDispute(log, async (database) => {
    await inTransaction(database, 'readwrite', accept, 'strict');
  });
  await log.reopen();
  log.tellReplaced();
}

async function accept(tx: WriteTransaction): Promise<void> {
  if (!(await hasLostLock(tx, true))) return; // another tab was faster
  if (tx.objectStoreNames.contains('sealed')) await tx.objectStore('sealed').clear();
  await tx.objectStore('meta').put('accepted', PLAIN_ON_PURPOSE);
}

/**
 * All records as they lie in the database, plain ones and sealed ones: JSON, bytes in base64 (docs/formats/sealed-history.md).
 *
 * @throws RequestError where nothing is in dispute; StorageUnavailableError
 */
export async function exportRecords(log: HistoryLog): Promise<string> {
  return inDispute(log, async (database) => {
    const stores = await inTransaction(database, 'readonly', (tx) =>
      Promise.all(
        storesOf(database).map(async (name) => {
          const store = tx.objectStore(name);
          const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll() as Promise<unknown[]>]);
          return { name, records: keys.map((key, i) => [key, values[i]]) };
        }),
      ),
    );
    return JSON.stringify({ format: FORMAT, version: VERSION, stores }, bytesAsText);
  });
}

async function inDispute<T>(log: HistoryLog, work: (database: HistoryDatabase) => Promise<T>): Promise<T> {
  const { encryption } = log.status;
  if (encryption !== 'disputed') {
    throw new RequestError(`history: its encryption is ${encryption}, expected one that lost its lock (disputed)`);
  }
  const database = await openDatabase(log.databaseName);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

function bytesAsText(_key: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  let binary = '';
  for (let at = 0; at < value.length; at += BYTES_AT_ONCE) {
    binary += String.fromCharCode(...value.subarray(at, at + BYTES_AT_ONCE));
  }
  return { Uint8Array: btoa(binary) };
}
