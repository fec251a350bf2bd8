// The page must not jump under a reader: the shop of examples over the packed shop, from the first paint until all lists are
// there, for somebody new and for somebody with a cart, on a phone and on a desktop.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, layoutShift, PHONE } from '../e2e/harness.ts';
import { type StaticServer, startServer } from '../e2e/static-server.ts';
import { type Newcomer, newcomer, ROOT } from './pack.ts';
import { sharedChromium, visitPage } from './shop-page.ts';

sharedChromium();

/** Of the metric CLS; what is below .1 counts as good. */
const MOST_SHIFT = 0.02;

let site: Newcomer;
let server: StaticServer;
beforeAll(async () => {
  site = await newcomer();
  const folder = join(site.folder, 'public');
  for (const file of ['index.html', 'shop.css']) await cp(join(ROOT, 'examples/shop', file), join(folder, file));
  await cp(join(ROOT, 'examples/smallest/index.html'), join(folder, 'smallest.html'));
  server = await startServer(folder);
});
afterAll(async () => {
  await server?.close();
  await site?.remove();
});

async function allDrawn(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[state=loading]').count()).toBe(0);
  await expect.poll(() => page.locator('privet-popular [part=card]').count()).toBe(4);
  await page.waitForTimeout(1000);
}

test.each([
  ['a phone', PHONE],
  ['a desktop', { viewport: DESKTOP }],
])('nothing jumps on %s, neither for somebody new nor for somebody who comes back with a cart', async (_, device) => {
  const look = async (page: Page) => {
    await allDrawn(page);
    const first = await layoutShift(page);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect.poll(() => page.locator('privet-with [part=card]').count()).toBe(4);
    await page.goto(`${server.url}?item=SKU-2`);
    await allDrawn(page);
    await expect.poll(() => page.locator('privet-with [part=card]').count()).toBe(4);
    const next = await layoutShift(page);
    console.log(`layout shift: first visit ${first.toFixed(4)}, next with a cart ${next.toFixed(4)}`);
    expect(first).toBeLessThan(MOST_SHIFT);
    expect(next).toBeLessThan(MOST_SHIFT);
  };
  await visitPage(server.url, look, device);
});

test('the smallest example shows a list, and a like of the first one makes another', async () => {
  const look = async (page: Page) => {
    const titles = () =>
      page.locator('li').evaluateAll((lines) => lines.map(({ firstChild }) => firstChild?.textContent));
    await expect.poll(async () => (await titles()).length).toBe(8);
    const before = await titles();
    await page.getByRole('button', { name: 'Like' }).first().click();
    await expect.poll(titles).not.toContain(before[0]);
    expect(await titles()).toHaveLength(8);
  };
  await visitPage(new URL('smallest.html', server.url).href, look);
});
