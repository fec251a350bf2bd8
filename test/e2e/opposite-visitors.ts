// Two persons who do opposite things, and what their hosts saw: the same requests with the same headers in the same order,
// and none once everything is here.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ANSWERED, closeDialog, films, newVisitor, press, settled, type Visitor, visit, warm } from './harness.ts';
import { differences } from './host-order.ts';

const LONG = { timeout: 120_000 };
/** With `PRIVET_LONG=1` longer than anything that a browser does by the clock. */
const QUIET_MS = process.env.PRIVET_LONG ? 75_000 : 4000;

export async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(words);
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
  await settled(page);
}

export async function openFilm(page: Page, place: number): Promise<void> {
  await films(page).nth(place).getByRole('link').click();
  await page.locator('film-dialog film-card').first().waitFor();
  await closeDialog(page);
}

/** Thirty made-up plants: built, tapped, searched and deleted. */
async function ownCatalog({ page, server }: Visitor): Promise<void> {
  const kinds = ['fern', 'cactus', 'orchid'];
  const rows = Array.from(
    { length: 30 },
    (_, i) => `Plant ${i} the ${kinds[i % 3]},${kinds[i % 3]},It wants ${i} cups`,
  );
  const buffer = Buffer.from(`title,kind,text\n${rows.join('\n')}\n`);
  await page.goto(`${server.url}#/own`);
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  const input = page.locator('own-drop input[type=file]');
  await input.setInputFiles({ name: 'plants.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Build the catalog' }).click();
  await page.locator('own-map taste-map').waitFor(LONG);
  await page
    .locator('own-view own-card')
    .nth(1)
    .getByRole('button', { name: /^Like / })
    .click();
  await page.getByRole('combobox', { name: 'Search in this catalog' }).fill('a cactus that wants few cups');
  await page.keyboard.press('Enter');
  await page.locator('own-view').getByText('items found').waitFor(LONG);
  await page.getByRole('button', { name: 'Delete this catalog' }).click();
  await page.getByRole('button', { name: 'Yes, delete it and my ratings' }).click();
  await page.getByRole('heading', { name: 'Bring your own catalog' }).waitFor();
}

async function importRatings({ page, server }: Visitor): Promise<void> {
  const csv = 'Date,Name,Year,Letterboxd URI,Rating\n2021-01-01,Alien,1979,u1,4.5\n2021-01-02,Heat,1995,u2,1\n';
  await page.goto(`${server.url}#/data`);
  const input = page.locator('move-panel input[type=file]');
  await input.setInputFiles({ name: 'ratings.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page
    .locator('import-review')
    .getByRole('button', { name: /^Add \d+ films?$/ })
    .click();
  await page.locator('move-panel .done').waitFor();
}

async function erase({ page, server }: Visitor): Promise<void> {
  await page.goto(`${server.url}#/data`);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Yes, erase everything' }).click();
  await page.locator('erase-panel').getByText('Everything about you is gone.').waitFor();
}

/** Likes two films and has a catalog of their own. */
async function one(visitor: Visitor): Promise<void> {
  const { page, server } = visitor;
  await search(page, 'a slow heist film with a twist');
  await openFilm(page, 1);
  await ownCatalog(visitor);
  await page.goto(`${server.url}#/map`);
  await page.locator('map-view canvas').first().waitFor();
}

/** Dislikes nine, says what the list should be, imports, asks why, looks at everything and erases it. */
async function other(visitor: Visitor): Promise<void> {
  const { page, server } = visitor;
  await page.getByRole('button', { name: 'rate three films' }).click();
  await page
    .getByRole('button', { name: /: not for me$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  for (let i = 0; i < 9; i++) await press(page, films(page).nth(i), 'Dislike');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('nothing violent, before 1990');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Shift+Enter');
  await page.locator('active-filters .said').first().waitFor();
  await openFilm(page, 3);
  await openFilm(page, 7);
  await search(page, 'a lonely robot cleans up the earth');
  await importRatings(visitor);
  for (const view of ['privacy', 'own', 'two', 'hood', 'map']) await page.goto(`${server.url}#/${view}`);
  await erase(visitor);
}

/** Visits of both from the first moment on, and again. */
export async function expectTheSame(serviceWorkers: 'block' | 'allow'): Promise<void> {
  const [first, second] = [await newVisitor({ serviceWorkers }), await newVisitor({ serviceWorkers })];
  await visit(first);
  for (const place of [1, 2]) await press(first.page, films(first.page).nth(place), 'Like'); // from the first moment on
  await warm(first.page);
  await visit(second);
  await warm(second.page);
  expect(differences(first, second)).toEqual([]);
  const paths = first.server.served.map(({ path }) => path);
  // A service worker fetches what it keeps by itself.
  if (serviceWorkers === 'block') expect(new Set(paths).size).toBe(paths.length);
  expect(first.server.asked.filter(({ method, path }) => method !== 'GET' || path.includes('?'))).toEqual([]);

  for (const [visitor, act] of [
    [first, one],
    [second, other],
  ] as const) {
    const before = visitor.server.asked.length;
    await act(visitor);
    await visitor.page.waitForTimeout(QUIET_MS);
    const late = visitor.server.asked.slice(before).map(({ path }) => path);
    expect(late).toEqual([]);
  }

  // The next visit, of one with a history and one without.
  for (const visitor of [first, second]) {
    await visitor.page.goto('about:blank');
    // A browser looks for another service worker by its own clock, a while after what made it look.
    await visitor.page.waitForTimeout(2000);
    visitor.server.asked.length = 0;
    await visit(visitor);
    await warm(visitor.page);
  }
  expect(differences(first, second)).toEqual([]);
  expect([...first.errors, ...second.errors]).toEqual([]);
}
