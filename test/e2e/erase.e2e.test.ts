// What is left in a browser after somebody who did everything erased everything: nothing of theirs. Whatever else is
// stored is the same, to the byte, as with a visitor who did nothing. Prints the table of docs/security.md.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  ANSWERED,
  closeDialog,
  films,
  newVisitor,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  visit,
  warm,
} from './harness.ts';
import { formatTable, readStored, tracesIn } from './stored.ts';

useBrowser();

const LONG = { timeout: 200_000 };
const WISH = 'nothing violent and set in space';
const SEARCHED = 'a slow heist film with a twist';
const STEM = 'zyxquill';
const PLANTS = `title,what,remarks\n${Array.from({ length: 12 }, (_, i) => `${STEM} ${i},${i % 2 ? 'fern' : 'moss'},"Plant ${i} grows in the shade of old forests and wants ${i} cups."`).join('\n')}\n`;
const HISTORY = JSON.stringify({
  format: 'privet-history',
  version: 1,
  events: [
    { type: 'rate', itemId: 'alien-1979', value: 4.5, time: 1_600_000_000_000 },
    { type: 'search', query: 'imported words', time: 1_600_000_001_000 },
  ],
});

const readyOffline = (page: Page) => page.locator('version-notice').getByText('Ready offline').waitFor(LONG);
const upload = (page: Page, place: string, name: string, text: string) =>
  page.locator(`${place} input[type=file]`).setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) });

async function follow(link: Locator, page: Page): Promise<string> {
  await link.click();
  const heading = page.locator('film-dialog').getByRole('heading', { level: 1 });
  await heading.waitFor();
  return (await heading.textContent())!;
}

