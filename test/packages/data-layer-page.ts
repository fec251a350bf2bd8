// A page with elements, and a data layer as tag managers have it: what is pushed before and after, what is kept of it, and
// that nothing of it leaves the page.
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

const purchase = `{ event: 'purchase', ecommerce: { transaction_id: 'T-1', customer_email: 'maud@example.com',
  items: [{ item_id: 'SKU-4', quantity: 2 }, { item_id: 'SKU-5' }] } }`;

export const DATA_LAYER_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="privet/privet.css">
<script>
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  dataLayer.push({ event: 'gtm.js', 'gtm.start': 1 }, { event: 'view_item', ecommerce: { items: [{ item_id: 'SKU-1' }] } });
</script>
<script type="module" src="privet/elements.js"></script>
<script type="module" src="privet/connect-data-layer.js"></script></head><body><h1>Shop</h1>
<privet-for-you count="8"></privet-for-you>
<button onclick="gtag('event', 'add_to_cart', { items: [{ item_id: 'SKU-2', price: 5 }] })">Cart</button>
<button onclick="dataLayer.push({ ecommerce: null }); for (const _ of [1, 2]) dataLayer.push(${purchase.replaceAll('"', '&quot;')})">Buy</button>
</body></html>`;

/** A page of plain strings: the tests' own types have no document. */
const KEPT = `(async () => {
  const { sharedEngine } = await import(new URL('privet/elements.js', document.baseURI).href);
  const { entries } = await (await sharedEngine()).events({ limit: 20 });
  return entries.map(({ event }) => [event.type, event.itemId, event.quantity].filter(Boolean).join(' ')).reverse();
})()`;

/** Oldest first: `view SKU-1`. */
const keptEvents = (page: Page): Promise<string[]> => page.evaluate(KEPT);

export async function expectDataLayer(page: Page): Promise<void> {
  await expect.poll(() => page.locator('privet-for-you [part=card]').count()).toBe(8);
  await expect.poll(() => keptEvents(page)).toEqual(['view SKU-1']);
  await page.waitForLoadState('networkidle');
  const asked: Request[] = [];
  page.on('request', (request) => asked.push(request));
  await page.getByRole('button', { name: 'Cart' }).click();
  await page.getByRole('button', { name: 'Buy' }).click();
  const bought = ['purchase SKU-4 2', 'purchase SKU-5'];
  await expect.poll(() => keptEvents(page)).toEqual(['view SKU-1', 'add_to_cart SKU-2', ...bought]);
  await page.waitForTimeout(500);
  expect(asked.map((request) => request.url()).filter((address) => !address.startsWith('blob:'))).toEqual([]);
}
