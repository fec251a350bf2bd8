// A history that was encrypted and lost its lock is not taken for a plain one: nothing is read or written, plain and sealed
// records stay, and only a person ends it. One that was decrypted or erased on purpose is no such history.
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { LockedError, RequestError } from '../../src/errors.ts';
import {
  acceptPlain,
  changePassphrase,
  decryptHistory,
  encryptHistory,
  exportRecords,
  raiseRounds,
  unlockHistory,
} from '../../src/history/encryption/encryption.ts';
import { readLock } from '../../src/history/encryption/passphrase-lock.ts';
import type { HistoryLog } from '../../src/history/history-log.ts';
import { openHistory } from '../../src/history/history-log.ts';
import { dumpDatabase, parseDatabase, putDatabase, type StoredDatabase } from '../browser/stored-databases.ts';

const PASSPHRASE = 'four random words here';
const slow = async () => 500;
const names: string[] = [];
const open: HistoryLog[] = [];

afterEach(async () => {
  for (const log of open.splice(0)) log.close();
  for (const name of names.splice(0)) await deleteDB(name);
});

function newName(): string {
  const name = `privet-test-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}

async function openLog(databaseName: string, expectsEncrypted = true): Promise<HistoryLog> {
  const log = await openHistory({ databaseName, expectsEncrypted });
  open.push(log);
  return log;
}

const like = (itemId: string) => ({ type: 'like', itemId, time: 1 }) as const;
const itemsOf = (log: HistoryLog) => log.events.map(({ itemId }) => itemId);

/** Encrypted, with two events; nobody has it open. */
async function sealed(name = newName()): Promise<string> {
  const log = await openLog(name, false);
  await log.record(like('alien-1979'));
  await encryptHistory(log, PASSPHRASE, slow);
  await log.record(like('jaws-1975'));
  log.close();
  return name;
}

async function raw<T>(name: string, work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<T>): Promise<T> {
  const database = await openDB(name);
  return work(database).finally(() => database.close());
}

const PLAIN_CHUNK = { version: 1, events: [{ ...like('se7en-1995'), sequence: 0 }] };
/** A history that was never encrypted, as a database of its own. */
const plainDatabase = (name: string): StoredDatabase => ({
  ...{ name, version: 1 },
  stores: [
    { name: 'chunks', autoIncrement: false, records: [[0, PLAIN_CHUNK]] },
    { name: 'meta', autoIncrement: false, records: [['nextSequence', 1]] },
    { name: 'quarantine', autoIncrement: true, records: [] },
  ],
});

/** What was done to it from outside, and how many records are there then. */
const ATTACKS: [string, (name: string) => Promise<unknown>, number][] = [
  ['its lock is removed', (name) => raw(name, (database) => database.delete('sealed', 'lock')), 2],
  ['the sealed store is emptied', (name) => raw(name, (database) => database.clear('sealed')), 0],
  ['it is replaced by a plain one', (name) => putDatabase(plainDatabase(name)), 2],
  ['its database is deleted', (name) => deleteDB(name), 0],
  [
    'its lock is removed, and plain records stand beside',
    async (name) => {
      await raw(name, (database) => database.delete('sealed', 'lock'));
      await raw(name, (database) => database.put('chunks', PLAIN_CHUNK, 0));
    },
    3,
  ],
];

const recordsOf = async (name: string) => (await dumpDatabase(name)).stores;

describe.each(ATTACKS)('where %s', (_, attack, numRecords) => {
  test('nothing is read or written, and all stays as it is', async () => {
    const name = await sealed();
    await attack(name);
    const log = await openLog(name);
    const before = await recordsOf(name);
    expect(log.status).toMatchObject({ storage: 'indexeddb', encryption: 'disputed' });
    expect(log.events).toEqual([]);
    expect((await log.footprint()).numRecords).toBe(numRecords);
    const calls: (() => Promise<unknown>)[] = [
      () => log.record(like('new')),
      () => log.add([like('new')]),
      () => log.remove([like('new')]),
      () => log.all(),
      () => encryptHistory(log, PASSPHRASE, slow),
      () => unlockHistory(log, PASSPHRASE, slow),
      () => decryptHistory(log),
      () => changePassphrase(log, PASSPHRASE, 'another passphrase', slow),
    ];
    for (const call of calls) {
      const error = await call().catch((error: unknown) => error);
      expect(error, String(call)).toBeInstanceOf(LockedError);
      expect((error as Error).message).toContain('its lock is gone');
    }
    expect(log.events).toEqual([]);
    expect(await recordsOf(name)).toEqual(before);
    // Another tab sees the same, and so does the next visit.
    expect((await openLog(name)).status.encryption).toBe('disputed');
  });

  test('a person may keep what is plain, or erase all', async () => {
    for (const way of ['accept', 'erase']) {
      const name = await sealed();
      await attack(name);
      const [log, other] = [await openLog(name), await openLog(name)];
      const plain = (await recordsOf(name)).find(({ name }) => name === 'chunks')!.records.length;
      if (way === 'accept') await acceptPlain(log);
      else await log.erase();
      await log.record(like('new'));
      const items = way === 'accept' && plain > 0 ? ['se7en-1995', 'new'] : ['new'];
      expect(log.status.encryption).toBe('off');
      expect(itemsOf(log)).toEqual(items);
      await expect.poll(() => other.status.encryption).toBe('off');
      await expect.poll(() => itemsOf(other)).toEqual(items);
      expect((await recordsOf(name)).find(({ name }) => name === 'sealed')?.records ?? []).toEqual([]);
      // A mark that was written late says that it is encrypted still: what was accepted is not in dispute again.
      if (way === 'accept') expect((await openLog(name)).status.encryption).toBe('off');
      for (const one of open.splice(0)) one.close();
    }
  });
});

test('a lock that comes back is believed, and opens', async () => {
  const name = await sealed();
  const lock = await raw(name, (database) => database.get('sealed', 'lock'));
  await raw(name, (database) => database.delete('sealed', 'lock'));
  const log = await openLog(name);
  expect(log.status.encryption).toBe('disputed');
  await raw(name, (database) => database.put('sealed', lock, 'lock'));
  await expect(log.all()).rejects.toThrow(/locked by a passphrase/);
  await unlockHistory(log, PASSPHRASE, slow);
  expect(itemsOf(log)).toEqual(['alien-1979', 'jaws-1975']);
});

test('a lock that goes while it is unlocked is missed at once', async () => {
  const name = await sealed();
  const log = await openLog(name);
  await unlockHistory(log, PASSPHRASE, slow);
  await raw(name, (database) => database.delete('sealed', 'lock'));
  await expect(log.record(like('new'))).rejects.toThrow(LockedError);
  expect(log.status.encryption).toBe('disputed');
  expect(log.events).toEqual([]);
});

test('one that was decrypted or erased is in no dispute, whatever a late mark says, here and in other tabs', async () => {
  const name = await sealed();
  const [log, other] = [await openLog(name), await openLog(name)];
  expect(other.status.encryption).toBe('locked');
  await unlockHistory(log, PASSPHRASE, slow);
  await decryptHistory(log);
  await expect.poll(() => other.status.encryption).toBe('off');
  const late = await openLog(name);
  expect(late.status.encryption).toBe('off');
  expect(itemsOf(late)).toEqual(['alien-1979', 'jaws-1975']);
  // Encrypted anew it needs its lock again.
  await encryptHistory(log, PASSPHRASE, slow);
  await raw(name, (database) => database.delete('sealed', 'lock'));
  expect((await openLog(name)).status.encryption).toBe('disputed');
  await log.erase();
  for (const tab of [log, other, late]) await expect.poll(() => tab.all()).toEqual([]);
});

test('without a mark a lock is believed, and so is none, unless sealed records stand without it', async () => {
  const name = await sealed();
  expect((await openLog(name, false)).status.encryption).toBe('locked');
  expect((await openLog(newName(), false)).status.encryption).toBe('off');
  await raw(name, (database) => database.delete('sealed', 'lock'));
  expect((await openLog(name, false)).status.encryption).toBe('disputed');
  await raw(name, (database) => database.put('meta', 'accepted', 'plainOnPurpose'));
  expect((await openLog(name, false)).status.encryption).toBe('disputed');
});

test('all records go into a file, from which they can be put back', async () => {
  const name = await sealed();
  const log = await openLog(name);
  await expect(exportRecords(log)).rejects.toThrow(RequestError);
  await expect(acceptPlain(log)).rejects.toThrow(/expected one that lost its lock/);
  const lock = await raw(name, (database) => database.get('sealed', 'lock'));
  await raw(name, (database) => database.delete('sealed', 'lock'));
  const disputed = await openLog(name);
  const { format, version, stores } = JSON.parse(await exportRecords(disputed));
  expect([format, version]).toEqual(['privet-records', 1]);
  await disputed.erase();
  for (const one of open.splice(0)) one.close();
  const whole = { name, version: 2, stores: stores.map((store: object) => ({ ...store, autoIncrement: false })) };
  await putDatabase(parseDatabase(JSON.stringify(whole)));
  await raw(name, (database) => database.put('sealed', lock, 'lock'));
  const back = await openLog(name);
  await unlockHistory(back, PASSPHRASE, slow);
  expect(itemsOf(back)).toEqual(['alien-1979', 'jaws-1975']);
});

describe('rounds', () => {
  const roundsOf = (name: string) => raw(name, async (db) => readLock(await db.get('sealed', 'lock')).iterations);
  const fast = async () => 250;

  test('are raised by the passphrase at an unlock, and never lowered; both locks open the same history', async () => {
    const name = await sealed();
    expect(await roundsOf(name)).toBe(600_000);
    const log = await openLog(name);
    await unlockHistory(log, PASSPHRASE, fast);
    await expect.poll(() => roundsOf(name)).toBe(1_200_000);
    await log.record(like('new'));
    log.close();
    const next = await openLog(name);
    const key = await unlockHistory(next, PASSPHRASE, slow);
    await raiseRounds(next, PASSPHRASE, slow);
    expect(await roundsOf(name)).toBe(1_200_000);
    expect(itemsOf(next)).toEqual(['alien-1979', 'jaws-1975', 'new']);
    await changePassphrase(next, PASSPHRASE, 'another passphrase', slow);
    expect(await roundsOf(name)).toBe(1_200_000);
    next.close();
    const byKey = await openLog(name);
    await unlockHistory(byKey, key);
    expect(itemsOf(byKey)).toHaveLength(3);
  });

  test('give way to whatever is done to the lock meanwhile', async () => {
    const name = await sealed();
    const log = await openLog(name);
    await unlockHistory(log, PASSPHRASE, slow);
    let goOn = () => {};
    const raising = raiseRounds(log, PASSPHRASE, () => new Promise((resolve) => (goOn = () => resolve(250))));
    const failed = raising.catch((error: Error) => error.name);
    await changePassphrase(log, PASSPHRASE, 'another passphrase', slow);
    const until = setInterval(() => goOn(), 5);
    expect(await failed).toBe('WrongPassphraseError');
    clearInterval(until);
    expect(await roundsOf(name)).toBe(600_000);
    log.close();
    const next = await openLog(name);
    await unlockHistory(next, 'another passphrase', slow);
    expect(itemsOf(next)).toEqual(['alien-1979', 'jaws-1975']);
  });
});
