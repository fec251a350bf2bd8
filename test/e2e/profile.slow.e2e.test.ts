// What lies on the disk after a visit: a browser's profile tells what was opened, tapped and typed in the page's own storage
// alone, and after an erasure not there either.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, onTestFinished, test } from 'vitest';
import { closeDialog, film, films, openProfile, press, titles, useBrowser, warm } from './harness.ts';
import { startServer } from './static-server.ts';

useBrowser();

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

async function open(link: Locator, title: string): Promise<void> {
  await link.click();
  await dialog(link.page(), title).waitFor();
}

/** Files below a folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Paths of the files that hold one of the names, as UTF-8 or UTF-16. */
async function filesWith(profile: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesBelow(profile)) {
    const bytes = await readFile(path);
    const isIn = (name: string) => bytes.includes(name, 0, 'utf8') || bytes.includes(name, 0, 'utf16le');
    if (names.some(isIn)) found.push(path.slice(profile.length + 1));
  }
  return found.sort();
}

/** Where the page itself stores what it knows of a person. */
const OWN_STORAGE = /^Default\/(IndexedDB|Local Storage|Session Storage|WebStorage)\//;
/** Copies of the files of the host, the same for everyone. */
const FILE_CACHES = /^Default\/(Cache|Code Cache|GPUCache|Service Worker)\//;
/** Sessions are written some seconds after what they tell of. */
const WRITTEN_MS = 4000;
const WRITTEN = { timeout: 60_000, interval: WRITTEN_MS };

const hasSessionOf = async (profile: string, url: string) =>
  (await filesWith(profile, [url])).some((path) => path.startsWith('Default/Sessions/'));

/** The kinds of files among paths: `History`, `IndexedDB`. */
const kindsOf = (paths: readonly string[]) =>
  [...new Set(paths.map((path) => path.split('/').slice(0, 2).join('/')))].join(', ');

test('a profile on the disk tells what was opened, tapped and typed in the page’s own storage alone', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'privet-profile-'));
  const server = await startServer(inject('builtAppFolder'));
  onTestFinished(async () => {
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  let context = await openProfile(profile);
  let page = context.pages()[0]!;
  await page.goto(server.url);
  await warm(page);
  for (const title of await titles(page, 3)) {
    await open(film(page, title).getByRole('link'), title);
    await closeDialog(page);
  }
  const liked = (await page.evaluate(() => privet.forYou({ count: 5 }))).items.map(({ itemId }) => itemId);
  await press(page, films(page).nth(4), 'Like');
  const search = page.getByRole('combobox', { name: 'Search by a sentence' });
  await search.fill('zyxquill of the forest');
  await search.press('Enter');
  await page.locator('.results').waitFor();
  await page.goto(`${server.url}#/data`);
  await page.getByRole('searchbox', { name: /^Find events/ }).fill('zyxquill');
  await page.goto(`${server.url}#/`);
  await page.evaluate(() => privet.record('search', undefined, { query: 'zyxquill kept' }));
  await films(page).first().getByRole('link').click();
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => hasSessionOf(profile, server.url), WRITTEN).toBe(true);
  await context.close();

  const names = [...liked, 'zyxquill'];
  const withSite = await filesWith(profile, [server.url]);
  expect(withSite).toContain('Default/History');
  expect(withSite.filter((path) => path.startsWith('Default/Sessions/'))).not.toEqual([]);
  const found = await filesWith(profile, names);
  expect(found.filter((path) => OWN_STORAGE.test(path))).not.toEqual([]);
  expect(found.filter((path) => !OWN_STORAGE.test(path) && !FILE_CACHES.test(path))).toEqual([]);
  context = await openProfile(profile);
  page = context.pages()[0]!;
  await page.goto(`${server.url}#/data`);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Yes, erase everything' }).click();
  await page.locator('erase-panel').getByText('Everything about you is gone.').waitFor();
  await page.waitForTimeout(WRITTEN_MS);
  await context.close();
  const left = (await filesWith(profile, names)).filter((path) => !FILE_CACHES.test(path));
  expect(left.filter((path) => !OWN_STORAGE.test(path))).toEqual([]);

  // A link that somebody was given is an address that the browser goes to before the page can let go of it.
  context = await openProfile(profile);
  page = context.pages()[0]!;
  await page.goto(`${server.url}#/film/alien-1979`);
  await dialog(page, 'Alien').waitFor();
  await page.waitForTimeout(WRITTEN_MS);
  await context.close();
  const leftLater = (await filesWith(profile, names)).filter((path) => !FILE_CACHES.test(path));
  const ofLink = await filesWith(profile, ['#/film/alien-1979']);
  // What a browser does by itself is no promise of ours: printed, and not asserted.
  console.log(
    [
      `films and words, before erasing: ${kindsOf(found.filter((path) => !FILE_CACHES.test(path)))}`,
      `bytes on the disk after erasing: ${kindsOf(left) || 'nothing'}`,
      `the same after one more visit: ${kindsOf(leftLater) || 'nothing'}`,
      `the address of a link that was followed: ${kindsOf(ofLink) || 'nothing'}`,
    ].join('\n'),
  );
});
