// An encrypted history to which nobody has given the passphrase, or which lost its lock: its size can be told, and it can be
// erased.

import { LockedError } from '../errors.ts';
import type { EventStore } from './event-store.ts';
import type { Encryption, HistoryFootprint } from './events.ts';
import {
  eraseAll,
  type HistoryDatabase,
  inTransaction,
  readLockRecord,
  StoreReplacedError,
  storesOf,
} from './history-database.ts';
import { jsonBytes } from './json-bytes.ts';

export function lockedError(): LockedError {
  return new LockedError('history: it is locked by a passphrase, expected to be unlocked first');
}

export function createLockedEventStore(database: HistoryDatabase): EventStore {
  /** Another tab may have decrypted or erased it. */
  async function refuse(): Promise<never> {
    const lock = await inTransaction(database, 'readonly', readLockRecord);
    throw lock === undefined ? new StoreReplacedError() : lockedError();
  }
  return shutStore(database, 'locked', refuse, () => measureSealed(database, 0));
}

/**
 * One that was encrypted when it was last seen, and has no lock any more: whatever is there, plain or sealed, stays as it is.
 *
 * @param isDisputed  whether it still is
 */
export function createDisputedEventStore(database: HistoryDatabase, isDisputed: () => Promise<boolean>): EventStore {
  async function refuse(): Promise<never> {
    if (!(await isDisputed())) throw new StoreReplacedError();
    throw new LockedError(
      'history: it was encrypted and its lock is gone, expected one. Nothing is used until acceptPlain or forget decides',
    );
  }
  async function measure(): Promise<HistoryFootprint> {
    if (!(await isDisputed())) throw new StoreReplacedError();
    return inTransaction(database, 'readonly', async (tx) => {
      const stores = await Promise.all(storesOf(database).map((name) => tx.objectStore(name).getAll()));
      return footprintOf(stores.flat(), 0);
    });
  }
  return shutStore(database, 'disputed', refuse, measure);
}

function shutStore(
  database: HistoryDatabase,
  encryption: Encryption,
  refuse: () => Promise<never>,
  footprint: () => Promise<HistoryFootprint>,
): EventStore {
  return {
    ...{ kind: 'indexeddb', encryption, footprint },
    ...{ append: refuse, after: refuse, all: refuse, merge: refuse, rewrite: refuse },
    erase: () => inTransaction(database, 'readwrite', eraseAll),
    close: () => database.close(),
  };
}

/** @throws StoreReplacedError where it is not encrypted any more */
export function measureSealed(database: HistoryDatabase, numEvents: number) {
  return inTransaction(database, 'readonly', async (tx) => {
    const records: unknown[] = await tx.objectStore('sealed').getAll();
    if ((await readLockRecord(tx)) === undefined) throw new StoreReplacedError();
    return footprintOf(records, numEvents);
  });
}

function footprintOf(records: readonly unknown[], numEvents: number): HistoryFootprint {
  const sizeBytes = records.reduce<number>((sum, record) => sum + sealedBytes(record), 0);
  return { numEvents, numRecords: records.length, sizeBytes };
}

/** Bytes count as they are, all else as JSON. */
function sealedBytes(record: unknown): number {
  const fields: unknown[] = typeof record === 'object' && record !== null ? Object.values(record) : [record];
  return fields.reduce<number>(
    (sum, field) => sum + (ArrayBuffer.isView(field) ? field.byteLength : jsonBytes(field)),
    0,
  );
}
