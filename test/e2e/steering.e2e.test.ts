// Steering in words: sentences become chips, no film of the list breaks them, each can be taken back, and all of it is
// there after a reload and in other tabs.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  films,
  focused,
  layoutShift,
  newVisitor,
  PHONE,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  visit,
} from './harness.ts';

useBrowser();

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Steer your list in words' });
const chips = (page: Page): Locator => page.locator('steering-line .chip');
const words = (page: Page): Promise<string[]> =>
  chips(page)
    .allTextContents()
    .then((all) => all.map((text) => text.trim()));

/** Waits until the message says what was done, and the list has taken it in. */
async function done(page: Page, what: string): Promise<void> {
  await page.getByRole('region', { name: 'What you just did' }).getByText(what).waitFor();
  await settled(page);
}

async function steer(page: Page, sentence: string): Promise<void> {
  await field(page).fill(sentence);
  await field(page).press('Enter');
  await done(page, `Steered by: “${sentence}”`);
}

/** Of the films on screen: their years, and whether each warns of violence. */
function facts(page: Page): Promise<{ year: number; isViolent: boolean }[]> {
  return films(page).evaluateAll((cards: { item: { details: { year: string }; facets: { cautions?: string[] } } }[]) =>
    cards.map(({ item }) => ({
      year: Number(item.details.year),
      isViolent: item.facets.cautions?.includes('violence') ?? false,
    })),
  );
}

describe('steering in words', () => {
  test('makes chips and a list that keeps to them, and each can be taken back', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    const before = await titles(page, 21);
    await steer(page, 'nothing from before 2000');
    expect(await field(page).inputValue()).toBe('');
    expect(await words(page)).toEqual(['From 2000']);
    for (const { year } of await facts(page)) expect(year).toBeGreaterThanOrEqual(2000);
    const recent = await titles(page, 21);
    expect(recent).not.toEqual(before);
    expect(recent).toHaveLength(21);

    await steer(page, 'nothing violent');
    await steer(page, 'lighter, like Paddington');
    expect(await words(page)).toEqual(['From 2000', 'No violence', 'Less dark', 'Like Paddington']);
    for (const { year, isViolent } of await facts(page)) expect([year >= 2000, isViolent]).toEqual([true, false]);
    const three = await titles(page, 21);

    await page.getByRole('button', { name: 'Take back: From 2000' }).click();
    await done(page, 'Taken back: From 2000');
    expect(await words(page)).toEqual(['No violence', 'Less dark', 'Like Paddington']);
    for (const { isViolent } of await facts(page)) expect(isViolent).toBe(false);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => words(page)).toEqual(['From 2000', 'No violence', 'Less dark', 'Like Paddington']);
    await expect.poll(() => titles(page, 21)).toEqual(three);

    await page.getByRole('button', { name: 'Clear all that steers the list' }).click();
    await expect.poll(() => chips(page).count()).toBe(0);
    await expect.poll(() => titles(page, 21)).toEqual(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(page, 21)).toEqual(three);
    expect(await axeViolations(page)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });

  test('is taken back by undo, to the event, and a wish out of the middle of a sentence comes back into it', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    await press(page, films(page).nth(1), 'Like');
    const before = await titles(page, 21);
    await steer(page, 'under 100 minutes, nothing violent');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => chips(page).count()).toBe(0);
    await expect.poll(() => titles(page, 21)).toEqual(before);
    const events = () => page.evaluate(() => privet.history().then((all) => all.map(({ event }) => event.query)));
    expect(await events()).toEqual([undefined]);

    await steer(page, 'under 100 minutes, nothing violent');
    await page.getByRole('button', { name: 'Take back: No violence' }).click();
    await done(page, 'Taken back: No violence');
    expect(await words(page)).toEqual(['Up to 100 min']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => words(page)).toEqual(['Up to 100 min', 'No violence']);
    expect(await events()).toEqual(['under 100 minutes, nothing violent', undefined]);
    expect(visitor.errors).toEqual([]);
  });

  test('is there after a reload, in no address and no title, and other tabs show it', async () => {
    const visitor = await newVisitor();
    const { page, context, server } = visitor;
    await visit(visitor);
    await towersReady(page);
    const address = page.url();
    await press(page, films(page).nth(1), 'Like');
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    for (const sentence of ['nothing from before 2000', 'like Paddington', 'always nothing scary'])
      await steer(page, sentence);
    const said = ['From 2000', 'Like Paddington', 'Not scaryalways'];
    await expect.poll(() => words(other)).toEqual(said);
    await other.getByText('Your taste changed in another tab.').waitFor();
    const list = await titles(page, 21);
    await page.reload();
    await films(page).first().waitFor();
    await expect.poll(() => words(page)).toEqual(said);
    await towersReady(page);
    await settled(page);
    for (const { year } of await facts(page)) expect(year).toBeGreaterThanOrEqual(2000);
    expect(page.url()).toBe(address);
    expect(await page.title()).not.toMatch(/Paddington/);
    expect((await titles(page, 21)).filter((title) => list.includes(title)).length).toBeGreaterThan(10);
    expect(visitor.errors).toEqual([]);
  });

  test('says how few films are left, what it did not understand, and what was overruled', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    const remark = page.locator('steering-line [role=status]');
    await field(page).fill('blorp snorf');
    await field(page).press('Enter');
    await page
      .getByText('That says nothing about films here; try “nothing violent” or “from the seventies”.')
      .waitFor();
    expect(await field(page).inputValue()).toBe('blorp snorf');
    await steer(page, 'funny blorp');
    await expect.poll(() => remark.textContent()).toBe('Not understood: blorp.');
    await steer(page, 'nothing from before 2000');
    await steer(page, 'from the seventies');
    await expect.poll(() => words(page)).toEqual(['Funny', 'From 2000', '1970 to 1979']);
    expect(await page.locator('steering-line s').allTextContents()).toEqual(['From 2000']);
    await steer(page, 'norwegian westerns');
    await expect.poll(() => remark.textContent()).toBe('No film is all of that.');
    await page.getByText('No film is all of that at once.').waitFor();
    await page.getByRole('button', { name: 'Take back what steers' }).click();
    await expect.poll(() => films(page).count()).toBe(21);
    expect(visitor.errors).toEqual([]);
  });

  test('works by keyboard, keeps its place, and is hidden while a search is on', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    for (const sentence of ['nothing violent', 'under 100 minutes', 'funny']) await steer(page, sentence);
    await page.getByRole('button', { name: 'Take back: No violence' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => words(page)).toEqual(['Up to 100 min', 'Funny']);
    expect(await focused(page)).toBe('Take back: Up to 100 min');
    await done(page, 'Taken back: No violence');
    for (const words of ['Up to 100 min', 'Funny']) {
      await page.keyboard.press('Enter');
      await done(page, `Taken back: ${words}`);
    }
    await expect.poll(() => chips(page).count()).toBe(0);
    expect(await focused(page)).toBe('Good films for tonight');
    await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a quiet heist');
    await page.locator('.results').waitFor();
    expect(await field(page).isVisible()).toBe(false);
    await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Escape');
    await field(page).waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.02);
    expect(await axeViolations(page)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
