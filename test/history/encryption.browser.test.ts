// An encrypted history: the same log as a plain one, for whoever has the passphrase, and nothing at all for anybody else.
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LockedError, RequestError, StorageUnavailableError, WrongPassphraseError } from '../../src/errors.ts';
import { EncryptedEventStore, putSealed, sealContent } from '../../src/history/encryption/encrypted-event-store.ts';
import * as encryption from '../../src/history/encryption/encryption.ts';
import { decryptHistory, lockHistory } from '../../src/history/encryption/encryption.ts';
import {
  createLock,
  ITERATIONS,
  newPassphrase,
  type PassphraseLock,
  readLock,
} from '../../src/history/encryption/passphrase-lock.ts';
import { seal, unseal } from '../../src/history/encryption/sealed-record.ts';
import type { EventStore } from '../../src/history/event-store.ts';
import type { NewEvent } from '../../src/history/events.ts';
import { inTransaction, openDatabase, SEALED_VERSION } from '../../src/history/history-database.ts';
import type { HistoryKey } from '../../src/history/history-key.ts';
import { type HistoryLog, openHistory } from '../../src/history/history-log.ts';
import { openIndexedDbEventStore } from '../../src/history/indexeddb-event-store.ts';
import { createMemoryEventStore } from '../../src/history/memory-event-store.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { EncryptingTask } from '../browser/encrypting-worker.ts';
import { exchangeNumber, withoutNumbers } from './by-number.ts';
import { describeEventStore } from './conformance.ts';

const PASSPHRASE = 'four random words here';
/** A device for which the fewest rounds are slow enough: what takes half a second elsewhere takes its time once, below. */
const slow = async () => 500;
const encryptHistory = (log: HistoryLog, passphrase: string) => encryption.encryptHistory(log, passphrase, slow);
const unlockHistory = (log: HistoryLog, by: string | HistoryKey) => encryption.unlockHistory(log, by, slow);
const changePassphrase = (log: HistoryLog, before: string, next: string) =>
  encryption.changePassphrase(log, before, next, slow);
const names: string[] = [];
const open: { close(): void }[] = [];
let lock: PassphraseLock;
let key: HistoryKey;

beforeAll(async () => {
  ({ lock, key } = await createLock(PASSPHRASE, ITERATIONS));
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  for (const name of names.splice(0)) await deleteDB(name);
});

function newName(): string {
  const name = `privet-test-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}

const like = (itemId: string, time = 1): NewEvent => ({ type: 'like', itemId, time });
const many = (count: number) => Array.from({ length: count }, (_, i) => like(`item-${i}`, i));

/** An empty one that is encrypted, without the seconds that a passphrase takes. */
async function openSealed(name = newName()): Promise<EncryptedEventStore> {
  const database = await openDatabase(name, {}, SEALED_VERSION);
  const sealed = await sealContent(key.key, { chunks: [], nextSequence: 0, setAside: [] });
  await inTransaction(database, 'readwrite', async (tx) => {
    await tx.objectStore('sealed').put(lock, 'lock');
    await putSealed(tx, sealed);
  });
  const store = new EncryptedEventStore(database, key);
  open.push(store);
  return store;
}

async function reopen(name: string): Promise<EventStore> {
  const openEncrypted = (database: ConstructorParameters<typeof EncryptedEventStore>[0]) =>
    new EncryptedEventStore(database, key);
  const store = await openIndexedDbEventStore({ databaseName: name, openEncrypted });
  open.push(store);
  return store;
}

async function openLog(databaseName: string): Promise<HistoryLog> {
  const log = await openHistory({ databaseName });
  open.push(log);
  return log;
}

/** Works on the raw database, as a thief or a bug would. */
async function raw<T>(name: string, work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<T>): Promise<T> {
  const database = await openDB(name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Every record of every store, by its place. */
const dump = (name: string) =>
  raw(name, async (database) => {
    const found: [store: string, key: IDBValidKey, record: unknown][] = [];
    for (const store of database.objectStoreNames) {
      for (const place of await database.getAllKeys(store))
        found.push([store, place, await database.get(store, place)]);
    }
    return found;
  });

/** All bytes and texts of it, as text. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return String.fromCharCode(...value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${textOf(one)}`)
    .join(' ');
}

