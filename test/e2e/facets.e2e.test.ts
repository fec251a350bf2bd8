// What the list can be narrowed to: each value says how many films there would be, and the list then has as many; chips
// turn and go; a dead end says what to loosen; a reload and the way back find the list as it was.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  closeFilters,
  expectFocus,
  films,
  focused,
  newVisitor,
  openFilters,
  PHONE,
  press,
  settled,
  TOASTS_STAY,
  titles,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('without models');

const value = (section: Locator, name: string): Locator =>
  section.locator('.values').getByRole('button', { name: new RegExp(`^${name}\\b`) });

/** Presses a value. @returns how many films it said that there would be */
async function choose(button: Locator): Promise<number> {
  const said = (await button.textContent())!.match(/, ([\d,]+) films?$/)![1]!;
  await button.click();
  return Number(said.replaceAll(',', ''));
}

const total = async (page: Page): Promise<number> =>
  Number((await page.locator('filter-panel footer p').textContent())!.replace(/,| films?/g, ''));
const chips = (page: Page): Promise<string[]> =>
  page
    .locator('active-filters .words')
    .allTextContents()
    .then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim()));
const summariesOf = (page: Page) =>
  films(page).evaluateAll((cards: { item: { facets: Record<string, string[]>; details: Record<string, string> } }[]) =>
    cards.map(({ item }) => item),
  );

