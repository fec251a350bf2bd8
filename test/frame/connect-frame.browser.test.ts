// Both ends at once: `connectFrame` in this page, and the frame's end behind the window of an <iframe>.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Bridge } from '../../src/frame/bridge.ts';
import { connectFrame, type Frame } from '../../src/frame/frame.ts';
import { keepDoor } from '../../src/frame/handshake.ts';
import { queried, ShownList } from '../../src/frame/shown-list.ts';
import { FakeEngine, fakeDevice, LAMP } from './fake-frame-engine.ts';

const { origin } = location;
let iframe: HTMLIFrameElement;
let fake: FakeEngine;
let shown: ShownList;
let place: HTMLElement;
let bridge: Bridge;
let frame: Frame | undefined;

beforeEach(() => {
  fake = new FakeEngine();
  place = document.createElement('div');
  shown = new ShownList(place, null);
  iframe = document.createElement('iframe');
  iframe.srcdoc = '<p>frame</p>';
});
afterEach(() => {
  frame?.dispose();
  frame = undefined;
  iframe.remove();
  document.documentElement.style.colorScheme = '';
});

/** As the frame's script, which runs before its page has loaded. */
function listen(allowed = [origin]): void {
  const tell = () => {};
  const connect = (port: MessagePort) => {
    const show = (request: unknown) => shown.show(request);
    bridge = new Bridge(port, { engine: async () => fake.engine, device: fakeDevice(), show, tell, onClose: () => {} });
    return bridge;
  };
  const door = keepDoor({ allowed: new Set(allowed), parent: window, connect, tell });
  iframe.contentWindow!.addEventListener('message', door);
}

async function load(allowed?: string[]): Promise<void> {
  const loaded = new Promise((resolve) => iframe.addEventListener('load', resolve, { once: true }));
  if (!iframe.isConnected) document.body.append(iframe);
  await loaded;
  listen(allowed);
}

const stopped = (message: RegExp) => ({ name: 'EngineStoppedError', message: expect.stringMatching(message) });
const never = () => new Promise(() => {});

test('a page gets lists, records, and hears of changes', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  expect(await frame.forYou({ count: 2 })).toEqual({ items: [LAMP], requestId: 'r1' });
  expect(await frame.goesWith(['lamp'])).toHaveProperty('items');
  expect(await frame.search({ query: 'lamp' })).toHaveProperty('items');
  await frame.record('add_to_cart', 'lamp', { quantity: 2 });
  await frame.setFacts({ lamp: { stock: 3 } });
  const names = fake.calls.map(({ name }) => name);
  expect(names.filter((name) => name !== 'forYou')).toEqual(['goesWith', 'search', 'record', 'setFacts']);
  const recorded = fake.calls.find(({ name }) => name === 'record');
  expect(recorded!.args).toEqual(['add_to_cart', 'lamp', { quantity: 2, by: 'page' }]);
  const heard = vi.fn();
  const end = frame.on('change', heard);
  await frame.record('view', 'lamp');
  await vi.waitUntil(() => heard.mock.calls.length === 1);
  end();
  expect(() => frame!.on('status' as 'change', heard)).toThrow(TypeError);
});

test('a frame that has not loaded yet is waited for', async () => {
  const connecting = connectFrame(iframe, { origin });
  await load();
  // The page knocked before anybody listened here; a real frame listens before its load event.
  iframe.dispatchEvent(new Event('load'));
  frame = await connecting;
  expect(await frame.popular()).toHaveProperty('items');
});

test('what makes no sense is an error by its name', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  await expect(frame.similar('unknown')).rejects.toMatchObject({ name: 'RequestError' });
  await expect(frame.forYou({ minScore: 1 } as object)).rejects.toMatchObject({ name: 'RequestError' });
  await expect(frame.record('view', (() => {}) as unknown as string)).rejects.toMatchObject({ name: 'DataCloneError' });
});

test.each(['*', 'null', 'https://a.example/', 'a.example', ''])("an origin '%s' is a TypeError", async (bad) => {
  await expect(connectFrame(iframe, { origin: bad })).rejects.toThrow(TypeError);
});

