import type { BrowserContext, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  ANSWERED,
  axeViolations,
  closeDialog,
  expectFocus,
  films,
  newVisitor,
  press,
  titles,
  useBrowser,
  type Visitor,
  visit,
  warm,
} from './harness.ts';

useBrowser('few films');

/** Installed before the page's own scripts: notes whatever the page puts into the browser's history. */
const NOTE_HISTORY = `(() => {
  window.noted = [location.href, document.title];
  for (const name of ['pushState', 'replaceState']) {
    const call = history[name].bind(history);
    history[name] = (...args) => {
      call(...args);
      noted.push(location.href, JSON.stringify(args[0]), document.title);
    };
  }
  for (const type of ['hashchange', 'popstate']) addEventListener(type, () => noted.push(location.href, JSON.stringify(history.state), document.title));
})()`;

const noted = (page: Page) => page.evaluate<string[]>('noted');

/** Addresses and titles of a tab's history, as the browser has them. */
async function entriesOf(context: BrowserContext, page: Page): Promise<string[]> {
  const session = await context.newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.flatMap(({ url, title }) => [url, title]);
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

/** Opens a film by its link. @returns its title */
async function openBy(link: Locator, title: string): Promise<string> {
  await link.click();
  await dialog(link.page(), title).waitFor();
  return title;
}

async function openFirst(page: Page): Promise<string> {
  const [title] = await titles(page, 1);
  return openBy(films(page).first().getByRole('link'), title!);
}

/** Ids and titles of all films, as they would stand in an address or in a file. */
function namesOf(page: Page, titles: readonly string[]): Promise<string[]> {
  return page.evaluate(async (titles) => {
    const found = await privet.matchTitles(titles.map((title) => ({ titles: [title] })));
    const ids = found.flatMap(({ candidates }) => candidates.map(({ itemId }) => itemId));
    return [...titles, ...titles.map(encodeURIComponent), ...ids];
  }, titles);
}

function namedIn(texts: readonly string[], names: readonly string[]): string[] {
  return texts.filter((text) => names.some((name) => text.includes(name)));
}

/** Opens films from everywhere a film is a link. @returns the titles that were opened */
async function openEverywhere({ page, server }: Visitor): Promise<string[]> {
  const opened: string[] = [];
  // From the list, and from there a film of the film, deep down; closing goes all the way.
  const top = await openFirst(page);
  opened.push(top);
  for (let depth = 0; depth < 3; depth++) {
    const card = page.locator('film-dialog film-card').first();
    opened.push(await openBy(card.getByRole('link'), (await card.getByRole('heading').textContent())!));
  }
  await page.goBack();
  await dialog(page, opened.at(-2)!).waitFor();
  await page.goForward();
  await dialog(page, opened.at(-1)!).waitFor();
  await closeDialog(page);
  // The picker, a shelf, a tap, why it is there.
  await page.getByRole('button', { name: 'rate three films' }).click();
  const asked = page.locator('first-picker li').first();
  opened.push(await openBy(asked.getByRole('link'), (await asked.locator('.title').textContent())!));
  await closeDialog(page);
  const liked = await press(page, films(page).nth(1), 'Like');
  // The rows of somebody with a taste, in place of a newcomer's.
  await expect.poll(() => page.locator('film-shelf').count()).toBeGreaterThan(1);
  const shelved = page.locator('film-shelf film-card').first();
  opened.push(await openBy(shelved.getByRole('link'), (await shelved.getByRole('heading').textContent())!));
  await closeDialog(page);
  opened.push(await openBy(page.locator('tap-mini').first().getByRole('link'), liked));
  await closeDialog(page);
  opened.push(await openFirst(page));
  opened.push(await openBy(page.locator('why-panel').getByRole('link').first(), liked));
  // Its place on the map; the map's list, its picture, its search.
  await page.locator('film-dialog').getByRole('link', { name: 'Open the map' }).click();
  const near = page.locator('map-view .near').getByRole('link');
  await expect.poll(() => near.first().textContent()).toBe(liked);
  const neighbour = near.nth(2);
  opened.push(await openBy(neighbour, (await neighbour.textContent())!));
  await closeDialog(page);
  const find = page.getByRole('combobox', { name: 'Find a film or a region on the map' });
  await find.fill('Alien');
  await page
    .getByRole('option')
    .filter({ hasText: /^Alien, film$/ })
    .waitFor();
  await find.press('Enter');
  await expect.poll(() => near.first().textContent()).toBe('Alien');
  await page.getByRole('application').click();
  await dialog(page, 'Alien').waitFor();
  opened.push('Alien');
  await closeDialog(page);
  // A search, one of its completions, and what is stored.
  await page.goto(`${server.url}#/`);
  const search = page.getByRole('combobox', { name: 'Search by a sentence' });
  await search.fill('blade runner');
  await page.getByRole('option').filter({ hasText: 'Blade Runner, film' }).click();
  await dialog(page, 'Blade Runner').waitFor();
  opened.push('Blade Runner');
  await closeDialog(page);
  await search.fill('a slow heist film');
  await search.press('Enter');
  await page.locator('.results').getByText(ANSWERED).waitFor();
  opened.push(await openFirst(page));
  await closeDialog(page);
  await page.goto(`${server.url}#/data`);
  const row = page.locator('event-row').filter({ hasText: liked }).first();
  opened.push(await openBy(row.getByRole('link'), liked));
  return opened;
}

describe('the browser’s history', () => {
  test('names no film, wherever films were opened; a reload shows the same one, and back closes', async () => {
    const visitor = await newVisitor();
    const { page, context } = visitor;
    await page.addInitScript(NOTE_HISTORY);
    await visit(visitor);
    await warm(page);
    const opened = await openEverywhere(visitor);
    const last = opened.at(-1)!;
    const before = await noted(page);
    await page.reload();
    await dialog(page, last).waitFor();
    const entries = [...before, ...(await noted(page)), ...(await entriesOf(context, page))];
    const names = await namesOf(page, [...new Set(opened)]);
    expect(names.length).toBeGreaterThan(2 * new Set(opened).size);
    expect(entries.length).toBeGreaterThan(60);
    expect(namedIn(entries, names)).toEqual([]);
    expect(new Set(entries.filter((text) => text.startsWith('http')).map((url) => url.split('#')[1] ?? ''))).toEqual(
      new Set(['', '/', '/film', '/map', '/data']),
    );
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goForward();
    await dialog(page, last).waitFor();
    expect(visitor.errors).toEqual([]);
  });

  test('of somebody who comes by a link lets go of the name, and closes to the list', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await page.addInitScript(NOTE_HISTORY);
    await page.goto(`${server.url}#/film/alien-1979`);
    await dialog(page, 'Alien').waitFor();
    expect(page.url()).toBe(`${server.url}#/film`);
    const tab = await entriesOf(context, page);
    expect(tab.filter((text) => text.startsWith(server.url))).toEqual([`${server.url}#/`, `${server.url}#/film`]);
    expect(namedIn(tab, ['alien-1979', 'Alien'])).toEqual([]);
    await page.reload();
    await dialog(page, 'Alien').waitFor();
    await closeDialog(page);
    await films(page).first().waitFor();
    // In a page that is open already; and on the map.
    await page.goto(`${server.url}#/film/blade-runner-1982`);
    await dialog(page, 'Blade Runner').waitFor();
    expect(page.url()).toBe(`${server.url}#/film`);
    await closeDialog(page);
    await page.goto(`${server.url}#/map/alien-1979`);
    await expect.poll(() => page.locator('map-view .near').getByRole('link').first().textContent()).toBe('Alien');
    expect(page.url()).toBe(`${server.url}#/map`);
    expect(namedIn(await entriesOf(context, page), ['alien-1979', 'blade-runner-1982'])).toEqual([]);
    await page.reload();
    await expect.poll(() => page.locator('map-view .near').getByRole('link').first().textContent()).toBe('Alien');
    // What an address without a film means, nobody knows in a tab of its own.
    const other = await context.newPage();
    await other.goto(`${server.url}#/film`);
    await other.getByRole('heading', { name: 'There is no film at this address' }).waitFor();
    await other.locator('film-dialog').getByText('The address does not say which film it was').waitFor();
    await closeDialog(other);
    await films(other).first().waitFor();
    expect(visitor.errors).toEqual([]);
  });
});