describe('filters', () => {
  const visitor = useVisit();

  test('say how many films there would be, and the list has as many: any, all and none, a country, a person', async () => {
    const { page } = await visitor();
    const mood = await openFilters(page, 'Mood');
    await mood.getByRole('button', { name: 'Show all 44' }).click();
    const anyOf = await choose(value(mood, 'Tense'));
    await expect.poll(() => total(page)).toBe(anyOf);
    const more = await choose(value(mood, 'Funny'));
    expect(more).toBeGreaterThan(anyOf);
    await expect.poll(() => total(page)).toBe(more);
    await mood.getByRole('radio', { name: 'none of' }).check();
    const fewer = await choose(value(mood, 'Dark'));
    expect(fewer).toBeLessThan(more);
    await expect.poll(() => total(page)).toBe(fewer);
    await page.locator('filter-panel').getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => total(page)).toBeGreaterThan(6000);
    await mood.getByRole('radio', { name: 'all of' }).check();
    for (const name of ['Tense', 'Scary']) {
      const count = await choose(value(mood, name));
      await expect.poll(() => total(page)).toBe(count);
    }
    const cautions = await openFilters(page, 'Cautions');
    const noGore = await choose(value(cautions, 'Gore'));
    await expect.poll(() => total(page)).toBe(noGore);
    const country = await openFilters(page, 'Country');
    await country.getByRole('searchbox', { name: 'A country' }).fill('unit');
    await expect.poll(() => country.locator('.values').getByRole('button').count()).toBeLessThan(5);
    const british = await choose(value(country, 'the United Kingdom'));
    await expect.poll(() => total(page)).toBe(british);
    expect(british).toBeLessThan(21);
    await closeFilters(page);
    expect(await chips(page)).toEqual(['Tense', 'Scary', 'No gore', 'From the United Kingdom']);
    await expect.poll(() => films(page).count()).toBe(british);
    for (const { facets } of await summariesOf(page)) {
      expect(facets.mood).toEqual(expect.arrayContaining(['tense', 'scary']));
      expect(facets.country).toContain('United Kingdom');
      expect(facets.cautions).not.toContain('gore');
    }
    expect(decodeURIComponent(page.url())).not.toMatch(/tense|gore|United/i);

    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    const people = await openFilters(page, 'People');
    await people.getByRole('searchbox', { name: 'An actor or director' }).fill('tilda sw');
    const swinton = await choose(value(people, 'Tilda Swinton'));
    await closeFilters(page);
    await expect.poll(() => films(page).count()).toBe(Math.min(23, swinton));
    for (const { facets } of await summariesOf(page)) expect(facets.people).toContain('Tilda Swinton');
    expect(await chips(page)).toEqual(['With Tilda Swinton']);
  });

  test('stand in the panel at once, and their counts come without moving anything', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Western', exact: true }).click();
    await settled(page);
    const panel = page.locator('filter-panel');
    /** In whole pixels. */
    const boxes = () =>
      panel.locator('h3, details[open] .chip').evaluateAll((all) =>
        all.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.textContent!.match(/\p{L}+/u)![0], ...[x, y, width, height].map(Math.round)].join(' ');
        }),
      );
    const answer = await page.evaluateHandle(() => {
      const { filterCounts } = privet;
      let open = (): void => undefined;
      const gate = new Promise<void>((resolve) => (open = resolve));
      privet.filterCounts = (request) => gate.then(() => filterCounts.call(privet, request));
      return {
        open: () => {
          privet.filterCounts = filterCounts;
          open();
        },
      };
    });
    await page.getByRole('button', { name: /^Filters/ }).click();
    await panel.getByText('Counting').waitFor();
    await panel.getByRole('heading', { name: 'Rated', exact: true }).waitFor();
    const genre = panel.locator('facet-section').first();
    expect(await value(genre, 'Drama').textContent()).not.toMatch(/\d/);
    expect(await value(genre, 'Western').getAttribute('aria-pressed')).toBe('true');
    const before = await boxes();
    expect(before.length).toBeGreaterThan(25);
    await answer.evaluate(({ open }) => open());
    await panel
      .locator('footer')
      .getByText(/films$/)
      .waitFor();
    await settled(page);
    expect(await value(genre, 'Drama').textContent()).toMatch(/\d/);
    expect(await boxes()).toEqual(before);
  });

  test('that leave nothing say what to loosen, and one press does it', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Western', exact: true }).click();
    await openFilters(page, 'Years');
    const until = page.locator('filter-panel').getByLabel('to', { exact: true });
    await until.fill('1910');
    await until.press('Enter');
    const mood = await openFilters(page, 'Mood');
    await mood.getByRole('button', { name: 'Show all 44' }).click();
    const dead = value(mood, 'Funny');
    await expect.poll(() => dead.getAttribute('aria-disabled')).toBe('true');
    expect(await dead.textContent()).toContain('no film would be left');
    await dead.press('Enter'); // does nothing
    await closeFilters(page);
    await page
      .locator('loosen-list')
      .getByText(/^(No film fits|Only \d films? fits?) all of that/)
      .waitFor();
    const offers = page.getByRole('group', { name: 'What to drop' }).getByRole('button', { name: /^Without/ });
    await offers.nth(1).waitFor();
    const said = await offers.allTextContents();
    const counts = said.map((text) => Number(text.match(/: (\d+) films?$/)![1]));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(said.map((text) => text.split(':')[0])).toEqual(
      expect.arrayContaining(['Without “Western”', 'Without “Up to 1910”']),
    );
    expect(await axeViolations(page)).toEqual([]);
    const western = said.find((text) => text.includes('1910'))!;
    await offers
      .getByText(western)
      .or(offers.filter({ hasText: '1910' }))
      .first()
      .click();
    await settled(page);
    expect(await chips(page)).toEqual(['Western']);
    await expect.poll(() => films(page).count()).toBe(23);
    const { numItems } = await page.evaluate(() => privet.filterCounts({ where: { genre: ['Western'] }, facets: [] }));
    expect(western).toContain(`: ${numItems} films`);
  });

  test('turn and go by keyboard alone, and the panel gives focus back', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Filters', exact: true }).focus();
    await page.keyboard.press('Enter');
    const panel = page.locator('filter-panel');
    await panel.getByRole('heading', { name: 'Genre', exact: true }).waitFor();
    const drama = panel
      .locator('facet-section')
      .first()
      .getByRole('button', { name: /^Drama/ });
    for (let i = 0; i < 6 && !/^Drama/.test(await focused(page)); i++) await page.keyboard.press('Tab');
    await expectFocus(page, /^Drama/);
    await page.keyboard.press('Space');
    await expect.poll(() => drama.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expectFocus(page, /^Filters\s+1/);
    await page.getByRole('button', { name: 'Drama, press for “Not drama”' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['Not drama']);
    await expectFocus(page, 'Not drama, press to remove it');
    await settled(page);
    for (const { facets } of await summariesOf(page)) expect(facets.genre).not.toContain('Drama');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual([]);
    await expectFocus(page, 'Good films for tonight');
  });

  test('are there after a reload, with the same films in their order; back and forward find those of their entry', async () => {
    const { page } = await visitor();
    const plain = await titles(page, 23);
    await page.getByRole('button', { name: 'Horror', exact: true }).click();
    await settled(page);
    const horror = await titles(page, 23);
    const cautions = await openFilters(page, 'Cautions');
    await choose(value(cautions, 'Gore'));
    await choose(value(cautions, 'Grief'));
    await closeFilters(page);
    const mild = await titles(page, 23);
    expect(mild).not.toEqual(horror);
    await page.getByRole('button', { name: 'Show more films' }).click();
    await expect.poll(() => films(page).count()).toBe(47);
    const all = await titles(page, 47);
    await page.reload();
    await films(page).nth(44).waitFor();
    expect(await titles(page, 47)).toEqual(all);
    expect(await chips(page)).toEqual(['Horror', 'No gore', 'No grief']);
    // A film's page is an entry of its own; what the panel did together is one.
    await films(page).first().getByRole('link').first().click();
    await page.locator('film-dialog h1').waitFor();
    await page.goBack();
    await page.locator('film-dialog').waitFor({ state: 'detached' });
    expect(await titles(page, 47)).toEqual(all);
    await page.goBack();
    await expect.poll(() => titles(page, 23)).toEqual(horror);
    expect(await chips(page)).toEqual(['Horror']);
    await page.goBack();
    await expect.poll(() => titles(page, 23)).toEqual(plain);
    expect(await chips(page)).toEqual([]);
    await page.goForward();
    await expect.poll(() => titles(page, 23)).toEqual(horror);
    await page.goForward();
    await expect.poll(() => titles(page, 23)).toEqual(mild);
    expect(page.url()).toMatch(/#?\/?$/);
  });

  test('and so is what a search found; once it is ended, a reload shows the list', async () => {
    const { page, server } = await visitor();
    await settled(page);
    const plain = await titles(page, 23);
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('a slow western');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Searched for “a slow western”' });
    await heading.waitFor();
    const genre = await openFilters(page, 'Genre');
    await choose(value(genre, 'Drama'));
    await closeFilters(page);
    await settled(page);
    const found = await titles(page, 12);
    const before = await chips(page);
    expect(before).toContain('Drama');
    await page.reload();
    await heading.waitFor();
    await expect.poll(() => titles(page, 12)).toEqual(found);
    expect(await box.inputValue()).toBe('a slow western');
    await expect.poll(() => chips(page)).toEqual(before);
    // Whoever went on to another view stays there.
    await page.goto(`${server.url}#/map`);
    await page.reload();
    await page.locator('map-view .near a').first().waitFor();
    await expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('ready');
    await settled(page);
    expect(page.url()).toMatch(/#\/map$/);
    await page.goto(`${server.url}#/`);
    await expect.poll(() => titles(page, 12)).toEqual(found);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await heading.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => titles(page, 23)).toEqual(plain);
    await page.reload();
    await films(page).nth(22).waitFor();
    await expect.poll(() => titles(page, 23)).toEqual(plain);
    expect([await heading.count(), await box.inputValue()]).toEqual([0, '']);
    // Nor does a page that is opened anew in this tab search for anything.
    await box.fill('heist');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Searched for “heist”' }).waitFor();
    await page.goto('about:blank');
    await page.goto(server.url);
    await films(page).nth(22).waitFor();
    expect([await heading.count(), await box.inputValue()]).toEqual([0, '']);
  });
});

