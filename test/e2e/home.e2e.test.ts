// Home beyond the list: rows that are true, and others each day, lines that say why, films that are saved or seen, active filters,
// and the slider from familiar to surprising.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import {
  axeViolations,
  countTaps,
  expectFocus,
  film,
  films,
  layoutShift,
  newVisitor,
  PHONE,
  press,
  rowsAreDrawn,
  settled,
  titles,
  towersReady,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('without models');

const shelf = (page: Page, heading: string | RegExp) =>
  page.locator('film-shelf').filter({ has: page.getByRole('heading', { name: heading }) });
const titlesOn = (page: Page, heading: string | RegExp) =>
  shelf(page, heading).locator('film-card').getByRole('heading').allTextContents();

/** Likes films by title, through the search box. */
async function like(page: Page, ...wanted: string[]): Promise<void> {
  for (const title of wanted) {
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill(title);
    await film(page, title).waitFor();
    await press(page, film(page, title), 'Like');
  }
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
  await settled(page);
}

/** Likes films by title, as another page would. */
async function likeWithout(page: Page, wanted: readonly string[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    for (const query of wanted) {
      const { items } = await privet.search({ query, count: 1 });
      await privet.record('like', items[0]!.itemId);
    }
  }, wanted);
}

const visitor = useVisit({ until: towersReady });

describe('shelves', () => {
  test('of a newcomer are short films; a taste brings rows of the day, and no film stands or is named too often', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await page.clock.setFixedTime('2026-03-03T12:00:00');
    await visit(visitor);
    await towersReady(page);
    await shelf(page, 'Short tonight').locator('film-card').first().waitFor();
    for (const { details } of await onRow(page, 'Short tonight'))
      expect(Number.parseInt(details.runningTime!, 10)).toBeLessThan(100);
    expect((await rowsOf(page)).map(({ heading }) => heading)).toEqual(['Short tonight']);
    expect(await layoutShift(page)).toBeLessThan(0.02);

    await like(page, 'Alien', 'Toy Story');
    // Until the answer to the last like is in, the rows of the like before it stand there.
    await untilPageHolds(page, ['Alien', 'Toy Story']);
    const comeBack = async (time: string) => {
      await page.clock.setFixedTime(time);
      await page.reload();
      await films(page).first().waitFor();
      await page.locator('home-shelves film-card').first().waitFor();
      await rowsAreDrawn(page, 4);
      return rowsOf(page);
    };
    const likes = [
      'Alien',
      'Toy Story',
      'The Godfather',
      'Amélie',
      'Heat',
      'Spirited Away',
      'Ran',
      "Singin' in the Rain",
    ];
    await likeWithout(page, likes.slice(2));
    const atNoon = await comeBack('2026-03-03T12:05:00');
    expect(atNoon.length).toBeGreaterThan(4);
    expect(atNoon.at(-1)!.heading).toBe('Short tonight');
    await untilPageHolds(page, likes);
    expect(await axeViolations(page)).toEqual([]);
    expect(await comeBack('2026-03-03T12:10:00')).toEqual(atNoon);
    const [tonight, ...others] = await comeBack('2026-03-03T18:00:00');
    expect([...others, tonight]).toEqual(atNoon);
    expect(await comeBack('2026-03-04T12:00:00')).not.toEqual(atNoon);
    await page.getByRole('button', { name: 'Show more films' }).click();
    await films(page).nth(44).waitFor();
    await settled(page);
    await untilPageHolds(page, likes);
    expect(visitor.errors).toEqual([]);
  });

  test('scroll by buttons and are gone while the list is narrowed', async () => {
    const { page } = await visitor();
    const row = shelf(page, 'Short tonight').locator('ul');
    await row.locator('film-card').first().waitFor();
    await page.getByRole('button', { name: 'Scroll on: Short tonight' }).click();
    await expect.poll(() => row.evaluate((element) => element.scrollLeft)).toBeGreaterThan(300);
    await page.getByRole('button', { name: 'Western', exact: true }).click();
    await expect.poll(() => page.locator('home-shelves').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove the filter Western' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('home-shelves').waitFor();
    await expectFocus(page, 'Good films for tonight');
  });
});

interface Row {
  heading: string;
  items: ItemSummary[];
}

/** The rows between the films, from top to bottom. */
function rowsOf(page: Page): Promise<Row[]> {
  return page
    .locator('home-shelves film-shelf')
    .evaluateAll((rows: Partial<Row>[]) =>
      rows.flatMap(({ heading = '', items }) => (items ? [{ heading, items: [...items] }] : [])),
    );
}

async function onRow(page: Page, heading: string): Promise<ItemSummary[]> {
  return (await rowsOf(page)).find((row) => row.heading === heading)?.items ?? [];
}

