// What the search box offers, new territory on home, and the rows of a film's page: what to take instead, what goes
// with it, and an evening of it.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  closeDialog,
  expectFocus,
  films,
  focused,
  newVisitor,
  PHONE,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('without models');

const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Search by a sentence' });
const lines = (page: Page): Locator => page.locator('search-box').getByRole('option');
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });

const visitor = useVisit();

describe('the search box', () => {
  test('completes what is typed, by keyboard: a title leads to its film, all else is searched', async () => {
    const { page } = await visitor();
    await box(page).pressSequentially('bat');
    await lines(page).filter({ hasText: 'Batman, film' }).first().waitFor();
    // Six completions, and what makes the list follow what is typed.
    expect(await lines(page).count()).toBeLessThanOrEqual(7);
    await expect.poll(() => page.locator('search-box b').allTextContents()).toContain('Bat');
    await page.keyboard.press('ArrowDown');
    const title = (await lines(page).first().textContent())!.replace(/, film$/, '').trim();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: title, exact: true }).waitFor();
    await closeDialog(page);
    await expectFocus(page, /^Search by a sentence/);
    expect(await lines(page).count()).toBe(0);

    await box(page).fill('kathy bat');
    const person = lines(page).filter({ hasText: 'Kathy Bates' });
    await person.waitFor();
    await person.click();
    await heading(page, 'Searched for “Kathy Bates”').waitFor();
    expect(await box(page).inputValue()).toBe('Kathy Bates');
  });

  test('suggests something while it is empty, and something else after a reload; home has new territory', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor);
    await box(page).tap();
    await expect.poll(() => lines(page).count()).toBe(5);
    const first = await lines(page).allTextContents();
    expect(await axeViolations(page)).toEqual([]);
    await page.reload();
    await films(page).first().waitFor();
    await box(page).tap();
    await expect.poll(() => lines(page).count()).toBe(5);
    const second = await lines(page).allTextContents();
    expect(second.filter((text) => first.includes(text))).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => lines(page).count()).toBe(0);

    const territory = page.getByRole('region', { name: 'Something new' }).getByRole('button');
    await expect.poll(() => territory.count()).toBe(3);
    const text = (await territory.first().textContent())!;
    expect(second.some((line) => line.includes(text))).toBe(true);
    await territory.first().tap();
    await films(page).first().waitFor();
    await expect.poll(() => box(page).inputValue()).toBe(text);
    expect(await focused(page)).toContain(`“${text}”`);
    expect(visitor.errors).toEqual([]);
  });
});

describe('a film page', () => {
  test('has rows of what to take instead and what goes with it, and makes an evening', async () => {
    const { page, server } = await visitor();
    await page.goto(`${server.url}#/film/alien-1979`);
    const dialog = page.locator('film-dialog');
    for (const name of ['Similar films, other directors', 'Goes with it']) {
      const row = dialog.locator('section').filter({ has: heading(page, name) });
      await expect.poll(() => row.locator('film-card').count()).toBe(6);
      expect(await row.getByText(/In common: /).textContent()).toMatch(
        /\. In common: [A-Z0-9][^·]*( · [A-Z0-9][^·]*)?$/,
      );
      expect(await row.getByRole('heading', { name: /Alien/ }).count()).toBe(0);
    }

    await dialog.getByRole('button', { name: 'Make an evening of it' }).click();
    await heading(page, 'An evening with Alien').waitFor();
    const offered = dialog.getByRole('button', { name: /^Add / });
    const picked = dialog.getByRole('list', { name: 'Picked for the evening' }).getByRole('button');
    for (const count of [1, 2, 3]) {
      await expect.poll(() => offered.count()).toBe(6);
      const name = (await offered.first().getAttribute('aria-label'))!;
      await offered.first().click();
      await expect.poll(() => picked.count()).toBe(count);
      await dialog.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });
    }
    await dialog.getByText('That makes an evening.').waitFor();
    await expectFocus(page, 'An evening with Alien');
    expect(await axeViolations(page)).toEqual([]);
    await picked.nth(1).click();
    await expect.poll(() => picked.count()).toBe(2);
    await expect.poll(() => offered.count()).toBe(6);
  });
});