describe('a link to a film', () => {
  test('opens by Enter, and in a tab of its own by the middle button or with Ctrl', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    const [first, second] = await titles(page, 2);
    const link = (place: number) => films(page).nth(place).getByRole('link');
    expect(await link(0).getAttribute('href')).toBe(null);
    await link(0).focus();
    await page.keyboard.press('Enter');
    await dialog(page, first!).waitFor();
    await closeDialog(page);
    expect(await link(0).evaluate((element) => element.matches(':focus'))).toBe(true);
    for (const open of [
      () => link(1).click({ button: 'middle' }),
      () => link(1).click({ modifiers: ['ControlOrMeta'] }),
      () => link(1).press('Control+Enter'),
    ]) {
      const [tab] = await Promise.all([context.waitForEvent('page'), open()]);
      await dialog(tab, second!).waitFor();
      expect(tab.url()).toBe(`${server.url}#/film`);
      expect(namedIn(await entriesOf(context, tab), await namesOf(tab, [second!]))).toEqual([]);
      await tab.reload();
      await dialog(tab, second!).waitFor();
      await closeDialog(tab);
      await films(tab).first().waitFor();
      await tab.close();
    }
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate("sessionStorage.getItem('privet:handover')")).toBe(null);
    expect(visitor.errors).toEqual([]);
  });

  test('to share is made when it is asked for, says what it contains, and opens the film for somebody else', async () => {
    const visitor = await newVisitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page, server } = visitor;
    await visit(visitor);
    const title = await openFirst(page);
    const share = page.locator('share-film');
    await share.getByRole('status').getByText('The link names the film and says nothing about you.').waitFor();
    const button = share.getByRole('button', { name: 'Copy link' });
    await button.focus();
    await page.keyboard.press('Enter');
    await share.getByRole('status').getByText('Copied.').waitFor();
    await expectFocus(page, 'Copy link');
    const url = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(url).toMatch(/^http:\/\/localhost:\d+\/#\/film\/[a-z0-9-]+$/);
    expect(url.startsWith(server.url)).toBe(true);
    expect(page.url()).toBe(`${server.url}#/film`);
    expect(await axeViolations(page)).toEqual([]);
    const other = await newVisitor();
    await other.page.goto(url);
    await dialog(other.page, title).waitFor();
    // Another film's page has nothing copied yet.
    await page.locator('film-dialog film-card').first().getByRole('link').click();
    await expect.poll(() => share.getByRole('status').textContent()).not.toContain('Copied');
    expect([...visitor.errors, ...other.errors]).toEqual([]);
  });

  test('goes to the device’s own way of sharing where there is one; where nothing can be copied, it is shown', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await page.addInitScript(`
      navigator.share = async (data) => { window.shared = data; if (window.refuses) throw new DOMException('', window.refuses); };
      navigator.clipboard.writeText = async () => { throw new Error('denied'); };`);
    await visit(visitor);
    const title = await openFirst(page);
    const share = page.locator('share-film');
    const says = (text: string) => share.getByRole('status').getByText(text).waitFor();
    await share.getByRole('button', { name: 'Share' }).click();
    await says('Shared.');
    expect(await page.evaluate('shared')).toEqual({ title, url: expect.stringContaining(`${server.url}#/film/`) });
    await page.evaluate("refuses = 'AbortError'");
    await share.getByRole('button').click();
    await expect.poll(() => share.getByRole('status').textContent()).not.toContain('Shared');
    await page.evaluate("refuses = 'NotAllowedError'");
    await share.getByRole('button').click();
    await says(`The link is ${server.url}#/film/`);
    expect(visitor.errors).toEqual([]);
  });
});

test('an address that is nothing gets a page, with ways on', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  await page.goto(`${server.url}#/nonsense`);
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  await page.getByRole('link', { name: 'To the films' }).click();
  await films(page).first().waitFor();
  expect(await page.evaluate('location.hash')).toBe('#/');
  expect(visitor.errors).toEqual([]);
});
