// My data with a history as long as ten years make it.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newVisitor, useBrowser, visit } from './harness.ts';

useBrowser();

const numEvents = (page: Page) => page.evaluate(() => privet.events().then((found) => found.numEvents));
const rows = (page: Page) => page.locator('event-row');

async function openData(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/data`);
  await page.locator('event-list .count').waitFor();
}

test('ten thousand events hold the page up nowhere', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  await visit(visitor);
  const ids = await page.evaluate(() =>
    privet.forYou({ count: 1000 }).then(({ items }) => items.map(({ itemId }) => itemId)),
  );
  await page.evaluate(
    (ids) =>
      privet.addEvents(
        Array.from({ length: 10_000 }, (_, i) => ({ type: 'view', itemId: ids[i % ids.length]!, time: i * 1e8 })),
      ),
    ids,
  );
  await page.evaluate(`(() => {
    window.longest = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration); }).observe({ type: 'longtask' });
  })()`);
  await openData(page, server.url);
  await expect.poll(() => rows(page).count()).toBe(20);
  await page.getByRole('button', { name: 'Show 20 more' }).click();
  await expect.poll(() => rows(page).count()).toBe(40);
  await page.getByRole('searchbox', { name: /^Find events/ }).fill('view');
  await page.locator('event-list').getByText('10000 of 10,000 events.').waitFor();
  await rows(page)
    .first()
    .getByRole('button', { name: /^Remove / })
    .click();
  await expect.poll(() => numEvents(page)).toBe(9999);
  console.log(
    `ten thousand events: the longest task took ${await page.evaluate('window.longest')} ms (0: none of 50 ms or more)`,
  );
  expect(visitor.errors).toEqual([]);
});