test('on a phone they are a sheet, with chips in one line that scrolls', async () => {
  const visitor = await newVisitor(PHONE);
  const { page } = visitor;
  await page.addInitScript(TOASTS_STAY);
  await visit(visitor);
  await press(page, films(page).first(), 'Like');
  const genre = await openFilters(page, 'Genre');
  // What was told of the like would lie over the sheet's foot.
  await page.getByRole('region', { name: 'What you just did' }).waitFor({ state: 'detached' });
  for (const name of ['Horror', 'Comedy', 'Drama']) await value(genre, name).click();
  const boxes = await genre
    .locator('.values button')
    .evaluateAll((all) => all.map((button) => button.getBoundingClientRect()));
  for (const { height, right } of boxes) {
    expect(height).toBeGreaterThanOrEqual(44);
    expect(right).toBeLessThanOrEqual(390);
  }
  await closeFilters(page);
  expect(await chips(page)).toEqual(['Horror', 'or Comedy', 'or Drama']);
  const row = await page
    .locator('active-filters .chip')
    .evaluateAll((all) => all.map((chip) => chip.getBoundingClientRect()));
  expect(new Set(row.map(({ top }) => top)).size).toBe(1);
  for (const { height } of row) expect(height).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect(await axeViolations(page)).toEqual([]);
  expect(visitor.errors).toEqual([]);
});
