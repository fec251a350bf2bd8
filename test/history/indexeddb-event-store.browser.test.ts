import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { StorageUnavailableError } from '../../src/errors.ts';
import { eraseHistory } from '../../src/history/erase-history.ts';
import type { EventStore } from '../../src/history/event-store.ts';
import type { NewEvent } from '../../src/history/events.ts';
import { PLAIN_STORES } from '../../src/history/history-database.ts';
import { openIndexedDbEventStore } from '../../src/history/indexeddb-event-store.ts';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';
import { readSetAside } from '../../src/history/set-aside.ts';
import { withoutNumbers } from './by-number.ts';
import { describeEventStore } from './conformance.ts';

const names: string[] = [];
const stores: EventStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) store.close();
  for (const name of names.splice(0)) await deleteDB(name);
});

function newName(): string {
  const name = `privet-test-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}

async function open(databaseName: string, problems: string[] = []): Promise<EventStore> {
  const store = await openIndexedDbEventStore({ databaseName, onProblem: (problem) => problems.push(problem) });
  stores.push(store);
  return store;
}

const like = (itemId: string, time = 1): NewEvent => ({ type: 'like', itemId, time });
const many = (count: number) => Array.from({ length: count }, (_, i) => like(`item-${i}`, i));

/** Works on the raw database, as a bug or another program would. */
async function tamper(name: string, work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>) {
  const database = await openDB(name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

describeEventStore('indexeddb', () => open(newName()));
describeEventStore('memory, in the browser', async () => createMemoryEventStore());

describe('what is on disk', () => {
  test('outlives the connection', async () => {
    const name = newName();
    (await open(name)).append([like('a')]);
    const store = await open(name);
    expect(await store.all()).toEqual([{ ...like('a'), sequence: 0 }]);
    expect((await store.append([like('b')]))[0]!.sequence).toBe(1);
  });

  test('is chunks of 256 events, of which appending rewrites only the last', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(600));
    await store.append([like('last', 1000)]);
    const keys = await tamper(name, (database) => database.getAllKeys('chunks'));
    expect(keys).toEqual([0, 256, 512]);
    const chunk = await tamper(name, (database) => database.get('chunks', 512));
    expect(chunk).toMatchObject({ version: 1, events: { length: 89 } });
  });
});

describe('two tabs', () => {
  test('that append at the same time lose nothing', async () => {
    const name = newName();
    const [here, there] = [await open(name), await open(name)];
    const appends = many(300).map((event, i) => (i % 2 === 0 ? here : there).append([event]));
    const stored = (await Promise.all(appends)).flat();
    const all = await here.all();
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(new Set(all.map(({ itemId }) => itemId)).size).toBe(300);
    expect(await there.all()).toEqual([...stored].sort((a, b) => a.sequence - b.sequence));
  });

  test('one imports while the other appends', async () => {
    const name = newName();
    const [here, there] = [await open(name), await open(name)];
    await here.append([like('first', 500)]);
    const [numAdded] = await Promise.all([
      here.merge(many(300)),
      ...many(20).map(() => there.append([like('tap', 600)])),
    ]);
    expect(numAdded).toBe(300);
    expect((await there.all()).length).toBe(321);
  });
});

describe('damage', () => {
  test('a chunk that is no chunk is set aside; the others are read, and appending goes on', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(600));
    store.close();
    await tamper(name, (database) => database.put('chunks', 'garbage', 256));

    const problems: string[] = [];
    const reopened = await open(name, problems);
    const all = await reopened.all();
    expect(all.map(({ sequence }) => sequence)).toEqual([...range(0, 256), ...range(512, 600)]);
    expect(problems).toEqual(['history: chunk 256 is no list of events, expected version 1']);
    expect((await reopened.append([like('new')]))[0]!.sequence).toBe(600);
    expect(await reopened.all()).toHaveLength(345);
    expect(problems).toHaveLength(1);
    const kept = await tamper(name, (database) => database.getAll('quarantine'));
    expect(kept).toEqual([{ key: 256, record: 'garbage', problem: problems[0] }]);
  });

  test('a chunk with a bad event loses that event alone, and it is kept aside', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(3));
    await tamper(name, async (database) => {
      const chunk = await database.get('chunks', 0);
      chunk.events[1].type = 'poke';
      await database.put('chunks', chunk, 0);
    });
    expect((await store.all()).map(({ sequence }) => sequence)).toEqual([0, 2]);
    expect(await tamper(name, (database) => database.count('quarantine'))).toBe(1);
  });

  test('in the last chunk: appending sets it aside first, and gives no number twice', async () => {
    const name = newName();
    const problems: string[] = [];
    const store = await open(name, problems);
    await store.merge(many(260));
    await tamper(name, (database) => database.put('chunks', { version: 1, events: 'gone' }, 256));
    expect((await store.append([like('new')]))[0]!.sequence).toBe(260);
    expect((await store.all()).map(({ sequence }) => sequence)).toEqual([...range(0, 256), 260]);
    expect(problems).toHaveLength(1);
  });

  test('a counter that is damaged goes on after the log', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(3));
    await tamper(name, (database) => database.put('meta', 'x', 'nextSequence'));
    expect((await store.append([like('new')]))[0]!.sequence).toBe(3);
  });

  test('removing an event leaves no copy of it, not even in what was set aside', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge([like('kept', 1), like('secret', 2), like('other', 3)]);
    await tamper(name, async (database) => {
      const chunk = await database.get('chunks', 0);
      chunk.events.push('garbage');
      await database.put('chunks', chunk, 0);
    });
    await store.all();
    expect(await tamper(name, (database) => database.count('quarantine'))).toBe(1);
    await store.rewrite(withoutNumbers(1));
    for (const storeName of ['chunks', 'meta', 'quarantine']) {
      expect(JSON.stringify(await tamper(name, (database) => database.getAll(storeName)))).not.toContain('secret');
    }
    expect((await store.all()).map(({ itemId }) => itemId)).toEqual(['kept', 'other']);
  });

  test('erasing leaves nothing behind, not even what was set aside', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(3));
    await tamper(name, (database) => database.put('chunks', 'garbage', 256));
    await store.all();
    await store.erase();
    for (const storeName of ['chunks', 'meta', 'quarantine']) {
      expect(await tamper(name, (database) => database.count(storeName))).toBe(0);
    }
  });
});

describe('unavailable storage', () => {
  test('a database of a newer version is left alone', async () => {
    const name = newName();
    const upgrade = (database: IDBPDatabase) => {
      for (const store of [...PLAIN_STORES, 'sealed', 'future']) database.createObjectStore(store);
    };
    (await openDB(name, 9, { upgrade })).close();
    const result = open(name);
    await expect(result).rejects.toThrow(/^history: IndexedDB cannot be opened \(.*version.*\)$/);
    await expect(result).rejects.toThrow(StorageUnavailableError);
    const version = await tamper(name, async (database) => database.version);
    expect(version).toBe(9);
  });

  test.each([
    ['of somebody else', 1, ['other']],
    ['of somebody else, and of a newer version', 9, ['other']],
    ['that lost a store', 1, ['chunks', 'meta']],
    ['that lost the store of sealed records', 2, [...PLAIN_STORES]],
  ])('a database %s is set aside whole, and a new one is made', async (_, version, stores) => {
    const name = newName();
    const database = await openDB(name, version, {
      upgrade: (upgrading) => {
        for (const store of stores) upgrading.createObjectStore(store, { autoIncrement: store === 'quarantine' });
      },
    });
    for (const store of stores) await database.put(store, { of: store }, 7);
    database.close();
    const problems: string[] = [];
    const store = await openIndexedDbEventStore({ databaseName: name, onProblem: (problem) => problems.push(problem) });
    await store.append([like('a')]);
    expect((await store.all()).map(({ itemId }) => itemId)).toEqual(['a']);
    const found = await readSetAside(name);
    expect(found).toEqual(stores.toSorted().map((of) => ({ store: of, key: 7, value: { of } })));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${stores.length} record`);
    store.close();
    await eraseHistory(name);
    expect(await readSetAside(name)).toEqual([]);
    expect(await (await open(name)).all()).toEqual([]);
  });

  test('one that is deleted under us lets go, says so, and fails from then on', async () => {
    const name = newName();
    let numLost = 0;
    const store = await openIndexedDbEventStore({ databaseName: name, onLost: () => numLost++ });
    await store.append([like('a')]);
    await deleteDB(name);
    expect(numLost).toBe(1);
    await expect(store.append([like('b')])).rejects.toThrow(StorageUnavailableError);
    await expect(store.after(5)).rejects.toThrow(StorageUnavailableError);
  });

  test('a write that fails half-way leaves the log as it was', async () => {
    const name = newName();
    const store = await open(name);
    await store.merge(many(3));
    const cannotBeStored = { ...like('b', 0), value: (() => 1) as unknown as number };
    await expect(store.merge([like('earlier', -1), cannotBeStored])).rejects.toThrow();
    await expect(store.append([like('next'), cannotBeStored])).rejects.toThrow();
    expect((await store.all()).map(({ itemId }) => itemId)).toEqual(['item-0', 'item-1', 'item-2']);
  });
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
