// The device as `ToldLists` sees it: one entry of localStorage beside the history, which tabs take turns with. It goes when
// everything is erased, and is never there while the history is encrypted.

import { isEncryptedHere } from '../sdk/encryption-mark.ts';
import { forgetTold, toldKey } from '../sdk/told-key.ts';
import type { ToldDevice, ToldEngine, ToldList } from './told-lists.ts';
import type { ToldStore } from './visit.ts';

const SECRET_BYTES = 32;

/** What settling needs beside the lists. */
export interface SettlingEngine extends ToldEngine {
  popular(rules: object): Promise<ToldList>;
  similar(itemId: string, rules: object): Promise<ToldList>;
  loadTowers(): Promise<unknown>;
}

export function toldDevice(): ToldDevice {
  const memory = memoryStore();
  const inTurn = turns();
  return {
    inTurn,
    nowMs: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    newSecret: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join(''),
    store: ({ status: { encryption, storage, databaseName = '' } }) => {
      // A history that lasts as long as this page has nothing beside it that lasts longer.
      if (storage === 'memory') return memory;
      if (encryption === 'off' && !isEncryptedHere(databaseName)) return localStore(toldKey(databaseName));
      forgetTold(databaseName);
      return undefined;
    },
    settled: (engine) => settle(engine as SettlingEngine),
  };
}

/** The same for everyone: what a list beside an item waits for is all that lists are made from, towers aside. */
async function settle(engine: SettlingEngine): Promise<void> {
  const { items } = await engine.popular({ count: 1, anonymous: true });
  if (items[0]) await engine.similar(items[0].itemId, { count: 1, anonymous: true });
  await engine.loadTowers();
}

function memoryStore(): ToldStore {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (text) => {
      kept = text;
      return true;
    },
  };
}

/** @returns undefined where the browser refuses it */
function localStore(key: string): ToldStore | undefined {
  try {
    const { localStorage } = globalThis;
    return { read: () => localStorage.getItem(key), write: (text) => isKept(localStorage, key, text) };
  } catch {
    return undefined;
  }
}

function isKept(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function turns(): ToldDevice['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const { locks } = navigator as { locks?: LockManager };
    if (locks) return locks.request('privet-told', work) as Promise<T>;
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}
