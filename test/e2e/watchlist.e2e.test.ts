// The watchlist and stars where it takes the built app: what a reload finds of marks and of what was chosen for tonight, a
// mouse that drags, and a finger. What the views themselves do is in test/app/watchlist-view.browser.test.ts.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Marks } from '../../src/history/events.ts';
import { films, PHONE, press, titles, useBrowser, useVisit, warm } from './harness.ts';

useBrowser('few films');

const marksOf = (page: Page, itemId: string) =>
  page.evaluate<Marks | undefined, string>((id) => privet.item(id).then(({ marks }) => marks), itemId);
const rows = (page: Page) => page.locator('watchlist-view watchlist-row');
const rowTitles = (page: Page) => rows(page).getByRole('heading').allTextContents();
const toast = (page: Page) => page.getByRole('region', { name: 'What you just did' });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const numEvents = (page: Page) => page.evaluate(() => privet.events().then((found) => found.numEvents));

/** Opens the first film of the list. */
async function openFirst(page: Page): Promise<{ dialog: Locator; title: string; itemId: string }> {
  const [title] = await titles(page, 1);
  const [first] = await page.evaluate(() => privet.forYou({ count: 1 }).then(({ items }) => items));
  await films(page).first().getByRole('link').click();
  return { dialog: page.locator('film-dialog'), title: title!, itemId: first!.itemId };
}

async function goToWatchlist(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Watchlist/ }).click();
  await page.getByRole('heading', { name: 'Watchlist', level: 1 }).waitFor();
}

/** @param at  from 0, the left edge, to 5, the right one */
async function pointOf(slider: Locator, at: number): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await slider.boundingBox())!;
  return { x: x + (width * at) / 5, y: y + height / 2 };
}

describe('marks', () => {
  const visitor = useVisit({ until: warm });

  test('stand side by side, over a reload; each goes by itself, and undo undoes one act', async () => {
    const { page } = await visitor();
    const { dialog, title, itemId } = await openFirst(page);
    const button = (name: string) => dialog.getByRole('button', { name, exact: true });
    await button(`Save ${title} for later`).click();
    await button(`Like ${title}`).click();
    await dialog.getByText('You saved it and liked it today. Tap again to undo.').waitFor();
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('4');
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('ArrowRight');
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('Enter');
    await dialog.getByText('You saved it and gave it 4½ of 5 stars today. Tap again to undo.').waitFor();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ saved: true, taste: 'like', stars: 4.5 });

    await page.reload();
    await dialog.getByText('You saved it and gave it 4½ of 5 stars today.').waitFor();
    expect(await button(`Save ${title} for later`).getAttribute('aria-pressed')).toBe('true');
    expect(await button(`Like ${title}`).getAttribute('aria-pressed')).toBe('true');

    await button(`Save ${title} for later`).click();
    await dialog.getByText(/^You gave it 4½ of 5 stars today\. /).waitFor();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ taste: 'like', stars: 4.5 });
    const before = await numEvents(page);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByText('You saved it and gave it 4½ of 5 stars today.').waitFor();
    await expect.poll(() => numEvents(page)).toBe(before - 1);
    await expect.poll(() => marksOf(page, itemId)).toEqual({ saved: true, taste: 'like', stars: 4.5 });

    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('Delete');
    await dialog.getByText(/^You saved it today\. /).waitFor();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ saved: true });
  });

  test('by stars: a click on a half, a drag across, and a second click takes them back', async () => {
    const { page } = await visitor();
    const { dialog, title, itemId } = await openFirst(page);
    const slider = dialog.getByRole('slider', { name: `Stars for ${title}` });
    await slider.scrollIntoViewIfNeeded();
    const half = await pointOf(slider, 3.2);
    await page.mouse.click(half.x, half.y);
    await expect.poll(() => marksOf(page, itemId)).toEqual({ taste: 'like', stars: 3.5 });
    const [from, to] = [await pointOf(slider, 3.2), await pointOf(slider, 0.9)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    expect(await marksOf(page, itemId)).toEqual({ taste: 'like', stars: 3.5 }); // until it is let go
    await page.mouse.up();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ taste: 'dislike', stars: 1 });
    await page.mouse.click(to.x, to.y);
    await expect.poll(() => marksOf(page, itemId)).toBeUndefined();
  });
});

describe('by a finger', () => {
  const visitor = useVisit({ options: PHONE });

  test('stars of a card’s menu are wide enough, and take a tap on either half without swiping the film away', async () => {
    const { page } = await visitor();
    const [, title] = await titles(page, 2);
    const card = films(page).nth(1);
    await card.getByRole('button', { name: `More about ${title}` }).tap();
    const slider = card.getByRole('slider');
    const { width, height } = (await slider.boundingBox())!;
    expect(width).toBeGreaterThanOrEqual(5 * 44);
    expect(height).toBeGreaterThanOrEqual(44);
    const { x, y } = await pointOf(slider, 4.8);
    await page.touchscreen.tap(x, y);
    await toast(page).getByText(`Rated 5 of 5: ${title}`, { exact: true }).waitFor();
    await undo(page).tap();
    await expect.poll(() => titles(page)).toContain(title);
    await expect.poll(() => numEvents(page)).toBe(0);
  });
});

describe('the watchlist', () => {
  const visitor = useVisit({ until: warm });

  test('is narrowed and ordered, as after a reload, and the address says nothing of it', async () => {
    const { page } = await visitor();
    for (let i = 0; i < 5; i++) await press(page, films(page).nth(1), 'Save');
    await goToWatchlist(page);
    const all = await rowTitles(page);
    await page.getByRole('combobox', { name: 'Order' }).selectOption('oldest');
    await expect.poll(() => rowTitles(page)).toEqual([...all].reverse());
    await page.getByRole('combobox', { name: 'Order' }).selectOption('best');
    const best = await page.evaluate(async () => {
      const saved = (await privet.history()).map(({ event }) => event.itemId!);
      const { items } = await privet.forYou({ among: saved });
      return items.map(({ title }) => title);
    });
    expect([...best].sort()).toEqual([...all].sort());
    await expect.poll(() => rowTitles(page)).toEqual(best);

    const moods = page.getByRole('combobox', { name: 'Mood' });
    const mood = await moods.locator('option').nth(1).getAttribute('value');
    await moods.selectOption(mood!);
    const fit = await rowTitles(page);
    expect(fit.length).toBeGreaterThan(0);
    await page.reload();
    await expect.poll(() => rowTitles(page)).toEqual(fit);
    expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toBe('best');
    expect(await moods.inputValue()).toBe(mood);
    expect(new URL(page.url()).hash).toBe('#/watchlist');
  });
});
