// The frame's border: whatever a page sends, only calls of the closed set reach the engine, with plain values; and only the
// page around the frame, of an allowed origin, gets a port.
import fc from 'fast-check';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { allowedParents, embeddingOf } from '../../src/frame/allowed-parents.ts';
import { Bridge, MOST_UNDER_WAY, TICK_MS } from '../../src/frame/bridge.ts';
import { copyJson } from '../../src/frame/copy-json.ts';
import { type Knock, keepDoor } from '../../src/frame/handshake.ts';
import type { FrameMessage } from '../../src/frame/protocol.ts';
import { FakeEngine, fakeDevice, LAMP } from './fake-frame-engine.ts';

const SHOP = 'https://shop.example';
const parent = {};

/** A browser's port; Node's is one, and its types do not say so. */
interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(data: unknown): void;
  close(): void;
}
const newChannel = () => new MessageChannel() as unknown as { port1: Port; port2: Port };

let fake: FakeEngine;
let told: string[];
let hear: (knock: Knock) => void;
const show = vi.fn();

beforeEach(() => {
  fake = new FakeEngine();
  told = [];
  show.mockClear();
  const tell = (message: string) => told.push(message);
  const connect = (port: Port) =>
    new Bridge(port as never, { engine: async () => fake.engine, device: fakeDevice(), show, tell, onClose: () => {} });
  hear = keepDoor({ allowed: new Set([SHOP]), parent, connect, tell });
});

/** A page's end of a new port, and what came on it. */
function knock(changes: Partial<Record<keyof Knock, unknown>> = {}) {
  const { port1, port2 } = newChannel();
  const received: FrameMessage[] = [];
  port1.onmessage = ({ data }) => received.push(data as FrameMessage);
  const data = { privet: 'connect', id: crypto.randomUUID() };
  hear({ data, origin: SHOP, source: parent, ports: [port2], ...changes } as Knock);
  let lastId = 0;
  const ask = async (call: string, ...args: unknown[]): Promise<FrameMessage> => {
    const id = ++lastId;
    port1.postMessage({ id, call, args });
    return vi.waitUntil(() => received.find((message) => 'id' in message && message.id === id));
  };
  return { port: port1, received, ask };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

test('an allowed page is welcomed, and gets lists without scores, counts or anything of the history', async () => {
  const { received, ask } = knock();
  const list = { items: [LAMP], requestId: 'r1' };
  expect(await ask('forYou', { count: 3 })).toEqual({ id: 1, answer: list });
  expect(await ask('similar', 'lamp', undefined)).toEqual({ id: 2, answer: list });
  expect(await ask('record', 'view', 'lamp')).toEqual({ id: 3, answer: undefined });
  expect(received[0]).toEqual({ welcome: true });
  expect(fake.calls[0]).toEqual({ name: 'forYou', args: [{ count: 3, anonymous: true }] });
  expect(told).toEqual([]);
});

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['an origin that begins alike', { origin: `${SHOP}.evil.example` }],
  ['a sandbox', { origin: 'null' }],
  ['another window', { source: {} }],
  ['no window', { source: null }],
  ['no id', { data: { privet: 'connect' } }],
  ['an endless id', { data: { privet: 'connect', id: 'x'.repeat(65) } }],
])('a handshake of %s gets no port, and is told', async (_, changes) => {
  const { port, received } = knock(changes);
  port.postMessage({ id: 1, call: 'forYou', args: [] });
  await settle();
  expect(received).toEqual([]);
  expect(fake.calls).toEqual([]);
  expect(told).toHaveLength(1);
});

test('two ports, or none, are no handshake; messages that are not meant for it are no business of it', () => {
  knock({ ports: [] });
  const { port1, port2 } = newChannel();
  knock({ ports: [port1, port2] });
  expect(told).toHaveLength(2);
  for (const data of [undefined, null, 'x', 7, {}, { privet: 'other' }, { id: 1, call: 'forYou', args: [] }]) {
    expect(() => knock({ data })).not.toThrow();
  }
  expect(told).toHaveLength(2);
  expect(fake.calls).toEqual([]);
});

test('a second handshake takes the place of the first, whose port says so and is dead', async () => {
  const first = knock();
  const second = knock();
  await vi.waitUntil(() => first.received.some((message) => 'closed' in message));
  first.port.postMessage({ id: 9, call: 'forYou', args: [] });
  await settle();
  expect(fake.calls).toEqual([]);
  expect(await second.ask('popular')).toHaveProperty('answer.items');
});

test('a page that knocks twice for one connection is welcomed again, on the port that it has', async () => {
  const data = { privet: 'connect', id: 'one' };
  const first = knock({ data });
  const second = knock({ data });
  await vi.waitUntil(() => first.received.length === 2);
  expect(first.received).toEqual([{ welcome: true }, { welcome: true }]);
  expect(second.received).toEqual([]);
});

