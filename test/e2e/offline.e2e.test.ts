// After one visit the app needs no host any more: not for a reload, not for a browser that was started anew, not for
// search or a view that was never opened. Below a deep path of a host that sets no headers, which is the least that a
// site can have.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  ANSWERED,
  DESKTOP,
  films,
  newVisitor,
  openProfile,
  press,
  rowsAreDrawn,
  titles,
  towersReady,
  useBrowser,
  visit,
} from './harness.ts';
import { missedControls } from './hit-testing.ts';
import { shoot } from './shoot.ts';
import { startServer } from './static-server.ts';

useBrowser();

let profile: string;
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'privet-profile-'));
});
afterAll(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

const readyOffline = (page: Page) => page.locator('version-notice').getByText('Ready offline').waitFor();
const facts = (page: Page) => page.locator('offline-facts');

/** What the rows between the films say of themselves, once they are there; the saved ones are not of the day. */
async function rowsOfDay(page: Page): Promise<string[]> {
  await rowsAreDrawn(page);
  return page.locator('home-shelves film-shelf').getByRole('heading').allTextContents();
}

async function searchByMeaning(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a funny space adventure for kids');
  await page.locator('.results').getByText(ANSWERED).waitFor();
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
}

/** What the notice says that is kept, in MB, beside what lies in the caches. */
async function keptMb(page: Page): Promise<number> {
  const text = (await page.locator('version-notice [role=status]').textContent())!;
  const said = Number(/It keeps ([\d.]+) MB here for that, the same for everyone/.exec(text)?.[1]);
  const held = await page.evaluate<number>(`(async () => {
    let sum = 0;
    for (const name of await caches.keys())
      for (const response of await (await caches.open(name)).matchAll())
        sum += Number(response.headers.get('content-length')) || (await response.blob()).size;
    return sum / 1e6;
  })()`);
  expect(Math.abs(said - held)).toBeLessThan(1);
  return said;
}

/** What the privacy dialog says of films and models, before or after they are here, in MB. */
async function announcedMb(page: Page): Promise<number> {
  const words = page.locator('privacy-dialog').getByText(/The films and the models, [\d.]+ MB,/);
  return Number(/models, ([\d.]+) MB/.exec((await words.textContent())!)![1]);
}

/** Every view that the page imports when it is shown. */
async function openViews(page: Page, url: string): Promise<void> {
  for (const [name, view] of Object.entries({
    map: 'map-view',
    data: 'data-view',
    hood: 'hood-view',
    own: 'own-catalogs-view',
  })) {
    await page.goto(`${url}#/${name}`);
    await page.locator(view).getByRole('heading').first().waitFor();
  }
  await page.goto(`${url}#/`);
}

describe('without a network', () => {
  test('all goes on after one visit: a reload, every view, search; and a browser that is started anew', async () => {
    const server = await startServer(inject('builtAppFolder'), { mount: '/some/deep/path/' });
    let context = await openProfile(profile);
    let page = context.pages()[0]!;
    try {
      await page.goto(`${server.url}#/privacy`);
      const announced = await announcedMb(page);
      await page.goto(`${server.url}#/`);
      await readyOffline(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => missedControls(page, true)).toEqual([]); // told over the heading, not over a button
      await page.setViewportSize(DESKTOP);
      await shoot(page, 'offline-ready');
      expect(await keptMb(page)).toBeGreaterThan(announced);
      const scope = await page.evaluate('navigator.serviceWorker.ready.then(({ scope }) => scope)');
      expect(scope).toBe(server.url);
      const liked = await press(page, films(page).nth(1), 'Like');
      const before = await titles(page, 23);
      const rowsBefore = await rowsOfDay(page);
      expect(server.served.filter(({ status }) => status !== 200)).toEqual([]);
      await server.close();

      await page.reload();
      await films(page).first().waitFor();
      expect(await titles(page, 23)).toEqual(before);
      await towersReady(page);
      await expect.poll(() => rowsOfDay(page)).toEqual(rowsBefore);
      await openViews(page, server.url);
      await searchByMeaning(page);
      const disliked = await press(page, films(page).nth(2), 'Dislike');
      await films(page).first().getByRole('link').click();
      await expect.poll(() => page.locator('film-dialog film-card').count()).toBe(18);
      await shoot(page, 'offline-reload-film');
      const list = await titles(page, 23);
      await context.close();

      context = await openProfile(profile);
      page = context.pages()[0]!;
      await page.goto(`${server.url}#/privacy`);
      await facts(page).getByText('Ready: everything works, search included').waitFor();
      await facts(page)
        .getByText(/The site cannot be reached right now/)
        .waitFor();
      await shoot(page, 'offline-cold-start-privacy');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await films(page).first().waitFor();
      expect(await titles(page, 23)).toEqual(list);
      const entries = await page.evaluate(() => privet.history());
      expect(entries.map(({ item }) => item?.title)).toEqual([disliked, liked]);
      expect((await page.evaluate(() => privet.forYou({ count: 1 }))).source).toBe('user-tower');
      await searchByMeaning(page);
      await shoot(page, 'offline-cold-start');
      // What became ready before is no news any more.
      expect(await page.locator('version-notice').getByText('Ready offline').count()).toBe(0);
    } finally {
      await context.close();
      await server.close();
    }
  });

  test('a visitor who saves data gets no text model, is told so, and searches by words', async () => {
    const visitor = await newVisitor({ serviceWorkers: 'allow' });
    const { page, context, server } = visitor;
    await context.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
    await visit(visitor);
    await readyOffline(page);
    const kept = await keptMb(page);
    await page.goto(`${server.url}#/privacy`);
    const announced = await announcedMb(page);
    await facts(page).getByText(`${kept} MB, the same for everyone. To remove it`).waitFor();
    // The text model is not among what is announced.
    const warmUp = await page.evaluate(() => privet.status.warmUp);
    if (warmUp.state !== 'ready') throw new Error(warmUp.state);
    expect(warmUp.leftOutBytes).toBeGreaterThan(1e6);
    expect(announced).toBeCloseTo(warmUp.totalBytes / 1e6, 1);
    await page.goto(`${server.url}#/`);
    expect(server.served.filter(({ path }) => /text-encoder|tokenizer|catalog\/content-/.test(path))).toEqual([]);
    await server.close();
    await page.reload();
    await films(page).first().waitFor();
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('blade runner');
    await page
      .locator('.results')
      .getByText(/words alone/)
      .waitFor();
    expect(await titles(page, 1)).toEqual(['Blade Runner']);
    await page.goto(`${server.url}#/privacy`);
    await facts(page)
      .getByText(/Ready\. Search goes by words/)
      .waitFor();
  });

  test('what was cleared of the app since is fetched again by the next visit', async () => {
    const visitor = await newVisitor({ serviceWorkers: 'allow' });
    const { page, server } = visitor;
    await visit(visitor);
    await readyOffline(page);
    await page.evaluate("caches.delete('privet app /')");
    await page.goto(`${server.url}#/privacy`);
    await page.reload();
    await facts(page).getByText('Ready: everything works, search included').waitFor();
    await server.close();
    await page.reload();
    await films(page).first().waitFor();
    await towersReady(page);
  });

  test.each([
    ['a file of the app', { path: /privet-512/, change: (body: Buffer) => body.subarray(1) }],
    ['a file of the bundle', { path: /codebooks/, change: (body: Buffer) => body.subarray(1) }],
  ])('%s that is not what was built: said, and made good by the next visit', async (_, trick) => {
    const visitor = await newVisitor({ serviceWorkers: 'allow' });
    const { page, server } = visitor;
    server.mischief.push(trick);
    await visit(visitor);
    await page.goto(`${server.url}#/privacy`);
    await facts(page).getByText('Not ready: not all of it could be kept. The next visit tries again.').waitFor();
    server.mischief.length = 0;
    await page.reload();
    await facts(page).getByText('Ready: everything works, search included').waitFor();
  });
});

test('where service workers are kept away, that is said in words, and all else works', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  await visit(visitor);
  await page.goto(`${server.url}#/privacy`);
  await facts(page)
    .getByText('Not possible: this browser keeps no apps here. With a connection everything works.')
    .waitFor();
  expect(visitor.errors).toEqual([]);
});
