// One suite over all list calls: a site's rules mean the same in each of them. The bundle is made up (random embeddings, no
// towers), and what a call gives without rules is the reference for what it gives with them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ListRules } from '../../src/engine/lists/lists-api.ts';
import { EVENT_TYPES } from '../../src/history/events.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { bundleInput, DIM, withFolder } from '../bundle/bundle-fixture.ts';
import { createMemoryHost, MANIFEST_URL, type MemoryHost } from '../bundle/memory-host.ts';

const NUM_ITEMS = 60;
const ASKED = 'item-1';
const originalFetch = globalThis.fetch;
let host: MemoryHost;
let engine: Engine;
/** Who hears of status and history. */
const NOBODY = [() => {}, () => {}] as const;

beforeAll(async () => {
  host = await withFolder(async (folder) => {
    const input = bundleInput(folder, NUM_ITEMS);
    // Backwards, so that no other list has this order; and one that the catalog does not have.
    const trending = ['elsewhere', ...input.items.map(({ id }) => id).toReversed()];
    await writeBundle({ ...input, trending });
    return hostOf(folder);
  });
});
beforeEach(async () => {
  globalThis.fetch = host.fetch;
  engine = new Engine();
  const options = { manifestUrl: MANIFEST_URL, databaseName: `calls-${Math.random()}` };
  await engine.open(options, ...NOBODY);
});
afterEach(() => engine.dispose());
afterAll(() => {
  globalThis.fetch = originalFetch;
});

async function hostOf(folder: string): Promise<MemoryHost> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))] as const;
  return createMemoryHost(Object.fromEntries(await Promise.all(paths.map(read))), 4000);
}

interface ListCall {
  name: string;
  ask: (rules: ListRules) => Promise<{
    items: { itemId: string; facets: Record<string, string[]>; details: Record<string, string> }[];
    requestId: string;
  }>;
}
const CALLS: ListCall[] = [
  { name: 'forYou', ask: (rules) => engine.forYou(rules) },
  { name: 'similar', ask: (rules) => engine.similar(ASKED, rules) },
  { name: 'goesWith', ask: (rules) => engine.goesWith([ASKED], rules) },
  { name: 'substitutes', ask: (rules) => engine.substitutes(ASKED, rules) },
  { name: 'popular', ask: (rules) => engine.popular(rules) },
  { name: 'trending', ask: (rules) => engine.trending(rules) },
  { name: 'search', ask: (rules) => engine.search({ query: 'title', ...rules }) },
];
const BESIDE_SEARCH = CALLS.filter(({ name }) => name !== 'search');

/** Every act on items that lists begin with, and words that steer. */
async function actInEveryWay(): Promise<void> {
  const shown = new Set((await Promise.all(CALLS.map(({ ask }) => ask({ count: 4 })))).flatMap(ids));
  const types = EVENT_TYPES.filter((type) => !['search', 'steer', 'clear', 'remove_from_cart'].includes(type));
  for (const [i, itemId] of [...shown].entries())
    await engine.record({
      type: types[i % types.length]!,
      itemId,
      ...(types[i % types.length] === 'rate' && { value: 5 }),
    });
  await engine.steer('no comedy');
}

const ids = ({ items }: { items: readonly { itemId: string }[] }) => items.map(({ itemId }) => itemId);
/** So few that `goesWith`, which leaves out the k most alike, has something left. */
const COUNT = 12;

