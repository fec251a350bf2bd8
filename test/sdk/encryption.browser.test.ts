// The page's side of an encrypted history: who is asked for the passphrase and when, what lies beside the history, and a
// worker that dies while it is unlocked.
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  isEncryptedHere,
  LockedError,
  type Privet,
  type PrivetOptions,
  RequestError,
  WrongPassphraseError,
} from '../../src/sdk/index.ts';
import { freshDatabaseName, openFilms } from '../browser/film-bundle.ts';
import { mortalWorker } from '../browser/mortal-worker.ts';

const PASSPHRASE = 'four random words here';
const ANSWERED = { timeout: 20_000 };
/**
 * Goes before an engine's worker: a device on which the fewest rounds take half a second, as they are measured there. Else
 * each passphrase of these tests would take that long.
 */
const SLOW_DEVICE = `{
  let aheadMs = 0;
  const { deriveBits } = SubtleCrypto.prototype;
  const now = performance.now.bind(performance);
  performance.now = () => now() + aheadMs;
  SubtleCrypto.prototype.deriveBits = async function (...args) {
    const bits = await deriveBits.apply(this, args);
    aheadMs += 500;
    return bits;
  };
}`;

const opened: Privet[] = [];
let databaseName: string;
beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  databaseName = freshDatabaseName();
});
afterEach(async () => {
  for (const privet of opened.splice(0)) privet.dispose();
  await deleteDB(databaseName);
  localStorage.clear();
});

async function open(options: Partial<PrivetOptions> = {}): Promise<Privet> {
  const { workerUrl } = mortalWorker(SLOW_DEVICE);
  const privet = await openFilms({ databaseName, workerUrl, ...options });
  opened.push(privet);
  return privet;
}

const ids = ({ items }: { items: { itemId: string }[] }) => items.map(({ itemId }) => itemId);
const keptIds = async (privet: Privet) => (await privet.history()).map(({ event }) => event.itemId).reverse();

/** Encrypted, with these likes; nothing is open. @returns the list that somebody with these likes gets */
async function encrypted(...itemIds: string[]): Promise<string[]> {
  const privet = await open();
  for (const itemId of itemIds) await privet.record('like', itemId);
  await privet.encrypt(PASSPHRASE);
  const list = ids(await privet.forYou({ count: 12 }));
  privet.dispose();
  return list;
}

describe('who is asked', () => {
  it('nobody, where the history is plain', async () => {
    const ask = vi.fn();
    const privet = await open({ passphrase: ask });
    expect(privet.status.encryption).toBe('off');
    expect(ask).not.toHaveBeenCalled();
  });

  it('whoever the page says, with what was wrong the last time', async () => {
    const list = await encrypted('alien-1979');
    const answers = ['not this one', 'nor this', PASSPHRASE];
    const ask = vi.fn(async (_wrong?: WrongPassphraseError) => answers.shift());
    const privet = await open({ passphrase: ask });
    expect(ask.mock.calls.map(([wrong]) => wrong?.name)).toEqual([
      undefined,
      'WrongPassphraseError',
      'WrongPassphraseError',
    ]);
    expect(ask.mock.calls[1]![0]).toBeInstanceOf(WrongPassphraseError);
    expect(privet.status.encryption).toBe('unlocked');
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    expect(ids(await privet.forYou({ count: 12 }))).toEqual(list);
  });

  it('nobody, where the passphrase is a text: a wrong one fails', async () => {
    await encrypted('alien-1979');
    await expect(open({ passphrase: 'not this one' })).rejects.toThrow(WrongPassphraseError);
    const privet = await open({ passphrase: PASSPHRASE });
    expect(await keptIds(privet)).toEqual(['alien-1979']);
  });

  it('somebody who does not answer, or nobody: lists are those of a newcomer, and nothing is kept', async () => {
    const newcomer = await open({ databaseName: freshDatabaseName() });
    const list = ids(await newcomer.forYou({ count: 12 }));
    await encrypted('alien-1979', 'jaws-1975');
    for (const options of [{}, { passphrase: async () => undefined }]) {
      const privet = await open(options);
      expect(privet.status).toMatchObject({ encryption: 'locked', storage: 'indexeddb' });
      expect(ids(await privet.forYou({ count: 12 }))).toEqual(list);
      expect(await privet.history()).toEqual([]);
      expect((await privet.steering()).wishes).toEqual([]);
      const refused: (() => Promise<unknown>)[] = [
        () => privet.record('like', 'jaws-1975'),
        () => privet.steer('nothing bloody'),
        () => privet.events(),
        () => privet.export(),
        () => privet.addEvents([{ type: 'like', itemId: 'jaws-1975' }]),
        () => privet.eraseEvents([{ type: 'like', itemId: 'jaws-1975', time: 1 }]),
        () => privet.decrypt(),
      ];
      for (const call of refused) await expect(call(), String(call)).rejects.toThrow(LockedError);
      expect(sessionStorage.length).toBe(0);
      privet.dispose();
    }
    const privet = await open();
    await privet.unlock(PASSPHRASE);
    expect(await keptIds(privet)).toEqual(['alien-1979', 'jaws-1975']);
  });
});

