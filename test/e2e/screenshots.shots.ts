// `npm run screenshots`: pictures of the built app, phone and desktop, light and dark. They go to test-results/images;
// with `-- docs` to docs/images, where the README's picture is, and what an installation shows to public/screenshots.
// Someone has to look at them.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ANSWERED, film, films, newVisitor, PHONE, press, settled, towersReady, useBrowser, visit } from './harness.ts';

useBrowser();

/** What the documentation shows; the other views are there to be looked at. */
const IN_DOCS = new Set(['app']);
const forDocs = process.env.PRIVET_SCREENSHOTS === 'docs';
const folder = fileURLToPath(new URL(forDocs ? '../../docs/images' : '../../test-results/images', import.meta.url));
const installFolder = fileURLToPath(new URL('../../public/screenshots', import.meta.url));
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 960 } };
const LOOKS = [
  ['desktop', 'light', DESKTOP],
  ['phone', 'dark', PHONE],
  ['desktop', 'dark', DESKTOP],
  ['phone', 'light', PHONE],
] as const;

async function shoot(page: Page, name: string): Promise<void> {
  if (forDocs && !IN_DOCS.has(name)) return;
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

test.each(LOOKS)('looks as it should: %s, %s', async (device, colorScheme, options) => {
  await mkdir(folder, { recursive: true });
  const visitor = await newVisitor({ ...options, colorScheme });
  const { page, server } = visitor;
  await visit(visitor);
  await towersReady(page);
  await shoot(page, `${device}-${colorScheme}-first-visit`);
  for (const title of ['Blade Runner', 'Alien', 'Brazil', 'Moon']) {
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(title);
    await film(page, title).waitFor();
    await press(page, film(page, title), 'Like');
  }
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
  await settled(page);
  await press(page, films(page).nth(5), 'Dislike');
  await page.reload();
  await films(page).first().waitFor();
  await page.locator('tap-mini').nth(4).waitFor(); // films of later shards are named when these arrive
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
  await shoot(page, device === 'desktop' && colorScheme === 'light' ? 'app' : `${device}-${colorScheme}-list`);
  if (forDocs && colorScheme === 'light') {
    await page.screenshot({ path: join(installFolder, `${device}.jpg`), type: 'jpeg', quality: 85 });
  }
  await films(page).nth(1).getByRole('link').click();
  await page.locator('why-panel li').first().waitFor();
  await page.locator('film-dialog film-card').first().waitFor();
  await shoot(page, `${device}-${colorScheme}-film`);
  await page.goto(`${server.url}#/`);
  for (const place of [6, 8, 9]) await press(page, films(page).nth(place), 'Save');
  await page.goto(`${server.url}#/watchlist`);
  await page.locator('watchlist-row').nth(2).waitFor();
  await shoot(page, `${device}-${colorScheme}-watchlist`);
  const paste = page.locator('paste-list');
  await paste.getByRole('textbox').fill('1. Alien (1979)\n2. Seven Samurai\n3. Halloween\n4. A film that nobody made');
  await paste.getByRole('button', { name: 'Find these films' }).click();
  await paste.getByText('2 of 4 lines are films here.').waitFor();
  await paste.scrollIntoViewIfNeeded();
  await shoot(page, `${device}-${colorScheme}-pasted-list`);
  await page.goto(`${server.url}#/two`);
  await page.locator('share-taste summary').first().waitFor();
  await shoot(page, `${device}-${colorScheme}-two`);
  await page.goto(`${server.url}#/data`);
  await page.getByRole('heading', { name: 'My data', level: 1 }).waitFor();
  await page.locator('event-row').first().waitFor();
  await page.locator('storage-panel dl').waitFor();
  await shoot(page, `${device}-${colorScheme}-data`);
  await page.goto(`${server.url}#/privacy`);
  await page.getByRole('heading', { name: 'What leaves this device: nothing' }).waitFor();
  await shoot(page, `${device}-${colorScheme}-privacy`);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.goto(`${server.url}#/map`);
  await page.locator('map-view .near a').first().waitFor();
  await shoot(page, `${device}-${colorScheme}-map`);
  await page.goto(`${server.url}#/`);
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a funny space adventure for kids');
  await films(page).first().waitFor();
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await shoot(page, `${device}-${colorScheme}-search`);
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.locator('filter-panel details').first().waitFor();
  await shoot(page, `${device}-${colorScheme}-filters`);
  await page.goto(`${server.url}#/own`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shoot(page, `${device}-${colorScheme}-own`);
  expect(visitor.errors).toEqual([]);
});