const itemsOf = (log: HistoryLog) => log.events.map(({ itemId }) => itemId);

describeEventStore('encrypted', async () => {
  const name = newName();
  let store = await openSealed(name);
  const isOf = (name: PropertyKey): name is keyof EncryptedEventStore => name in store;
  // Erasing takes the lock away as well: for the suite to go on, the empty history is encrypted again.
  const erase = async () => {
    await store.erase();
    expect(await dump(name)).toEqual([]);
    const footprint = store.footprint.bind(store);
    await expect(footprint()).rejects.toThrow(/kept in another way/);
    store.close();
    store = await openSealed(name);
  };
  let isErased = false;
  return new Proxy({} as EventStore, {
    get(_, property) {
      if (property === 'erase') {
        return async () => {
          await erase();
          isErased = true;
        };
      }
      // What is left of an empty encrypted history is its lock and its index.
      if (property === 'footprint' && isErased) return async () => ({ numEvents: 0, numRecords: 0, sizeBytes: 0 });
      if (!isOf(property)) return undefined;
      const value = store[property];
      return typeof value === 'function' ? value.bind(store) : value;
    },
  });
});

test('an encrypted history equals a plain one, for any operations, in two tabs, closed and opened again', async () => {
  const event = fc.record({
    type: fc.constantFrom('like', 'view'),
    itemId: fc.constantFrom('a', 'b'),
    time: fc.nat(30),
  });
  const operation = fc.record({
    tab: fc.nat(1),
    reopens: fc.boolean(),
    what: fc.oneof(
      { weight: 6, arbitrary: fc.record({ append: fc.array(event, { minLength: 1, maxLength: 300 }) }) },
      { weight: 2, arbitrary: fc.record({ merge: fc.array(event, { maxLength: 6 }) }) },
      { weight: 2, arbitrary: fc.record({ remove: fc.nat(400) }) },
      { weight: 2, arbitrary: fc.record({ edit: fc.nat(400), event }) },
    ),
  });
  type Operation = { append?: NewEvent[]; merge?: NewEvent[]; remove?: number; edit?: number; event?: NewEvent };
  const run = async (store: EventStore, { append, merge, remove, edit, event }: Operation) => {
    if (append) return store.append(append);
    if (merge) return store.merge(merge);
    if (remove !== undefined) return store.rewrite(withoutNumbers(remove));
    return store.rewrite(exchangeNumber(edit!, event!));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
      const name = newName();
      const tabs: EventStore[] = [await openSealed(name), await reopen(name)];
      const plain = createMemoryEventStore();
      for (const { tab, reopens, what } of operations) {
        if (reopens) {
          tabs[tab]!.close();
          tabs[tab] = await reopen(name);
        }
        expect(await run(tabs[tab]!, what as Operation)).toEqual(await run(plain, what as Operation));
        const all = await plain.all();
        expect(await tabs[0]!.all()).toEqual(all);
        expect(await tabs[1]!.all()).toEqual(all);
      }
      for (const tab of tabs) tab.close();
    }),
    { seed: 1, numRuns: 25 },
  );
});

