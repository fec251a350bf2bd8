// The components over an engine of a few lines, in StrictMode: their markup, and what they record.
import { createElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { ForYou, ItemList, PrivetProvider, PrivetView, Similar, useForYou, usePopular } from '../../src/react/react.ts';
import type { RankedItem } from '../../src/sdk/index.ts';
import { fakeEngine, listOf, mount, settled, unmountAll } from '../browser/react-page.ts';

afterEach(unmountAll);

type Fake = ReturnType<typeof fakeEngine>;
const within = ({ asPrivet }: Fake, node: ReactNode) => createElement(PrivetProvider, { engine: asPrivet }, node);
const card = ({ itemId, title }: RankedItem) => [
  createElement('a', { key: 1, href: `#${itemId}` }, createElement('b', null, title)),
  createElement('button', { key: 2, type: 'button' }, 'Save'),
];

test('a list is a plain <ul> of what the page draws, with its request in props', async () => {
  const fake = fakeEngine();
  const props = { count: 8, where: { brand: ['Acme'] }, className: 'grid', 'aria-label': 'For you', children: card };
  const { container } = mount(within(fake, createElement(ForYou, props)));
  await vi.waitUntil(() => container.querySelector('li'));
  expect(fake.forYou.mock.lastCall![0]).toEqual({ count: 8, where: { brand: ['Acme'] } });
  expect(container.querySelector('ul')!.outerHTML).toBe(
    '<ul class="grid" aria-label="For you" aria-busy="false">' +
      '<li data-item-id="a"><a href="#a"><b>a</b></a><button type="button">Save</button></li>' +
      '<li data-item-id="b"><a href="#b"><b>b</b></a><button type="button">Save</button></li></ul>',
  );
});

test('a followed link records a select with list and requestId, anything else does not', async () => {
  const fake = fakeEngine();
  const { container } = mount(within(fake, createElement(Similar, { item: 'x', children: card })));
  await vi.waitUntil(() => container.querySelector('li'));
  container.querySelector('button')!.click();
  expect(fake.record).not.toHaveBeenCalled();
  container.querySelectorAll('b')[1]!.click();
  expect(fake.record).toHaveBeenCalledExactlyOnceWith('select', 'b', { list: 'similar', requestId: 'r-a-b' });
});

test('items keep their elements when the list is drawn anew', async () => {
  const fake = fakeEngine();
  let refresh!: () => void;
  const Home = () => {
    const list = useForYou();
    refresh = list.refresh;
    return createElement(ItemList<RankedItem>, { list, children: card });
  };
  const { container } = mount(within(fake, createElement(Home)));
  await vi.waitUntil(() => container.querySelector('li'));
  const kept = container.querySelector('[data-item-id=b]');
  fake.forYou.mockImplementation(async () => listOf('b', 'c'));
  refresh();
  await vi.waitUntil(() => container.querySelector('[data-item-id=c]'));
  expect(container.querySelector('li')).toBe(kept);
});

test('the fallback stands where there is no list: while it loads, where it failed, where it is empty', async () => {
  const fake = fakeEngine(listOf());
  const Home = () => {
    const list = usePopular();
    const said = list.error ? 'failed' : list.isLoading ? 'loading' : 'empty';
    return createElement(ItemList<RankedItem>, { list, fallback: said, children: card });
  };
  const { container } = mount(within(fake, createElement(Home)));
  await vi.waitUntil(() => container.textContent === 'empty');
  fake.popular.mockRejectedValue(new Error('no'));
  fake.tell('change');
  await vi.waitUntil(() => container.textContent === 'failed');
  expect(container.querySelector('ul')).toBeNull();
});

test('a view is recorded once an item, in StrictMode too', async () => {
  const fake = fakeEngine();
  const view = (id: string) => within(fake, createElement(PrivetView, { id }, 'Lamp'));
  const { container, render } = mount(view('a'));
  await vi.waitUntil(() => container.textContent === 'Lamp');
  await settled();
  render(view('a'));
  await settled();
  render(view('b'));
  await settled();
  expect(fake.record.mock.calls).toEqual([
    ['view', 'a', undefined],
    ['view', 'b', undefined],
  ]);
});

test('a component outside of a provider says what is missing', async () => {
  const errors: unknown[] = [];
  const root = createRoot(document.createElement('div'), { onUncaughtError: (error) => errors.push(error) });
  root.render(createElement(ForYou, { children: card }));
  await vi.waitUntil(() => errors.length > 0);
  expect(String(errors[0])).toContain('found no <PrivetProvider>');
  root.unmount();
});