/** Does all that can be done with films. @returns titles and texts that must be found nowhere afterwards */
async function useAll(page: Page): Promise<string[]> {
  const said = [WISH, SEARCHED];
  // The picker, the list, words that steer.
  await page.getByRole('button', { name: 'rate three films' }).click();
  const asked = page.locator('first-picker li').first();
  said.push((await asked.locator('.title').textContent())!);
  await asked.getByRole('button', { name: /^Like / }).click();
  await settled(page);
  for (const opinion of ['Like', 'Dislike', 'Save', 'Seen', 'Hide'] as const)
    said.push(await press(page, films(page).nth(1), opinion));
  const steer = page.getByRole('combobox', { name: 'Search by a sentence' });
  await steer.fill(WISH);
  await steer.press('Shift+Enter');
  await page.locator('active-filters .said').first().waitFor();
  await page.getByRole('slider', { name: 'How surprising' }).fill('2');
  await settled(page);
  // A film's page, one from there, and its place on the map.
  said.push(await follow(films(page).nth(2).getByRole('link'), page));
  await page.locator('film-dialog film-card').first().getByRole('link').click();
  await page.locator('film-dialog').getByRole('link', { name: 'Open the map' }).click();
  const near = page.locator('map-view .near').getByRole('link');
  await near.first().waitFor();
  said.push(await follow(near.nth(1), page));
  await closeDialog(page);
  await page.goto(page.url().replace(/#.*/, '#/'));
  // A search, a completion that leads to a film, and a filter that stays.
  const search = page.getByRole('combobox', { name: 'Search by a sentence' });
  await search.fill(SEARCHED);
  await search.press('Enter');
  await page.locator('.results').getByText(ANSWERED).waitFor();
  said.push(await follow(films(page).first().getByRole('link'), page));
  // Broad: films are left for the list.
  await page
    .locator('film-dialog')
    .getByTitle(/^Show films with this: \d{4}s$/)
    .first()
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
  return said;
}

/** A catalog of one's own, with a like and a search in it. */
async function useOwnCatalog(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/own`);
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await upload(page, 'own-drop', 'my_garden.csv', PLANTS);
  await page.getByRole('button', { name: 'Build the catalog' }).click();
  const cards = page.locator('own-view ol own-card, own-view > own-card');
  await cards.first().waitFor(LONG);
  await page
    .locator('own-view')
    .getByText(/^\s*12 items from my_garden.csv/)
    .waitFor(LONG);
  await cards
    .first()
    .getByRole('button', { name: /^Like / })
    .click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('combobox', { name: 'Search in this catalog' }).fill('moss of a secret garden');
  await page.keyboard.press('Enter');
  await page.locator('own-view').getByText('items found').waitFor(LONG);
}

/** As a page leaves them that went over to another version, or went away with an event on its way. */
const LEAVE_BEHIND = `(() => {
  sessionStorage.setItem('privet:entry-search', JSON.stringify(['1-2', 'searched words']));
  const event = { type: 'like', itemId: 'jaws-1975', time: Date.now() };
  sessionStorage.setItem('privet-outbox', JSON.stringify([{ to: {}, owner: 0.5, count: 0, since: Date.now(), event }]));
})()`;

test('after erasing, nothing of a person is left in the browser, in any tab', async () => {
  const visitor = await newVisitor({ serviceWorkers: 'allow' });
  const idle = await newVisitor({ serviceWorkers: 'allow' });
  const { page, context, server } = visitor;
  // The same host, so that the addresses in the caches are the same too.
  await idle.page.goto(server.url);
  await readyOffline(idle.page);
  const untouched = await titles(idle.page);
  const ofIdle = await readStored(idle.context, idle.page);

  await visit(visitor);
  await towersReady(page);
  await warm(page);
  await readyOffline(page);
  const said = await useAll(page);
  await page.goto(`${server.url}#/data`);
  await upload(page, 'move-panel', 'history.json', HISTORY);
  await page.locator('move-panel .done').getByText('2 new events').waitFor();
  await useOwnCatalog(page, server.url);
  // A film in another tab, which stays open.
  await page.goto(`${server.url}#/`);
  await films(page).first().waitFor();
  await settled(page);
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    films(page).first().getByRole('link').click({ button: 'middle' }),
  ]);
  await other.locator('film-dialog h1').waitFor();
  for (const tab of [page, other]) await tab.evaluate(LEAVE_BEHIND);
  const ids = await page.evaluate(async () => {
    const { entries } = await privet.events({ limit: 1000 });
    return entries.flatMap(({ event }) => event.itemId ?? []);
  });
  const texts = [...said, ...ids, STEM, 'my_garden', 'My garden', 'secret garden', 'imported words', 'searched words'];
  const before = await readStored(context, page);
  const found = new Set(
    tracesIn(before, texts).map((trace) => trace.replace(/^privet-own-history-[^/]*/, 'own history')),
  );
  for (const place of ['privet/chunks', 'privet-own/catalogs', 'own history/chunks', 'session'])
    expect(
      [...found].filter((trace) => trace.startsWith(place)),
      place,
    ).not.toEqual([]);

  expect(Object.keys(before.session)).toEqual(expect.arrayContaining(['privet:entry-filters', 'privet:entry-list']));
  expect(Object.keys(before.local)).toEqual(expect.arrayContaining(['privet:last-list', 'privet:adventure']));

  await page.goto(`${server.url}#/data`);
  const erase = page.locator('erase-panel');
  await erase.getByRole('button', { name: 'Erase everything' }).click();
  await erase.getByText(/^What goes:/).waitFor();
  expect(await erase.getByRole('group').textContent()).toMatch(/export it to a file first/);
  await erase.getByRole('button', { name: 'Yes, erase everything' }).click();
  await erase.getByText('Everything about you is gone.').waitFor();
  const after = await readStored(context, page);
  console.log(`\n${formatTable(before, after)}\n`);
  expect(tracesIn(after, texts)).toEqual([]);
  expect(after.cached).toEqual(ofIdle.cached);
  expect([after.files, after.cookies, after.workers]).toEqual([[], [], ofIdle.workers]);
  expect([after.local, after.session]).toEqual([{}, {}]);
  expect(after.records).toMatchObject({ 'privet/chunks': [] });
  const databases = new Set(Object.keys(after.records).map((name) => name.split('/')[0]));
  databases.delete('privet-backends'); // where there is a graphics processor: which one is faster
  expect(databases).toEqual(new Set(['privet']));

  // The other tab had its own session storage; both begin afresh, and stay so over a reload.
  await expect.poll(() => other.evaluate('Object.keys(sessionStorage)')).toEqual([]);
  await other.close();
  await page.goto(`${server.url}#/`);
  await settled(page);
  await expect.poll(() => titles(page)).toEqual(untouched);
  expect(await page.getByRole('combobox', { name: 'Search by a sentence' }).inputValue()).toBe('');
  expect(await page.getByRole('slider', { name: 'How surprising' }).inputValue()).toBe('0');
  await page.reload();
  await films(page).first().waitFor();
  expect(await titles(page)).toEqual(untouched);
  expect(await page.locator('taps-strip tap-mini').count()).toBe(0);
  expect(await page.evaluate('localStorage.length')).toBe(0);
  expect(tracesIn(await readStored(context, page), texts)).toEqual([]);
  expect(visitor.errors).toEqual([]);
}, 400_000);
