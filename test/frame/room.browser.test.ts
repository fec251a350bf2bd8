// How much room a frame asks for: a stranger's, whatever it draws.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeEngines, openEnginesWith } from '../../src/elements/elements.ts';
import type { Item, Recommender } from '../../src/elements/recommender.ts';
import { Room } from '../../src/frame/room.ts';
import { type Shown, ShownList } from '../../src/frame/shown-list.ts';

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, i) => ({ itemId: `item-${i}`, title: `Item ${i}`, facets: {}, details: {} }));

let main: HTMLElement;
/** Items that the person's lists have. */
let numOwn: number;

beforeEach(() => {
  main = document.createElement('main');
  document.body.replaceChildren(main);
  const list = async ({ count, anonymous }: { count: number; anonymous?: boolean }) => ({
    items: items(anonymous ? Math.min(6, count) : numOwn),
  });
  const engine = {
    ...{ forYou: list, popular: list, recent: list, events: async () => ({ entries: [], numEvents: numOwn }) },
    similar: async (_: string, rules: { count: number }) => list(rules),
    search: list,
    ...{
      on: () => () => {},
      warmUp: async () => {},
      dispose: () => {},
      status: { storage: 'indexeddb' },
      isPaused: false,
    },
  };
  openEnginesWith(async () => engine as unknown as Recommender);
});
afterEach(async () => {
  document.body.replaceChildren();
  await closeEngines();
  openEnginesWith();
});

/** The last height that a page was told, and how often one. */
async function told(shown: Shown): Promise<{ height: number; heights: number[] }> {
  const heights: number[] = [];
  const list = new ShownList(main, null);
  list.show(shown);
  const room = new Room(main, null, (height) => heights.push(height));
  room.draw(list.shown);
  await vi.waitFor(() => expect(main.firstElementChild!.getAttribute('state')).not.toBe('loading'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  return { height: heights.at(-1)!, heights };
}

test.each<[string, Shown]>([
  ['for-you', { list: 'for-you', count: 6 }],
  ['for-you that hides when it is empty', { list: 'for-you', count: 6, 'hide-when-empty': true }],
  ['similar', { list: 'similar', item: 'a', count: 6 }],
  ['recent', { list: 'recent', count: 6 }],
  ['recent that hides when it is empty', { list: 'recent', count: 6, 'hide-when-empty': true }],
  ['a cart', { list: 'with', cart: true, count: 6 }],
  ['search', { list: 'search', query: 'x', count: 6 }],
  ['privacy', { list: 'privacy' }],
])('%s takes as much room with many items as with none', async (_, shown) => {
  const all: number[][] = [];
  for (numOwn of [0, 1, 6, 40]) {
    main.replaceChildren();
    const { height, heights } = await told(shown);
    expect(height).toBeGreaterThan(100);
    all.push(heights);
  }
  for (const heights of all) expect(heights).toEqual(all[0]);
});

test('what is measured is out of sight, reach and hearing', async () => {
  numOwn = 2;
  const heard = vi.fn();
  document.addEventListener('privet-items', heard);
  await told({ list: 'for-you', count: 6 });
  document.removeEventListener('privet-items', heard);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(document.querySelectorAll('privet-for-you')).toHaveLength(1);
  const holder = document.body.lastElementChild as HTMLElement;
  expect([holder.inert, holder.ariaHidden, holder.shadowRoot, holder.offsetHeight]).toEqual([true, 'true', null, 0]);
  expect(document.documentElement.scrollHeight).toBe(Math.max(innerHeight, main.offsetHeight));
});

test('it follows what is shown', async () => {
  numOwn = 6;
  const heights: number[] = [];
  const room = new Room(main, null, (height) => heights.push(height));
  room.draw({ list: 'for-you', count: 1 });
  await vi.waitUntil(() => heights.length > 0);
  const one = heights.at(-1)!;
  main.style.width = '300px';
  room.draw({ list: 'for-you', count: 6 });
  await vi.waitUntil(() => heights.at(-1)! > one);
  room.draw({ list: 'none' });
});