test('a port that was given up is dead', async () => {
  const { port, received } = knock();
  port.postMessage({ close: true });
  port.postMessage({ id: 1, call: 'record', args: ['view', 'lamp'] });
  await settle();
  expect(fake.calls).toEqual([]);
  expect(received.filter((message) => 'id' in message)).toEqual([]);
});

const FORBIDDEN = [
  'recent',
  'events',
  'history',
  'export',
  'import',
  'forget',
  'tasteProfile',
  'predictedRatings',
  'explain',
  'reasons',
];
const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'on', 'dispose'];
test.each([...FORBIDDEN, ...PROTOTYPE_NAMES])('%s is no call: told, not asked, not answered', async (call) => {
  const { port, received } = knock();
  port.postMessage({ id: 1, call, args: [] });
  await vi.waitUntil(() => told.length === 1);
  await settle();
  expect(received.filter((message) => 'id' in message)).toEqual([]);
  expect([fake.calls, fake.violations]).toEqual([[], []]);
});

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
const cyclic: unknown[] = [];
cyclic.push(cyclic);
const wide = Array.from({ length: 1000 }, () => 1);
const own = (key: string) => Object.defineProperty({}, key, { value: {}, enumerable: true });
test.each([
  ['deep', deep(20), 'deeper than'],
  ['cyclic', cyclic, 'deeper than'],
  ['huge', Array.from({ length: 1000 }, () => wide), 'more than 50000 values'],
  ['hollow', { exclude: new Array(4e9) }, 'more than 50000 values'],
  ['long', { query: 'x'.repeat(1e6 + 1) }, 'more than 1000000 characters'],
  ['a map', new Map(), 'a plain object'],
  ['a date', { where: new Date(0) }, 'a plain object'],
  ['no number', { count: Number.NaN }, 'found NaN'],
  ['a bigint', { count: 1n }, 'found 1'],
  ['a prototype', { where: own('__proto__') }, '__proto__'],
  ['the list of what was viewed', { hideViewed: true }, "found 'hideViewed'"],
  ['the list of what was bought', { hideBought: false }, "found 'hideBought'"],
  ['what is exactly like the history', { minScore: 0.999 }, "found 'minScore'"],
])('a request that is %s is a RequestError, and asks nothing', async (_, request, message) => {
  const { ask } = knock();
  const { error } = (await ask('forYou', request)) as { error: { name: string; message: string } };
  expect(error.name).toBe('RequestError');
  expect(error.message).toContain(message);
  expect(fake.calls).toEqual([]);
});

test('what the engine refuses comes back by its name', async () => {
  const { ask } = knock();
  expect(await ask('similar', 'unknown')).toEqual({
    id: 1,
    error: { name: 'RequestError', message: 'similar: no such item' },
  });
});

test('of too many calls at once the last is refused, and there is room again', async () => {
  let answer = () => {};
  fake.answered = new Promise((resolve) => {
    answer = () => resolve(undefined);
  });
  const { ask } = knock();
  const asked = Array.from({ length: MOST_UNDER_WAY }, () => ask('forYou'));
  expect(await ask('forYou')).toHaveProperty('error.name', 'RequestError');
  answer();
  for (const one of await Promise.all(asked)) expect(one).toHaveProperty('answer');
  expect(await ask('forYou')).toHaveProperty('answer');
});

test('of changes a page is told its own, whatever came of them, and no other', async () => {
  const { received, ask } = knock();
  fake.refuses = 'LockedError';
  expect(await ask('record', 'like', 'lamp')).toEqual({ id: 1, answer: undefined });
  expect(fake.calls).toEqual([{ name: 'record', args: ['like', 'lamp', { by: 'page' }] }]);
  await ask('setFacts', { lamp: { stock: 1 } });
  await ask('popular');
  await settle();
  const told = received.filter((message) => 'told' in message);
  expect(told).toEqual([{ told: 'change' }, { told: 'change' }]);
});

test('words that steer are no act of a page', async () => {
  const { ask } = knock();
  expect(await ask('record', 'steer', undefined, { query: 'no drama' })).toHaveProperty('error.name', 'RequestError');
  expect(fake.calls).toEqual([]);
});

test('answers come at ticks, however long they took', async () => {
  const { ask } = knock();
  await ask('popular');
  for (const ms of [0, 10, 25]) {
    fake.answered = new Promise((resolve) => setTimeout(resolve, ms));
    const askedMs = performance.now();
    await ask('popular');
    expect(performance.now() - askedMs, `${ms} ms`).toBeGreaterThanOrEqual(TICK_MS - 1);
  }
});

