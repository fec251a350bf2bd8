// The watchlist, stars and the diary: what is said of a film stands side by side, is there after a reload, and goes by
// what put it there alone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Marks } from '../../src/history/events.ts';
import {
  axeViolations,
  expectFocus,
  films,
  PHONE,
  press,
  settled,
  titles,
  useBrowser,
  useVisit,
  warm,
} from './harness.ts';

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
    await dialog.getByText('You saved it and liked it today. Press again to take it back.').waitFor();
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('4');
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('ArrowRight');
    await dialog.getByRole('slider', { name: `Stars for ${title}` }).press('Enter');
    await dialog.getByText('You saved it and gave it 4½ of 5 stars today. Press again to take it back.').waitFor();
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

  test('seen is possible without an opinion, and takes no opinion back', async () => {
    const { page } = await visitor();
    const { dialog, title, itemId } = await openFirst(page);
    await dialog.getByRole('button', { name: `Seen ${title}`, exact: true }).click();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ seen: true });
    await dialog.getByRole('button', { name: `Dislike ${title}`, exact: true }).click();
    await expect.poll(() => marksOf(page, itemId)).toEqual({ seen: true, taste: 'dislike' });
    await dialog.getByText('You marked it as seen and disliked it today.').waitFor();
  });

  test('by stars: R opens them on a film, and their keys are a slider’s', async () => {
    const { page } = await visitor();
    const [, , title] = await titles(page, 3);
    await films(page).nth(2).getByRole('link').focus();
    await page.keyboard.press('r');
    await expectFocus(page, `Stars for ${title}`);
    const slider = films(page).nth(2).getByRole('slider');
    const states: [string, string, string][] = [
      ['End', '5', '5 stars'],
      ['ArrowLeft', '4.5', '4 and a half stars'],
      ['Home', '0.5', 'half a star'],
      ['ArrowLeft', '0', 'no stars'],
      ['ArrowLeft', '0', 'no stars'],
      ['ArrowRight', '0.5', 'half a star'],
      ['PageUp', '1.5', '1 and a half stars'],
      ['Delete', '0', 'no stars'],
      ['3', '3', '3 stars'],
    ];
    for (const [key, now, words] of states) {
      await slider.press(key);
      expect([await slider.getAttribute('aria-valuenow'), await slider.getAttribute('aria-valuetext')]).toEqual([
        now,
        words,
      ]);
    }
    expect(await numEvents(page)).toBe(0); // nothing is decided yet
    await slider.press('Enter');
    await toast(page).getByText(`Rated 3 of 5: ${title}`, { exact: true }).waitFor();
    await expect.poll(() => titles(page)).not.toContain(title);
    await expect.poll(() => numEvents(page)).toBe(1);
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

  test('says how to save where nothing is, and breaks no rule of accessibility', async () => {
    const { page } = await visitor();
    await goToWatchlist(page);
    await page.locator('watchlist-view').getByText('Nothing is saved yet.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('holds what is saved; a film is ticked off, asked for stars, put back by undo, and removed', async () => {
    const { page } = await visitor();
    const saved: string[] = [];
    for (let i = 0; i < 4; i++) saved.unshift(await press(page, films(page).nth(2), 'Save'));
    await page.getByRole('link', { name: 'Watchlist, 4 films' }).waitFor();
    await goToWatchlist(page);
    await expect.poll(() => rowTitles(page)).toEqual(saved);
    expect(await axeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: null });

    await page.getByRole('button', { name: `Seen ${saved[1]}`, exact: true }).click();
    const asked = rows(page).nth(1);
    await asked.getByText('How was it?').waitFor();
    await page.getByRole('link', { name: 'Watchlist, 3 films' }).waitFor();
    await undo(page).click();
    await page.getByRole('link', { name: 'Watchlist, 4 films' }).waitFor();
    await expect.poll(() => rowTitles(page)).toEqual(saved);

    await page.getByRole('button', { name: `Seen ${saved[1]}`, exact: true }).click();
    await expectFocus(page, `Stars for ${saved[1]}`);
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    await expect.poll(() => rowTitles(page)).toEqual([saved[0], saved[2], saved[3]]);
    await expectFocus(page, `Seen ${saved[2]}`);

    await page.getByRole('button', { name: `Seen ${saved[3]}`, exact: true }).click();
    await rows(page).nth(2).getByRole('button', { name: 'Skip' }).click();
    // One way off the list: its own mark. The others are seen, like, dislike and more.
    expect(await rows(page).first().getByRole('button').count()).toBe(5);
    await page.getByRole('button', { name: `Save ${saved[0]} for later` }).click();
    await expect.poll(() => rowTitles(page)).toEqual([saved[2]]);
    const found = () => page.evaluate(() => privet.history());
    const said = async () => (await found()).map(({ event, item }) => [event.type, event.value ?? null, item!.title]);
    await expect.poll(said).toEqual([
      ['seen', null, saved[3]],
      ['rate', 4, saved[1]],
      ['seen', null, saved[1]],
      ['save', null, saved[2]],
    ]);
    await page.reload();
    await expect.poll(() => rowTitles(page)).toEqual([saved[2]]);
  });

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

  test('picks one of those that fit, and another one', async () => {
    const { page } = await visitor();
    for (let i = 0; i < 3; i++) await press(page, films(page).nth(1), 'Save');
    await press(page, films(page).nth(3), 'Like');
    await goToWatchlist(page);
    const all = await rowTitles(page);
    await page.getByRole('button', { name: 'Pick one for me' }).click();
    const picked = page.locator('watchlist-view .picked');
    await picked.getByText(/One of 3 that fit, saved /).waitFor();
    const first = await picked.getByRole('heading').textContent();
    expect(all).toContain(first);
    expect(await axeViolations(page)).toEqual([]);
    await picked.getByRole('button', { name: 'Another' }).click();
    await expect.poll(() => picked.getByRole('heading').textContent()).not.toBe(first);
    expect(all).toContain(await picked.getByRole('heading').textContent());
  });

  test('is taken along as a table and as text', async () => {
    const { page } = await visitor();
    const folder = await mkdtemp(join(tmpdir(), 'watchlist-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const saved = [await press(page, films(page).nth(1), 'Save')];
    saved.unshift(await press(page, films(page).nth(1), 'Save'));
    await goToWatchlist(page);
    for (const [name, type, pattern] of [
      ['As a table (csv)', 'csv', /^Title,Year,Saved\r\n.+,\d{4},\d{4}-\d\d-\d\d\r\n.+,\d{4},\d{4}-\d\d-\d\d\r\n$/],
      ['As text', 'txt', /^.+ \(\d{4}\), saved \d{4}-\d\d-\d\d\n.+ \(\d{4}\), saved \d{4}-\d\d-\d\d\n$/],
    ] as const) {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(new RegExp(`^watchlist-\\d{4}-\\d\\d-\\d\\d\\.${type}$`));
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      const text = await readFile(path, 'utf8');
      expect(text).toMatch(pattern);
      const places = saved.map((title) => text.indexOf(title));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places[1]).toBeGreaterThan(places[0]!);
    }
  });
});

describe('the diary', () => {
  const visitor = useVisit();

  test('has what was said at its own date, month by month, a page at a time', async () => {
    const { page } = await visitor();
    const shown = await page.evaluate(() => privet.forYou({ count: 100 }).then(({ items }) => items));
    const [first, second] = shown;
    await page.evaluate(
      ({ ids }) =>
        privet.addEvents([
          { type: 'seen', itemId: ids[0]!, time: new Date(2019, 1, 28, 20).getTime() },
          { type: 'rate', itemId: ids[0]!, value: 4.5, time: new Date(2019, 1, 28, 22).getTime() },
          ...ids
            .slice(1)
            .map((itemId) => ({ type: 'view' as const, itemId, time: new Date(2018, 4, 5, 12).getTime() })),
        ]),
      { ids: shown.map(({ itemId }) => itemId) },
    );
    await page.goto(`${page.url().split('#')[0]}#/data`);
    await page.reload();
    const diary = page.locator('diary-panel');
    await diary.getByRole('region', { name: 'February 2019' }).waitFor();
    await diary.getByRole('heading', { name: 'Thursday 28' }).waitFor();
    const lines = diary.getByRole('listitem');
    expect(await lines.allTextContents()).toEqual([expect.stringContaining(first!.title)]);
    expect(await lines.textContent()).toContain('Seen and rated 4½ of 5');
    expect(await axeViolations(page)).toEqual([]);

    await diary.getByRole('button', { name: 'Earlier month' }).click();
    await diary.getByRole('region', { name: 'May 2018' }).waitFor();
    expect(await lines.count()).toBe(60);
    await diary.getByRole('button', { name: 'Show 39 more lines of May 2018' }).click();
    await expect.poll(() => lines.count()).toBe(99);
    expect(await diary.getByRole('button', { name: 'Earlier month' }).isDisabled()).toBe(true);
    expect(await diary.getByText(second!.title, { exact: true }).count()).toBe(1);
    await diary.getByRole('combobox', { name: 'Month' }).selectOption('2019-02');
    await expect.poll(() => lines.count()).toBe(1);
    await settled(page);
  });
});