test('a frame that does not allow this page does not answer, and the error says what to look at', async () => {
  await load(['https://shop.example']);
  await expect(connectFrame(iframe, { origin, timeoutMs: 100 })).rejects.toMatchObject(stopped(/privet:parents/));
  expect(fake.calls).toEqual([]);
});

test('calls reject when the frame has left the page, and the page may go on', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  fake.answered = never();
  const asked = frame.forYou();
  iframe.remove();
  await expect(asked).rejects.toMatchObject(stopped(/left the page/));
  await expect(frame.forYou()).rejects.toMatchObject(stopped(/left the page/));
});

test('a frame that was loaded anew is connected again; what was asked before rejects', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  fake.answered = never();
  const asked = frame.forYou();
  asked.catch(() => {});
  iframe.srcdoc = '<p>another</p>';
  await load();
  iframe.dispatchEvent(new Event('load'));
  await expect(asked).rejects.toMatchObject(stopped(/loaded anew/));
  fake.answered = Promise.resolve();
  expect(await frame.forYou()).toHaveProperty('items');
});

test('after dispose, or when another took its place, calls reject', async () => {
  await load();
  const first = await connectFrame(iframe, { origin });
  frame = await connectFrame(iframe, { origin });
  await vi.waitFor(() => expect(first.forYou()).rejects.toMatchObject(stopped(/took its place/)));
  expect(await frame.forYou()).toHaveProperty('items');
  frame.dispose();
  frame.dispose();
  await expect(frame.forYou()).rejects.toMatchObject(stopped(/disposed/));
});

test('the frame is as high as it says, within reason', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  bridge.tellHeight(321);
  await vi.waitUntil(() => iframe.style.height === '321px');
  for (const absurd of [-1, Number.NaN, 1e9, '5' as unknown as number]) bridge.tellHeight(absurd);
  await frame.popular();
  expect(iframe.style.height).toBe('321px');
});

test('what is shown is one element with its attributes, changed in its place', async () => {
  await load();
  frame = await connectFrame(iframe, { origin });
  await frame.show({ list: 'similar', item: 'lamp', where: { kind: ['Light'] }, live: true, count: 4 });
  const element = place.firstElementChild!;
  expect(element.outerHTML).toBe(
    '<privet-similar item="lamp" count="4" where="{&quot;kind&quot;:[&quot;Light&quot;]}" live=""></privet-similar>',
  );
  await frame.show({ list: 'similar', item: 'pan', 'color-scheme': 'dark' });
  expect(place.firstElementChild).toBe(element);
  expect(element.outerHTML).toBe('<privet-similar item="pan"></privet-similar>');
  expect(document.documentElement.style.colorScheme).toBe('dark');
  await frame.show({ list: 'none' });
  expect(place.childElementCount).toBe(0);
});

test.each([
  ['a bundle of its choice', { src: 'https://evil.example/' }, "found 'src'"],
  ['a history of its choice', { database: 'other' }, "found 'database'"],
  ['a handler', { onclick: 'alert(1)' }, "found 'onclick'"],
  ['an element of its choice', { list: 'why><script>' }, 'list is'],
  ['a colour scheme that is none', { 'color-scheme': 'url(x)' }, 'color-scheme is'],
  ['nothing', null, 'expected an object'],
])('a page cannot show %s', async (_, request, message) => {
  await load();
  frame = await connectFrame(iframe, { origin });
  await expect(frame.show(request as object)).rejects.toMatchObject({
    name: 'RequestError',
    message: expect.stringContaining(message),
  });
  expect(place.childElementCount).toBe(0);
});

test('a template of frame.html is how each item looks; of an address, unknown names are left out', () => {
  const tell = vi.fn();
  const template = document.createElement('template');
  new ShownList(place, template).show(queried('?list=popular&count=3&utm_source=x&src=y', tell));
  expect(place.innerHTML).toBe('<privet-popular count="3"><template></template></privet-popular>');
  expect(tell).toHaveBeenCalledTimes(2);
});
