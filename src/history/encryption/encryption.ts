// Encryption of the history by a passphrase: turning it on and off, another passphrase, and the key that opens it. Code
// that no list needs: it comes behind the first list for everyone, so that fetching it tells nothing.

import { RequestError } from '../../errors.ts';
import { nextSequenceOf, readChunk } from '../event-chunks.ts';
import type { StoredEvent } from '../events.ts';
import {
  eraseAll,
  expectPlain,
  type HistoryDatabase,
  inTransaction,
  openDatabase,
  type ReadTransaction,
  readLockRecord,
  SEALED_VERSION,
  StoreReplacedError,
  type WriteTransaction,
} from '../history-database.ts';
import type { HistoryKey } from '../history-key.ts';
import type { HistoryLog } from '../history-log.ts';
import type { EncryptedOpener } from '../indexeddb-event-store.ts';
import { lockedError } from '../locked-event-store.ts';
import { oweWriteOver, writeOver } from '../write-over.ts';
import { chooseRounds, type RoundsTimer, raisedRounds } from './choose-rounds.ts';
import { chunked, EncryptedEventStore, type LogContent, putSealed, sealContent } from './encrypted-event-store.ts';
import {
  changeLock,
  createLock,
  keyIdOf,
  newPassphrase,
  openLock,
  type PassphraseLock,
  readLock,
} from './passphrase-lock.ts';

export { finishWriteOver, oweWriteOver, writeOver } from '../write-over.ts';
export { acceptPlain, exportRecords } from './disputed-history.ts';

/**
 * Encrypts the history, which goes on unlocked here. Whenever it ends, the history is whole in the old way or the new one.
 *
 * @param timeOf  measures the device (default: it does)
 * @returns       what opens it
 * @throws RequestError when it is encrypted already, or for no good passphrase; LockedError where its lock is gone;
 *         StorageUnavailableError
 */
export async function encryptHistory(log: HistoryLog, passphrase: string, timeOf?: RoundsTimer): Promise<HistoryKey> {
  await expectDecided(log);
  if (log.status.encryption !== 'off') throw alreadyEncrypted();
  const checked = newPassphrase(passphrase);
  const { lock, key } = await createLock(checked, await chooseRounds(timeOf));
  await oweWriteOver().catch(() => {}); // for want of room: that is no reason to stay plain
  const database = await openDatabase(log.databaseName, {}, SEALED_VERSION);
  // What is recorded from the moment of the exchange on needs the key at once.
  log.openEncrypted = openerOf(key);
  try {
    await sealAll(database, lock, key);
  } catch (error) {
    log.openEncrypted = undefined;
    throw error instanceof StoreReplacedError ? alreadyEncrypted() : error;
  } finally {
    database.close();
  }
  await log.reopen();
  log.tellReplaced();
  return key;
}

/** As `encryptHistory`; what was plain on the disk is written over behind the answer. */
export async function encryptAndWriteOver(log: HistoryLog, passphrase: string): Promise<HistoryKey> {
  const { sizeBytes } = await log.footprint();
  const key = await encryptHistory(log, passphrase);
  writeOver(sizeBytes).catch(() => {}); // a tab that ends before owes it
  return key;
}

/**
 * By the passphrase, the lock gets more rounds where this device is faster than whatever set it: behind the answer, and in one
 * transaction, so that there is always a lock.
 *
 * @param timeOf  as `encryptHistory`
 * @returns       what opens it the next time
 * @throws WrongPassphraseError; RequestError when it is not encrypted; StorageUnavailableError when a single record is not
 *         as it was written: then it stays locked. LockedError for a key of an earlier lock
 */
export async function unlockHistory(
  log: HistoryLog,
  by: string | HistoryKey,
  timeOf?: RoundsTimer,
): Promise<HistoryKey> {
  await expectDecided(log);
  const key = isKey(by) ? by : await keyFor(log.databaseName, by);
  const before = log.openEncrypted;
  log.openEncrypted = openerOf(key);
  try {
    await log.reopen();
  } catch (error) {
    log.openEncrypted = before;
    throw error;
  }
  await expectDecided(log);
  if (log.status.encryption === 'locked') throw lockedError(); // the key is another lock's
  if (log.status.encryption === 'off') throw notEncrypted();
  // What another tab does to the lock meanwhile goes first.
  if (!isKey(by)) raiseRounds(log, by, timeOf).catch(() => {});
  return key;
}

/** @returns when the lock has as many rounds as it should */
export async function raiseRounds(log: HistoryLog, passphrase: string, timeOf?: RoundsTimer): Promise<void> {
  await inStore(log, (store) =>
    store.changeLock(async (lock) => {
      const rounds = await raisedRounds(lock.iterations, timeOf);
      return rounds === undefined ? lock : changeLock(lock, passphrase, passphrase, rounds);
    }),
  );
}

/** The key is let go of, here and in other tabs. */
export async function lockHistory(log: HistoryLog): Promise<void> {
  log.openEncrypted = undefined;
  await log.reopen();
  log.tellLocked();
}

