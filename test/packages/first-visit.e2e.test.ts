// What a first visit of a shop costs, on the wire of a usual host: a page with a list and a search over the packed shop, whose
// bundle is content only. And that what a visitor does then asks the host for nothing.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ByteCountingHost, type CountedAnswer, startByteCountingHost } from './byte-counting-host.ts';
import { type Newcomer, newcomer } from './pack.ts';
import { sharedChromium, visitPage } from './shop-page.ts';

sharedChromium();

const BEFORE_LIST_BYTES = 81_000;
const WHOLE_VISIT_BYTES = 250_000;
/** What is told by the build may differ by so much from what a host sends: it knows neither its headers nor the page. */
const TOLD_WITHIN = 0.05;
const QUIET_MS = 5000;
/** The engine asks for these when it has answered the first list, side by side. */
const BEHIND_LIST = /privet-(picker|searcher|table-lists|shop-lists|packed-columns)-|(items|facts)-001/;

const HEAD = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="privet/privet.css"><script type="module" src="privet/elements.js"></script>`;
const LISTS = `<privet-search label="Search" no-images></privet-search><privet-for-you count="8" no-images></privet-for-you>`;
const PAGES = {
  'lists.html': `${HEAD}</head><body><h1>Shop</h1>${LISTS}</body></html>`,
  'product.html': `${HEAD}<meta name="privet:view" content="SKU-1"></head><body><h1>A pannier</h1>
<button type="button" data-privet="add_to_cart SKU-1">Add to cart</button>${LISTS}<privet-with cart live count="4" no-images></privet-with>
<privet-why item="SKU-3"></privet-why><privet-privacy></privet-privacy></body></html>`,
};

let site: Newcomer;
let host: ByteCountingHost;
beforeAll(async () => {
  site = await newcomer();
  const folder = join(site.folder, 'public');
  for (const [name, html] of Object.entries(PAGES)) await writeFile(join(folder, name), html);
  host = await startByteCountingHost(folder);
});
afterAll(async () => {
  await host?.close();
  await site?.remove();
});

/** The catalog itself: the shards of items, which hold their vectors, their facts, and content vectors. All else counts. */
async function catalogPaths(): Promise<string[]> {
  const text = await readFile(join(site.folder, 'public/privet/bundle/manifest.json'), 'utf8');
  const { items, facts, content } = JSON.parse(text).catalog as Record<
    'items' | 'facts' | 'content',
    { path: string }[]
  >;
  return [...items, ...facts, ...content].map(({ path }) => `/privet/bundle/${path}`);
}

const bytesOf = (answers: readonly CountedAnswer[]) => answers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const namesOf = (answers: readonly CountedAnswer[]) =>
  answers.map(({ path, sizeBytes }) => `${String(sizeBytes).padStart(7)} ${path}`).join('\n');

async function firstList(page: Page): Promise<void> {
  await expect.poll(() => page.locator('privet-for-you [part=card]').count(), { interval: 10 }).toBe(8);
}

/** What is fetched behind the first list ends with the code that tells of the engine itself. */
async function warm(page: Page): Promise<void> {
  await expect.poll(() => host.answers.some(({ path }) => path.includes('/privet-inspect-'))).toBe(true);
  await page.waitForTimeout(500);
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox').fill(words);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('privet-search [part=card]').count()).toBeGreaterThan(0);
}

/** Kilobytes that the build told: before the first list, and in all. */
function toldByBuild(): number[] {
  const line = /with its code a page with elements loads (\d+) kB before the first list, (\d+) kB in all/.exec(
    site.built,
  );
  return line!.slice(1).map((kilobytes) => Number(kilobytes) * 1000);
}

test('a first visit stays below its limits, and the build told what it costs', async () => {
  const catalog = await catalogPaths();
  const beside = (answers: readonly CountedAnswer[]) => answers.filter(({ path }) => !catalog.includes(path));
  host.answers.length = 0;
  await visitPage(`${host.url}lists.html`, async (page) => {
    await firstList(page);
    await warm(page);
    await search(page, 'lamp');
    await page.waitForTimeout(500);
  });
  const whole = [...host.answers];
  const before = whole.slice(
    0,
    whole.findIndex(({ path }) => BEHIND_LIST.test(path)),
  );
  console.log(`before the first list:\n${namesOf(before)}\nbehind it:\n${namesOf(whole.slice(before.length))}`);
  console.log(
    `beside the catalog: ${bytesOf(beside(before))} B before the first list, ${bytesOf(beside(whole))} B in all`,
  );
  expect(bytesOf(beside(before))).toBeLessThanOrEqual(BEFORE_LIST_BYTES);
  expect(bytesOf(beside(whole))).toBeLessThanOrEqual(WHOLE_VISIT_BYTES);
  expect(whole.filter(({ status }) => status !== 200)).toEqual([]);
  expect(whole.filter(({ path }) => /\.wasm|privet-ort/.test(path))).toEqual([]);
  const [toldBefore, toldWhole] = toldByBuild();
  expect(Math.abs(toldBefore! / bytesOf(before) - 1)).toBeLessThan(TOLD_WITHIN);
  expect(Math.abs(toldWhole! / bytesOf(whole) - 1)).toBeLessThan(TOLD_WITHIN);
});

/** Sees, carts, searches, asks why, and erases what is kept. */
async function one(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect.poll(() => page.locator('privet-with [part=card]').count()).toBe(4);
  await search(page, 'a red lamp under 150');
  await page.locator('privet-why summary').click();
  await expect.poll(() => page.locator('privet-why [part=reason], privet-why [part=note]').count()).toBeGreaterThan(0);
  await expect.poll(() => page.locator('privet-privacy [part=event]').count()).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Yes, erase everything' }).click();
  await expect.poll(() => page.locator('privet-privacy [part=proof]').textContent()).toContain('Read again: 0 events');
}

/** Searches for other things, three times, and pauses the recording. */
async function other(page: Page): Promise<void> {
  for (const words of ['bag', 'something blue', 'no lamp, cheap']) await search(page, words);
  await page.getByRole('button', { name: /pause/i }).click();
}

/** What a request tells. A script that two others share names the one of them that was here first, which is chance. */
const told = ({ method, path, headers: { referer, ...headers } }: CountedAnswer) =>
  `${method} ${path} ${JSON.stringify(path.endsWith('.js') ? headers : { ...headers, referer })}`;

test('two who do opposite things on the page of a product are the same to the host, and ask it for nothing once all is here', async () => {
  const sequences: string[][] = [];
  for (const act of [one, other]) {
    host.answers.length = 0;
    await visitPage(`${host.url}product.html`, async (page) => {
      await firstList(page);
      await warm(page);
      const before = host.answers.length;
      await act(page);
      await page.waitForTimeout(QUIET_MS);
      expect(namesOf(host.answers.slice(before))).toBe('');
    });
    // Scripts are asked for side by side.
    const all = host.answers.map((answer) => ({ line: told(answer), isScript: answer.path.endsWith('.js') }));
    const linesOf = (scripts: boolean) => all.filter(({ isScript }) => isScript === scripts).map(({ line }) => line);
    sequences.push([...linesOf(true).sort(), ...linesOf(false)]);
  }
  expect(sequences[0]).toEqual(sequences[1]);
});
