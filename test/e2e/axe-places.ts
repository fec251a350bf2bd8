// The matrix that axe looks at: every view and sheet, in one look (phone or desktop, light or dark). To add a view, add its
// address.
import type { BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import {
  ANSWERED,
  axeViolations,
  closeFilters,
  films,
  newVisitor,
  openFilters,
  press,
  settled,
  visit,
  warm,
} from './harness.ts';

interface Place {
  hash: string;
  /** What is there when it is. */
  until: string;
}

const PLACES: readonly Place[] = [
  { hash: '#/', until: 'home-view film-card' },
  { hash: '#/film/blade-runner-1982', until: 'film-dialog film-card' },
  { hash: '#/map', until: 'map-view h1' },
  { hash: '#/watchlist', until: 'watchlist-view h1' },
  { hash: '#/two', until: 'open-taste h2' },
  { hash: '#/data', until: 'data-view h1' },
  { hash: '#/privacy', until: 'privacy-dialog h1' },
  { hash: '#/keys', until: 'keys-dialog h1' },
  { hash: '#/hood', until: 'hood-files table' },
  { hash: '#/own', until: 'own-catalogs-view h1' },
  { hash: '#/nonsense', until: 'nowhere-view h1' },
];
/** Every place, and what is done in some, of somebody who likes one film and not another: axe finds nothing. */
export async function expectAccessible(look: BrowserContextOptions): Promise<void> {
  const visitor = await newVisitor(look);
  const { page, server } = visitor;
  await visit(visitor);
  await warm(page);
  await press(page, films(page).nth(1), 'Like');
  await press(page, films(page).nth(2), 'Dislike');
  const found: string[] = [];
  const check = async (where: string) =>
    found.push(...(await axeViolations(page)).map((violation) => `${where} ${violation}`));
  for (const { hash, until } of PLACES) {
    await page.goto(server.url + hash);
    await page.locator(until).first().waitFor();
    await settled(page);
    await check(hash);
  }
  await page.goto(`${server.url}#/`);
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a funny space adventure for kids');
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await check('search');
  await page.keyboard.press('Escape');

  await page.goto(`${server.url}#/`);
  const drama = (await openFilters(page, 'Genre')).getByRole('button', { name: /^Drama/ });
  await drama.click();
  await expect.poll(() => drama.getAttribute('aria-pressed')).toBe('true');
  await check('filters');
  await closeFilters(page);
  for (const opinion of ['Save', 'Save'] as const) await press(page, films(page).nth(1), opinion);
  await page.evaluate(() =>
    privet.history({ limit: 1 }).then(([last]) => privet.record('rate', last!.event.itemId, { value: 4.5 })),
  );
  await page.goto(`${server.url}#/watchlist`);
  await page.locator('watchlist-row').nth(1).waitFor();
  await check('a watchlist with films');
  await page.getByRole('button', { name: 'Pick one for me' }).click();
  await page.locator('watchlist-view .picked').waitFor();
  await check('a film that was picked');
  await page.locator('progress-lists summary').first().click();
  await page.locator('paste-list').getByRole('textbox').fill('Alien (1979)\nHalloween\nA film that nobody made');
  await page.getByRole('button', { name: 'Find these films' }).click();
  await page.locator('paste-list #result').waitFor();
  await check('a list that was pasted, and what is left of another');
  await page.goto(`${server.url}#/data`);
  await page.reload();
  await page.locator('diary-panel .stars').first().waitFor();
  await check('a diary with stars');
  expect(found).toEqual([]);
}
