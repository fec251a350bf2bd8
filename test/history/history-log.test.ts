import { afterEach, describe, expect, test } from 'vitest';
import { StorageUnavailableError } from '../../src/errors.ts';
import type { LogChange } from '../../src/history/edit-events.ts';
import { noteInMemory } from '../../src/history/erasure-note.ts';
import type { NewEvent } from '../../src/history/events.ts';
import { formatHistoryFile, parseHistoryFile } from '../../src/history/history-file.ts';
import {
  type HistoryLog,
  type HistoryOptions,
  type HistoryStatus,
  openHistory,
} from '../../src/history/history-log.ts';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';

/** A database that can be refused, lost and brought back; it keeps its events while it is away. */
class FakeDatabase {
  isAway = false;
  numOpened = 0;
  content = createMemoryEventStore();
  lose: () => void = () => {};

  readonly eraseStored = async () => {
    this.#check();
    await this.content.erase();
  };

  readonly openStore: HistoryOptions['openStore'] = async ({ onLost }) => {
    this.numOpened++;
    this.#check();
    this.lose = onLost!;
    const guarded =
      <A extends unknown[], R>(operation: (...args: A) => Promise<R>) =>
      async (...args: A) => {
        this.#check();
        return operation(...args);
      };
    return {
      kind: 'indexeddb',
      encryption: 'off',
      append: guarded((events: readonly NewEvent[], known?: number) => this.content.append(events, known)),
      after: guarded((sequence: number) => this.content.after(sequence)),
      all: guarded(() => this.content.all()),
      merge: guarded((events: readonly NewEvent[]) => this.content.merge(events)),
      rewrite: guarded((change: LogChange) => this.content.rewrite(change)),
      footprint: guarded(() => this.content.footprint()),
      erase: guarded(() => this.content.erase()),
      close() {},
    };
  };

  #check(): void {
    if (this.isAway) throw new StorageUnavailableError('history: IndexedDB is away');
  }
}

const logs: HistoryLog[] = [];
let nextName = 0;
afterEach(() => {
  for (const log of logs.splice(0)) log.close();
});

async function open(database: FakeDatabase, options: HistoryOptions = {}) {
  const statuses: HistoryStatus[] = [];
  let clockMs = 1000;
  let numChanges = 0;
  const log = await openHistory({
    databaseName: `test-${nextName++}`,
    openStore: database.openStore!,
    eraseStored: database.eraseStored,
    onStatus: (status) => statuses.push(status),
    onChange: () => numChanges++,
    now: () => clockMs,
    ...options,
  });
  logs.push(log);
  const pass = (ms: number) => {
    clockMs += ms;
  };
  return { log, statuses, pass, numChanges: () => numChanges };
}

/** Tries to get the database back run in the background. */
const untilStored = (log: HistoryLog) => expect.poll(() => log.status.storage).toBe('indexeddb');
const itemIds = async (log: HistoryLog) => (await log.all()).map(({ itemId }) => itemId);

test('a repeated event is found where it is, however long ago, and stays; one that is not there is added', async () => {
  const database = new FakeDatabase();
  const { log } = await open(database);
  const like = (itemId: string, time: number): NewEvent => ({ type: 'like', itemId, time });
  await log.add(Array.from({ length: 300 }, (_, i) => like(`item-${i}`, i)));
  const steer: NewEvent = { type: 'steer', query: 'no horror', time: 400 };
  const stored = await log.record(steer);
  expect(await log.record(like('item-7', 7), true)).toEqual({ ...like('item-7', 7), sequence: 7 });
  expect(await log.record(steer, true)).toEqual(stored);
  expect(await log.all()).toHaveLength(301);
  const others: NewEvent[] = [like('item-7', 8), { ...like('item-7', 7), type: 'save' }, { ...steer, query: 'no war' }];
  for (const [i, event] of others.entries())
    expect(await log.record(event, true)).toEqual({ ...event, sequence: 301 + i });
  const twice = await Promise.all([1, 2].map(() => log.record(like('new', 500), true)));
  expect(twice[0]).toEqual(twice[1]);
  expect(await log.record(like('new', 500))).toMatchObject({ sequence: 305 });
  database.isAway = true;
  expect(await log.record(like('new', 500), true)).toMatchObject({ sequence: 305 });
  expect(await log.all()).toHaveLength(306);
});

