// A shop's rules where they have to hold: in a browser, through what the packed packages export, in every list call and in
// the elements whose attributes say the same. The same rules over made-up items are in test/engine/list-calls.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ListRules } from '../../src/engine/lists/lists-api.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer } from './pack.ts';
import { ASKED, ids, type ListName, list, privet, RULES_PAGE, shown } from './rules-page.ts';
import { newContext, sharedChromium } from './shop-page.ts';

sharedChromium();

/** `recent` takes conditions and a count; its element what is excluded as well. */
const RANKED: ListName[] = ['forYou', 'similar', 'goesWith', 'popular', 'search'];
const ALL: ListName[] = [...RANKED, 'recent'];
const COUNT = 8;
const LOOKED_AT = Array.from({ length: 14 }, (_, i) => `SKU-${i + 2}`);
const DAY_MS = 24 * 3_600_000;

let site: Newcomer;
let server: StaticServer;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  site = await newcomer();
  await writeFile(join(site.folder, 'public', 'rules.html'), RULES_PAGE);
  server = await startServer(join(site.folder, 'public'));
  context = await newContext();
  page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.url}rules.html`);
  await page.waitForFunction('window.lists');
});
afterAll(async () => {
  await context?.close();
  await server?.close();
  await site?.remove();
});

/** A visitor of whom nothing is known, in a shop where nothing has changed. */
beforeEach(() => privet(page, 'forget'));
afterEach(() => expect(errors.splice(0)).toEqual([]));

const record = (type: string, itemId: string) => privet(page, 'record', type, itemId);
const ask = (name: ListName, rules: ListRules = {}) => list(page, name, { count: COUNT, ...rules });
const asked = async (name: ListName, rules: ListRules = {}) => ids(await ask(name, rules));

/** The whole catalog; a longer list of what goes with an item leaves out more of what is like it. */
const depthOf = (name: ListName) => (name === 'goesWith' ? COUNT : 500);

/** What was looked at is all that `recent` lists. */
async function lookAround(name: ListName): Promise<void> {
  if (name !== 'recent') return;
  for (const itemId of LOOKED_AT) await record('view', itemId);
}

function mostOf(values: readonly string[]): number {
  return Math.max(...values.map((value) => values.filter((other) => other === value).length));
}

describe.each(ALL)('%s', (name) => {
  beforeEach(() => lookAround(name));

  test('never shows what is out of stock, as live facts say, until they are taken back', async () => {
    const where = { stock: { min: 1 } };
    const before = await ask(name, { where });
    expect(before.length).toBeGreaterThan(2);
    for (const { stock } of before) expect(stock).toBeGreaterThanOrEqual(1);
    const [first, second] = ids(before);
    await privet(page, 'setFacts', { [first!]: { stock: 0 }, [second!]: { stock: 0 } });
    const now = await asked(name, { where });
    expect(now.length).toBeGreaterThan(0);
    expect(now).not.toContain(first);
    expect(now).not.toContain(second);
    expect(await shown(page, name, `count="${COUNT}" where="stock>=1"`)).toEqual(now);
    await privet(page, 'setFacts', { [first!]: { stock: null }, [second!]: { stock: null } });
    expect(await asked(name, { where })).toEqual(ids(before));
  });

  test('stays within a range of prices, and follows a price of today', async () => {
    const where = { price: { min: 30, max: 110 } };
    const found = await ask(name, { where });
    expect(found.length).toBeGreaterThan(2);
    for (const { price } of found) expect(price).toBeGreaterThanOrEqual(30);
    for (const { price } of found) expect(price).toBeLessThanOrEqual(110);
    await privet(page, 'setFacts', { [found[0]!.itemId]: { price: 110.01 } });
    const now = await asked(name, { where });
    expect(now).not.toContain(found[0]!.itemId);
    expect(await shown(page, name, `count="${COUNT}" where="price>=30; price<=110"`)).toEqual(now);
    await privet(page, 'setFacts', { [found[0]!.itemId]: { price: null } });
  });

  test('leaves out what is excluded, and the others move up', async () => {
    const [first, , third, fourth] = await asked(name);
    const now = await shown(page, name, `count="${COUNT}" exclude="${first}, ${third}"`);
    expect(now).not.toContain(first);
    expect(now).not.toContain(third);
    expect(now).toContain(fourth);
    expect(now).toHaveLength(COUNT);
    if (name !== 'recent') expect(await asked(name, { exclude: [first!, third!] })).toEqual(now);
  });
});

describe.each(RANKED)('%s', (name) => {
  test('has at most two of a brand, and is as long as without the cap', async () => {
    const free = await ask(name);
    expect(mostOf(free.map(({ brand }) => brand))).toBeGreaterThan(1);
    const now = await ask(name, { caps: { brand: 1 } });
    expect(mostOf(now.map(({ brand }) => brand))).toBe(1);
    const two = await ask(name, { caps: { brand: 2 } });
    expect(mostOf(two.map(({ brand }) => brand))).toBeLessThanOrEqual(2);
    // Of what goes with a pannier few are of another brand; lamps are of three brands.
    if (name !== 'goesWith' && name !== 'search') expect(two).toHaveLength(COUNT);
    expect(await shown(page, name, `count="${COUNT}" caps="brand:2"`)).toEqual(ids(two));
  });

  test('what was bought or lies in the cart leaves, and comes back when it is asked for or taken out', async () => {
    // Somebody who searches may look for what they have: there it leaves on request.
    const rules = name === 'search' ? { hideBought: true } : {};
    const [bought, carted] = await asked(name, rules);
    await record('purchase', bought!);
    await record('add_to_cart', carted!);
    const now = await asked(name, { ...rules, count: depthOf(name) });
    expect(now.length).toBeGreaterThan(2);
    expect(now).not.toContain(bought);
    expect(now).not.toContain(carted);
    const drawn = await shown(page, name, `count="${COUNT}"`);
    if (name !== 'search') expect(drawn).not.toContain(bought);
    expect(await asked(name, { count: depthOf(name), hideBought: false })).toContain(bought);
    await record('remove_from_cart', carted!);
    // It counts half for a while, which of what goes with an item may leave it below the eighth place.
    if (name !== 'goesWith') expect(await asked(name, { ...rules, count: depthOf(name) })).toContain(carted);
  });

  test('what is pinned has its place, whatever buries or caps it, once', async () => {
    const [first, , , , pinned] = await asked(name);
    const pins = [{ itemId: pinned!, position: 1 }];
    const boosts = { [pinned!]: 1e-6 };
    const now = await asked(name, { pins, boosts, exclude: [first!] });
    expect(now[1]).toBe(pinned);
    expect(now.filter((itemId) => itemId === pinned)).toHaveLength(1);
    const capped = await ask(name, { pins, caps: { brand: 1 } });
    expect(capped[1]!.itemId).toBe(pinned);
    expect(mostOf(capped.map(({ brand }) => brand))).toBe(1);
  });

  test('a pin brings back nothing that was filtered out, excluded, sold out or refused', async () => {
    const [, , , , pinned] = await asked(name);
    const pins = [{ itemId: pinned!, position: 0 }];
    expect((await asked(name, { pins }))[0]).toBe(pinned);
    expect(await asked(name, { pins, where: { price: { min: 1000 } } })).toEqual([]);
    expect(await asked(name, { pins, exclude: [pinned!] })).not.toContain(pinned);
    await privet(page, 'setFacts', { [pinned!]: { stock: 0 } });
    expect(await asked(name, { pins, where: { stock: { min: 1 } } })).not.toContain(pinned);
    await privet(page, 'setFacts', { [pinned!]: { stock: null } });
    await record('dislike', pinned!);
    if (name !== 'search') expect(await asked(name, { pins })).not.toContain(pinned);
  });

  test('a boost lifts, and a factor below 1 buries', async () => {
    const plain = await asked(name);
    const lifted = await asked(name, { boosts: { [plain[6]!]: 1e6 } });
    expect(lifted[0]).toBe(plain[6]);
    const buried = await asked(name, { boosts: { [plain[0]!]: 1e-6 } });
    expect(buried.length).toBeGreaterThan(3);
    expect(buried.slice(0, 4)).not.toContain(plain[0]);
  });
});

describe('what was viewed', () => {
  /** What is not in the list is last. */
  const rank = (place: number) => (place < 0 ? Number.POSITIVE_INFINITY : place);

  /** The place of an item in the list after a view of it. */
  async function placeAfterView(name: ListName, itemId: string, ageDays: number): Promise<number> {
    await privet(page, 'forget');
    await privet(page, 'addEvents', [{ type: 'view', itemId, time: Date.now() - ageDays * DAY_MS }]);
    return rank((await asked(name, { count: depthOf(name) })).indexOf(itemId));
  }

  test.each(['similar', 'popular', 'goesWith', 'forYou'] as const)('fades in %s, and comes back', async (name) => {
    // For somebody new the home list has nothing of theirs: it is looked at after the view.
    const [first] = name === 'forYou' ? [ASKED] : await asked(name);
    const [today, lastWeek, longAgo] = [0, 7, 60].map((days) => () => placeAfterView(name, first!, days));
    const late = await longAgo!();
    if (name !== 'forYou') expect(late).toBe(0);
    expect(await today!()).toBeGreaterThan(late);
    expect(await today!()).toBeGreaterThanOrEqual(await lastWeek!());
    expect(await asked(name, { count: depthOf(name), hideViewed: true })).not.toContain(first);
  });

  test('is what `recent` lists, newest first, each once', async () => {
    for (const itemId of ['SKU-7', 'SKU-9', 'SKU-7', 'SKU-11']) await record('view', itemId);
    expect(await asked('recent')).toEqual(['SKU-11', 'SKU-7', 'SKU-9']);
    expect(await shown(page, 'recent', 'count="2"')).toEqual(['SKU-11', 'SKU-7']);
  });
});

describe('after one view', () => {
  test.each(['SKU-1', 'SKU-2', 'SKU-5'])('of %s a list is not all of its category or brand', async (itemId) => {
    await record('view', itemId);
    const items = await ask('forYou');
    expect(items).toHaveLength(COUNT);
    expect(mostOf(items.map(({ category }) => category))).toBeLessThanOrEqual(6);
    expect(mostOf(items.map(({ brand }) => brand))).toBeLessThanOrEqual(6);
    expect(await shown(page, 'forYou', `count="${COUNT}"`)).toEqual(ids(items));
  });

  test('a like is heeded whole', async () => {
    await record('like', 'SKU-2');
    const items = await ask('forYou');
    expect(items.filter(({ category }) => category === 'Camping')).toHaveLength(COUNT);
  });
});
