import { deleteDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { formatHistoryFile, parseHistoryFile } from '../../src/history/history-file.ts';
import { type HistoryLog, type HistoryOptions, openHistory } from '../../src/history/history-log.ts';

const logs: HistoryLog[] = [];
const names: string[] = [];
afterEach(async () => {
  for (const log of logs.splice(0)) log.close();
  for (const name of names.splice(0)) await deleteDB(name);
});

async function open(databaseName: string, options: HistoryOptions = {}): Promise<HistoryLog> {
  const log = await openHistory({ databaseName, ...options });
  logs.push(log);
  names.push(databaseName);
  return log;
}

const newName = () => `privet-test-${crypto.randomUUID()}`;
const itemIds = async (log: HistoryLog) => (await log.all()).map(({ itemId }) => itemId);

describe('the history in a real browser', () => {
  test('is there after the tab was closed', async () => {
    const name = newName();
    const first = await open(name);
    await first.record({ type: 'like', itemId: 'a' });
    first.close();
    const second = await open(name);
    expect(second.status).toEqual({ storage: 'indexeddb', encryption: 'off' });
    expect(await itemIds(second)).toEqual(['a']);
  });

  test('other tabs hear of taps, imports and erasure', async () => {
    const name = newName();
    const here = await open(name);
    const heard: boolean[] = [];
    const there = await open(name, { onChange: (isErased) => heard.push(isErased) });
    await here.record({ type: 'like', itemId: 'a', time: 5 });
    await expect.poll(() => heard).toEqual([false]);
    const text = formatHistoryFile(await here.all());
    await here.erase();
    await expect.poll(() => heard.slice(0, 2)).toEqual([false, true]);
    expect(await there.all()).toEqual([]);
    expect(await here.add(parseHistoryFile(text))).toMatchObject({ added: [{ itemId: 'a' }], numKnown: 0 });
    await expect.poll(() => itemIds(there)).toEqual(['a']);
  });

  test('other tabs hear of a removal, an exchange and a way back', async () => {
    const name = newName();
    const here = await open(name);
    let heard = 0;
    const there = await open(name, { onChange: () => heard++ });
    const stored = await here.record({ type: 'like', itemId: 'a', time: 5 });
    await expect.poll(() => heard).toBe(1);
    const removed = await here.remove([stored]);
    expect(removed).toEqual([stored]);
    await expect.poll(() => heard).toBe(2);
    expect(await there.all()).toEqual([]);
    expect(await here.restore(removed)).toBe(1);
    await expect.poll(() => heard).toBe(3);
    await there.replace(stored, { type: 'dislike', itemId: 'a', time: 5 });
    expect(await here.all()).toEqual([{ ...stored, type: 'dislike' }]);
  });

  test('a database that is deleted during a session is not filled again; this tab goes on in memory', async () => {
    const name = newName();
    const log = await open(name);
    await log.record({ type: 'like', itemId: 'a' });
    await log.record({ type: 'dislike', itemId: 'b' });
    await deleteDB(name);
    await log.record({ type: 'like', itemId: 'c' });
    expect(await itemIds(log)).toEqual(['a', 'b', 'c']);
    expect(log.status.storage).toBe('memory');
    expect(log.status.message).toContain('took the database away');
    log.close();
    expect(await itemIds(await open(name))).toEqual([]);
  });

  test('a page that may not use IndexedDB has a history until it closes', async () => {
    const original = indexedDB.open;
    indexedDB.open = () => {
      throw new DOMException('The user denied permission.', 'SecurityError');
    };
    try {
      const log = await open(newName());
      expect(log.status).toEqual({
        storage: 'memory',
        encryption: 'off',
        message:
          'history: IndexedDB cannot be opened (The user denied permission.). ' +
          'What you do is kept until this tab closes',
      });
      await log.record({ type: 'like', itemId: 'a' });
      expect(await itemIds(log)).toEqual(['a']);
    } finally {
      indexedDB.open = original;
    }
  });

  test('a full disk is a stated degradation: the tap that found it is kept', async () => {
    const log = await open(newName());
    await log.record({ type: 'like', itemId: 'a' });
    const original = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No space left.', 'QuotaExceededError');
    };
    try {
      await log.record({ type: 'like', itemId: 'b' });
      expect(log.status.storage).toBe('memory');
      expect(log.status.message).toMatch(/^history: IndexedDB is full \(No space left\.\)\. What you do is kept/);
      expect(await itemIds(log)).toEqual(['a', 'b']);
    } finally {
      IDBObjectStore.prototype.put = original;
    }
  });

  test('damage is told at start-up, and the rest is used', async () => {
    const name = newName();
    const first = await open(name);
    await first.record({ type: 'like', itemId: 'a' });
    first.close();
    const request = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const tx = database.transaction('chunks', 'readwrite');
    tx.objectStore('chunks').put({ version: 1, events: null }, 300);
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    database.close();
    const log = await open(name);
    expect(log.status.storage).toBe('indexeddb');
    expect(log.status.message).toBe(
      'history: chunk 300 is no list of events, expected version 1; it was set aside and the rest is used',
    );
    expect(await itemIds(log)).toEqual(['a']);
  });
});
