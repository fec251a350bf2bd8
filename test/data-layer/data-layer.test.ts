// What pages push -> what is recorded: every payload of the zoo, the list before and after connecting, and a page that must
// not notice.
import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { connectDataLayer, connectGtag, type DataLayerOptions } from '../../src/data-layer/data-layer.ts';
import { zooPath } from '../zoo/read-zoo.ts';

interface Means {
  type: string;
  itemId?: string;
  query?: string;
  quantity?: number;
  repeat?: number;
}
interface Case {
  source: string;
  payload: unknown;
  means: Means[];
  repeat?: number;
  note?: string;
}

const CASES: Case[] = JSON.parse(readFileSync(zooPath('data-layer.json'), 'utf8'));

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Keeps what it is told, as the history would. */
function recorder({ known }: { known?: string[] } = {}) {
  const events: Means[] = [];
  const record = async (type: string, itemId?: string, { price: _, ...details }: { price?: number } = {}) => {
    events.push({ type, ...(itemId !== undefined && { itemId }), ...details });
  };
  const item = async (id: string) => {
    if (!known?.includes(id)) throw new RangeError(id);
  };
  return { events, privet: known ? { record, item } : { record } };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** The payload as pages push it: a call of Algolia's is an arguments object. */
function pushed({ payload, repeat }: Case): unknown {
  const { call, arguments: given } = (payload ?? {}) as { call?: string; arguments?: unknown[] };
  if (call !== undefined) return { ...[call, ...given!], length: 1 + given!.length };
  if (repeat === undefined) return payload;
  const text = (one: unknown, i: number) => JSON.parse(JSON.stringify(one).replaceAll('{i}', String(i)));
  const { ecommerce } = payload as { ecommerce: { items: unknown[] } };
  const items = Array.from({ length: repeat }, (_, i) => text(ecommerce.items[0], i));
  return { ...(payload as object), ecommerce: { ...ecommerce, items } };
}

function meant({ means }: Case): Means[] {
  return means
    .filter(({ type }) => type !== 'none')
    .flatMap(({ repeat = 1, ...one }) =>
      Array.from({ length: repeat }, (_, i) => {
        const { type, itemId, query, quantity } = one;
        const id = itemId?.replace('{i}', String(i));
        return { type, ...(id && { itemId: id }), ...(query && { query }), ...(quantity && { quantity }) };
      }),
    );
}

test.each(CASES.map((one, i) => [`${i} ${one.source} ${one.note ?? ''}`, one] as const))('%s', async (_, one) => {
  const before = JSON.stringify(one.payload);
  const { events, privet } = recorder();
  const list: unknown[] = [];
  const connection = connectDataLayer(list, privet);
  const start = performance.now();
  list.push(pushed(one));
  expect(performance.now() - start).toBeLessThan(200);
  await settled();
  expect(events).toEqual(meant(one));
  expect(connection.numRecorded).toBe(events.length);
  expect(JSON.stringify(one.payload)).toBe(before);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

const viewed = (id: string) => ({ event: 'view_item', ecommerce: { items: [{ item_id: id }] } });

test('what is in the list already, what comes, and nothing after the end', async () => {
  const { events, privet } = recorder();
  const list: unknown[] = [viewed('a')];
  const connection = connectDataLayer(list, privet);
  expect(list.push(viewed('b'), viewed('c'))).toBe(3);
  connection.disconnect();
  list.push(viewed('d'));
  await settled();
  expect(events.map(({ itemId }) => itemId)).toEqual(['a', 'b', 'c']);
  expect(list).toHaveLength(4);
  expect(Object.hasOwn(list, 'push')).toBe(false);
});

test('a push that was wrapped before and after stays whole', async () => {
  const { events, privet } = recorder();
  const heard: unknown[] = [];
  const list: unknown[] = [];
  const own = (...payloads: unknown[]) => Array.prototype.push.apply(list, payloads);
  list.push = own;
  const connection = connectDataLayer(list, privet);
  const ours = list.push;
  list.push = (...payloads: unknown[]) => {
    heard.push(...payloads);
    return ours.apply(list, payloads);
  };
  list.push(viewed('a'));
  connection.disconnect();
  list.push(viewed('b'));
  await settled();
  expect(events).toHaveLength(1);
  expect(heard).toHaveLength(2);
  const second = connectDataLayer(list, privet);
  second.disconnect();
  expect(list.push).not.toBe(own);
});

test('a purchase counts once, by any way', async () => {
  const { events, privet } = recorder();
  const list: unknown[] = [];
  connectDataLayer(list, privet);
  const items = [{ item_id: 'a' }];
  list.push({ event: 'purchase', ecommerce: { transaction_id: 'T1', items } });
  list.push({ 0: 'event', 1: 'purchase', 2: { transaction_id: 'T1', items }, length: 3 });
  list.push({ ecommerce: { purchase: { actionField: { id: 'T1' }, products: [{ id: 'a' }] } } });
  list.push({ event: 'purchase', ecommerce: { transaction_id: 'T2', items } });
  list.push({ event: 'purchase', ecommerce: { items } }, { event: 'purchase', ecommerce: { items } });
  await settled();
  expect(events).toHaveLength(4);
});

test('gtag writes into the data layer, which may have another name', async () => {
  const { events, privet } = recorder();
  const page = globalThis as unknown as Record<string, unknown[]>;
  vi.stubGlobal('dataLayer', undefined);
  vi.stubGlobal('other', undefined);
  const connections = [connectGtag(privet), connectGtag(privet, { name: 'other' })];
  function gtag(..._: unknown[]) {
    // biome-ignore lint/complexity/noArguments: as the snippet of gtag has it
    page.dataLayer!.push(arguments);
  }
  gtag('event', 'view_item', { items: [{ item_id: 'a' }] });
  gtag('config', 'G-1');
  page.other!.push(viewed('b'));
  await settled();
  expect(events.map(({ itemId }) => itemId)).toEqual(['a', 'b']);
  for (const connection of connections) connection.disconnect();
});

test.each<[string, DataLayerOptions['itemId'], string]>([
  ['a field', 'sku', 'S'],
  ['a field inside', 'product.code', 'P'],
  ['a function', (item) => `x-${item.item_id}`, 'x-I'],
])('an id of the page, by %s', async (_, itemId, expected) => {
  const { events, privet } = recorder();
  const list: unknown[] = [];
  const connection = connectDataLayer(list, privet, { itemId });
  list.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'I', sku: 'S', product: { code: 'P' } }] } });
  await settled();
  expect(events).toEqual([{ type: 'view', itemId: expected }]);
  expect(connection.numPassedOver).toBe(0);
});

