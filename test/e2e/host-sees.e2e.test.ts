// What the host sees of two persons who do opposite things, at the host itself: the same requests with the same headers,
// and none once everything is here, with a service worker and without. And of an outage in the middle: the same files.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { films, newVisitor, press, settled, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { differences } from './host-order.ts';

useBrowser();

const LONG = { timeout: 120_000 };
/** With `PRIVET_LONG=1` longer than anything that a browser does by the clock. */
const QUIET_MS = process.env.PRIVET_LONG ? 75_000 : 4000;

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(words);
  await page.locator('.results').getByText('Found by what they are about').waitFor();
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
  await settled(page);
}

async function openFilm(page: Page, place: number): Promise<void> {
  await films(page).nth(place).getByRole('link').click();
  await page.locator('film-dialog film-card').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
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
  await page.getByRole('button', { name: 'Yes, delete it and my taps' }).click();
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
  await page.getByRole('button', { name: 'answer three questions' }).click();
  await page
    .getByRole('button', { name: /: not for me$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  for (let i = 0; i < 9; i++) await press(page, films(page).nth(i), 'Dislike');
  await page.getByRole('textbox', { name: 'Steer your list in words' }).fill('nothing violent, before 1990');
  await page.getByRole('textbox', { name: 'Steer your list in words' }).press('Enter');
  await page.locator('active-filters .said').first().waitFor();
  await openFilm(page, 3);
  await openFilm(page, 7);
  await search(page, 'a lonely robot cleans up the earth');
  await importRatings(visitor);
  for (const view of ['privacy', 'own', 'hood', 'map']) await page.goto(`${server.url}#/${view}`);
  await erase(visitor);
}

test.each(['block', 'allow'] as const)(
  'two who do opposite things are the same to the host, and ask it for nothing more once all is here (service workers: %s)',
  async (serviceWorkers) => {
    const [first, second] = [await newVisitor({ serviceWorkers }), await newVisitor({ serviceWorkers })];
    await visit(first);
    for (const place of [1, 2]) await press(first.page, films(first.page).nth(place), 'Like'); // from the first moment on
    await warm(first.page);
    await visit(second);
    await warm(second.page);
    expect(differences(first, second)).toEqual([]);
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
      visitor.server.asked.length = 0;
      await visitor.page.goto('about:blank');
      await visit(visitor);
      await warm(visitor.page);
    }
    expect(differences(first, second)).toEqual([]);
    expect([...first.errors, ...second.errors]).toEqual([]);
  },
  600_000,
);

test('an outage in the middle of a download: what is missing comes by itself afterwards, and nothing is said to be here before', async () => {
  const [calm, visitor] = [await newVisitor(), await newVisitor()];
  await visit(calm);
  await warm(calm.page);
  const { page, server } = visitor;
  server.mischief.push({ path: /language\.json/, breaks: true });
  await visit(visitor);
  await expect.poll(() => server.isAway, { timeout: 60_000 }).toBe(true);
  server.mischief.length = 0;
  await expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('waiting');
  // Taps and searches go on with what is here.
  await press(page, films(page).nth(2), 'Like');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
  await page.locator('search-answer').waitFor();
  await page.goto(`${server.url}#/hood`);
  await page
    .locator('hood-network')
    .getByText(/the network is away or slow/)
    .waitFor();
  await page.waitForTimeout(3000);
  expect(await page.locator('privet-app[data-warm]').count()).toBe(0);
  server.isAway = false;
  await warm(page);
  await page
    .locator('hood-network')
    .getByText(/None since the engine had everything/)
    .waitFor();
  const whole = ({ server: { served } }: Visitor) => [...new Set(served.map(({ path }) => path))].sort();
  expect(whole(visitor)).toEqual(whole(calm));
  expect(await page.evaluate(() => privet.status.warmUp)).toEqual(await calm.page.evaluate(() => privet.status.warmUp));
  const before = server.asked.length;
  await page.goto(`${server.url}#/`);
  await search(page, 'a slow heist film with a twist');
  await openFilm(page, 1);
  expect(server.asked.slice(before).map(({ path }) => path)).toEqual([]);
});