describe('what lies in the database', () => {
  test('tells nothing: no id, no word, no type, no field of an event', async () => {
    const name = newName();
    const log = await openLog(name);
    await log.record({ type: 'like', itemId: 'alien-1979' });
    await log.record({ type: 'search', query: 'a quiet heist' });
    await log.record({ type: 'steer', query: 'nothing bloody' });
    await raw(name, (database) => database.put('chunks', { version: 1, events: ['jaws-1975'] }, 1000));
    const plain = textOf(await dump(name));
    const words = ['alien', 'heist', 'bloody', 'jaws', 'like', 'search', 'itemId'];
    for (const word of words) expect(plain).toContain(word);
    await encryptHistory(log, PASSPHRASE);
    await log.record({ type: 'like', itemId: 'alien-1980' });
    const sealed = await dump(name);
    for (const word of words) expect(textOf(sealed)).not.toContain(word);
    expect(new Set(sealed.map(([store]) => store))).toEqual(new Set(['sealed']));
    // What was set aside as damaged comes back with the rest.
    await decryptHistory(log);
    expect(textOf((await dump(name)).filter(([store]) => store === 'quarantine'))).toContain('jaws-1975');
    expect((await dump(name)).some(([store]) => store === 'sealed')).toBe(false);
  });

  test('10,000 records have 10,000 IVs, of 12 random bytes each', async () => {
    const ivs = new Set<string>();
    for (let i = 0; i < 10_000; i++) ivs.add(textOf((await seal(key.key, 7, { same: true })).iv));
    expect(ivs.size).toBe(10_000);
    expect([...ivs].every((iv) => iv.length === 12)).toBe(true);
  });

  test('an append seals the chunk that changed and the index, and no other', async () => {
    const name = newName();
    const store = await openSealed(name);
    await store.append(many(600));
    const before = new Map((await dump(name)).map(([, place, record]) => [place, textOf(record)]));
    await store.append([like('next')]);
    const changed = (await dump(name)).filter(([, place, record]) => before.get(place) !== textOf(record));
    expect(changed.map(([, place]) => place)).toEqual([512, 'index']);
  });
});

describe('a change from outside', () => {
  test('of any bit is refused, with the record named, and nothing is read in part', async () => {
    const name = newName();
    const store = await openSealed(name);
    await store.append(many(300));
    store.close();
    const records = (await dump(name)).filter(([, place]) => place !== 'lock');
    expect(records.map(([, place]) => place)).toEqual([0, 256, 'index']);
    const random = createRandom(3);
    for (const [, place, record] of records as [string, IDBValidKey, { iv: Uint8Array; data: Uint8Array }][]) {
      const positions = [
        ...Array.from({ length: 96 }, (_, bit) => ['iv', bit] as const),
        ...Array.from({ length: 40 }, () => ['data', random.integer(record.data.length * 8)] as const),
        ...[0, record.data.length * 8 - 1].map((bit) => ['data', bit] as const),
      ];
      for (const [field, bit] of positions) {
        const changed = structuredClone(record);
        changed[field][bit >> 3]! ^= 1 << (bit & 7);
        await raw(name, (database) => database.put('sealed', changed, place));
        const error: unknown = await (await reopen(name)).all().catch((error) => error);
        expect(error, `${place} ${field} ${bit}`).toBeInstanceOf(StorageUnavailableError);
        expect((error as Error).message).toMatch(
          /^history: the encrypted record (0|256|index) is damaged, missing or was/,
        );
        for (const one of open.splice(0)) one.close();
      }
      for (const other of [undefined, 'garbage', { ...record, version: 2 }, { ...record, data: new Uint8Array(3) }]) {
        const put = (database: Awaited<ReturnType<typeof openDB>>): Promise<unknown> =>
          other === undefined ? database.delete('sealed', place) : database.put('sealed', other, place);
        await raw(name, put);
        await expect((await reopen(name)).all()).rejects.toThrow(/damaged, missing or was changed/);
        for (const one of open.splice(0)) one.close();
      }
      await raw(name, (database) => database.put('sealed', record, place));
      expect(await (await reopen(name)).all()).toHaveLength(300);
    }
  });

  test('of any bit of the lock opens nothing', async () => {
    const name = newName();
    const log = await openLog(name);
    await log.record(like('a'));
    await encryptHistory(log, PASSPHRASE);
    log.close();
    const record: PassphraseLock = await raw(name, (database) => database.get('sealed', 'lock'));
    const random = createRandom(5);
    const changes: unknown[] = (['salt', 'keyId', 'iv', 'wrappedKey'] as const).map((field) => {
      const changed = structuredClone(record);
      changed[field][random.integer(changed[field].length)]! ^= 1 << random.integer(8);
      return changed;
    });
    changes.push({ ...record, iterations: 600_001 });
    for (const changed of changes) {
      await raw(name, (database) => database.put('sealed', changed, 'lock'));
      await expect(unlockHistory(await openLog(name), PASSPHRASE)).rejects.toThrow(WrongPassphraseError);
    }
    const hostile = [
      { ...record, iterations: 1 },
      { ...record, iterations: 10_000_001 },
      { ...record, iterations: 6e5 + 0.5 },
      { ...record, kdf: 'none' },
      { ...record, version: 2 },
      { ...record, salt: new Uint8Array(0) },
      { ...record, more: 1 },
      'garbage',
    ];
    for (const changed of hostile) {
      await raw(name, (database) => database.put('sealed', changed, 'lock'));
      await expect(unlockHistory(await openLog(name), PASSPHRASE)).rejects.toThrow(/^history: its lock is damaged/);
    }
    await raw(name, (database) => database.put('sealed', record, 'lock'));
    const again = await openLog(name);
    await unlockHistory(again, PASSPHRASE);
    expect(itemsOf(again)).toEqual(['a']);
  });

  test('records that changed places, or are of another time, are refused', async () => {
    const name = newName();
    const store = await openSealed(name);
    await store.append(many(600));
    const early = await raw(name, (database) => database.getAll('sealed'));
    const [first, second] = early;
    await raw(name, async (database) => {
      await database.put('sealed', second, 0);
      await database.put('sealed', first, 256);
    });
    await expect((await reopen(name)).all()).rejects.toThrow(/record (0|256) is damaged/);
    await raw(name, async (database) => {
      await database.put('sealed', first, 0);
      await database.put('sealed', second, 256);
    });
    await store.rewrite(withoutNumbers(599));
    await raw(name, (database) => database.put('sealed', early[2], 512)); // as it was before the removal
    await expect((await reopen(name)).all()).rejects.toThrow(/record 512 is damaged/);
    const sealed = await seal(key.key, 1, 'one');
    await expect(unseal(key.key, 2, sealed)).rejects.toThrow(StorageUnavailableError);
    expect(await unseal(key.key, 1, sealed)).toBe('one');
  });
});