/** @throws LockedError; RequestError when it is not encrypted; StorageUnavailableError */
export async function decryptHistory(log: HistoryLog): Promise<void> {
  await inStore(log, (store) => store.decrypt());
  log.openEncrypted = undefined;
  await log.reopen();
  log.tellReplaced();
}

/** @throws WrongPassphraseError, then nothing has changed; else as `decryptHistory`, and for a `next` that is not good */
export async function changePassphrase(
  log: HistoryLog,
  passphrase: string,
  next: string,
  timeOf?: RoundsTimer,
): Promise<void> {
  const change = async (lock: PassphraseLock) => changeLock(lock, passphrase, next, await chooseRounds(timeOf));
  await inStore(log, (store) => store.changeLock(change));
}

/** @returns those of the lock, or of one that would be made now */
export async function passphraseRounds(log: HistoryLog, timeOf?: RoundsTimer): Promise<number> {
  const lock = await lockRecord(log.databaseName);
  return lock === undefined ? chooseRounds(timeOf) : readLock(lock).iterations;
}

/** What a page sends may be anything; what is no key is no passphrase either, unless it is a text. */
function isKey(by: string | HistoryKey): by is HistoryKey {
  const { key, keyId } = (by ?? {}) as Partial<HistoryKey>;
  return key instanceof CryptoKey && typeof keyId === 'string';
}

function openerOf(key: HistoryKey): EncryptedOpener {
  return (database, lock) =>
    keyIdOf(readLock(lock)) === key.keyId ? new EncryptedEventStore(database, key) : undefined;
}

async function keyFor(databaseName: string, passphrase: string): Promise<HistoryKey> {
  const lock = await lockRecord(databaseName);
  if (lock === undefined) throw notEncrypted();
  return openLock(readLock(lock), passphrase);
}

async function lockRecord(databaseName: string): Promise<unknown> {
  const database = await openDatabase(databaseName);
  try {
    return await inTransaction(database, 'readonly', readLockRecord);
  } finally {
    database.close();
  }
}

/** @throws LockedError that says what is there, where the history lost its lock */
async function expectDecided(log: HistoryLog): Promise<void> {
  if (log.status.encryption === 'disputed') await log.all();
}

/** In a connection of its own: whatever this tab and others do meanwhile is heeded, or heeds it. */
async function inStore(log: HistoryLog, work: (store: EncryptedEventStore) => Promise<void>): Promise<void> {
  await expectDecided(log);
  if (log.status.encryption === 'locked') throw lockedError();
  const database = await openDatabase(log.databaseName);
  try {
    const lock = await inTransaction(database, 'readonly', readLockRecord);
    const store = lock === undefined ? undefined : log.openEncrypted?.(database, lock);
    if (!(store instanceof EncryptedEventStore)) throw lock === undefined ? notEncrypted() : lockedError();
    await work(store);
  } finally {
    database.close();
  }
}

/** What a plain history holds, and all of it as text, to be compared. */
interface PlainHistory {
  content: LogContent;
  text: string;
}

/** Seals everything and removes what was plain, in one transaction; anew where somebody wrote meanwhile. */
async function sealAll(database: HistoryDatabase, lock: object, { key }: HistoryKey): Promise<void> {
  for (;;) {
    const { content, text } = await inTransaction(database, 'readonly', readPlain);
    const sealed = await sealContent(key, content);
    const write = async (tx: WriteTransaction) => {
      if ((await readPlain(tx)).text !== text) return false;
      await eraseAll(tx);
      await tx.objectStore('sealed').put(lock, 'lock');
      await putSealed(tx, sealed);
      return true;
    };
    if (await inTransaction(database, 'readwrite', write, 'strict')) return;
  }
}

async function readPlain(tx: ReadTransaction): Promise<PlainHistory> {
  await expectPlain(tx);
  const [keys, records, counter, quarantine] = await Promise.all([
    tx.objectStore('chunks').getAllKeys(),
    tx.objectStore('chunks').getAll() as Promise<unknown[]>,
    tx.objectStore('meta').get('nextSequence') as Promise<unknown>,
    tx.objectStore('quarantine').getAll() as Promise<unknown[]>,
  ]);
  const log: StoredEvent[] = [];
  const damaged = keys.flatMap((key, i) => {
    const { events, problem } = readChunk(key, records[i]);
    for (const event of events) log.push(event);
    return problem ? [{ key, record: records[i], problem }] : [];
  });
  const setAside = [...quarantine, ...damaged].map(asJson);
  const content = { chunks: chunked(log), nextSequence: nextSequenceOf(counter, log.at(-1)), setAside };
  return { content, text: JSON.stringify([keys, records.map(asJson), asJson(counter), setAside]) };
}

/** What was damaged may be anything: what is no JSON is kept as far as it is. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return String(value);
  }
}

const alreadyEncrypted = () => new RequestError('history: it is encrypted already, expected a plain one');
const notEncrypted = () => new RequestError('history: it is not encrypted, expected one that is');