/** A film stands once, a like is named three times at most, and what is said of it the engine explains. */
async function pageHolds(page: Page, likes: readonly string[]): Promise<void> {
  const beside = await linesOf(shelf(page, 'Goes with films you liked').locator('film-card'));
  for (const { line } of beside) expect(likes).toContain(line.replace('Goes with ', ''));
  const everywhere = await linesOf(page.locator('home-view film-card'));
  expect(new Set(everywhere.map(({ itemId }) => itemId)).size).toBe(everywhere.length);
  const lines = (await linesOf(films(page))).filter(({ line }) => line);
  expect(lines.length).toBeGreaterThan(2);
  for (const like of likes) {
    const isNamed = ({ line }: { line: string }) => line.endsWith(` ${like}`);
    expect([...lines, ...beside].filter(isNamed).length).toBeLessThanOrEqual(3);
    for (const { itemId } of lines.filter(isNamed)) {
      const effects = await effectsOn(page, itemId);
      expect(effects.find(({ liked }) => liked === like)!.effect).toBeGreaterThan(0);
    }
  }
}

/** Rows and lines come after the list. */
const untilPageHolds = (page: Page, likes: readonly string[]) =>
  vi.waitFor(() => pageHolds(page, likes), { timeout: 60_000, interval: 250 });

/** The films of cards, and what stands under each. */
function linesOf(cards: Locator): Promise<{ itemId: string; line: string }[]> {
  return cards.evaluateAll((elements: { item: { itemId: string }; reason?: string }[]) =>
    elements.map(({ item, reason }) => ({ itemId: item.itemId, line: reason ?? '' })),
  );
}

/** What each like does for a film, largest lift first. */
function effectsOn(page: Page, itemId: string): Promise<{ liked: string; effect: number }[]> {
  return page.evaluate(async (itemId) => {
    const reasons = await privet.explain(itemId, { count: 9 });
    const lifts = reasons.toSorted((a, b) => b.effect - a.effect);
    return lifts.map(({ item, effect }) => ({ liked: item.title, effect }));
  }, itemId);
}

describe('saved and seen films', () => {
  test('leave the list; saved ones gather on a shelf until they are taken off; undo and export keep both', async () => {
    const { page } = await visitor();
    const saved = await press(page, films(page).nth(2), 'Save');
    const seen = await press(page, films(page).nth(4), 'Seen');
    for (const title of [saved, seen]) expect(await titles(page)).not.toContain(title);
    await expect.poll(() => titlesOn(page, 'Saved for later')).toEqual([saved]);
    const exported = await page.evaluate(() => privet.export());
    const types = (JSON.parse(exported) as { events: { type: string }[] }).events.map(({ type }) => type);
    expect(types).toEqual(['save', 'seen']);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => countTaps(page)).toBe(1);
    await page.reload();
    await films(page).first().waitFor();
    await expect.poll(() => titlesOn(page, 'Saved for later')).toEqual([saved]);
    await shelf(page, 'Saved for later')
      .getByRole('button', { name: `Save ${saved} for later` })
      .click();
    await expect.poll(() => countTaps(page)).toBe(0);
    await expect.poll(() => shelf(page, 'Saved for later').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titlesOn(page, 'Saved for later')).toEqual([saved]);

    await page.evaluate(() => privet.forget());
    expect((await page.evaluate((text) => privet.import(text), exported)).added).toHaveLength(2);
    await page.reload();
    await films(page).first().waitFor();
    await expect.poll(() => titlesOn(page, 'Saved for later')).toEqual([saved]);
    expect(await titles(page)).not.toContain(seen);
  });

  test('are said on the film page too, which is free of faults that axe knows', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor);
    const [title] = await titles(page, 1);
    await films(page).first().getByRole('link').click();
    const dialog = page.locator('film-dialog');
    await dialog.getByRole('button', { name: `Seen ${title}` }).click();
    await dialog.getByText('You marked it as seen today. Tap again to undo.').waitFor();
    await dialog.getByRole('button', { name: 'Undo' }).click(); // at once: it is offered for some seconds
    await dialog.getByText('Not rated yet.').waitFor();
    await expect.poll(() => dialog.locator('film-card').count()).toBe(18);
    await expect.poll(() => countTaps(page)).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});

describe('the slider from familiar to surprising', () => {
  test('changes the list once, on release, is kept in this browser, and works by keyboard', async () => {
    const { page } = await visitor();
    const before = await titles(page, 23);
    const slider = page.getByRole('slider', { name: 'How surprising' });
    expect(await slider.getAttribute('aria-valuetext')).toBe('In between');
    await slider.focus();
    for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('Surprising');
    await expect.poll(() => titles(page, 23)).not.toEqual(before);
    await settled(page);
    const asked = await page.evaluate(() => privet.forYou({ count: 23, novelty: 1, diversity: 0.3 }));
    const surprising = asked.items.map(({ title }) => title);
    await expect.poll(() => titles(page, 23)).toEqual(surprising);
    await page.reload();
    await films(page).first().waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toBe('Surprising');
    expect(await titles(page, 23)).toEqual(surprising);
    await slider.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('Familiar');
    for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
    await expect.poll(() => titles(page, 23)).toEqual(before);
    expect(await page.evaluate("localStorage.getItem('privet:adventure')")).toBe(null);
  });
});
