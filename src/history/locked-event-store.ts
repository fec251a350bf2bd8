// An encrypted history to which nobody has given the passphrase: its size can be told, and it can be erased.

import { LockedError } from '../errors.ts';
import type { EventStore } from './event-store.ts';
import {
  eraseAll,
  type HistoryDatabase,
  inTransaction,
  readLockRecord,
  StoreReplacedError,
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

  return {
    kind: 'indexeddb',
    encryption: 'locked',
    append: refuse,
    after: refuse,
    all: refuse,
    merge: refuse,
    rewrite: refuse,
    footprint: () => measureSealed(database, 0),
    erase: () => inTransaction(database, 'readwrite', eraseAll),
    close: () => database.close(),
  };
}

/** @throws StoreReplacedError where it is not encrypted any more */
export function measureSealed(database: HistoryDatabase, numEvents: number) {
  return inTransaction(database, 'readonly', async (tx) => {
    const records: unknown[] = await tx.objectStore('sealed').getAll();
    if ((await readLockRecord(tx)) === undefined) throw new StoreReplacedError();
    const sizes = records.map(sealedBytes);
    return { numEvents, numRecords: records.length, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
}

/** Bytes count as they are, all else as JSON. */
function sealedBytes(record: unknown): number {
  const fields: unknown[] = typeof record === 'object' && record !== null ? Object.values(record) : [record];
  return fields.reduce<number>(
    (sum, field) => sum + (ArrayBuffer.isView(field) ? field.byteLength : jsonBytes(field)),
    0,
  );
}