describe('the calls', () => {
  it('refuse what makes no sense, with errors of their classes', async () => {
    const privet = await open();
    await expect(privet.encrypt('short')).rejects.toThrow(RequestError);
    expect(isEncryptedHere(databaseName)).toBe(false);
    await expect(privet.encrypt(12345678 as never)).rejects.toThrow(RequestError);
    await expect(privet.unlock(PASSPHRASE)).rejects.toThrow(RequestError);
    await expect(privet.unlock({ keyId: 'a', key: 'b' } as never)).rejects.toThrow(RequestError);
    await expect(privet.decrypt()).rejects.toThrow(RequestError);
    await expect(privet.changePassphrase(PASSPHRASE, 'another passphrase')).rejects.toThrow(RequestError);
    await privet.encrypt(PASSPHRASE);
    await expect(privet.encrypt(PASSPHRASE)).rejects.toThrow(RequestError);
    await expect(privet.changePassphrase('not this one', 'another passphrase')).rejects.toThrow(WrongPassphraseError);
    await privet.changePassphrase(PASSPHRASE, 'another passphrase');
    const next = await open({ passphrase: 'another passphrase' });
    expect(next.status.encryption).toBe('unlocked');
  });

  it('change lists, and tell it', async () => {
    const privet = await open();
    await privet.record('like', 'alien-1979');
    const told: boolean[] = [];
    privet.on('change', ({ isOwn }) => told.push(isOwn));
    await privet.encrypt(PASSPHRASE);
    expect(told).toEqual([]);
    await privet.lock();
    expect(privet.status.encryption).toBe('locked');
    expect(await privet.history()).toEqual([]);
    await privet.unlock(PASSPHRASE);
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    await privet.decrypt();
    expect(privet.status.encryption).toBe('off');
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    expect(told).toEqual([true, true, true]);
  });

  it('export and import a plain file, whichever way the history is kept', async () => {
    const privet = await open();
    await privet.record('like', 'alien-1979');
    const plain = await privet.export();
    await privet.encrypt(PASSPHRASE);
    expect(await privet.export()).toBe(plain);
    await privet.forget();
    await privet.encrypt(PASSPHRASE);
    expect((await privet.import(plain)).added).toHaveLength(1);
    expect(await privet.export()).toBe(plain);
  });
});

describe('what lies beside the history', () => {
  it('is a mark that says nothing, and no event that waits', async () => {
    const privet = await open();
    const put = vi.spyOn(Storage.prototype, 'setItem');
    await privet.record('like', 'alien-1979');
    expect(put.mock.calls.some(([key]) => key === 'privet-outbox')).toBe(true);
    await privet.encrypt(PASSPHRASE);
    put.mockClear();
    await privet.record('like', 'jaws-1975');
    await privet.steer('nothing bloody');
    expect(put.mock.calls.filter(([key]) => key === 'privet-outbox')).toEqual([]);
    put.mockRestore();
    expect(Object.entries(localStorage)).toEqual([[`privet-encrypted:${databaseName}`, '1']]);
    expect(isEncryptedHere(databaseName)).toBe(true);
    localStorage.clear();
    const next = await open();
    expect(isEncryptedHere(databaseName)).toBe(true);
    next.dispose();
    await privet.forget();
    expect(privet.status.encryption).toBe('off');
    await expect.poll(() => isEncryptedHere(databaseName)).toBe(false);
    expect((await privet.record('like', 'jaws-1975'))!.sequence).toBe(0);
  });
});

