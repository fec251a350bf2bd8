// The elements in a real page, over an engine of a few lines: what is drawn, what never is, and what is recorded.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeEngines, openEnginesWith } from '../../src/elements/elements.ts';
import type { Item, Recommender } from '../../src/elements/recommender.ts';
import type { PrivetSearch } from '../../src/elements/search-element.ts';

const HOSTILE = '<img src=x onerror="window.wasRun = true">{price}';
const lamp: Item = {
  itemId: 'lamp/1 ?',
  title: 'Lamp',
  facets: { brand: ['Acme'] },
  details: { url: 'https://shop.example/lamp', price: 12 },
};
const evil: Item = {
  itemId: 'evil',
  title: HOSTILE,
  facets: {},
  details: { url: 'java\tscript:wasRun=true', image: 'data:text/html,x' },
};

let items: Item[];
let change: (told: { isErased?: true }) => void;
const engine = () => ({
  forYou: vi.fn(async () => ({ items, requestId: 'r1' })),
  similar: vi.fn(async () => ({ items })),
  goesWith: vi.fn(async () => ({ items })),
  popular: vi.fn(async () => ({ items: [lamp] })),
  trending: vi.fn(async () => ({ items: [lamp] })),
  recent: vi.fn(async () => ({ items })),
  search: vi.fn(async () => ({ items })),
  suggest: vi.fn(async () => [{ text: 'lamp' }, { text: 'lantern' }]),
  events: vi.fn(async () => ({ entries: CART.map((event) => ({ event })) })),
  record: vi.fn(async () => undefined),
  on: (type: string, listener: (told: object) => void) => {
    if (type === 'change') change = listener;
    return () => {};
  },
  warmUp: vi.fn(async (_: { withSearch: boolean }) => {}),
  dispose: vi.fn(),
});
const CART = [
  { type: 'remove_from_cart', itemId: 'a' },
  { type: 'add_to_cart', itemId: 'b' },
  { type: 'add_to_cart', itemId: 'a' },
];
let fake: ReturnType<typeof engine>;
const opened = vi.fn();

beforeEach(() => {
  items = [lamp, evil];
  fake = engine();
  opened.mockReset();
  openEnginesWith(async (src) => {
    opened(src);
    return fake as unknown as Recommender;
  });
});
afterEach(async () => {
  document.body.replaceChildren();
  await closeEngines();
  openEnginesWith();
});

async function draw(html: string, state = 'ready'): Promise<HTMLElement> {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild as HTMLElement;
  await vi.waitUntil(() => element.getAttribute('state') === state);
  return element;
}
const cards = (element: HTMLElement) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=card]')];

test('a card has title, price and a checked link; markup in a title is text', async () => {
  const element = await draw('<privet-for-you count="2" currency="EUR"></privet-for-you>');
  const [first, second] = cards(element);
  expect(first!.textContent).toMatch(/LLamp.*12/);
  expect(first!.getAttribute('href')).toBe('https://shop.example/lamp');
  expect(second!.localName).toBe('div');
  expect(second!.querySelector('[part=title]')!.textContent).toBe(HOSTILE);
  expect(element.shadowRoot!.querySelector('img')).toBeNull();
  expect((window as { wasRun?: boolean }).wasRun).toBeUndefined();
});

test('a card writes prices in the currency of the item, the one before a reduction struck through, and says what is sold out', async () => {
  const details = {
    price: '65',
    'list-price': '79',
    currency: 'EUR',
    stock: '0',
    image: 'https://nowhere.invalid/x.jpg',
  };
  items = [
    { ...lamp, details },
    { ...lamp, details: { price: '5', 'list-price': '5', stock: '2' } },
  ];
  const element = await draw('<privet-for-you sold-out="Ausverkauft"></privet-for-you>');
  const [first, second] = cards(element);
  const part = (card: HTMLElement, name: string) => card.querySelector(`[part=${name}]`)?.textContent;
  expect(part(first!, 'price')).toMatch(/65.*79/);
  expect(part(first!, 'price')).toContain('€');
  expect(first!.querySelector('s')!.textContent).toMatch(/79/);
  expect(part(first!, 'sold-out')).toBe('Ausverkauft');
  // A picture that does not come leaves the letter.
  await expect.poll(() => part(first!, 'image')).toBe('L');
  expect(part(second!, 'price')).toBe('5');
  expect(second!.querySelector('s, [part=sold-out]')).toBeNull();
  const plain = await draw(
    '<privet-popular currency="USD"><template><i>{currency} {list-price} {brand} {rating}</i></template></privet-popular>',
  );
  expect(plain.querySelector('i')!.textContent).toBe('  Acme ');
});

