// What brings one back: a film of the day that stays all day, how far one is with directors and lists, and a pasted list that
// becomes one's own.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations, newVisitor, towersReady, useBrowser, visit } from './harness.ts';

useBrowser('without models');

const ofDay = (page: Page) => page.locator('film-of-day h2');
const titleOfDay = (page: Page) =>
  ofDay(page)
    .textContent()
    .then((title) => title!.trim());

/** Everything is marked as seen that a call answers; an hour ago. */
const seeAll = (page: Page, where: Record<string, string[]>, count: number) =>
  page.evaluate(
    async ({ where, count }) => {
      const { items } = await privet.popular({ where, count, anonymous: true });
      const time = Date.now() - 3_600_000;
      await privet.addEvents(
        items.map(({ itemId }, i) => ({ type: 'seen', mark: 'seen', itemId, time: time + i }) as const),
      );
      return items.map(({ title }) => title);
    },
    { where, count },
  );

describe('the film of the day', () => {
  test('stays through taps, a reload and a second tab, until something is said of it', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    await ofDay(page).waitFor();
    const title = await titleOfDay(page);
    expect(await page.locator('film-of-day .reason').textContent()).not.toBe('');
    await page.evaluate(async () => {
      const { items } = await privet.popular({ where: { genre: ['Horror'] }, count: 6 });
      for (const { itemId } of items) await privet.record('like', itemId);
    });
    await page.reload();
    await ofDay(page).waitFor();
    expect(await titleOfDay(page)).toBe(title);
    const second = await context.newPage();
    await second.goto(server.url);
    await ofDay(second).waitFor();
    expect(await titleOfDay(second)).toBe(title);
    await second.close();

    await page
      .locator('film-of-day')
      .getByRole('button', { name: `Dislike ${title}`, exact: true })
      .click();
    await expect.poll(() => titleOfDay(page), { timeout: 20_000 }).not.toBe(title);
    expect(visitor.errors).toEqual([]);
  });
});

describe('how far one is', () => {
  test('stands on a film’s page, and in the watchlist with what is left', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    const seen = await seeAll(page, { people: ['Ridley Scott'] }, 4);
    expect(seen).toHaveLength(4);
    await page.goto(`${server.url}#/film/gladiator-2000`);
    await page.reload();
    await page
      .locator('film-facts')
      .getByText(/^\(seen 4 of \d+ here\)$/)
      .waitFor();
    await page.goto(`${server.url}#/watchlist`);
    const row = page.locator('progress-lists details').filter({ hasText: 'Ridley Scott' });
    await row.getByText(/^4 of \d+ seen$/).waitFor();
    await row.locator('summary').press('Enter');
    await row.locator('film-card').first().waitFor();
    const left = await row.locator('film-card').getByRole('heading').allTextContents();
    expect(left.filter((title) => seen.includes(title))).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});

describe('a pasted list', () => {
  test('is found, sorted and saved in one act that one press takes back; a reload finds nothing of the text', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    await page.evaluate(() => privet.record('like', 'alien-1979'));
    await page.goto(`${server.url}#/watchlist`);
    await page.reload();
    const paste = page.locator('paste-list');
    const find = paste.getByRole('button', { name: 'Find these films' });
    await find.click();
    await paste.getByText('Nothing is here yet. Paste the titles of films, one a line.').waitFor();
    const list =
      '# My list\n1. Alien (1979)\n2. Seven Samurai - Akira Kurosawa - 1954\n- The Matrix\n* Halloween\nNo Such Film At All (2011)';
    await paste.getByRole('textbox').fill(list);
    await find.click();
    await paste.getByText('3 of 5 lines are films here.').waitFor();
    await paste.getByText('No Such Film At All (2011)').waitFor();
    expect(
      await paste.getByRole('list', { name: 'Films of the list that you know' }).getByRole('link').allTextContents(),
    ).toEqual(['Alien']);
    await paste.getByRole('combobox', { name: 'Which film is Halloween?' }).selectOption({ label: 'Halloween (1978)' });
    await paste.getByText('4 of 5 lines are films here.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await paste.getByRole('checkbox', { name: 'Save The Matrix' }).uncheck();
    await paste.getByRole('button', { name: 'Save 2 films for later' }).click();
    const rows = page.locator('watchlist-row').getByRole('heading');
    await expect
      .poll(() => rows.allTextContents().then((titles) => titles.sort()))
      .toEqual(['Halloween', 'Seven Samurai']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows.count()).toBe(0);
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])',
    );
    expect(kept).not.toMatch(/Such Film|Samurai/);
    expect(visitor.errors).toEqual([]);
  });
});