describe('openHistory', () => {
  test('records with the time of now unless a time is given', async () => {
    const { log } = await open(new FakeDatabase());
    expect(await log.record({ type: 'like', itemId: 'a' })).toEqual({
      type: 'like',
      itemId: 'a',
      time: 1000,
      sequence: 0,
    });
    expect((await log.record({ type: 'like', itemId: 'b', time: 5 })).time).toBe(5);
    expect(log.events.at(-1)!.itemId).toBe('b');
    expect(log.status).toEqual({ storage: 'indexeddb', encryption: 'off' });
  });

  test('refused storage: in memory, and says so', async () => {
    const database = new FakeDatabase();
    database.isAway = true;
    const { log, statuses } = await open(database);
    const expected = {
      storage: 'memory',
      encryption: 'off',
      message: 'history: IndexedDB is away. What you do is kept until this tab closes',
    };
    expect(log.status).toEqual(expected);
    expect(statuses).toEqual([expected]);
    await log.record({ type: 'like', itemId: 'a' });
    expect(await itemIds(log)).toEqual(['a']);
  });

  test('refused storage is tried again, not at every request; then everything moves into it', async () => {
    const database = new FakeDatabase();
    await database.content.append([{ type: 'like', itemId: 'of an earlier visit', time: 1 }]);
    database.isAway = true;
    const { log, pass, numChanges } = await open(database);
    await log.record({ type: 'like', itemId: 'a' });
    expect(database.numOpened).toBe(1);
    database.isAway = false;
    pass(10_000);
    await log.record({ type: 'like', itemId: 'b' });
    await untilStored(log);
    expect(database.numOpened).toBe(2);
    expect(log.status).toEqual({ storage: 'indexeddb', encryption: 'off' });
    expect(await itemIds(log)).toEqual(['of an earlier visit', 'a', 'b']);
    expect((await database.content.all()).length).toBe(3);
    expect(numChanges()).toBe(1);
  });

  test('storage that fails in the middle of a session: nothing is lost, nothing rejects', async () => {
    const database = new FakeDatabase();
    const { log, statuses, pass } = await open(database);
    await log.record({ type: 'like', itemId: 'a' });
    database.isAway = true;
    await log.record({ type: 'dislike', itemId: 'b' });
    expect(log.status.storage).toBe('memory');
    expect(await itemIds(log)).toEqual(['a', 'b']);
    await expect.poll(() => database.numOpened).toBe(2);
    database.isAway = false;
    pass(10_000);
    await log.record({ type: 'like', itemId: 'c' });
    await untilStored(log);
    expect(statuses.map(({ storage }) => storage)).toEqual(['indexeddb', 'memory', 'memory', 'indexeddb']);
    expect((await database.content.all()).map(({ itemId }) => itemId)).toEqual(['a', 'b', 'c']);
  });

  test('a database that was taken away is not filled again: that would undo a clearing of site data', async () => {
    const database = new FakeDatabase();
    const { log } = await open(database);
    await log.record({ type: 'like', itemId: 'a' });
    await log.record({ type: 'hide', itemId: 'b' });
    database.content = createMemoryEventStore();
    database.lose();
    await log.record({ type: 'like', itemId: 'c' });
    expect((await log.all()).map(({ itemId }) => itemId)).toEqual(['a', 'b', 'c']);
    expect(log.status.storage).toBe('memory');
    expect(database.numOpened).toBe(1);
    expect(await database.content.all()).toEqual([]);
  });

  test('a read that fails is answered from memory', async () => {
    const database = new FakeDatabase();
    const { log } = await open(database);
    await log.record({ type: 'like', itemId: 'a' });
    database.isAway = true;
    expect((await log.all()).map(({ itemId }) => itemId)).toEqual(['a']);
    expect(formatHistoryFile(await log.all())).toContain('"itemId":"a"');
  });
});

