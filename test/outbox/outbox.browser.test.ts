// An event whose page goes away at once: it waits in the tab, and the next page adds it, once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordSafely, sendOutbox } from '../../src/outbox.ts';
import { openPrivet } from '../../src/sdk/index.ts';
import { filmManifestUrl, freshDatabaseName } from '../browser/film-bundle.ts';

const KEY = 'privet-outbox';
const waiting = () => JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as { event: { itemId: string } }[];
const never = () => new Promise<never>(() => {});
const tell = vi.fn();

beforeEach(() => sessionStorage.removeItem(KEY));
afterEach(() => sessionStorage.removeItem(KEY));

test('what is kept waits no longer, and neither does what is refused', async () => {
  const record = vi.fn(async () => undefined);
  await recordSafely(async () => ({ record }), {}, 'like', 'a', { price: 2 });
  expect(record).toHaveBeenCalledWith('like', 'a', { price: 2, time: expect.any(Number) });
  expect(waiting()).toEqual([]);
  record.mockRejectedValueOnce(new Error('no such type'));
  await expect(recordSafely(async () => ({ record }), {}, 'x', 'a')).rejects.toThrow('no such type');
  expect(waiting()).toEqual([]);
});

test('what a page left is added by the next one to the bundle that it was for', async () => {
  recordSafely(never, { src: 'shop/', database: 'mine' }, 'select', 'a', { list: 'for-you' });
  expect(waiting()).toHaveLength(1);
  const addEvents = vi.fn(async () => undefined);
  const open = vi.fn(async () => ({ addEvents, isPaused: false }));
  await sendOutbox(open, tell);
  expect(open).toHaveBeenCalledWith({ src: new URL('shop/', document.baseURI).href, database: 'mine' });
  expect(addEvents).toHaveBeenCalledWith([{ type: 'select', itemId: 'a', list: 'for-you', time: expect.any(Number) }]);
  expect(waiting()).toEqual([]);
});

test('nothing is added while paused, nor what is old, and what is no event is dropped', async () => {
  const addEvents = vi.fn(async () => undefined);
  recordSafely(never, {}, 'select', 'a');
  await sendOutbox(async () => ({ addEvents, isPaused: true }), tell);
  expect(waiting()).toEqual([]);
  const old = { to: {}, event: { type: 'view', itemId: 'a', time: Date.now() - 3_600_000 } };
  sessionStorage.setItem(KEY, JSON.stringify([null, 7, { to: {}, event: { itemId: 3 } }, old]));
  await sendOutbox(async () => ({ addEvents, isPaused: false }), tell);
  sessionStorage.setItem(KEY, '{not json');
  await sendOutbox(async () => ({ addEvents, isPaused: false }), tell);
  expect(addEvents).not.toHaveBeenCalled();
});

test('an event that was kept after all is in the history once', async () => {
  const privet = await openPrivet(filmManifestUrl, { databaseName: freshDatabaseName(), towers: 'manual' });
  recordSafely(never, {}, 'select', 'blade-runner-1982', { list: 'for-you' });
  const [lost] = waiting();
  const { type, itemId, ...details } = lost!.event as { itemId: string; type: 'select' };
  await privet.record(type, itemId, details);
  await sendOutbox(async () => privet, tell);
  expect((await privet.events({ limit: 10 })).numEvents).toBe(1);
  privet.dispose();
});