describe('the mark and the store', () => {
  const markName = () => `privet-encrypted:${databaseName}`;
  const setMark = (mark: string | null) =>
    mark === null ? localStorage.removeItem(markName()) : localStorage.setItem(markName(), mark);
  async function raw(work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>): Promise<void> {
    const database = await openDB(databaseName);
    await work(database).finally(() => database.close());
  }
  async function make(work: (privet: Privet) => Promise<unknown>): Promise<void> {
    const privet = await open();
    await privet.record('like', 'alien-1979');
    await work(privet);
    privet.dispose();
  }
  /** What a tab that was ended at some moment leaves, and what the next one says with each mark that may be beside it. */
  const LEFT: [string, () => Promise<void>, [none: string, changing: string, encrypted: string]][] = [
    ['never encrypted', () => make(async () => {}), ['off', 'off', 'disputed']],
    ['encrypted', () => make((privet) => privet.encrypt(PASSPHRASE)), ['locked', 'locked', 'locked']],
    [
      'decrypted',
      () => make((privet) => privet.encrypt(PASSPHRASE).then(() => privet.decrypt())),
      ['off', 'off', 'off'],
    ],
    [
      'erased while it was encrypted',
      () => make((privet) => privet.encrypt(PASSPHRASE).then(() => privet.forget())),
      ['off', 'off', 'disputed'],
    ],
    [
      'of which the lock was removed',
      async () => {
        await make((privet) => privet.encrypt(PASSPHRASE));
        await raw((database) => database.delete('sealed', 'lock'));
      },
      ['disputed', 'disputed', 'disputed'],
    ],
  ];

  it.each(LEFT)('of a history that was %s', async (_, leave, said) => {
    await leave();
    for (const [i, mark] of [null, 'changing', '1'].entries()) {
      setMark(mark);
      const privet = await open();
      expect(privet.status.encryption, String(mark)).toBe(said[i]);
      expect(localStorage.getItem(markName())).toBe(said[i] === 'off' ? null : '1');
      privet.dispose();
    }
  });

  it('agree at every moment: the mark is in doubt before the store changes, and right when it has', async () => {
    const privet = await open();
    await privet.record('like', 'alien-1979');
    const mark = () => localStorage.getItem(markName());
    for (const [change, after] of [
      [() => privet.encrypt(PASSPHRASE), '1'],
      [() => privet.changePassphrase(PASSPHRASE, PASSPHRASE), '1'],
      [() => privet.decrypt(), null],
      [() => privet.encrypt(PASSPHRASE), '1'],
      [() => privet.forget(), null],
    ] as const) {
      const before = mark();
      const done = change();
      if (before !== after) expect(mark()).toBe('changing');
      await done;
      await expect.poll(mark).toBe(after);
    }
    // What fails changes nothing.
    await privet.encrypt(PASSPHRASE);
    await privet.lock();
    await expect(privet.decrypt()).rejects.toThrow(LockedError);
    await expect.poll(mark).toBe('1');
  });

  it('disagree: lists are those of a stranger, nothing is kept, and a person decides', async () => {
    const newcomer = ids(await (await open({ databaseName: freshDatabaseName() })).forYou({ count: 12 }));
    await make(async () => {});
    setMark('1');
    const ask = vi.fn(async () => PASSPHRASE);
    const privet = await open({ passphrase: ask });
    expect(privet.status).toMatchObject({ encryption: 'disputed', storage: 'indexeddb' });
    expect(ask).not.toHaveBeenCalled();
    expect(ids(await privet.forYou({ count: 12 }))).toEqual(newcomer);
    expect(await privet.history()).toEqual([]);
    await expect(privet.record('like', 'jaws-1975')).rejects.toThrow(LockedError);
    await expect(privet.unlock(PASSPHRASE)).rejects.toThrow(/its lock is gone/);
    expect(sessionStorage.length).toBe(0);
    expect((await privet.historyFootprint()).numRecords).toBe(2);
    expect(await privet.exportRecords()).toContain('alien-1979');
    await privet.acceptPlain();
    expect(privet.status.encryption).toBe('off');
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    await expect.poll(() => isEncryptedHere(databaseName)).toBe(false);
    await expect(privet.acceptPlain()).rejects.toThrow(RequestError);
  });
});

describe('a worker that dies', () => {
  async function openMortal(options: Partial<PrivetOptions> = {}) {
    const worker = mortalWorker(SLOW_DEVICE);
    const states: string[] = [];
    const privet = await open({
      workerUrl: worker.workerUrl,
      onStatus: ({ engine }) => void (engine.state !== states.at(-1) && states.push(engine.state)),
      ...options,
    });
    const replace = async () => {
      const before = states.length;
      worker.kill();
      await vi.waitUntil(() => states.length >= before + 2, ANSWERED);
    };
    return { privet, replace, worker };
  }

  it('while it is unlocked asks nobody again, and loses nothing', async () => {
    await encrypted('alien-1979');
    const ask = vi.fn(async () => PASSPHRASE);
    const { privet, replace, worker } = await openMortal({ passphrase: ask });
    await replace();
    expect(privet.status.encryption).toBe('unlocked');
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    worker.kill();
    await privet.record('like', 'jaws-1975').catch(() => {}); // it may come late, and is kept all the same
    await expect.poll(() => keptIds(privet), ANSWERED).toEqual(['alien-1979', 'jaws-1975']);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('after it was encrypted here, too; after it was locked stays locked', async () => {
    const { privet, replace } = await openMortal();
    await privet.record('like', 'alien-1979');
    await privet.encrypt(PASSPHRASE);
    await replace();
    expect(await keptIds(privet)).toEqual(['alien-1979']);
    await privet.lock();
    await replace();
    expect(privet.status.encryption).toBe('locked');
    expect(await privet.history()).toEqual([]);
  });
});
