// A shop's rules in a browser, through what the packed packages export: one look at each list call, and at its element, whose
// attributes say the same. What each rule means is in test/engine/list-calls.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ListRules } from '../../src/engine/lists/lists-api.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer } from './pack.ts';
import { ids, type ListName, list, privet, RULES_PAGE, shown } from './rules-page.ts';
import { newContext, sharedChromium } from './shop-page.ts';

sharedChromium();

const ALL: ListName[] = ['forYou', 'similar', 'goesWith', 'popular', 'search', 'recent'];
const COUNT = 8;
const LOOKED_AT = Array.from({ length: 14 }, (_, i) => `SKU-${i + 2}`);

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

/** What was looked at is all that `recent` lists. */
async function lookAround(name: ListName): Promise<void> {
  if (name !== 'recent') return;
  for (const itemId of LOOKED_AT) await record('view', itemId);
}

function mostOf(values: readonly string[]): number {
  return Math.max(...values.map((value) => values.filter((other) => other === value).length));
}

test.each(ALL)('%s keeps to the rules, and its element to the same ones', async (name) => {
  await lookAround(name);
  await conditions(name);
  await exclusion(name);
  // `recent` takes conditions and a count; its element what is excluded as well.
  if (name === 'recent') return;
  await caps(name);
  await placesByHand(name);
  await whatIsOwned(name);
});

/** What is in stock and in a range of prices, as live facts say, until they are taken back. */
async function conditions(name: ListName): Promise<void> {
  const where = { stock: { min: 1 }, price: { min: 30, max: 110 } };
  const before = await ask(name, { where });
  expect(before.length).toBeGreaterThan(2);
  for (const { stock, price } of before) expect(stock >= 1 && price >= 30 && price <= 110).toBe(true);
  const [first, second] = ids(before);
  await privet(page, 'setFacts', { [first!]: { stock: 0 }, [second!]: { price: 110.01 } });
  const now = await asked(name, { where });
  expect(now.length).toBeGreaterThan(0);
  expect(now).not.toContain(first);
  expect(now).not.toContain(second);
  expect(await shown(page, name, `count="${COUNT}" where="stock>=1; price>=30; price<=110"`)).toEqual(now);
  await privet(page, 'setFacts', { [first!]: { stock: null }, [second!]: { price: null } });
  expect(await asked(name, { where })).toEqual(ids(before));
}

/** The others move up. */
async function exclusion(name: ListName): Promise<void> {
  const [first, , third, fourth] = await asked(name);
  const now = await shown(page, name, `count="${COUNT}" exclude="${first}, ${third}"`);
  expect(now).not.toContain(first);
  expect(now).not.toContain(third);
  expect(now).toContain(fourth);
  expect(now).toHaveLength(COUNT);
  if (name !== 'recent') expect(await asked(name, { exclude: [first!, third!] })).toEqual(now);
}

async function caps(name: ListName): Promise<void> {
  const free = await ask(name);
  expect(mostOf(free.map(({ brand }) => brand))).toBeGreaterThan(1);
  const one = await ask(name, { caps: { brand: 1 } });
  expect(mostOf(one.map(({ brand }) => brand))).toBe(1);
  const two = await ask(name, { caps: { brand: 2 } });
  expect(mostOf(two.map(({ brand }) => brand))).toBeLessThanOrEqual(2);
  // Of what goes with a pannier few are of another brand; lamps are of three brands.
  if (name !== 'goesWith' && name !== 'search') expect(two).toHaveLength(COUNT);
  expect(await shown(page, name, `count="${COUNT}" caps="brand:2"`)).toEqual(ids(two));
}

async function placesByHand(name: ListName): Promise<void> {
  const [first, , , , fifth, , seventh] = await asked(name);
  const pins = [{ itemId: fifth!, position: 1 }];
  const now = await asked(name, { pins, boosts: { [fifth!]: 1e-6, [seventh!]: 1e6 }, exclude: [first!] });
  expect([now.indexOf(seventh!), now.indexOf(fifth!), now.lastIndexOf(fifth!)]).toEqual([0, 1, 1]);
  expect(await asked(name, { pins, where: { price: { min: 1000 } } })).toEqual([]);
}

/** What was bought leaves, also from what is drawn; somebody who searches may look for what they have. */
async function whatIsOwned(name: ListName): Promise<void> {
  const [bought] = await asked(name);
  await record('purchase', bought!);
  if (name === 'search') expect(await asked(name, { hideBought: true })).not.toContain(bought);
  else expect(await shown(page, name, `count="${COUNT}"`)).not.toContain(bought);
  expect(await asked(name, { count: name === 'goesWith' ? COUNT : 500, hideBought: false })).toContain(bought);
}

test('after one view a list is not all of its category or brand; a like is heeded whole', async () => {
  for (const itemId of ['SKU-1', 'SKU-2', 'SKU-5']) {
    await privet(page, 'forget');
    await record('view', itemId);
    const items = await ask('forYou');
    expect(items).toHaveLength(COUNT);
    expect(mostOf(items.map(({ category }) => category))).toBeLessThanOrEqual(6);
    expect(mostOf(items.map(({ brand }) => brand))).toBeLessThanOrEqual(6);
    expect(await shown(page, 'forYou', `count="${COUNT}"`)).toEqual(ids(items));
  }
  await privet(page, 'forget');
  await record('like', 'SKU-2');
  const items = await ask('forYou');
  expect(items.filter(({ category }) => category === 'Camping')).toHaveLength(COUNT);
});