describe.each(CALLS)('$name', ({ name, ask }) => {
  it('holds only what satisfies the conditions', async () => {
    const { items } = await ask({ count: COUNT, where: { genre: ['Comedy'], year: { min: 1920 } } });
    expect(items.length).toBeGreaterThan(0);
    for (const { itemId, facets } of items) {
      expect(facets.genre).toContain('Comedy');
      expect(Number(itemId.slice(5))).toBeGreaterThanOrEqual(20);
    }
  });

  it('leaves out what is excluded, in any number, and keeps its order', async () => {
    const all = ids(await ask({ count: COUNT }));
    const others = Array.from({ length: 20_000 }, (_, i) => `sku-${i}`);
    const left = ids(await ask({ count: COUNT, exclude: [...others, all[0]!, all[2]!] }));
    expect(left).not.toContain(all[0]);
    expect(left).not.toContain(all[2]);
    expect(left).toContain(all[3]);
    expect(left).toHaveLength(COUNT);
  });

  it('stays within a range, and follows a value of today', async () => {
    const asked = { count: COUNT, where: { year: { min: 1905, max: 1955 } } };
    const found = await ask(asked);
    const [first] = ids(found);
    expect(found.items.length).toBeGreaterThan(2);
    for (const { details } of found.items) expect(details.year! >= '1905' && details.year! <= '1955').toBe(true);
    await engine.setFacts({ [first!]: { year: 1956 } });
    const now = ids(await ask(asked));
    expect(now.length).toBeGreaterThan(1);
    expect(now).not.toContain(first);
    await engine.setFacts({ [first!]: { year: null } });
    expect(ids(await ask(asked))).toEqual(ids(found));
  });

  it('shows live facts, heeds them, and lets them go', async () => {
    await engine.record({ type: 'like', itemId: 'item-3' });
    const [first, second] = ids(await ask({ count: COUNT }));
    await engine.setFacts({ [first!]: { stock: 0 }, [second!]: { stock: 2, price: 9.5 }, elsewhere: { stock: 5 } });
    const inStock = await ask({ count: COUNT, where: { stock: { min: 1 } } });
    // Of one item alone goesWith has nothing that is not most alike.
    expect(ids(inStock)).toEqual(name === 'goesWith' ? [] : [second]);
    if (name !== 'goesWith') expect(inStock.items[0]).toMatchObject({ details: { stock: '2', price: '9.5' } });
    await engine.setFacts({ [second!]: { stock: null } });
    expect(ids(await ask({ count: COUNT, where: { stock: { min: 1 } } }))).toEqual([]);
  });

  it('a boost lifts, a factor below 1 buries', async () => {
    const plain = ids(await ask({ count: COUNT }));
    const up = plain[5]!;
    expect(ids(await ask({ count: COUNT, boosts: { [up]: 1e6 } }))[0]).toBe(up);
    expect(ids(await ask({ count: 5, boosts: { [plain[0]!]: 1e-6 } }))).not.toContain(plain[0]);
  });

  it('has at most so many of a value as the caps say, whatever else is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.integer({ min: 0, max: NUM_ITEMS - 1 }), { maxLength: 10 }),
        async (most, count, excluded) => {
          const exclude = excluded.map((i) => `item-${i}`);
          const { items } = await ask({ count, exclude, caps: { genre: most } });
          const counts = new Map<string, number>();
          for (const value of items.flatMap(({ facets }) => facets.genre ?? []))
            counts.set(value, (counts.get(value) ?? 0) + 1);
          expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(most);
          expect(ids({ items }).filter((id) => exclude.includes(id))).toEqual([]);
          // Twenty items have no genre: the list is as long as it was asked to be, but where it leaves out the most alike.
          if (name !== 'goesWith' && count <= 8) expect(items).toHaveLength(count);
        },
      ),
      { seed: 1, numRuns: 15 },
    );
  });

  it('has what is pinned in its place, and counts it for the caps', async () => {
    const itemId = ids(await ask({ count: COUNT, where: { genre: ['Comedy'] } })).at(-1)!;
    const { items } = await ask({ count: COUNT, pins: [{ itemId, position: 0 }], caps: { genre: 1 } });
    // `goesWith` pins what may go with the item, and an item that is most alike may not.
    if (name !== 'goesWith') expect(items[0]!.itemId).toBe(itemId);
    expect(items.filter(({ facets }) => facets.genre?.includes('Comedy')).length).toBeLessThanOrEqual(1);
  });

  it('has what is pinned once, whatever buries it, and what is excluded leaves', async () => {
    const [first, , , , pinned] = ids(await ask({ count: COUNT }));
    const pins = [{ itemId: pinned!, position: 1 }];
    const now = ids(await ask({ count: COUNT, pins, boosts: { [pinned!]: 1e-6 }, exclude: [first!] }));
    expect(now.indexOf(pinned!)).toBe(1);
    expect(now.lastIndexOf(pinned!)).toBe(1);
    expect(now).not.toContain(first);
  });

  it('pins nothing that was filtered out, excluded, sold out or refused', async () => {
    const all = ids(await ask({ count: COUNT }));
    const pinned = all[4]!;
    const pins = [{ itemId: pinned, position: 0 }];
    expect(ids(await ask({ count: COUNT, pins }))[0]).toBe(pinned);
    expect(ids(await ask({ count: COUNT, pins, where: { year: { min: 3000 } } }))).toEqual([]);
    expect(ids(await ask({ count: COUNT, pins, exclude: [pinned] }))).not.toContain(pinned);
    await engine.setFacts(Object.fromEntries(all.map((itemId) => [itemId, { stock: itemId === pinned ? 0 : 1 }])));
    expect(ids(await ask({ count: COUNT, pins, where: { stock: { min: 1 } } }))).not.toContain(pinned);
    await engine.record({ type: 'dislike', itemId: pinned });
    // Somebody who searches may look for what they refused.
    if (name !== 'search') expect(ids(await ask({ count: COUNT, pins }))).not.toContain(pinned);
  });

  it('has what is sold out behind all that can be had, in its order, as the facts of today say', async () => {
    const all = ids(await ask({ count: COUNT }));
    await engine.setFacts({ [all[0]!]: { stock: 0 }, [all[2]!]: { stock: -1 }, [all[1]!]: { stock: 3 } });
    const isOut = (id: string) => id === all[0] || id === all[2];
    const whole = ids(await ask({ count: name === 'goesWith' ? COUNT : NUM_ITEMS }));
    const can = whole.filter((id) => !isOut(id));
    expect(whole).toEqual([...can, ...whole.filter(isOut)]);
    expect(can.slice(0, 2)).toEqual([all[1], all[3]]);
    // Of a search the first page is what it was.
    const short = ids(await ask({ count: 5 }));
    if (name !== 'search' && can.length >= 5) expect(short.filter(isOut)).toEqual([]);
    expect(short).toHaveLength(Math.min(5, whole.length));
    await engine.setFacts({ [all[0]!]: { stock: null }, [all[2]!]: { stock: null }, [all[1]!]: { stock: null } });
    expect(ids(await ask({ count: COUNT }))).toEqual(all);
  });

  it('leaves out what is sold out where that is asked for, and leaves it in its place where that is', async () => {
    const all = ids(await ask({ count: COUNT }));
    await engine.setFacts({ [all[1]!]: { stock: 0 } });
    expect(ids(await ask({ count: COUNT, hideSoldOut: true }))).not.toContain(all[1]);
    expect(ids(await ask({ count: COUNT, hideSoldOut: false }))).toEqual(all);
    const pins = [{ itemId: all[1]!, position: 0 }];
    expect(ids(await ask({ count: 3, pins }))[0]).not.toBe(all[1]);
  });

  it('gives the places of caps to what can be had', async () => {
    const facts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`item-${i}`, { stock: 0 }]));
    await engine.setFacts(facts);
    const { items } = await ask({ count: 8, caps: { genre: 1 } });
    const sold = items.map(({ itemId }) => itemId in facts);
    expect(sold).toEqual(sold.toSorted((a, b) => Number(a) - Number(b)));
    if (!['search', 'goesWith'].includes(name)) expect(sold).not.toContain(true);
  });

  it('leaves out what was viewed when that is asked for', async () => {
    const [first] = ids(await ask({ count: COUNT }));
    await engine.record({ type: 'view', itemId: first! });
    expect(ids(await ask({ count: COUNT, hideViewed: true }))).not.toContain(first);
  });

  it('is a stranger’s where it is asked for anonymously, whatever was done and said', async () => {
    const varied: ListRules = { caps: { genre: 2 }, ...(name !== 'search' && { diversity: 0.5 }) };
    const asked: ListRules[] = [{ count: COUNT }, { where: { genre: ['Comedy'] } }, varied];
    const answers = async (anonymous: boolean) => {
      const lists = await Promise.all(asked.map((rules) => ask({ ...rules, ...(anonymous && { anonymous }) })));
      return lists.map(({ items }) => items);
    };
    const strangers = await answers(false);
    await actInEveryWay();
    expect(await answers(true)).toEqual(strangers);
    // `search` heeds a history only where a query has wishes in it.
    if (name !== 'search') expect(await answers(false)).not.toEqual(strangers);
  });

  it('has a name of its own', async () => {
    const [{ requestId }, other] = [await ask({}), await ask({})];
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(other.requestId).not.toBe(requestId);
  });

  it('refuses keys that it does not know', async () => {
    await expect(ask({ cuont: 3 } as ListRules)).rejects.toThrow(`${name}: unknown key 'cuont', did you mean 'count'?`);
    await expect(ask({ caps: { genr: 3 } })).rejects.toThrow("caps: facet 'genr' is not known");
  });
});

