// The matrix that axe looks at: every view and sheet, in one look (phone or desktop, light or dark). To add a view, add its
// address.
import type { BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { axeViolations, films, newVisitor, press, settled, visit, warm } from './harness.ts';

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
  { hash: '#/data', until: 'data-view h1' },
  { hash: '#/privacy', until: 'privacy-dialog h1' },
  { hash: '#/hood', until: 'hood-files table' },
  { hash: '#/own', until: 'own-catalogs-view h1' },
];
/** Every place, and a search, of somebody who likes one film and not another: axe finds nothing. */
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
  await page.locator('.results').getByText('Found by what they are about').waitFor();
  await check('search');
  expect(found).toEqual([]);
}