test('an item without the field of the rule is passed over', async () => {
  const { events, privet } = recorder();
  const list: unknown[] = [];
  const connection = connectDataLayer(list, privet, { itemId: 'handle' });
  list.push(viewed('a'));
  await settled();
  expect([events.length, connection.numPassedOver]).toEqual([0, 1]);
});

test('of several names that which the catalog knows, in the order of the pushes', async () => {
  const shopify = CASES.find(({ means }) => 'itemIds' in means[0]!)!;
  for (const id of (shopify.means[0] as unknown as { itemIds: string[] }).itemIds) {
    const { events, privet } = recorder({ known: [id] });
    const list: unknown[] = [];
    connectDataLayer(list, Promise.resolve(privet));
    list.push(shopify.payload, viewed('b'));
    await vi.waitFor(() => expect(events).toHaveLength(2));
    expect(events.map(({ itemId }) => itemId)).toEqual([id, 'b']);
  }
});

test('nothing of it reaches the code of the site', async () => {
  const list: unknown[] = [];
  const failing = async () => Promise.reject(new Error('closed'));
  const connection = connectDataLayer(list, { record: failing });
  const trap = { event: 'view_item', ecommerce: {} };
  Object.defineProperty(trap.ecommerce, 'items', {
    enumerable: true,
    get() {
      throw new Error('a trap');
    },
  });
  list.push(
    trap,
    viewed('a'),
    new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    ),
  );
  await settled();
  expect(connection).toMatchObject({ numRecorded: 0, numPassedOver: 3 });
  expect(list).toHaveLength(3);
});

test('e-mails and addresses are in nothing that is recorded', async () => {
  const { events, privet } = recorder();
  connectDataLayer(CASES.map(pushed), privet);
  await settled();
  expect(events.length).toBeGreaterThan(30);
  expect(JSON.stringify(events)).not.toMatch(/@|Example Lane|Maud|\+44/);
});
