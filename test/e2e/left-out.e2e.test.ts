// What the match filter leaves out in the built app: somebody who likes children's films asks for horror.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  axeViolations,
  expectFocus,
  films,
  gate,
  newVisitor,
  openFilters,
  settled,
  titles,
  towersReady,
  useBrowser,
  visit,
  warm,
} from './harness.ts';

useBrowser('whole');

const LIKES = ['toy-story-1995', 'finding-nemo-2003', 'my-neighbor-totoro-1988', 'babe-1995', 'up-2009'];
const line = (page: Page) => page.getByRole('button', { name: /^\d+ left out tonight$/ });
const sheet = (page: Page) => page.locator('left-out-sheet');

async function choose(page: Page, level: string): Promise<void> {
  await openFilters(page, 'Genre');
  await page.locator('filter-panel match-level label').filter({ hasText: level }).click();
  await page.locator('filter-panel').getByRole('button', { name: 'Done' }).click();
  await settled(page);
}

test('a line tells it, its sheet says why, what is to be shown stands in the list for good, and off leaves out nothing', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  await visit(visitor);
  await warm(page);
  expect(await line(page).count()).toBe(0);
  await page.evaluate(async (likes) => {
    for (const itemId of likes) await privet.record('like', itemId);
    await privet.steer('horror');
  }, LIKES);
  await page.reload();
  await warm(page);
  await choose(page, 'Strict');
  await line(page).click();
  const row = sheet(page).getByRole('article').first();
  const title = (await row.getByRole('heading').textContent())!;
  expect(await titles(page, 200)).not.toContain(title);
  expect(await axeViolations(page)).toEqual([]);

  await row.getByRole('link', { name: title }).click();
  await page.locator('film-dialog').getByRole('heading', { name: title, exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('film-dialog').waitFor({ state: 'detached' });
  await row.getByRole('button', { name: `Show it all the same: ${title}` }).click();
  await row.getByText('In your list now').waitFor();
  await expectFocus(page, title);
  expect(await titles(page, 200)).toContain(title);
  await page.keyboard.press('Escape');
  await sheet(page).waitFor({ state: 'detached' });
  await expectFocus(page, /left out tonight$/);

  await page.reload();
  await films(page).first().waitFor();
  await line(page).waitFor(); // told again, of the list as this tab was left
  expect(await titles(page, 200)).toContain(title);
  await page.goto(`${server.url}#/hood`);
  const grades = page.getByRole('region', { name: 'Grades of tonight’s films' });
  await grades.getByText('left out', { exact: true }).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await page.goto(`${server.url}#/`);
  await choose(page, 'Off');
  await expect.poll(() => line(page).count()).toBe(0);
  await page.reload();
  await warm(page);
  await settled(page);
  expect(await line(page).count()).toBe(0);
  expect(visitor.errors).toEqual([]);
});

test('what was said before the words had a meaning is screened once they have, and a reload has the same list', async () => {
  const visitor = await newVisitor();
  const { page, server } = visitor;
  const meaning = gate();
  server.mischief.push({ path: /text-encoder/, until: meaning.opened });
  await visit(visitor);
  await towersReady(page);
  await page.evaluate(async (likes) => {
    for (const itemId of likes) await privet.record('like', itemId);
  }, LIKES);
  await page.reload();
  await films(page).first().waitFor();
  await towersReady(page);
  const field = page.getByRole('combobox', { name: /^(Search by a sentence|Say “)/ });
  await field.fill('horror');
  await field.press('Shift+Enter');
  await page.getByRole('region', { name: 'What you just did' }).getByText('Tonight’s list follows').waitFor();
  await settled(page);
  expect(await line(page).count()).toBe(0);
  const before = await titles(page);

  meaning.open();
  await line(page).waitFor();
  const screened = await titles(page);
  expect(screened).not.toEqual(before);
  await warm(page);
  await page.evaluate('sessionStorage.clear()'); // the list as this tab was left
  await page.reload();
  await line(page).waitFor();
  await expect.poll(() => titles(page)).toEqual(screened);
  expect(visitor.errors).toEqual([]);
});