const NAMES = [
  ...FORBIDDEN,
  ...PROTOTYPE_NAMES,
  'forYou',
  'similar',
  'goesWith',
  'popular',
  'search',
  'record',
  'show',
];
const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });
const message = fc.oneof(
  value,
  fc.record({ id: fc.oneof(fc.integer(), value), call: fc.oneof(fc.constantFrom(...NAMES), fc.string()), args: value }),
  fc.record({ id: fc.integer(), call: fc.constantFrom(...NAMES), args: fc.array(value, { maxLength: 4 }) }),
);

test('no message throws, or reaches more of the engine than the closed set with plain values', async () => {
  let numReached = 0;
  const failed = vi.fn();
  process.on('unhandledRejection', failed);
  onTestFinished(() => void process.off('unhandledRejection', failed));
  await fc.assert(
    fc.asyncProperty(message, async (data) => {
      fake = new FakeEngine();
      const { port1, port2 } = newChannel();
      const bridge = new Bridge(port1 as never, {
        engine: async () => fake.engine,
        device: fakeDevice(),
        show,
        tell: () => {},
        onClose: () => {},
      });
      expect(() => port1.onmessage!({ data })).not.toThrow();
      for (let i = 0; i < 20; i++) await null;
      bridge.close();
      port2.close();
      expect(fake.violations).toEqual([]);
      for (const { args } of fake.calls) expect(args.every(isPlain)).toBe(true);
      numReached += fake.calls.length;
    }),
    { numRuns: 3000, seed: 7 },
  );
  await settle();
  expect(failed).not.toHaveBeenCalled();
  expect(numReached).toBeGreaterThan(50);
});

function isPlain(one: unknown): boolean {
  if (one === null || one === undefined || typeof one === 'boolean' || typeof one === 'string') return true;
  if (typeof one === 'number') return Number.isFinite(one);
  if (Array.isArray(one)) return one.every(isPlain);
  const isObject = typeof one === 'object' && Object.getPrototypeOf(one) === Object.prototype;
  return isObject && !Object.hasOwn(one, '__proto__') && Object.values(one).every(isPlain);
}

test('no handshake throws, or opens the door to anybody else', () => {
  const data = fc.oneof(message, fc.record({ privet: fc.constant('connect'), id: fc.oneof(value, fc.string()) }));
  const knocks = fc.record({
    data,
    origin: fc.oneof(fc.constantFrom(SHOP, 'null', '', '*'), fc.webUrl()),
    source: fc.constantFrom(parent, {}, null),
    ports: fc.constantFrom([], [new MessageChannel().port1]),
  });
  const connect = vi.fn();
  const listen = keepDoor({ allowed: new Set([SHOP]), parent, connect, tell: () => {} });
  let numWelcome = 0;
  fc.assert(
    fc.property(knocks, (knock) => {
      connect.mockReset().mockReturnValue({ welcome() {}, close() {} });
      expect(() => listen(knock as unknown as Knock)).not.toThrow();
      const { data, origin, source } = knock as unknown as Knock;
      numWelcome += connect.mock.calls.length;
      if (origin !== SHOP || source !== parent || data?.privet !== 'connect') expect(connect).not.toHaveBeenCalled();
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(numWelcome).toBeGreaterThan(5);
});

test('a copy of JSON is that JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      expect(copyJson(value)).toEqual(value);
    }),
  );
});

test('parents are origins; whatever else is named is left out and told', () => {
  const own = 'https://recs.example';
  expect(allowedParents(' https://a.example,https://b.example:8443 ', own, () => {})).toEqual(
    new Set([own, 'https://a.example', 'https://b.example:8443']),
  );
  const tell = vi.fn();
  const bad = ['*', 'https://*.a.example', 'https://a.example/', 'a.example', 'null', 'data:', 'https://A.example'];
  expect(allowedParents(bad.join(' '), 'null', tell)).toEqual(new Set());
  expect(tell).toHaveBeenCalledTimes(bad.length);
});

test.each([
  ['alone', { isFramed: false, referrer: 'https://evil.example/' }],
  ['allowed', { isFramed: true, ancestorOrigins: [SHOP], referrer: '' }],
  ['refused', { isFramed: true, ancestorOrigins: [SHOP, 'https://evil.example'], referrer: SHOP }],
  ['refused', { isFramed: true, ancestorOrigins: ['null'], referrer: SHOP }],
  ['allowed', { isFramed: true, referrer: `${SHOP}/page` }],
  ['refused', { isFramed: true, referrer: 'https://evil.example/' }],
  ['unknown', { isFramed: true, referrer: '' }],
])('%s: what is known of the pages around decides', (expected, place) => {
  expect(embeddingOf(place, new Set([SHOP]))).toBe(expected);
});