test('a template gets texts, checked addresses and encoded pieces, and neither code nor styles', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const element = await draw(`<privet-for-you><template><script>wasRun = '{title}'</script>
    <a href="{url}" title="{title}" onclick="{title}" style="--x: {title}"><b>{title}</b> {brand}</a>
    <a class="piece" href="/p/{itemId}?from=list"></a><i data-if="price">€ {price}</i></template></privet-for-you>`);
  const [first, second] = [...element.querySelectorAll('[role=listitem]')];
  expect(first!.querySelector('a')!.textContent).toBe('Lamp Acme');
  expect(first!.querySelector('.piece')!.getAttribute('href')).toBe('/p/lamp%2F1%20%3F?from=list');
  expect(first!.querySelector('i')!.textContent).toBe('€ 12');
  const attributes = [...second!.querySelector('a')!.attributes].map(({ name }) => name);
  expect(attributes).toEqual(['title']);
  expect(second!.querySelector('b')!.textContent).toBe(HOSTILE);
  expect(second!.querySelector('i, script, img')).toBeNull();
  expect(warn.mock.calls.join()).toContain('onclick never gets a field');
  warn.mockRestore();
});

test('behind the list all that is left is fetched, for search by meaning where the page has a search', async () => {
  await draw('<privet-for-you></privet-for-you>');
  await vi.waitUntil(() => fake.warmUp.mock.calls.length > 0);
  expect(fake.warmUp.mock.invocationCallOrder[0]).toBeGreaterThan(fake.forYou.mock.invocationCallOrder[0]!);
  expect(fake.warmUp).toHaveBeenLastCalledWith({ withSearch: false });
  document.body.innerHTML = '<privet-search></privet-search>';
  await vi.waitUntil(() => fake.warmUp.mock.lastCall?.[0].withSearch === true);
});

test('what the server drew is shown until there is a list, and when there is none', async () => {
  items = [];
  const element = await draw('<privet-for-you><p>From the server</p></privet-for-you>', 'empty');
  const isShown = () => element.querySelector('p')!.assignedSlot !== null;
  expect(isShown()).toBe(true);
  items = [lamp];
  await (element as HTMLElement & { refresh(): Promise<void> }).refresh();
  expect(isShown()).toBe(false);
  expect(cards(element)).toHaveLength(1);
});

test('attributes become rules, and what makes no sense is told', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await draw(`<privet-similar item="x" count="4" where="brand=Acme, Zeta; kind!=Card; price<50; stock>=1"
    exclude="a, b" caps="brand:2" diversity="7" hide-sold-out></privet-similar>`);
  expect(fake.similar).toHaveBeenCalledWith('x', {
    count: 4,
    where: { brand: { any: ['Acme', 'Zeta'] }, kind: { none: ['Card'] }, price: { max: 49.99 }, stock: { min: 1 } },
    exclude: ['a', 'b'],
    caps: { brand: 2 },
    hideSoldOut: true,
  });
  expect(warn.mock.calls.join()).toContain("diversity: found '7', expected 0 to 1");
  warn.mockRestore();
});

test('a list of ids that is no JSON is told and left out', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await draw(`<privet-for-you exclude='["a", b]'></privet-for-you>`);
  expect(fake.forYou).toHaveBeenCalledWith({ count: 8 });
  expect(warn.mock.calls.join()).toContain(`exclude: found '["a", b]', expected a JSON list`);
  warn.mockRestore();
});

test('a search heeds where, exclude and caps, and says that it has no diversity', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await draw('<privet-search query="x" where="brand=Acme" exclude="a" caps="brand:2" diversity=".5"></privet-search>');
  expect(fake.search).toHaveBeenCalledWith({
    query: 'x',
    count: 8,
    where: { brand: { any: ['Acme'] } },
    exclude: ['a'],
    caps: { brand: 2 },
  });
  expect(warn.mock.calls.join()).toContain('privet-search: diversity is left out');
  warn.mockRestore();
});

test('a cart is what was put in and not taken out; an empty answer falls back where that is asked for', async () => {
  items = [];
  const element = await draw('<privet-with cart fallback="popular"></privet-with>');
  expect(fake.goesWith).toHaveBeenCalledWith(['b'], { count: 8 });
  expect(cards(element)).toHaveLength(1);
  const hidden = await draw('<privet-similar item="x" hide-when-empty></privet-similar>', 'empty');
  expect(getComputedStyle(hidden).display).toBe('none');
});

test('elements share one engine, also when they are taken out and put back', async () => {
  const first = await draw('<privet-for-you></privet-for-you><privet-popular></privet-popular>');
  await vi.waitUntil(() => fake.popular.mock.calls.length > 0);
  first.remove();
  document.body.append(first);
  await vi.waitUntil(() => fake.forYou.mock.calls.length > 1);
  expect(opened).toHaveBeenCalledTimes(1);
});

