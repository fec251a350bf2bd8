// Tonight's list follows what is said in the field that searches: sentences become chips, no film of the list breaks them,
// each can be said differently and taken back, and all of it is there after a reload and in other tabs.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  countTaps,
  expectFocus,
  films,
  newVisitor,
  PHONE,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('without models');

const field = (page: Page): Locator => page.getByRole('combobox', { name: /^(Search by a sentence|Say “)/ });
const chips = (page: Page): Locator => page.locator('active-filters .said');
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
  await field(page).press('Shift+Enter');
  await done(page, `Tonight’s list follows: “${sentence}”`);
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

/** The words of a chip are pressed. */
const change = (page: Page, words: string): Locator => page.getByRole('button', { name: `Change: ${words}` });
const remarkOf = (page: Page): Promise<string | null> => page.locator('steering-line [role=status]').textContent();

describe('steering in words', () => {
  const visitor = useVisit({ until: towersReady });

  test('makes chips and a list that keeps to them, and each can be taken back', async () => {
    const { page } = await visitor();
    const before = await titles(page, 23);
    await steer(page, 'nothing from before 2000');
    expect(await field(page).inputValue()).toBe('');
    expect(await words(page)).toEqual(['From 2000']);
    for (const { year } of await facts(page)) expect(year).toBeGreaterThanOrEqual(2000);
    const recent = await titles(page, 23);
    expect(recent).not.toEqual(before);
    expect(recent).toHaveLength(23);

    await steer(page, 'nothing violent');
    await steer(page, 'lighter, like Paddington');
    expect(await words(page)).toEqual(['From 2000', 'No violence', 'Less dark', 'Like Paddington']);
    for (const { year, isViolent } of await facts(page)) expect([year >= 2000, isViolent]).toEqual([true, false]);
    const three = await titles(page, 23);

    await page.getByRole('button', { name: 'Take back: From 2000' }).click();
    await done(page, 'Taken back: From 2000');
    expect(await words(page)).toEqual(['No violence', 'Less dark', 'Like Paddington']);
    for (const { isViolent } of await facts(page)) expect(isViolent).toBe(false);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => words(page)).toEqual(['From 2000', 'No violence', 'Less dark', 'Like Paddington']);
    await expect.poll(() => titles(page, 23)).toEqual(three);

    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => chips(page).count()).toBe(0);
    await expect.poll(() => titles(page, 23)).toEqual(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(page, 23)).toEqual(three);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('is taken back by undo, to the event, and a wish out of the middle of a sentence comes back into it', async () => {
    const { page } = await visitor();
    await press(page, films(page).nth(1), 'Like');
    const before = await titles(page, 23);
    await steer(page, 'under 100 minutes, nothing violent');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => chips(page).count()).toBe(0);
    await expect.poll(() => titles(page, 23)).toEqual(before);
    const events = () => page.evaluate(() => privet.history().then((all) => all.map(({ event }) => event.query)));
    expect(await events()).toEqual([undefined]);

    await steer(page, 'under 100 minutes, nothing violent');
    await page.getByRole('button', { name: 'Take back: No violence' }).click();
    await done(page, 'Taken back: No violence');
    expect(await words(page)).toEqual(['Up to 100 min']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => words(page)).toEqual(['Up to 100 min', 'No violence']);
    expect(await events()).toEqual(['under 100 minutes, nothing violent', undefined]);
  });

  test('is there after a reload, in no address and no title, and other tabs show it', async () => {
    const { page, context, server } = await visitor();
    const address = page.url();
    await press(page, films(page).nth(1), 'Like');
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    await page.bringToFront(); // a browser hardly draws a tab that is behind another
    for (const sentence of ['nothing from before 2000', 'like Paddington', 'always nothing scary'])
      await steer(page, sentence);
    const said = ['From 2000', 'Like Paddington', 'Not scaryalways'];
    await expect.poll(() => words(other)).toEqual(said);
    await other.locator('status-banner').getByText('Your list changed in another tab.').waitFor();
    const list = await titles(page, 23);
    await page.reload();
    await films(page).first().waitFor();
    await expect.poll(() => words(page)).toEqual(said);
    await towersReady(page);
    await settled(page);
    for (const { year } of await facts(page)) expect(year).toBeGreaterThanOrEqual(2000);
    expect(page.url()).toBe(address);
    expect(await page.title()).not.toMatch(/Paddington/);
    expect((await titles(page, 23)).filter((title) => list.includes(title)).length).toBeGreaterThan(10);
    await other.close();
  });

  test('says how few films are left, what it did not understand, and what was overruled', async () => {
    const { page } = await visitor();
    const remark = page.locator('steering-line [role=status]');
    await field(page).fill('blorp snorf');
    await field(page).press('Shift+Enter');
    await page
      .locator('steering-line')
      .getByText('The list cannot follow that. Try “nothing violent” or “from the seventies”.')
      .waitFor();
    expect(await field(page).inputValue()).toBe('blorp snorf');
    await steer(page, 'funny blorp');
    await expect.poll(() => remark.textContent()).toBe('Not understood: blorp.');
    await steer(page, 'nothing from before 2000');
    await steer(page, 'from the seventies');
    await expect.poll(() => words(page)).toEqual(['Funny', 'From 2000', '1970 to 1979']);
    expect(await page.locator('active-filters s').allTextContents()).toEqual(['From 2000']);
    await steer(page, 'norwegian westerns');
    await expect.poll(() => remark.textContent()).toBe('No film fits all of that.');
    await page.locator('loosen-list').getByText('No film fits all of that.').waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => films(page).count()).toBe(23);
  });

  test('a sentence that was searched for becomes what the list follows by a press, and the signs are told once', async () => {
    const { page } = await visitor();
    await field(page).fill('nothing violent, under 100 minutes');
    await field(page).press('Enter');
    await page.getByRole('heading', { name: 'Searched for “nothing violent, under 100 minutes”' }).waitFor();
    expect(await countTaps(page)).toBe(0);
    await page.getByRole('button', { name: 'Use it for tonight’s list' }).click();
    await done(page, 'Tonight’s list follows: “nothing violent, under 100 minutes”');
    expect(await field(page).inputValue()).toBe('');
    await expectFocus(page, 'Good films for tonight');
    expect(await words(page)).toEqual(['No violence', 'Up to 100 min']);
    for (const { isViolent } of await facts(page)) expect(isViolent).toBe(false);
    const legend = page.getByRole('group', { name: 'What the signs mean' });
    expect(await legend.locator('.sign').allTextContents()).toEqual(['Every film', 'If possible', 'No film']);
    expect(await axeViolations(page)).toEqual([]);
    await legend.getByRole('button', { name: 'Hide this' }).click();
    await page.reload();
    await expect.poll(() => words(page)).toEqual(['No violence', 'Up to 100 min']);
    expect(await legend.count()).toBe(0);
  });

  test('a wish is said differently in its place, which one undo takes back; said empty, it stays', async () => {
    const { page } = await visitor();
    await steer(page, 'nothing from before 2000');
    await steer(page, 'lighter, nothing violent');
    const list = await titles(page, 23);
    await change(page, 'Less dark').click();
    expect(await field(page).inputValue()).toBe('lighter');
    await expectFocus(page, 'Say “Less dark” differently');
    expect(await change(page, 'Less dark').getAttribute('aria-pressed')).toBe('true');
    expect(await remarkOf(page)).toBe('Say “Less dark” differently in the field above, or press Escape to keep it.');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type('romantic');
    await page.keyboard.press('Enter');
    await done(page, 'Instead of “Less dark”: “romantic”');
    expect(await words(page)).toEqual(['From 2000', 'No violence', 'Romantic']);
    expect(await field(page).inputValue()).toBe('');
    await expectFocus(page, 'Change: Romantic, a wish');
    const announced = page.locator('privet-app p.visually-hidden[role=status]');
    await expect.poll(() => announced.textContent()).toBe('Instead of “Less dark”: “romantic”. Undo is offered.');
    const said = () => page.evaluate(() => privet.history().then((all) => all.map(({ event }) => event.query)));
    expect(await said()).toEqual(['romantic', 'nothing violent', 'nothing from before 2000']);

    await page.getByRole('button', { name: 'Undo' }).click();
    await done(page, 'Your wishes for tonight are back');
    expect(await words(page)).toEqual(['From 2000', 'Less dark', 'No violence']);
    expect(await titles(page, 23)).toEqual(list);
    expect(await said()).toEqual(['lighter, nothing violent', 'nothing from before 2000']);

    // The words of one while another of its sentence goes.
    await change(page, 'No violence').click();
    await page.getByRole('button', { name: 'Take back: Less dark' }).click();
    await done(page, 'Taken back: Less dark');
    expect(await change(page, 'No violence').getAttribute('aria-pressed')).toBe('true');
    await field(page).fill('');
    await field(page).press('Enter');
    await expectFocus(page, 'Change: No violence');
    expect(await words(page)).toEqual(['From 2000', 'No violence']);
  });

  test('a wish is changed by keyboard alone, and stays what it was where nothing is understood or nothing is changed', async () => {
    const { page } = await visitor();
    for (const sentence of ['always nothing scary', 'under 100 minutes']) await steer(page, sentence);
    const list = await titles(page, 23);
    const events = await countTaps(page);
    const pressed = async (name: string) => {
      await page.keyboard.press('Enter');
      await expectFocus(page, name);
    };
    const chip = change(page, 'Not scary, always');
    await chip.focus();
    const asked = 'Say “Not scary” differently';
    await pressed(asked);
    expect(await field(page).inputValue()).toBe('always nothing scary');
    await page.keyboard.type('blorp snorf');
    await page.keyboard.press('Enter');
    await expect.poll(() => remarkOf(page)).toMatch(/^The list cannot follow that/);
    expect(await field(page).inputValue()).toBe('blorp snorf');
    expect(await change(page, 'Not scary, always').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Escape');
    await expectFocus(page, 'Change: Not scary, always');
    expect(await remarkOf(page)).toBe('');
    expect(await field(page).inputValue()).toBe('');
    await pressed(asked);
    await chip.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('false');
    await chip.focus();
    await pressed(asked);
    await pressed('Change: Not scary, always');
    expect(await words(page)).toEqual(['Not scaryalways', 'Up to 100 min']);
    expect(await titles(page, 23)).toEqual(list);
    expect(await countTaps(page)).toBe(events);

    await pressed(asked);
    await page.keyboard.press('End');
    await page.keyboard.type(' and no blorp');
    await page.keyboard.press('Enter');
    await done(page, 'Instead of “Not scary”: “always nothing scary and no blorp”');
    expect(await words(page)).toEqual(['Up to 100 min', 'Not scaryalways']);
    await expect.poll(() => remarkOf(page)).toMatch(/Not understood: blorp\.$/);
    await expectFocus(page, 'Change: Not scary, always');
  });
});

describe('steering on a phone', () => {
  test('works by keyboard, and each chip is large enough for a finger', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    for (const sentence of ['nothing violent', 'under 100 minutes', 'funny']) await steer(page, sentence);
    const boxes = await page
      .locator('active-filters .said button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()));
    expect(boxes).toHaveLength(6);
    for (const { height, width } of boxes) {
      expect(height).toBeGreaterThanOrEqual(44);
      expect(width).toBeGreaterThanOrEqual(40);
    }
    await page.getByRole('button', { name: 'Take back: No violence' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => words(page)).toEqual(['Up to 100 min', 'Funny']);
    await expectFocus(page, 'Take back: Up to 100 min');
    await done(page, 'Taken back: No violence');
    for (const words of ['Up to 100 min', 'Funny']) {
      await page.keyboard.press('Enter');
      await done(page, `Taken back: ${words}`);
    }
    await expect.poll(() => chips(page).count()).toBe(0);
    await expectFocus(page, 'Good films for tonight');
    expect(await axeViolations(page)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