describe.each(BESIDE_SEARCH)('$name', ({ name, ask }) => {
  it('leaves out what was bought or lies in the cart, and shows it when that is asked for', async () => {
    const [bought, carted] = ids(await ask({ count: COUNT }));
    await engine.record({ type: 'purchase', itemId: bought!, quantity: 2, price: 9.5, list: 'home', requestId: 'r' });
    await engine.record({ type: 'add_to_cart', itemId: carted! });
    const hidden = ids(await ask({ count: NUM_ITEMS }));
    expect(hidden).not.toContain(bought);
    expect(hidden).not.toContain(carted);
    if (name === 'goesWith') return; // of all items nothing is left that is not most alike
    expect(ids(await ask({ count: NUM_ITEMS, hideBought: false }))).toContain(bought);
    await engine.record({ type: 'remove_from_cart', itemId: carted! });
    expect(ids(await ask({ count: NUM_ITEMS }))).toContain(carted);
  });
});

describe('search', () => {
  it('shows what was bought or lies in the cart, and leaves it out when that is asked for', async () => {
    const asked = { query: 'title', count: NUM_ITEMS };
    const [bought, carted] = ids(await engine.search(asked));
    await engine.record({ type: 'purchase', itemId: bought! });
    await engine.record({ type: 'add_to_cart', itemId: carted! });
    expect(ids(await engine.search(asked))).toEqual(expect.arrayContaining([bought, carted]));
    const hidden = ids(await engine.search({ ...asked, hideBought: true }));
    expect(hidden).not.toContain(bought);
    expect(hidden).not.toContain(carted);
    await engine.record({ type: 'remove_from_cart', itemId: carted! });
    expect(ids(await engine.search({ ...asked, hideBought: true }))).toContain(carted);
  });
});