describe('the passphrase', () => {
  test('has 8 to 1024 characters, composed as one, and stands in no message', () => {
    expect(newPassphrase('12345678')).toBe('12345678');
    expect(newPassphrase('e\u0301'.repeat(8))).toBe('\u00e9'.repeat(8));
    expect(newPassphrase('🎬'.repeat(1024))).toHaveLength(2048);
    for (const bad of [
      'secret7',
      'e\u0301'.repeat(7),
      'x'.repeat(1025),
      'y'.repeat(9999),
      '',
      12345678,
      null,
      undefined,
    ]) {
      let message = '';
      try {
        newPassphrase(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(RequestError);
        message = (error as Error).message;
      }
      expect(message).toMatch(/^passphrase: it (has \d+ characters|is \w+), expected/);
      expect(message).not.toContain('secret7');
    }
  });

  test('locks, unlocks, is refused and changed; what was wrong changes nothing', async () => {
    const name = newName();
    const log = await openLog(name);
    await log.add(many(300));
    await log.record(like('mine', 1000));
    await expect(encryptHistory(log, 'short')).rejects.toThrow(RequestError);
    expect(log.status.encryption).toBe('off');
    expect(await dump(name)).toHaveLength(3);
    await encryptHistory(log, PASSPHRASE);
    expect(log.status).toEqual({ storage: 'indexeddb', encryption: 'unlocked' });
    await expect(encryptHistory(log, PASSPHRASE)).rejects.toThrow(/encrypted already/);
    await log.record(like('after', 1001));
    expect(log.events).toHaveLength(302);
    const stored = await dump(name);
    expect(readLock(stored.find(([, place]) => place === 'lock')![2]).iterations).toBe(600_000);

    const next = await openLog(name);
    expect(next.status).toEqual({ storage: 'indexeddb', encryption: 'locked' });
    expect(next.events).toEqual([]);
    for (const call of [
      next.record(like('x')),
      next.all(),
      next.add([like('x')]),
      next.remove([like('x')]),
      next.restore([]),
    ]) {
      await expect(call).rejects.toThrow(LockedError);
    }
    expect(await next.footprint()).toMatchObject({ numEvents: 0, numRecords: 4 });
    await expect(decryptHistory(next)).rejects.toThrow(LockedError);
    await expect(changePassphrase(next, PASSPHRASE, 'another passphrase')).rejects.toThrow(LockedError);
    await expect(unlockHistory(next, 'five random words here')).rejects.toThrow(WrongPassphraseError);
    await expect(unlockHistory(next, 7 as never)).rejects.toThrow(RequestError);
    expect(next.status.encryption).toBe('locked');
    expect(await dump(name)).toEqual(stored);
    await unlockHistory(next, PASSPHRASE);
    expect(next.events).toEqual(log.events);

    const sealed = (await dump(name)).filter(([, place]) => place !== 'lock');
    await expect(changePassphrase(next, 'five random words here', 'another one')).rejects.toThrow(WrongPassphraseError);
    await expect(changePassphrase(next, PASSPHRASE, 'short')).rejects.toThrow(RequestError);
    await changePassphrase(next, PASSPHRASE, 'another passphrase');
    expect((await dump(name)).filter(([, place]) => place !== 'lock')).toEqual(sealed);
    await log.record(like('with the key that it has', 1002));
    const last = await openLog(name);
    await expect(unlockHistory(last, PASSPHRASE)).rejects.toThrow(WrongPassphraseError);
    await unlockHistory(last, 'another passphrase');
    expect(last.events).toHaveLength(303);

    await decryptHistory(last);
    expect(last.status.encryption).toBe('off');
    await expect(decryptHistory(last)).rejects.toThrow(/not encrypted/);
    await expect(unlockHistory(last, PASSPHRASE)).rejects.toThrow(/not encrypted/);
    const plain = await openLog(name);
    expect(plain.events).toEqual(last.events);
    expect((await plain.record(like('again', 2000))).sequence).toBe(303);
  });

  test('a key opens again what its passphrase opened, and no history that was encrypted anew', async () => {
    const name = newName();
    const log = await openLog(name);
    const held = structuredClone(await encryptHistory(log, PASSPHRASE));
    expect(held.key.extractable).toBe(false);
    await log.record(like('a'));
    const next = await openLog(name);
    await unlockHistory(next, held);
    expect(itemsOf(next)).toEqual(['a']);
    await decryptHistory(next);
    await encryptHistory(next, PASSPHRASE);
    const last = await openLog(name);
    await expect(unlockHistory(last, held)).rejects.toThrow(LockedError);
    expect(last.status.encryption).toBe('locked');
  });

  test('composed or not, it is the same', async () => {
    const name = newName();
    const log = await openLog(name);
    await encryptHistory(log, 'cr\u00e8me br\u00fbl\u00e9e');
    const next = await openLog(name);
    await unlockHistory(next, 'cre\u0300me bru\u0302le\u0301e');
    expect(next.status.encryption).toBe('unlocked');
  });
});

describe('erasing', () => {
  test.each(['locked', 'unlocked'])(
    'a history that is %s leaves nothing, and begins anew without a lock',
    async (state) => {
      const name = newName();
      const log = await openLog(name);
      await log.record(like('a'));
      await encryptHistory(log, PASSPHRASE);
      const other = await openLog(name);
      const eraser = state === 'locked' ? other : log;
      await eraser.erase();
      expect(await dump(name)).toEqual([]);
      expect(await eraser.footprint()).toEqual({ numEvents: 0, numRecords: 0, sizeBytes: 0 });
      expect((await eraser.record(like('new'))).sequence).toBe(0);
      for (const tab of [log, other]) {
        await expect.poll(() => tab.status.encryption).toBe('off');
        await expect.poll(() => itemsOf(tab)).toEqual(['new']);
      }
    },
  );
});

describe('two tabs', () => {
  test('one encrypts while the other records: what was acknowledged is there, and the other is locked', async () => {
    const name = newName();
    const here = await openLog(name);
    const there = await openLog(name);
    const kept: string[] = [];
    let isOver = false;
    const refused: unknown[] = [];
    const recording = (async () => {
      for (let i = 0; !isOver; i++) {
        await there.record(like(`tap-${i}`, i)).then(
          ({ itemId }) => kept.push(itemId!),
          (error) => refused.push(error),
        );
      }
    })();
    await expect.poll(() => kept.length).toBeGreaterThan(20);
    await encryptHistory(here, PASSPHRASE);
    await expect.poll(() => there.status.encryption).toBe('locked');
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    isOver = true;
    await recording;
    expect(refused.every((error) => error instanceof LockedError)).toBe(true);
    expect(there.events).toEqual([]);
    expect(itemsOf(here)).toEqual(kept);
    await unlockHistory(there, PASSPHRASE);
    expect(itemsOf(there)).toEqual(kept);

    // Both write with the key, nothing is lost, and both hear when it is plain again.
    await Promise.all(many(40).map((event, i) => (i % 2 ? here : there).record({ ...event, time: 5000 + i })));
    expect(await here.all()).toHaveLength(kept.length + 40);
    await decryptHistory(there);
    await expect.poll(() => here.status.encryption).toBe('off');
    await here.record(like('plain', 9000));
    await expect.poll(() => itemsOf(there).at(-1)).toBe('plain');
    expect(itemsOf(there)).toEqual(itemsOf(here));
  });

  test('what one records while the other is sealing is there', async () => {
    const name = newName();
    const [here, there] = [await openLog(name), await openLog(name)];
    await here.record(like('a', 1));
    const { encrypt } = crypto.subtle;
    crypto.subtle.encrypt = async (...args) => {
      crypto.subtle.encrypt = encrypt;
      await there.record(like('in between', 2));
      return encrypt.apply(crypto.subtle, args);
    };
    await encryptHistory(here, PASSPHRASE);
    expect(itemsOf(here)).toEqual(['a', 'in between']);
  });

  test('one locks both', async () => {
    const name = newName();
    const here = await openLog(name);
    await encryptHistory(here, PASSPHRASE);
    await here.record(like('a'));
    const there = await openLog(name);
    await unlockHistory(there, PASSPHRASE);
    await lockHistory(here);
    expect([here.status.encryption, here.events]).toEqual(['locked', []]);
    await expect.poll(() => there.status.encryption).toBe('locked');
    expect(there.events).toEqual([]);
    await expect(there.record(like('b'))).rejects.toThrow(LockedError);
    await unlockHistory(there, PASSPHRASE);
    expect(itemsOf(there)).toEqual(['a']);
  });
});

test('a kill at any moment leaves the whole history, plain or encrypted', async () => {
  const random = createRandom(11);
  const found = { plain: 0, encrypted: 0 };
  const ways: EncryptingTask['task'][] = ['encrypt', 'decrypt'];
  for (let kill = 0; kill < 24; kill++) {
    const name = newName();
    const task = ways[kill % 2]!;
    const log = await openLog(name);
    await log.add(many(2000));
    if (task === 'decrypt') await encryptHistory(log, PASSPHRASE);
    log.close();
    const worker = new Worker(new URL('../browser/encrypting-worker.ts', import.meta.url), { type: 'module' });
    const begun = new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }) => data === 'begun' && resolve();
      worker.onerror = reject;
    });
    worker.postMessage({ databaseName: name, passphrase: PASSPHRASE, task } satisfies EncryptingTask);
    await begun;
    const endMs = performance.now() + random.next() * 60;
    while (performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve));
    worker.terminate();
    const next = await openLog(name);
    if (next.status.encryption === 'locked') {
      found.encrypted++;
      expect(new Set((await dump(name)).map(([store]) => store))).toEqual(new Set(['sealed']));
      await unlockHistory(next, PASSPHRASE);
    } else {
      found.plain++;
      expect((await dump(name)).some(([store]) => store === 'sealed')).toBe(false);
    }
    expect(itemsOf(next)).toEqual(many(2000).map(({ itemId }) => itemId));
    expect((await next.record(like('next', 9000))).sequence).toBe(2000);
    next.close();
  }
  console.log(`24 kills: plain ${found.plain}, encrypted ${found.encrypted}`);
  expect(found.plain).toBeGreaterThan(0);
  expect(found.encrypted).toBeGreaterThan(0);
}, 300_000);
