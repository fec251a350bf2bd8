// Every control answers where it is seen, at the widths of phones, tablets and desktops: no button lies over the next
// one, nor a message over any. And at 320 px, which is a desktop at 400 %, no view is wider than the window.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { films, PHONE, press, settled, useBrowser, useVisit, warm } from './harness.ts';
import { missedControls, overflow } from './hit-testing.ts';

useBrowser('few films');

const phone = useVisit({ options: PHONE, until: warm });
const desktop = useVisit({ options: { viewport: { width: 1440, height: 900 } }, until: warm });

async function search(page: Page, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search by a sentence' });
  await box.fill(text);
  await box.press('Enter');
  await page.locator('home-view film-grid.found film-card').nth(5).waitFor();
  await settled(page);
}

/** The views with what must be there, in the order in which they are gone through. */
const VIEWS = [
  ['#/', 'home-shelves film-card'],
  ['#/map', 'map-view .near a'],
  ['#/watchlist', 'watchlist-row'],
  ['#/film/blade-runner-1982', 'film-dialog film-card'],
] as const;

/** Looks at each view, then at what a search finds. */
async function goThrough(
  page: Page,
  url: string,
  views: readonly (readonly [hash: string, until: string])[],
  look: (where: string) => Promise<void>,
): Promise<void> {
  for (const [hash, until] of views) {
    await page.goto(url + hash);
    await page.locator(until).first().waitFor();
    await look(hash);
  }
  await page.goto(`${url}#/`);
  await search(page, 'a slow heist film with a twist');
  await look('search');
}

test.each([
  ['a phone', phone, [390, 360]],
  ['a tablet and a desktop', desktop, [1440, 768]],
] as const)('every control answers at its middle: %s', async (_, visitor, widths) => {
  const { page, server } = await visitor();
  const missed: string[] = [];
  const look = async (where: string) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      await settled(page);
      missed.push(...(await missedControls(page)).map((line) => `${where} ${width}: ${line}`));
    }
  };
  await look('first visit');
  const doors = page.locator('app-header nav a span:visible');
  expect((await doors.allTextContents()).slice(0, 3)).toEqual(['Watchlist', 'Map', 'My data']);
  expect((await doors.allTextContents()).slice(3).join()).toMatch(/^(Privacy|On this device)$/);
  await press(page, films(page).nth(1), 'Like');
  await press(page, films(page).nth(2), 'Save');
  await page.getByRole('region', { name: 'What you just did' }).waitFor({ state: 'detached' });
  await goThrough(page, server.url, VIEWS, look);
  expect(missed).toEqual([]);
});

/** Its colours take a moment. */
const COLOURED = (button: unknown) =>
  Promise.all(
    (button as { getAnimations(): { finished: Promise<unknown> }[] }).getAnimations().map((one) => one.finished),
  );

test('a button that is pointed at is not filled as if it were chosen', async () => {
  const { page } = await desktop();
  await page.getByRole('button', { name: 'rate three films' }).click();
  for (const button of [
    page
      .locator('first-picker')
      .getByRole('button', { name: /not for me$/ })
      .first(),
    films(page)
      .nth(1)
      .getByRole('button', { name: /^Dislike / }),
  ]) {
    await button.hover();
    await button.evaluate(COLOURED);
    const fill = await button.evaluate((element: unknown) =>
      String((element as { computedStyleMap(): Map<string, object> }).computedStyleMap().get('background-color')),
    );
    expect(['rgb(236, 231, 219)', 'rgb(255, 253, 247)']).toContain(fill); // --sunken, --surface
  }
});

test('what was just done is told on a phone without covering a control', async () => {
  const { page } = await phone();
  await page.setViewportSize(PHONE.viewport!);
  await press(page, films(page).first(), 'Like');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  expect(await missedControls(page, true)).toEqual([]);
});

/** All that has an address, with what is there when it is. */
const PLACES = [
  ...VIEWS,
  ['#/two', 'open-taste h2'],
  ['#/data', 'data-view h1'],
  ['#/privacy', 'privacy-dialog h1'],
  ['#/keys', 'keys-dialog h1'],
  ['#/own', 'own-catalogs-view h1'],
  ['#/hood', 'hood-files table'],
] as const;

test('no view is wider than a window of 320 px', async () => {
  const { page, server } = await phone();
  await page.setViewportSize({ width: 320, height: 700 });
  await press(page, films(page).nth(1), 'Save');
  const wide: string[] = [];
  const look = async (where: string) => {
    await settled(page);
    const by = await overflow(page);
    if (by > 0) wide.push(`${where}: ${by} px`);
  };
  await goThrough(page, server.url, PLACES, look);
  expect(wide).toEqual([]);
});