describe('without what pages around frames recorded', () => {
  it('forYou is the list of what the visitor did', async () => {
    await engine.record({ type: 'like', itemId: 'item-3' });
    const own = await engine.forYou({ count: COUNT });
    await engine.record({ type: 'like', itemId: 'item-40', by: 'page' });
    await engine.record({ type: 'dislike', itemId: 'item-3', by: 'page' });
    expect(ids(await engine.forYou({ count: COUNT }))).not.toEqual(ids(own));
    expect(await engine.forYou({ count: COUNT, withoutPages: true })).toMatchObject({
      items: own.items,
      eventsUsed: 1,
    });
  });
});

describe('as at a time', () => {
  it('forYou is the list that it was then, whatever was recorded since', async () => {
    await engine.record({ type: 'like', itemId: 'item-3', time: 1000 });
    const before = await engine.forYou({ count: COUNT, asOf: 5000 });
    await engine.record({ type: 'like', itemId: 'item-40', time: 6000 });
    await engine.record({ type: 'dislike', itemId: before.items[0]!.itemId, time: 7000 });
    const after = await engine.forYou({ count: COUNT, asOf: 5000 });
    expect(after).toMatchObject({ items: before.items, eventsUsed: 1 });
    expect(ids(await engine.forYou({ count: COUNT }))).not.toContain(before.items[0]!.itemId);
    await expect(engine.forYou({ asOf: -1 })).rejects.toThrow('forYou: asOf is -1, expected a time in milliseconds');
  });
});

