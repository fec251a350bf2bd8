// An event whose page goes away at once: it waits in the tab, and the next page adds it, once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordSafely, sendOutbox } from '../../src/outbox.ts';
import { Outbox, openPrivet } from '../../src/sdk/index.ts';
import { filmManifestUrl, freshDatabaseName } from '../browser/film-bundle.ts';

const KEY = 'privet-outbox';
const waiting = () =>
  JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as { act: { name: string; args: { itemId: string }[] } }[];
/** This page went away, and the next one is here: nobody waits any more. */
const leave = () => sessionStorage.setItem(KEY, JSON.stringify(waiting().map((one) => ({ ...one, owner: 0.5 }))));
const never = () => new Promise<never>(() => {});
const asRecommender = (engine: object) => engine as never;
const tell = vi.fn();

beforeEach(() => sessionStorage.removeItem(KEY));
afterEach(() => sessionStorage.removeItem(KEY));

test('what is kept waits no longer, and neither does what is refused', async () => {
  const record = vi.fn(async () => undefined);
  await recordSafely(async () => asRecommender({ record }), {}, 'like', 'a', { price: 2 });
  expect(record).toHaveBeenCalledWith('like', 'a', { price: 2, time: expect.any(Number) });
  expect(waiting()).toEqual([]);
  record.mockRejectedValueOnce(new Error('no such type'));
  await expect(recordSafely(async () => asRecommender({ record }), {}, 'x', 'a')).rejects.toThrow('no such type');
  expect(waiting()).toEqual([]);
});

test('what a page left is added by the next one to the bundle that it was for', async () => {
  recordSafely(never, { src: 'shop/', database: 'mine' }, 'select', 'a', { list: 'for-you' });
  expect(waiting()).toHaveLength(1);
  const addEvents = vi.fn(async () => undefined);
  const open = vi.fn(async () => asRecommender({ addEvents, isPaused: false }));
  await sendOutbox(open, tell);
  expect(open).not.toHaveBeenCalled(); // this page still waits for it
  leave();
  await sendOutbox(open, tell);
  expect(open).toHaveBeenCalledExactlyOnceWith({ src: new URL('shop/', document.baseURI).href, database: 'mine' });
  expect(addEvents).toHaveBeenCalledWith([{ type: 'select', itemId: 'a', list: 'for-you', time: expect.any(Number) }]);
  expect(waiting()).toEqual([]);
});

test('nothing is added while paused, nor what is old, and what is no event is dropped', async () => {
  const addEvents = vi.fn(async () => undefined);
  const engine = (isPaused: boolean) => async () => asRecommender({ addEvents, isPaused });
  recordSafely(never, {}, 'select', 'a');
  leave();
  await sendOutbox(engine(true), tell);
  expect(waiting()).toEqual([]);
  const event = { type: 'view', itemId: 'a', time: Date.now() };
  const left = { to: {}, owner: 0.5, count: 0, act: { name: 'record', args: [event] } };
  const old = { ...left, since: Date.now() - 3_600_000 };
  const since = Date.now();
  const noActs = [
    { name: 'forget', args: [] },
    { name: 'record', args: event },
    { name: 'toString', args: [] },
  ];
  const noEvents = [null, 7, left, ...noActs.map((act) => ({ ...left, since, act }))];
  sessionStorage.setItem(KEY, JSON.stringify([...noEvents, old]));
  await sendOutbox(engine(false), tell);
  sessionStorage.setItem(KEY, '{not json');
  await sendOutbox(engine(false), tell);
  expect(addEvents).not.toHaveBeenCalled();
});

test('an engine of the SDK records what was left when it opens, once, and forgets it with the history', async () => {
  const databaseName = freshDatabaseName();
  const to = { src: filmManifestUrl, database: databaseName };
  const open = () => openPrivet(filmManifestUrl, { databaseName, towers: 'manual' });
  const first = await open();
  // The click is in the outbox of the elements and in that of the engine; the page goes away before either has an answer.
  recordSafely(async () => asRecommender(first), to, 'select', 'blade-runner-1982', { list: 'for-you' });
  const [early] = waiting();
  await expect.poll(() => waiting().length).toBe(0);
  sessionStorage.setItem(KEY, JSON.stringify([early, { ...early, count: 7 }]));
  first.dispose();
  leave();
  let second: Awaited<ReturnType<typeof open>> | undefined;
  await sendOutbox(async () => asRecommender((second ??= await open())), tell);
  await expect.poll(() => waiting().length).toBe(0);
  expect((await second!.events({ limit: 10 })).numEvents).toBe(1);
  recordSafely(never, to, 'select', 'alien-1979');
  await second!.forget();
  expect(waiting()).toEqual([]);
  second!.dispose();
});

test('acts keep their order, whoever takes them over, and one that waits already waits once', () => {
  const to = { database: 'ordered' };
  const tap = { name: 'record', args: [{ type: 'like', itemId: 'a', time: 1 }] } as const;
  const undo = { name: 'eraseEvents', args: [[{ time: 1, itemId: 'a', type: 'like' }]] } as const;
  const early = new Outbox();
  const doneEarly = early.put(to, { ...tap, args: [...tap.args] });
  early.put(to, { ...undo, args: [...undo.args] });
  // The engine's own outbox is given the same act, its fields in another order.
  const ofEngine = new Outbox();
  const done = ofEngine.put(to, { name: 'record', args: [{ time: 1, type: 'like', itemId: 'a' }] });
  const names = () => waiting().map(({ act }) => act.name);
  expect(names()).toEqual(['record', 'eraseEvents']);
  doneEarly(); // it is the engine's by now
  expect(names()).toEqual(['record', 'eraseEvents']);
  leave();
  const next = new Outbox();
  next.put(to, { name: 'unsteer', args: [] });
  const left = next.takeLeft(to);
  expect(left.map(({ act }) => act.name)).toEqual(['record', 'eraseEvents']);
  expect(names()).toEqual(['record', 'eraseEvents', 'unsteer']);
  done();
  expect(names()).toHaveLength(3);
  for (const { done: end } of left) end();
  expect(names()).toEqual(['unsteer']);
});

test('an act that is too long waits nowhere', () => {
  const outbox = new Outbox();
  outbox.put({}, { name: 'import', args: ['x'.repeat(600_000)] });
  expect(waiting()).toEqual([]);
});