describe('erase', () => {
  test('with the database away it rejects, and is made up for before anything is read from it', async () => {
    const database = new FakeDatabase();
    const { log, pass } = await open(database);
    await log.record({ type: 'like', itemId: 'secret' });
    database.isAway = true;
    await expect(log.erase()).rejects.toThrow(StorageUnavailableError);
    expect(await log.all()).toEqual([]);
    database.isAway = false;
    pass(10_000);
    await log.record({ type: 'like', itemId: 'new' });
    await untilStored(log);
    expect((await database.content.all()).map(({ itemId }) => itemId)).toEqual(['new']);
  });

  test('that storage was never there for this tab is no proof: it rejects, and forgets what it knows', async () => {
    const database = new FakeDatabase();
    await database.content.append([{ type: 'like', itemId: 'of an earlier visit', time: 1 }]);
    database.isAway = true;
    const { log, pass } = await open(database);
    await log.record({ type: 'like', itemId: 'a' });
    await expect(log.erase()).rejects.toThrow(StorageUnavailableError);
    expect(log.status).toMatchObject({ storage: 'memory', isErasureOwed: true });
    expect(log.status.message).toContain(
      'Erasing is not finished: history: IndexedDB is away. Nothing of before is shown',
    );
    expect(await log.all()).toEqual([]);
    database.isAway = false;
    pass(10_000);
    await log.record({ type: 'like', itemId: 'new' });
    await untilStored(log);
    expect(log.status).toEqual({ storage: 'indexeddb', encryption: 'off' });
    expect(await itemIds(log)).toEqual(['new']);
  });

  test('is owed beyond the end of a tab, and paid by the first opening that can, before anything is read', async () => {
    const database = new FakeDatabase();
    const erasure = noteInMemory();
    const { log } = await open(database, { erasure });
    await log.record({ type: 'like', itemId: 'secret' });
    database.isAway = true;
    await expect(log.erase()).rejects.toThrow(StorageUnavailableError);
    log.close();
    const seen: string[] = [];
    const { log: second } = await open(database, { erasure, onStatus: ({ message = '' }) => seen.push(message) });
    expect(second.events).toEqual([]);
    expect(second.status.isErasureOwed).toBe(true);
    await second.record({ type: 'like', itemId: 'newer' });
    database.isAway = false;
    const { log: third } = await open(database, { erasure });
    expect(await third.all()).toEqual([]);
    expect(await erasure.isOwed()).toBe(false);
    await third.record({ type: 'like', itemId: 'newest' });
    second.close();
    const { log: fourth } = await open(database, { erasure });
    expect(await itemIds(fourth)).toEqual(['newest']);
  });

  test('what cannot be reached here is erased by a tab that can reach it, which shows nothing of it at once', async () => {
    const content = new FakeDatabase();
    const away = new FakeDatabase();
    away.isAway = true;
    const erasure = noteInMemory();
    const databaseName = `shared-${nextName++}`;
    const heard: boolean[] = [];
    const onChange = (isErased: boolean) => heard.push(isErased);
    const there = await open(content, { databaseName, erasure, onChange });
    await there.log.record({ type: 'like', itemId: 'secret' });
    const here = await open(away, { databaseName, erasure });
    const erased = here.log.erase();
    await expect.poll(() => heard[0]).toBe(true);
    expect(there.log.events).toEqual([]);
    // Which of the two had the first turn is chance; what counts is that all is gone.
    await erased.catch(() => {});
    await expect.poll(() => erasure.isOwed()).toBe(false);
    expect(await content.content.all()).toEqual([]);
  });

  test('reaches the other tabs, also those that are in memory', async () => {
    const database = new FakeDatabase();
    const refused = new FakeDatabase();
    refused.isAway = true;
    const databaseName = `shared-${nextName++}`;
    const here = await open(database, { databaseName });
    const there = await open(database, { databaseName });
    const inMemory = await open(refused, { databaseName });
    await here.log.record({ type: 'like', itemId: 'a' });
    await inMemory.log.record({ type: 'like', itemId: 'b' });
    await expect.poll(() => there.numChanges()).toBe(2);
    expect(await itemIds(there.log)).toEqual(['a']);
    const changesHere = here.numChanges();
    await here.log.erase();
    await expect.poll(() => there.numChanges()).toBeGreaterThan(2);
    await expect.poll(() => inMemory.log.all()).toEqual([]);
    expect(await there.log.all()).toEqual([]);
    expect(here.numChanges()).toBe(changesHere);
  });
});