describe('trending', () => {
  it('has the order of the bundle, and nothing where it has none', async () => {
    expect(ids(await engine.trending({ count: 3 }))).toEqual(['item-59', 'item-58', 'item-57']);
    const plain = await withFolder(async (folder) => {
      await writeBundle(bundleInput(folder, NUM_ITEMS));
      return hostOf(folder);
    });
    globalThis.fetch = plain.fetch;
    const other = new Engine();
    await other.open({ manifestUrl: MANIFEST_URL, databaseName: `plain-${Math.random()}` }, ...NOBODY);
    expect(ids(await other.trending())).toEqual([]);
    await other.dispose();
  });
});

describe('what was viewed', () => {
  const placeIn = async (call: ListCall, itemId: string) => ids(await call.ask({ count: NUM_ITEMS })).indexOf(itemId);

  it('comes later, and after weeks where it was', async () => {
    for (const call of CALLS.filter(({ name }) => ['similar', 'popular', 'trending'].includes(name))) {
      await engine.forget();
      const [first] = ids(await call.ask({ count: COUNT }));
      await engine.addEvents([{ type: 'view', itemId: first!, time: Date.now() - 60 * 24 * 3_600_000 }]);
      expect(await placeIn(call, first!), call.name).toBe(0);
      await engine.record({ type: 'view', itemId: first! });
      expect(await placeIn(call, first!), call.name).toBeGreaterThan(0);
    }
  });

  it('comes later in what was made for somebody, and in what goes with an item', async () => {
    const DAY_MS = 24 * 3_600_000;
    for (const name of ['forYou', 'goesWith']) {
      const call = CALLS.find((one) => one.name === name)!;
      const count = name === 'goesWith' ? COUNT : NUM_ITEMS;
      const [first] = name === 'forYou' ? [ASKED] : ids(await call.ask({ count }));
      /** What is not in the list is last. */
      const places: number[] = [];
      for (const days of [60, 7, 0]) {
        await engine.forget();
        await engine.addEvents([{ type: 'view', itemId: first!, time: Date.now() - days * DAY_MS }]);
        const place = ids(await call.ask({ count })).indexOf(first!);
        places.push(place < 0 ? NUM_ITEMS : place);
      }
      expect(places[2], name).toBeGreaterThan(places[0]!);
      expect(places[2], name).toBeGreaterThanOrEqual(places[1]!);
    }
  });

  it('is listed within conditions, by live facts too', async () => {
    for (const itemId of ['item-5', 'item-6', 'item-7']) await engine.record({ type: 'view', itemId });
    const where = { year: { min: 1905, max: 1906 } };
    expect(ids(await engine.recent({ where }))).toEqual(['item-6', 'item-5']);
    await engine.setFacts({ 'item-6': { year: 1907 }, 'item-5': { stock: 0 }, 'item-7': { stock: 2 } });
    expect(ids(await engine.recent({ where }))).toEqual(['item-5']);
    expect(ids(await engine.recent({ where: { stock: { min: 1 } } }))).toEqual(['item-7']);
    expect(ids(await engine.recent({ hideSoldOut: true }))).toEqual(['item-7', 'item-6']);
    await engine.setFacts({ 'item-6': { year: null } });
    expect(ids(await engine.recent({ where }))).toEqual(['item-6', 'item-5']);
  });

  it('is listed newest first, each item once', async () => {
    const viewed = ['item-4', 'item-7', 'item-4', 'elsewhere', 'item-10'];
    for (const itemId of viewed) await engine.record({ type: 'view', itemId });
    expect(ids(await engine.recent())).toEqual(['item-10', 'item-4', 'item-7']);
    expect(ids(await engine.recent({ count: 1, where: { genre: ['Comedy'] } }))).toEqual(['item-7']);
  });
});

