// The map: fetched behind the list, a film found on it and opened, a like marked, moved by keys, narrowed by a filter;
// its place on a film's page; and what is said where there is no map.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, closeDialog, expectFocus, films, newVisitor, press, useBrowser, useVisit, visit } from './harness.ts';

useBrowser('without models');

const MAP_FILE = '**/taste-map.bin.gz';
const near = (page: Page) => page.locator('map-view .near').getByRole('link');
const legend = (page: Page) => page.locator('map-view map-legend');
const picture = (page: Page) => page.getByRole('application');

async function openMap(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Map' }).click();
  await near(page).first().waitFor();
}

/** Red, green and blue of what lies over the points in the middle of the picture. */
function middleColour(page: Page): Promise<number[]> {
  return page.evaluate<number[]>(`(() => {
    const map = document.querySelector('privet-app').shadowRoot.querySelector('map-view').shadowRoot.querySelector('taste-map');
    const canvas = map.shadowRoot.querySelector('canvas:last-of-type');
    const { data } = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
    return Array.from(data.subarray(0, 3));
  })()`);
}

describe('the map', () => {
  const visitor = useVisit();

  test('is fetched once, behind the list, finds a film, opens it, and marks what was liked', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await visit(visitor);
    const liked = await press(page, films(page).nth(2), 'Like');
    await openMap(page);
    expect(asked.filter((url) => url.includes('taste-map.bin.gz'))).toHaveLength(1);
    await expectFocus(page, 'The map of taste');
    await legend(page).getByText('You liked: 1').waitFor();
    await legend(page).getByText('On your list now: 23').waitFor();
    expect(await near(page).count()).toBe(12);

    const search = page.getByRole('combobox', { name: 'Find a film or a region on the map' });
    await search.fill(liked);
    await page
      .getByRole('option')
      .filter({ hasText: `${liked}, film` })
      .first()
      .waitFor();
    await search.press('Enter');
    await expect.poll(() => near(page).first().textContent()).toBe(liked);
    expect(await middleColour(page)).toEqual([0x25, 0x62, 0x41]); // the heart, in the colour of yes
    const { violations } = await axe(page)
      .include({ fromShadowDom: ['privet-app', 'map-view'] })
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    await picture(page).click();
    await page.getByRole('dialog', { name: liked }).waitFor();
    await page
      .locator('film-dialog')
      .getByRole('button', { name: `Like ${liked}`, exact: true })
      .click(); // takes it back
    await page.keyboard.press('Escape');
    await legend(page).getByText('You liked: 0').waitFor();
    await expect.poll(() => middleColour(page)).not.toEqual([0x25, 0x62, 0x41]);
    expect(visitor.errors).toEqual([]);
  });

  test('is moved and opened by keys, and its films are links', async () => {
    const { page } = await visitor();
    await openMap(page);
    await picture(page).focus();
    const before = await near(page).allTextContents();
    for (const key of ['ArrowLeft', 'ArrowUp', '+', '+', 'ArrowLeft']) await page.keyboard.press(key);
    await expect.poll(() => near(page).allTextContents()).not.toEqual(before);
    // What a screen reader is told is in the middle, and what the list below begins with once the map rests.
    const title = (await page.locator('taste-map').getByRole('status').textContent())!;
    await expect.poll(() => near(page).first().textContent()).toBe(title);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: title }).waitFor();
    await closeDialog(page);
    expect(await picture(page).evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('0');
    await expect.poll(() => near(page).allTextContents()).toEqual(before);
    await near(page).nth(3).focus();
    await page.locator('taste-map .card').getByText(before[3]!, { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: before[3]! }).waitFor();
  });

  test('flies to a region that is chosen by its name', async () => {
    const { page } = await visitor();
    await openMap(page);
    // A small region: the films in its middle are not those in the middle of the whole map.
    const { name, around } = await page.evaluate(async () => {
      const { labels, titles, positions, itemIds } = (await privet.map())!;
      const { text, x, y } = labels.at(-1)!;
      const far = (i: number) => (positions[2 * i]! - x) ** 2 + (positions[2 * i + 1]! - y) ** 2;
      const nearest = [...titles.keys()].filter((i) => itemIds[i] !== '').sort((a, b) => far(a) - far(b));
      return { name: text, around: nearest.slice(0, 12).map((i) => titles[i]!) };
    });
    const before = await near(page).allTextContents();
    expect(before).not.toEqual(around);
    const search = page.getByRole('combobox', { name: 'Find a film or a region on the map' });
    await search.fill(name.toLowerCase());
    await page.getByRole('option').filter({ hasText: ', region' }).first().click();
    await expect.poll(() => near(page).allTextContents()).toEqual(around);
  });

  test('makes faint what a filter does not ask for, and names an address without a film', async () => {
    const { page, server } = await visitor();
    await page.goto(`${server.url}#/map/no-such-film`);
    await page
      .locator('map-view')
      .getByText('The film in this address, “No Such Film” it seems, is not on the map')
      .waitFor();
    await page.locator('map-view filter-line').getByRole('button', { name: 'Western', exact: true }).click();
    const count = await page.evaluate(() => privet.matching({ genre: ['Western'] }).then((items) => items.length));
    await page.locator('map-view').getByText(`${count} films of 6,684 fit.`).waitFor();
  });

  test('has the place of a film on the film’s page', async () => {
    const { page, server } = await visitor();
    const link = films(page).nth(1).getByRole('link');
    const title = await films(page).nth(1).getByRole('heading').textContent();
    await link.click();
    const dialog = page.locator('film-dialog');
    await dialog.getByRole('heading', { name: 'Its place on the map' }).waitFor();
    await dialog.getByRole('link', { name: 'Open the map' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => near(page).first().textContent()).toBe(title);
    await expectFocus(page, 'The map of taste');
    // A film that the catalog has no more.
    await page.goto(`${server.url}#/map/spirited-away-1999`);
    await page
      .locator('map-view')
      .getByText('The film in this address, “Spirited Away” it seems, is not on the map.')
      .waitFor();
    expect(await page.getByRole('combobox', { name: 'Find a film or a region on the map' }).inputValue()).toBe(
      'Spirited Away',
    );
  });

  test('says so where a catalog has none, and offers another try where it could not be had', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await page.route(MAP_FILE, (route) => route.fulfill({ status: 500, body: 'no' }));
    await visit(visitor);
    await page.getByRole('navigation').getByRole('link', { name: 'Map' }).click();
    await page.getByRole('heading', { name: 'The map could not be loaded' }).waitFor();
    await page.unroute(MAP_FILE);
    await page.getByRole('button', { name: 'Try again' }).click();
    await near(page).first().waitFor();
    // Films that the page does not name.
    const { server } = visitor;
    server.mischief.push({
      path: /index\.html/,
      change: (body) => Buffer.from(body.toString().replace(/<meta name="privet:integrity"[^>]*>/, '')),
    });
    await page.route('**/manifest.json', async (route) => {
      const { tasteMap, ...rest } = await (await route.fetch()).json();
      expect(tasteMap).toBeDefined();
      await route.fulfill({ json: rest });
    });
    await page.reload();
    await page.getByRole('heading', { name: 'This catalog has no map' }).waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await films(page).first().getByRole('link').click();
    await page.locator('film-dialog').getByRole('heading', { name: 'Films like it' }).waitFor();
    expect(await page.locator('film-dialog').getByText('Its place on the map').count()).toBe(0);
  });
});
