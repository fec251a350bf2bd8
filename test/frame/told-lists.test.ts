// What a page is told: which items are left out, and what is told where nothing can be remembered.
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ToldDevice, type ToldEngine, ToldLists } from '../../src/frame/told-lists.ts';
import { isNear, leaveOut, numTold } from '../../src/frame/told-prefix.ts';
import { visitAt } from '../../src/frame/visit.ts';

const SECRET = 'ab'.repeat(32);
const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => `item-${from + i}`);
const own = ids(100, 24);
const strangers = ids(0, 48);
let kept: string | null;
let isRefused: boolean;
let settle: () => void;
let device: ToldDevice;

beforeEach(() => {
  [kept, isRefused] = [null, false];
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  device = {
    ...{ nowMs: () => 1e12, wait: async () => {}, newSecret: () => SECRET, settled: () => settled },
    inTurn: (work) => work(),
    store: () => ({
      read: () => kept,
      write: (text) => {
        if (!isRefused) kept = text;
        return !isRefused;
      },
    }),
  };
});

interface Asked {
  count: number;
  among?: string[];
  anonymous?: boolean;
}
const engine = {
  status: { numItems: 10_000, storage: 'indexeddb', encryption: 'off' },
  forYou: async ({ count, among, anonymous }: Asked) => ({
    items: (among ?? (anonymous ? strangers : own)).slice(0, count).map((itemId) => ({ itemId })),
    requestId: 'r',
    eventsUsed: 0,
  }),
} as unknown as ToldEngine;
const told = async (lists: ToldLists, count = 24) => {
  const { items } = (await lists.answer(engine, 'forYou', [{ count }])) as { items: { itemId: string }[] };
  return items.map(({ itemId }) => itemId);
};

test('at most a quarter is left out, the same items of whatever list', async () => {
  const lists = fc.uniqueArray(
    fc.integer({ min: 0, max: 200 }).map((n) => `item-${n}`),
    { minLength: 1, maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(lists, async (drawn) => {
      const left = await leaveOut(drawn, SECRET);
      expect(left.length).toBeGreaterThanOrEqual(drawn.length * 0.75);
      expect(left).toEqual(drawn.filter((itemId) => left.includes(itemId)));
    }),
    { numRuns: 100 },
  );
  const outOf = async (drawn: string[], secret: string) => {
    const left = await leaveOut(drawn, secret);
    return drawn.filter((itemId) => !left.includes(itemId));
  };
  const out = await outOf(own, SECRET);
  expect(out.length).toBeGreaterThan(0);
  // Whatever stands beside it, each of these is left out again.
  const kept = own.filter((itemId) => !out.includes(itemId));
  for (const itemId of out) expect(await outOf([itemId, ...kept.slice(0, 12)], SECRET)).toContain(itemId);
  expect(await outOf(own, 'cd'.repeat(32))).not.toEqual(out);
});

test('in a small catalog fewer are told', () => {
  expect([10_000, 480, 300, 10, 0].map(numTold)).toEqual([24, 24, 15, 1, 0]);
});

test('a list is near another when three quarters of it stand in the longer one', () => {
  expect(isNear(ids(0, 24), ids(6, 48))).toBe(true);
  expect(isNear(ids(0, 24), ids(7, 48))).toBe(false);
});

test('until all is here a stranger’s list is told, and then that there is a better one', async () => {
  const onImproved = vi.fn();
  const lists = new ToldLists(device, onImproved);
  expect(await told(lists)).toEqual(strangers.slice(0, 24));
  expect(onImproved).not.toHaveBeenCalled();
  settle();
  await vi.waitFor(() => expect(onImproved).toHaveBeenCalledTimes(1));
  const items = await told(lists);
  expect(items.every((itemId) => own.includes(itemId))).toBe(true);
  expect(items.length).toBeGreaterThanOrEqual(18);
  expect(await told(lists, 5)).toEqual(items.slice(0, 5));
});

test('where nothing can be kept, or all was erased meanwhile, a stranger’s list is told', async () => {
  settle();
  const lists = new ToldLists(device);
  await device.wait(0);
  isRefused = true;
  expect(await told(lists)).toEqual(strangers.slice(0, 24));
  isRefused = false;
  const { wait } = device;
  device.wait = async () => {
    kept = null;
  };
  expect(await told(lists)).toEqual(strangers.slice(0, 24));
  expect(kept).toBeNull();
  device.wait = wait;
  expect(await told(lists)).not.toEqual(strangers.slice(0, 24));
});

test('what does not read as a visit is none', () => {
  const whatever = fc.oneof(fc.json(), fc.string(), fc.constant(null));
  fc.assert(
    fc.property(whatever, (text) => {
      const visit = visitAt(5, { read: () => text, write: () => true }, () => SECRET);
      expect(visit).toEqual({ secret: SECRET, lastMs: 5, madeMs: [] });
    }),
  );
});

test('what is sold out comes last among what is told, and brings nothing else into the visit', async () => {
  const asked: object[] = [];
  const facts = new Map<string, { stock: string }>();
  const shop = {
    ...engine,
    forYou: async (request: Asked) => {
      asked.push(request);
      const list = await engine.forYou(request);
      return { ...list, items: list.items.map((item) => ({ ...item, details: facts.get(item.itemId) })) };
    },
  } as unknown as ToldEngine;
  const lists = new ToldLists(device);
  settle();
  const before = await told(lists);
  facts.set(before[0]!, { stock: '0' });
  const { items } = (await lists.answer(shop, 'forYou', [{ count: 24 }])) as { items: { itemId: string }[] };
  expect(items.map(({ itemId }) => itemId)).toEqual([...before.slice(1), before[0]]);
  kept = null;
  await new ToldLists(device).answer(shop, 'forYou', [{ count: 24 }]);
  const personal = asked.filter((request) => !('anonymous' in request));
  expect(personal.length).toBeGreaterThan(1);
  for (const request of personal) expect(request).toHaveProperty('hideSoldOut', false);
});