describe('a least likeness', () => {
  it('is the cosine to what the list is made from, in every call', async () => {
    const near = (await engine.similar(ASKED, { count: NUM_ITEMS })).items.filter(({ score }) => score >= 300_000);
    expect(near.length).toBeGreaterThan(2);
    const rules = { count: NUM_ITEMS, minScore: 0.3 };
    expect(ids(await engine.similar(ASKED, rules))).toEqual(ids({ items: near }));
    expect(new Set(ids(await engine.substitutes(ASKED, rules)))).toEqual(new Set(ids({ items: near })));
    await engine.record({ type: 'like', itemId: ASKED });
    expect(new Set(ids(await engine.forYou(rules)))).toEqual(new Set(ids({ items: near })));
  });

  it('leaves nothing for somebody without history, or with one of items that are not here', async () => {
    expect(ids(await engine.forYou({ minScore: 0.1 }))).toEqual([]);
    await engine.record({ type: 'like', itemId: 'elsewhere' });
    expect(ids(await engine.forYou({ minScore: 0.1 }))).toEqual([]);
    expect(ids(await engine.forYou())).toHaveLength(20);
  });
});

describe('after one view', () => {
  const SHOP_ITEMS = 90;
  const CATEGORIES = ['shoes', 'lamps', 'books'];

  /**
   * A shop of three categories, whose items are much more like each other than like the rest.
   *
   * @param facetsOf  beside the category, and before it
   */
  async function openShop(facetsOf: (row: number) => Record<string, string[]> = () => ({})): Promise<Engine> {
    const shopHost = await withFolder(async (folder) => {
      const input = bundleInput(folder, SHOP_ITEMS);
      const items = input.items.map((item, i) => ({
        ...item,
        facets: { ...facetsOf(i), category: [CATEGORIES[i % 3]!] },
      }));
      const embeddings = input.embeddings.map((value, at) => {
        const [row, dim] = [Math.floor(at / DIM), at % DIM];
        return dim < 3 ? (row % 3 === dim ? 5 : 0) : 0.1 * value;
      });
      await writeBundle({ ...input, items, embeddings, prior: new Float32Array(DIM) });
      return hostOf(folder);
    });
    globalThis.fetch = shopHost.fetch;
    const shop = new Engine();
    const listener = () => {};
    await shop.open({ manifestUrl: MANIFEST_URL, databaseName: `shop-${Math.random()}` }, listener, listener);
    return shop;
  }

  it('some of eight items are of other categories, and a like is heeded whole', async () => {
    const shop = await openShop();
    const numShoes = async () => {
      const { items } = await shop.forYou({ count: 8 });
      expect(items).toHaveLength(8);
      return items.filter(({ facets }) => facets.category?.includes('shoes')).length;
    };
    await shop.record({ type: 'view', itemId: 'item-0' });
    expect(await numShoes()).toBe(6);
    const eight = ids(await shop.forYou({ count: 8 }));
    expect(ids(await shop.forYou({ count: 20 })).slice(0, 8)).toEqual(eight);
    await shop.record({ type: 'like', itemId: 'item-0' });
    expect(await numShoes()).toBe(8);
    await shop.dispose();
  });

  it('that holds for a category behind other facets, and not for what nearly all of the catalog has', async () => {
    // 30 brands of one item a category; of 90 items 81 are new, those behind the first shoes.
    const shop = await openShop((row) => ({
      brand: [`brand ${Math.floor(row / 3)}`],
      condition: [row % 10 === 1 ? 'used' : 'new'],
    }));
    await shop.record({ type: 'view', itemId: 'item-0' });
    const { items } = await shop.forYou({ count: 8 });
    expect(items.filter(({ facets }) => facets.category?.includes('shoes'))).toHaveLength(6);
    expect(items.filter(({ facets }) => facets.condition?.includes('new')).length).toBeGreaterThan(6);
    const asked = await shop.forYou({ count: 8, where: { category: ['shoes'] } });
    expect(asked.items).toHaveLength(8);
    await shop.dispose();
  });
});
