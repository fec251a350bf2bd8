// A newer version of the app and of the films: it is fetched whole behind the page, waits, asks, and is taken by a
// reload that loses nothing. A version that did not come whole is never taken, and the one in use goes on, with a
// network and without.
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANOTHER_CATALOG, ANOTHER_TITLE, buildAnotherApp, changeCatalog } from './another-version.ts';
import {
  ANSWERED,
  films,
  newVisitor,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  type Visitor,
  visit,
} from './harness.ts';
import { shoot } from './shoot.ts';

useBrowser();

/** A film of the first shard whose title in capitals shows which catalog is open. */
const FILM = 'Pulp Fiction';
let another: string;
beforeAll(async () => {
  another = await buildAnotherApp();
  await changeCatalog(another, FILM);
});
afterAll(() => rm(another, { recursive: true, force: true }));

const catalogName = (page: Page) => page.evaluate(() => privet.status.catalogName);
const facts = (page: Page) => page.locator('offline-facts');
const notice = (page: Page) => page.locator('version-notice');
const keptHashes = (page: Page) =>
  page.evaluate<string[]>(`(async () => {
    const requests = await (await caches.open('privet bundle /models/')).keys();
    return requests.map(({ url }) => new URL(url).searchParams.get('sha256')).filter((hash) => hash !== null);
  })()`);

async function start(): Promise<Visitor> {
  const visitor = await newVisitor({ serviceWorkers: 'allow' });
  await visit(visitor);
  const { page, server } = visitor;
  await notice(page).getByText('Ready offline').waitFor();
  // The first look for a new version is over: under a debugger, a browser may get stuck in it when another tab opens
  // meanwhile.
  await page.goto(`${server.url}#/privacy`);
  await facts(page).getByText('The newest that this site has').waitFor();
  await closeSheet(page);
  return visitor;
}

async function lookForNewVersion({ page, server }: Visitor): Promise<void> {
  await page.goto(`${server.url}#/privacy`);
  await page.getByRole('button', { name: 'Look for a new version' }).click();
}

