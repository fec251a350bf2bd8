// Pages of elements over the little shop: a small one with a template, and the one of examples/shop, with what a visitor
// does there.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeViolations } from '../e2e/harness.ts';
import { sh } from './pack.ts';
import { type AnyPage, texts } from './shop-page.ts';

export const ELEMENTS_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="privet/privet.css">
<script type="module" src="privet/elements.js"></script></head><body><h1>Shop</h1>
<privet-similar item="SKU-1" count="4"><template><a href="p/{itemId}">{title} <b data-if="price">€ {price}</b></a></template>
</privet-similar>
<privet-for-you count="8"><template><a href="p/{itemId}">{title}</a></template></privet-for-you></body></html>`;

/** The policy as the installed command line prints it. */
export async function printedPolicy(folder: string): Promise<Record<string, string>> {
  const printed = await sh(folder, 'npx', ['--no-install', 'privet', 'embed-headers']);
  const [, policy] = /^\s*Content-Security-Policy: (.+)$/m.exec(printed) ?? [];
  expect(policy).toContain("default-src 'none'");
  return { 'content-security-policy': policy! };
}

export async function expectElements(page: AnyPage): Promise<void> {
  await expect.poll(() => texts(page, 'privet-similar a')).toHaveLength(4);
  expect((await texts(page, 'privet-similar a'))[0]).toMatch(/\S+ € \d+/);
  expect(await page.evaluate("document.querySelector('privet-similar a').getAttribute('href')")).toMatch(
    /^p\/SKU-\d+$/,
  );
  await expect.poll(() => texts(page, 'privet-for-you a')).toHaveLength(8);
}

/** Buys and asks on the example's page, by keyboard where it matters, and erases. */
export async function expectShop(page: Page): Promise<void> {
  await expect.poll(() => page.locator('privet-for-you [part=card]').count()).toBe(8);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect.poll(() => page.locator('privet-with [part=card]').count()).toBe(4);
  // Its categories are wide ("Cycling"): what else a cyclist buys, and no second pannier.
  for (const text of await page.locator('privet-with [part=card]').allTextContents())
    expect(text).not.toContain('pannier');
  await page.getByRole('combobox').fill('lamp');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('privet-search [part=card]').count()).toBeGreaterThan(0);
  await page.locator('privet-why summary').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('privet-why [part=reason]').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Erase everything' }).press('Enter');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Yes, erase everything' }).press('Enter');
  await expect.poll(() => page.locator('privet-privacy [part=proof]').textContent()).toContain('Read again: 0 events');
  expect(await axeViolations(page)).toEqual([]);
}

/** The page is left before its engine could open; the next one tells of the click, once. */
export async function expectNothingLost(page: Page, openEngine: () => void): Promise<void> {
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.goto(new URL('?item=SKU-2', page.url()).href);
  openEngine();
  const told = page.locator('privet-privacy [part=event] > span', { hasText: /^You put .+ into the cart$/ });
  await expect.poll(() => told.count()).toBe(1);
  await page.waitForTimeout(500);
  expect(await told.count()).toBe(1);
}
