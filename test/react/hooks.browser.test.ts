// The hooks over an engine of a few lines, in StrictMode: what they ask, when, and what is never drawn.
import { createElement, type ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import {
  type HookOptions,
  PrivetProvider,
  useForYou,
  useGoesWith,
  usePaused,
  useReasons,
  useSearch,
  useSimilar,
} from '../../src/react/react.ts';
import { fakeEngine, held, listOf, mount, settled, signalOf, unmountAll } from '../browser/react-page.ts';

afterEach(unmountAll);

type Fake = ReturnType<typeof fakeEngine>;
const within = ({ asPrivet }: Fake, node: ReactNode) => createElement(PrivetProvider, { engine: asPrivet }, node);

let drawn: ReturnType<typeof useForYou>;
let numRenders = 0;

function Home({ count, ...options }: { count: number } & HookOptions) {
  numRenders++;
  drawn = useForYou({ count, where: { brand: ['Acme'] } }, options);
  return drawn.items.map(({ title }) => title).join(' ');
}
const home = (fake: Fake, props: { count: number } & HookOptions = { count: 2 }) =>
  within(fake, createElement(Home, props));

test('a request that says the same is asked once, however often it is rendered', async () => {
  const fake = fakeEngine();
  numRenders = 0;
  const { container, render } = mount(home(fake));
  await vi.waitUntil(() => container.textContent === 'a b');
  expect(drawn).toMatchObject({ requestId: 'r-a-b', isLoading: false, isStale: false, error: undefined });
  // StrictMode runs effects twice: the first question is taken back.
  expect(fake.forYou.mock.calls.map((call) => signalOf(call).aborted)).toEqual([true, false]);
  const before = numRenders;
  for (let i = 0; i < 3; i++) {
    render(home(fake));
    await settled();
  }
  // Twice each, in StrictMode.
  expect(numRenders - before).toBeLessThanOrEqual(6);
  expect(fake.forYou).toHaveBeenCalledTimes(2);
  render(home(fake, { count: 3 }));
  await settled();
  expect(fake.forYou).toHaveBeenCalledTimes(3);
  expect(fake.forYou.mock.lastCall![0]).toEqual({ count: 3, where: { brand: ['Acme'] } });
});

test.each(['change', 'improved'] as const)(
  'after %s a list on screen stays, says so, and refresh draws it',
  async (type) => {
    const fake = fakeEngine();
    const { container } = mount(home(fake));
    await vi.waitUntil(() => container.textContent === 'a b');
    const asked = fake.forYou.mock.calls.length;
    fake.forYou.mockImplementation(async () => listOf('c'));
    fake.tell(type);
    await settled();
    expect(container.textContent).toBe('a b');
    expect(drawn.isStale).toBe(true);
    expect(fake.forYou).toHaveBeenCalledTimes(asked);
    drawn.refresh();
    await vi.waitUntil(() => container.textContent === 'c');
    expect(drawn).toMatchObject({ isStale: false, requestId: 'r-c' });
  },
);

test('a live list follows, and so does one that shows nothing', async () => {
  const live = fakeEngine();
  const { container, unmount } = mount(home(live, { count: 2, live: true }));
  await vi.waitUntil(() => container.textContent === 'a b');
  live.forYou.mockImplementation(async () => listOf('c'));
  live.tell('change');
  await vi.waitUntil(() => container.textContent === 'c');
  expect(drawn.isStale).toBe(false);
  unmount();
  expect(live.numListeners()).toBe(0);
  const empty = fakeEngine(listOf());
  const second = mount(home(empty));
  await vi.waitUntil(() => !drawn.isLoading);
  empty.forYou.mockImplementation(async () => listOf('d'));
  empty.tell('change');
  await vi.waitUntil(() => second.container.textContent === 'd');
});

test('what changes while a list is asked for is in it: the question is asked again', async () => {
  const fake = fakeEngine();
  const [before, after] = [held(), held()];
  fake.forYou.mockImplementation(() => before.promise);
  const { container } = mount(home(fake));
  await settled();
  fake.forYou.mockImplementation(() => after.promise);
  fake.tell('change');
  await settled();
  before.resolve(listOf('old'));
  after.resolve(listOf('new'));
  await vi.waitUntil(() => container.textContent === 'new');
  expect(drawn.isStale).toBe(false);
});

test('a late answer to a former request is never drawn', async () => {
  const fake = fakeEngine();
  const [slow, fast] = [held(), held()];
  fake.forYou.mockImplementation((request) =>
    (request as { count: number }).count === 2 ? slow.promise : fast.promise,
  );
  const { container, render } = mount(home(fake));
  await settled();
  render(home(fake, { count: 3 }));
  await settled();
  fast.resolve(listOf('new'));
  await vi.waitUntil(() => container.textContent === 'new');
  slow.resolve(listOf('old'));
  await settled();
  expect(container.textContent).toBe('new');
  expect(fake.forYou.mock.calls.slice(0, 2).every((call) => signalOf(call).aborted)).toBe(true);
});

test('an error is a value: a list on screen stays, one of another request is empty', async () => {
  const fake = fakeEngine();
  const { container, render } = mount(home(fake));
  await vi.waitUntil(() => container.textContent === 'a b');
  fake.forYou.mockRejectedValue(new RangeError('count: too many'));
  drawn.refresh();
  await vi.waitUntil(() => drawn.error);
  expect(drawn).toMatchObject({ error: { message: 'count: too many' }, isLoading: false });
  expect(container.textContent).toBe('a b');
  render(home(fake, { count: 2000 }));
  await vi.waitUntil(() => container.textContent === '');
  expect(drawn).toMatchObject({ items: [], requestId: undefined, error: { message: 'count: too many' } });
});

test('without an item or any items nothing is asked, and nothing loads', async () => {
  const fake = fakeEngine();
  let lists: { isLoading: boolean; items: unknown[] }[] = [];
  const Rows = ({ id, ids }: { id?: string; ids: string[] }) => {
    lists = [useSimilar(id), useGoesWith(ids)];
    return lists.map(({ items }) => items.length).join();
  };
  const { container, render } = mount(within(fake, createElement(Rows, { ids: [] })));
  await settled();
  expect(lists).toMatchObject([
    { isLoading: false, items: [] },
    { isLoading: false, items: [] },
  ]);
  expect(fake.similar).not.toHaveBeenCalled();
  render(within(fake, createElement(Rows, { id: 'x', ids: ['y', 'z'] })));
  await vi.waitUntil(() => container.textContent === '2,2');
  expect(fake.similar.mock.lastCall!.slice(0, 2)).toEqual(['x', {}]);
  expect(fake.goesWith.mock.lastCall!.slice(0, 2)).toEqual([['y', 'z'], {}]);
  render(within(fake, createElement(Rows, { ids: [] })));
  await vi.waitUntil(() => container.textContent === '0,0');
});

test('a search waits until nobody types, and shows no results of what was deleted', async () => {
  const fake = fakeEngine();
  let found!: ReturnType<typeof useSearch>;
  const Results = ({ query }: { query: string }) => {
    found = useSearch(query, { count: 3 });
    return found.items.map(({ title }) => title).join(' ');
  };
  const { container, render } = mount(within(fake, createElement(Results, { query: '' })));
  await settled();
  expect(found).toMatchObject({ isLoading: false, items: [] });
  for (const query of ['k', 'ke', ' ket ']) {
    render(within(fake, createElement(Results, { query })));
    await settled();
    expect(found.isLoading).toBe(true);
  }
  expect(fake.search).not.toHaveBeenCalled();
  await vi.waitUntil(() => container.textContent === 'a b');
  expect(fake.search.mock.calls.map(([request]) => request)).toEqual([{ count: 3, query: 'ket' }]);
  render(within(fake, createElement(Results, { query: '' })));
  await vi.waitUntil(() => container.textContent === '');
  expect(found.isLoading).toBe(false);
  const slow = held();
  fake.search.mockImplementation(() => slow.promise);
  render(within(fake, createElement(Results, { query: 'lamp' })));
  await vi.waitUntil(() => fake.search.mock.calls.length === 2);
  expect(container.textContent).toBe('');
  slow.resolve(listOf('lamp'));
  await vi.waitUntil(() => container.textContent === 'lamp');
});

test('reasons are found by the id of the item', async () => {
  const fake = fakeEngine();
  let told: ReturnType<typeof useReasons> | undefined;
  const Why = () => {
    told = useReasons(['a', 'b'], { facets: ['brand'] });
    return null;
  };
  mount(within(fake, createElement(Why)));
  await vi.waitUntil(() => told?.reasons.size === 2);
  expect(told!.reasons.get('b')).toMatchObject({ kind: 'taste', itemId: 'b' });
});

test('a pause is heard by every component, and by other tabs', async () => {
  const fake = fakeEngine();
  let paused!: ReturnType<typeof usePaused>;
  const Switch = () => {
    paused = usePaused();
    return `${paused.isPaused} `;
  };
  const { container } = mount(within(fake, [createElement(Switch, { key: 1 }), createElement(Switch, { key: 2 })]));
  await vi.waitUntil(() => container.textContent === 'false false ');
  paused.pause();
  await vi.waitUntil(() => container.textContent === 'true true ');
  fake.isPaused = false;
  dispatchEvent(new Event('storage'));
  await vi.waitUntil(() => container.textContent === 'false false ');
});