/** Browsers tell observers in the order in which they began: whoever looks at the element from before knows as well. */
const isSeen = (element: Element) =>
  new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });

test('a list on screen stays as it is after a change; out of sight it is drawn anew', async () => {
  const element = await draw('<privet-for-you></privet-for-you><div style="height: 5000px"></div>');
  await isSeen(element);
  items = [lamp];
  change({});
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(cards(element)).toHaveLength(2);
  scrollTo(0, 4000);
  await vi.waitUntil(() => cards(element).length === 1);
  scrollTo(0, 0);
});

test('what another tab erased goes at once, under whose eyes it may', async () => {
  const element = await draw('<privet-for-you></privet-for-you><div style="height: 5000px"></div>');
  await new Promise((resolve) => setTimeout(resolve, 100));
  items = [lamp];
  change({ isErased: true });
  await vi.waitUntil(() => cards(element).length === 1);
});

test('the focus stays on its item when the list is replaced', async () => {
  const element = await draw('<privet-for-you></privet-for-you>');
  cards(element)[0]!.focus();
  items = [evil, lamp];
  await (element as HTMLElement & { refresh(): Promise<void> }).refresh();
  expect(element.shadowRoot!.activeElement).toBe(cards(element)[1]);
});

test('a click on a link records a select, and delays nothing', async () => {
  const element = await draw('<privet-for-you item-url="#{itemId}"></privet-for-you>');
  cards(element)[0]!.click();
  expect(location.hash).toBe('#lamp%2F1%20%3F');
  await vi.waitUntil(() => fake.record.mock.calls.length > 0);
  const details = { list: 'for-you', requestId: 'r1', time: expect.any(Number) };
  expect(fake.record).toHaveBeenCalledWith('select', 'lamp/1 ?', details);
});

test('a page draws a list itself when it prevents privet-items', async () => {
  let heard: unknown;
  document.addEventListener(
    'privet-items',
    (event) => {
      event.preventDefault();
      heard = (event as CustomEvent).detail;
    },
    { once: true },
  );
  const element = await draw('<privet-recent></privet-recent>');
  expect(heard).toMatchObject({ items: [{ itemId: 'lamp/1 ?' }, { itemId: 'evil' }], list: 'recent' });
  expect(cards(element)).toHaveLength(0);
});

test('data-privet records, the id being all after the first space; mistakes are told in words', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  document.body.innerHTML = `<button data-privet="add_to_cart SKU 1" data-privet-quantity="2"><b>Add</b></button>
    <button data-privet="ad_to_cart SKU 1">Add</button>`;
  document.querySelector<HTMLElement>('b')!.click();
  document.querySelectorAll('button')[1]!.click();
  await vi.waitUntil(() => fake.record.mock.calls.length > 0);
  expect(fake.record.mock.calls).toEqual([['add_to_cart', 'SKU 1', { quantity: 2, time: expect.any(Number) }]]);
  expect(warn.mock.calls.join()).toContain("unknown type 'ad_to_cart', did you mean 'add_to_cart'?");
  warn.mockRestore();
});

test('a search offers completions by keyboard, and says how much was found', async () => {
  document.body.innerHTML = '<privet-search></privet-search>';
  const { shadowRoot } = document.body.firstElementChild!;
  const input = shadowRoot!.querySelector('input')!;
  input.value = 'la';
  input.dispatchEvent(new Event('input'));
  await vi.waitUntil(() => shadowRoot!.querySelectorAll('[role=option]').length === 2);
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) input.dispatchEvent(new KeyboardEvent('keydown', { key }));
  await vi.waitUntil(() => shadowRoot!.querySelector('[role=status]')!.textContent === '2 results');
  expect(fake.search).toHaveBeenCalledWith({ query: 'lantern', count: 8 });
  expect(shadowRoot!.querySelectorAll('[part=card]')).toHaveLength(2);
});

test('somebody who types keeps the field while results come', async () => {
  const search = (await draw('<privet-search query="la"></privet-search>')) as PrivetSearch;
  const input = search.shadowRoot!.querySelector('input')!;
  input.focus();
  const blurred = vi.fn();
  input.addEventListener('blur', blurred);
  await search.refresh();
  items = [];
  await search.refresh();
  expect(search.shadowRoot!.activeElement).toBe(input);
  expect(blurred).not.toHaveBeenCalled();
});

test('a list for nobody in particular asks for one, and looks into no history', async () => {
  await draw('<privet-for-you anonymous></privet-for-you>');
  expect(fake.forYou).toHaveBeenCalledWith({ count: 8, anonymous: true });
  await draw('<privet-recent anonymous></privet-recent>', 'empty');
  await draw('<privet-with cart anonymous></privet-with>', 'empty');
  expect(fake.recent).not.toHaveBeenCalled();
  expect(fake.events).not.toHaveBeenCalled();
});
