// The provider over the real SDK, worker and film bundle, in StrictMode: when an engine is opened, shared and ended, and what
// is recorded meanwhile.
import { createElement, type ReactNode, Suspense, use } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordSafely } from '../../src/outbox.ts';
import {
  ForYou,
  type PrivetContextValue,
  PrivetProvider,
  PrivetView,
  useForYou,
  usePopular,
  usePrivet,
  useRecord,
  useSimilar,
} from '../../src/react/react.ts';
import { openPrivet } from '../../src/sdk/index.ts';
import { filmManifestUrl, freshDatabaseName } from '../browser/film-bundle.ts';
import { held, mount, settled, unmountAll } from '../browser/react-page.ts';

const FILM = 'blade-runner-1982';
const RealWorker = globalThis.Worker;
/** Of each worker that was started, whether it still runs. */
let running: boolean[] = [];
globalThis.Worker = class extends RealWorker {
  readonly #index = running.push(true) - 1;
  override terminate(): void {
    running[this.#index] = false;
    super.terminate();
  }
};
beforeEach(() => {
  running = [];
});
afterEach(async () => {
  unmountAll();
  await settled();
});
afterAll(() => {
  globalThis.Worker = RealWorker;
});

const LONG = { timeout: 60_000 };
const engineOptions = (databaseName: string) => ({ databaseName, backend: 'wasm', towers: 'manual' }) as const;
const films = (databaseName: string, node: ReactNode, key?: string) =>
  createElement(PrivetProvider, { url: filmManifestUrl, options: engineOptions(databaseName), key }, node);

let value: PrivetContextValue;
function Status() {
  value = usePrivet();
  return createElement('output', null, value.status);
}

async function eventsOf(databaseName: string) {
  const privet = await openPrivet(filmManifestUrl, engineOptions(databaseName));
  const { entries } = await privet.events({ limit: 10 });
  privet.dispose();
  return entries.map(({ event }) => event);
}

test('an engine is opened once, shared, and ends with the last provider', async () => {
  const database = freshDatabaseName();
  const both = [films(database, createElement(Status), '1'), films(database, createElement(Status), '2')];
  const { container, render } = mount(both);
  expect(container.textContent).toBe('');
  await vi.waitUntil(() => container.textContent === 'readyready', LONG);
  expect(running).toEqual([true]);
  const { engine } = value;
  // Another object that says the same is the same address.
  render(films(database, createElement(Status), '2'));
  await settled();
  expect(running).toEqual([true]);
  expect(value.engine).toBe(engine);
  render(null);
  await vi.waitUntil(() => !running[0], LONG);
  await expect(engine!.forYou()).rejects.toThrow('disposed');
});

test('another history is another engine, and its lists begin anew', async () => {
  const [mine, yours] = [freshDatabaseName(), freshDatabaseName()];
  let titles = 0;
  const Home = () => {
    titles = useForYou({ count: 3 }).items.length;
    return null;
  };
  const { render } = mount(films(mine, createElement(Home)));
  await vi.waitUntil(() => titles === 3, LONG);
  render(films(yours, createElement(Home)));
  await vi.waitUntil(() => titles === 0, LONG);
  await vi.waitUntil(() => titles === 3, LONG);
  expect(running).toEqual([false, true]);
});

test('a provider that leaves while the engine opens ends it', async () => {
  const { unmount } = mount(films(freshDatabaseName(), createElement(Status)));
  await vi.waitUntil(() => running.length === 1, LONG);
  unmount();
  await vi.waitUntil(() => !running[0], LONG);
});

test('nothing is opened for a tree that waits to be shown, and nothing ended for one that waits again', async () => {
  const waits = [held<string>(), held<string>()] as const;
  const Late = ({ turn }: { turn: 0 | 1 }) => use(waits[turn].promise);
  const page = (turn: 0 | 1) => {
    const children = [createElement(Status, { key: 1 }), createElement(Late, { key: 2, turn })];
    return createElement(Suspense, { fallback: 'waiting' }, films(database, children));
  };
  const database = freshDatabaseName();
  const { container, render } = mount(page(0));
  await settled();
  expect([container.textContent, running]).toEqual(['waiting', []]);
  waits[0].resolve(' first');
  await vi.waitUntil(() => container.textContent === 'ready first', LONG);
  render(page(1));
  await vi.waitUntil(() => container.textContent!.includes('waiting'), LONG);
  await settled();
  expect(running).toEqual([true]);
  waits[1].resolve(' second');
  await vi.waitUntil(() => container.textContent === 'ready second', LONG);
  expect(running).toEqual([true]);
});

test('an engine that cannot be opened is a value, and can be tried again', async () => {
  let list!: ReturnType<typeof usePopular>;
  const Home = () => {
    list = usePopular();
    return createElement(Status);
  };
  const nowhere = createElement(PrivetProvider, { url: '/nowhere/' }, createElement(Home));
  const { container } = mount(nowhere);
  await vi.waitUntil(() => container.textContent === 'failed', LONG);
  expect(value.engine).toBeUndefined();
  expect(value.error!.name).toBe('CatalogFormatError');
  expect(list).toMatchObject({ items: [], isLoading: false, error: value.error });
  const attempts = running.length;
  list.refresh();
  await vi.waitUntil(() => container.textContent === 'loading', LONG);
  expect(list.isLoading).toBe(true);
  await vi.waitUntil(() => container.textContent === 'failed', LONG);
  expect(running).toHaveLength(attempts + 1);
});

test('lists are drawn by the real engine, a select is kept, and refresh shows another list', async () => {
  const database = freshDatabaseName();
  let home!: ReturnType<typeof useForYou>;
  let alike!: ReturnType<typeof useSimilar>;
  const Home = () => {
    home = useForYou({ count: 4, where: { genre: ['Comedy'] } });
    alike = useSimilar(FILM, { count: 3 });
    return createElement(Status);
  };
  const card = ({ itemId, title }: { itemId: string; title: string }) =>
    createElement('a', { href: `#${itemId}` }, title);
  const lists = [
    createElement(Home, { key: 'home' }),
    createElement(ForYou, { key: 'list', count: 4, fallback: 'waiting', children: card }),
  ];
  const { container } = mount(films(database, lists));
  await vi.waitUntil(() => container.querySelectorAll('li').length === 4 && home.items.length === 4, LONG);
  await vi.waitUntil(() => alike.items.length === 3, LONG);
  const opened = container.querySelector('li')!.dataset.itemId;
  container.querySelector('a')!.click();
  await vi.waitUntil(() => home.isStale, LONG);
  expect(await eventsOf(database)).toMatchObject([
    { type: 'select', itemId: opened, list: 'for-you', requestId: expect.stringMatching(/./) },
  ]);
  const first = home.items[0]!.itemId;
  await value.engine!.record('like', first);
  await settled();
  expect(home.items[0]!.itemId).toBe(first);
  home.refresh();
  await vi.waitUntil(() => home.items.length === 4 && !home.items.some(({ itemId }) => itemId === first), LONG);
  expect(home).toMatchObject({ isStale: false, error: undefined });
});

test('what is recorded before the engine is open, or as the page leaves it, is kept', async () => {
  const database = freshDatabaseName();
  let record!: ReturnType<typeof useRecord>;
  const Early = () => {
    record = useRecord();
    return createElement(PrivetView, { id: FILM });
  };
  const { unmount } = mount(films(database, createElement(Early)));
  await vi.waitUntil(() => record, LONG);
  const liked = record('like', FILM);
  unmount();
  expect(await liked).toMatchObject({ type: 'like', itemId: FILM });
  await vi.waitUntil(() => !running[0], LONG);
  expect((await eventsOf(database)).map(({ type }) => type).sort()).toEqual(['like', 'view']);
});

test('what an earlier page of the tab could not keep is added, once, and what is for others stays', async () => {
  const database = freshDatabaseName();
  const never = () => new Promise<never>(() => {});
  recordSafely(never, { src: filmManifestUrl, database }, 'select', FILM, { list: 'similar' });
  recordSafely(never, { src: filmManifestUrl, database: `${database}-other` }, 'select', 'jaws-1975');
  // That page went away: nobody waits for them any more.
  const left = JSON.parse(sessionStorage.getItem('privet-outbox')!).map((one: object) => ({ ...one, owner: 0.5 }));
  sessionStorage.setItem('privet-outbox', JSON.stringify(left));
  const view = createElement(PrivetView, { key: 2, id: FILM });
  const { container } = mount(films(database, [createElement(Status, { key: 1 }), view]));
  await vi.waitUntil(() => container.textContent === 'ready', LONG);
  await vi.waitUntil(() => JSON.parse(sessionStorage.getItem('privet-outbox') ?? '[]').length === 1, LONG);
  sessionStorage.removeItem('privet-outbox');
  const kept = (await eventsOf(database)).map(({ type, list }) => [type, list]);
  expect(kept.sort()).toEqual([
    ['select', 'similar'],
    ['view', undefined],
  ]);
});

test('what a server rendered is hydrated without a mismatch, while an engine is open too', async () => {
  const database = freshDatabaseName();
  const app = films(database, [
    createElement(Status, { key: 1 }),
    createElement(ForYou, {
      key: 2,
      count: 2,
      fallback: createElement('p', null, 'Soon'),
      children: ({ title }: { title: string }) => title,
    }),
  ]);
  const html = renderToString(app);
  expect(html).toBe('<output>loading</output><p>Soon</p>');
  const open = mount(films(database, createElement(Status)));
  await vi.waitUntil(() => open.container.textContent === 'ready', LONG);
  const complaints = vi.spyOn(console, 'error');
  const container = document.createElement('main');
  container.innerHTML = html;
  document.body.append(container);
  const root = hydrateRoot(container, app, { onRecoverableError: (error) => complaints(String(error)) });
  await vi.waitUntil(() => container.querySelectorAll('li').length === 2, LONG);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
  expect(running).toEqual([true]);
  root.unmount();
});