async function closeSheet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('a new version', () => {
  test('waits, asks, can be put off, and is taken by a reload that loses nothing; another tab goes on and is told', async () => {
    const visitor = await start();
    const { page, context, server } = visitor;
    const before = await titles(page, 23);
    const old = await keptHashes(page);
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    await towersReady(other);
    await page.bringToFront(); // a browser hardly draws a tab that is behind another

    server.folder = another;
    await lookForNewVersion(visitor);
    await facts(page).getByText('A new version is here and is taken with the next reload').waitFor();
    await shoot(page, 'update-privacy');
    await closeSheet(page);
    await notice(page).getByText('A new version is ready').waitFor();
    await shoot(page, 'update-notice');
    expect(await titles(page, 23)).toEqual(before);
    await notice(page).getByRole('button', { name: 'Later' }).click();
    await expect.poll(() => notice(page).textContent()).not.toContain('A new version');
    const liked = await press(page, films(page).nth(1), 'Like');
    expect([await catalogName(page), await page.title()]).not.toContain(ANOTHER_CATALOG);

    await page.getByRole('button', { name: 'Western', exact: true }).click();
    await settled(page);
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('gunslinger');
    await page.locator('.results').getByText(ANSWERED).waitFor();
    await expect.poll(() => films(page).count()).toBeGreaterThan(20); // cards come in pieces
    const found = await titles(page);
    await page.goto(`${server.url}#/privacy`);
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await expect.poll(() => page.title()).toBe(ANOTHER_TITLE);
    await page.locator('.results').getByText(ANSWERED).waitFor();
    expect(await catalogName(page)).toBe(ANOTHER_CATALOG);
    expect(new URL(page.url()).hash).toBe('#/privacy');
    await closeSheet(page);
    await expect.poll(() => titles(page)).toEqual(found);
    expect(await page.getByRole('combobox', { name: 'Search by a sentence' }).inputValue()).toBe('gunslinger');
    expect((await page.evaluate(() => privet.history())).map(({ item }) => item?.title)).toEqual([liked]);

    // The other tab is of the version before: its views and its files are not on the host any more, and still there.
    await other.bringToFront();
    await notice(other).getByText('A new version is ready').waitFor();
    await other.goto(`${server.url}#/map`);
    await other.locator('map-view').getByRole('heading').first().waitFor();
    expect(await other.evaluate('globalThis.privetVersion')).toBeUndefined();
    expect(await keptHashes(page)).toEqual(expect.arrayContaining(old));
    await other.close();
    await page.bringToFront();

    // Nobody needs the version before any more: the next opening lets go of it.
    await page.reload();
    await films(page).first().waitFor();
    const kept = await keptHashes(page);
    expect(old.filter((hash) => !kept.includes(hash)).length).toBe(1);
    expect(kept.filter((hash) => !old.includes(hash)).length).toBe(1);
  });

  test('that is not whole is never taken; when it is, an opening without a network takes all of it', async () => {
    const visitor = await start();
    const { page, context, server } = visitor;
    server.folder = another;
    server.mischief.push({ path: /items-000|assets\/map-view/, change: (body) => body.subarray(0, body.length >> 1) });
    await lookForNewVersion(visitor);
    await facts(page)
      .getByText(/a newer one that is not complete yet/)
      .waitFor();
    await page.goto(server.url);
    await page.reload();
    await films(page).first().waitFor();
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(FILM);
    await expect.poll(() => titles(page, 1)).toEqual([FILM]);
    expect([await catalogName(page), await page.title()]).toEqual(['Films', expect.not.stringContaining('second')]);

    server.mischief.length = 0;
    await lookForNewVersion(visitor);
    await facts(page).getByText('A new version is here and is taken with the next reload').waitFor();
    await server.close();
    await page.close();
    let next = await context.newPage();
    // The browser lets the new service worker in some time after the last page of the old one was closed.
    const open = async () => {
      await next.close();
      next = await context.newPage();
      await next.goto(server.url);
      await films(next).first().waitFor();
      return [await catalogName(next), await next.title()];
    };
    await expect.poll(open).toEqual([ANOTHER_CATALOG, ANOTHER_TITLE]);
    await next.getByRole('combobox', { name: 'Search by a sentence' }).fill(FILM);
    await expect.poll(() => titles(next, 1)).toEqual([FILM.toUpperCase()]);
  });

  test('a page whose films are gone from the device meets a host that has newer ones: it says so, and its reload goes over', async () => {
    const visitor = await start();
    const { page, server } = visitor;
    server.folder = another;
    await page.evaluate("caches.delete('privet bundle /models/')");
    await page.reload();
    // The service worker answers with the page of before.
    await page
      .locator('.failed')
      .getByText(/This site seems to have been updated/)
      .waitFor();
    expect(await page.locator('film-card').count()).toBe(0);
    await page.getByRole('button', { name: 'Reload' }).click();
    await films(page).first().waitFor();
    expect([await catalogName(page), await page.title()]).toEqual([ANOTHER_CATALOG, ANOTHER_TITLE]);
  });

  test('of the app is not offered before its films are here, without which it would have none', async () => {
    const visitor = await start();
    const { page, context, server } = visitor;
    server.folder = another;
    server.mischief.push({ path: /items-000/, change: (body) => body.subarray(0, body.length >> 1) });
    await lookForNewVersion(visitor);
    await facts(page)
      .getByText(/a newer one that is not complete yet/)
      .waitFor();
    await closeSheet(page);
    expect(await notice(page).textContent()).not.toContain('A new version');
    server.mischief.length = 0;
    await lookForNewVersion(visitor);
    await facts(page).getByText('A new version is here and is taken with the next reload').waitFor();
    await context.setOffline(true);
    await server.close();
    await page.locator('offline-facts').getByRole('button', { name: 'Reload', exact: true }).click();
    await expect.poll(() => page.title()).toBe(ANOTHER_TITLE);
    await films(page).first().waitFor();
    expect(await catalogName(page)).toBe(ANOTHER_CATALOG);
  });
});