describe('remove, restore and replace', () => {
  test('one event goes, and comes back to its place', async () => {
    const { log } = await open(new FakeDatabase());
    for (const itemId of ['a', 'b', 'c']) await log.record({ type: 'like', itemId });
    const before = await log.all();
    const removed = await log.remove([before[1]!, { type: 'like', itemId: 'nobody', time: 77 }]);
    expect(removed).toEqual([before[1]]);
    expect(await itemIds(log)).toEqual(['a', 'c']);
    expect(await log.restore(removed)).toBe(1);
    expect(await log.restore(removed)).toBe(0);
    expect(await log.all()).toEqual(before);
  });

  test('an import is taken back by the numbers of what it added', async () => {
    const { log } = await open(new FakeDatabase());
    await log.record({ type: 'like', itemId: 'mine', time: 20 });
    const { added, numKnown } = await log.add([
      { type: 'like', itemId: 'old', time: 10 },
      { type: 'like', itemId: 'mine', time: 20 },
      { type: 'rate', itemId: 'new', time: 30, value: 4 },
    ]);
    expect([added.map(({ itemId }) => itemId), numKnown]).toEqual([['old', 'new'], 1]);
    await log.remove(added);
    expect(await itemIds(log)).toEqual(['mine']);
  });

  test('a replaced event is told as it is stored; one that is not there is refused', async () => {
    const { log } = await open(new FakeDatabase());
    const rated = await log.record({ type: 'rate', itemId: 'a', time: 10, value: 2 });
    expect(await log.replace(rated, { type: 'rate', itemId: 'a', time: 10, value: 5 })).toMatchObject({
      value: 5,
      sequence: 0,
    });
    const nobody = { type: 'like', itemId: 'b', time: 9 } as const;
    await expect(log.replace(nobody, { type: 'like', itemId: 'a', time: 10 })).rejects.toThrow(
      "history: there is no like of 'b' at 9, expected an event of the log",
    );
    expect((await log.all()).map(({ value }) => value)).toEqual([5]);
  });

  test('with the database away it rejects, and is made up for when that is back', async () => {
    const database = new FakeDatabase();
    const { log, pass } = await open(database);
    const secret = await log.record({ type: 'like', itemId: 'secret' });
    const rated = await log.record({ type: 'rate', itemId: 'rated', value: 1 });
    database.isAway = true;
    await expect(log.remove([secret])).rejects.toThrow(StorageUnavailableError);
    await expect(log.replace(rated, { type: 'rate', itemId: 'rated', time: 1000, value: 5 })).rejects.toThrow(
      'in memory only',
    );
    expect((await log.all()).map(({ itemId, value }) => [itemId, value])).toEqual([['rated', 5]]);
    database.isAway = false;
    pass(10_000);
    await log.record({ type: 'like', itemId: 'new' });
    await untilStored(log);
    expect((await database.content.all()).map(({ itemId, value }) => [itemId, value])).toEqual([
      ['rated', 5],
      ['new', undefined],
    ]);
  });

  test('a tab that has the event in memory alone does not bring it back', async () => {
    const database = new FakeDatabase();
    const databaseName = `shared-${nextName++}`;
    const here = await open(database, { databaseName });
    await here.log.record({ type: 'like', itemId: 'secret', time: 5 });
    const elsewhere = new FakeDatabase();
    const there = await open(elsewhere, { databaseName });
    await there.log.add([{ type: 'like', itemId: 'secret', time: 5 }]);
    elsewhere.isAway = true;
    await there.log.all();
    expect(there.log.status.storage).toBe('memory');
    await here.log.remove([{ type: 'like', itemId: 'secret', time: 5 }]);
    await expect.poll(() => itemIds(there.log)).toEqual([]);
  });
});

describe('export and import', () => {
  test('a history moves to another device, and a second import adds nothing', async () => {
    const { log: from } = await open(new FakeDatabase());
    const { log: to } = await open(new FakeDatabase());
    await from.record({ type: 'like', itemId: 'a', time: 10 });
    await from.record({ type: 'rate', itemId: 'b', time: 30, value: 4 });
    await to.record({ type: 'view', itemId: 'c', time: 20 });
    const text = formatHistoryFile(await from.all());
    expect(await to.add(parseHistoryFile(text))).toMatchObject({
      added: [{ itemId: 'a' }, { itemId: 'b' }],
      numKnown: 0,
    });
    expect(await to.add(parseHistoryFile(text))).toEqual({ added: [], numKnown: 2 });
    expect(await itemIds(to)).toEqual(['a', 'c', 'b']);
  });
});
