// Search by a sentence: what it finds, how it says that it loads, and how it ends.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  expectFocus,
  films,
  filterBy,
  gate,
  newVisitor,
  press,
  settled,
  TOASTS_STAY,
  titles,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser();

/** What is asked for, and no film is. */
const NOTHING = 'tarantino movie for kids';
const results = (page: Page) => page.locator('home-view .results');

describe('search', () => {
  const visitor = useVisit();

  test('finds films by what they are about', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const encoder = gate();
    server.mischief.push({ path: /content-000/, until: encoder.opened });
    await page.addInitScript(TOASTS_STAY);
    await visit(visitor);
    await press(page, films(page).nth(3), 'Like');
    const before = await titles(page);
    // What is told of an act goes when the next one begins: on a phone it would lie over what is offered and found.
    const told = page.getByRole('region', { name: 'What you just did' });
    await told.waitFor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('a funny space adventure for kids');
    await told.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Searching for “a funny space adventure for kids”' }).waitFor();
    await results(page)
      .getByText(/Fetching the text model, once: .* of \d+\.\d MB/)
      .waitFor();
    // All of it was read, so films that have these properties stand there already.
    expect(await films(page).count()).toBeGreaterThan(0);
    encoder.open();
    await films(page).first().waitFor();
    const answer = await page.evaluate(() => privet.search({ query: 'a funny space adventure for kids', count: 12 }));
    expect(answer.source).toBe('semantic');
    const kinds = answer.items.map(({ facets }) => [...(facets.genre ?? []), ...(facets.creativeType ?? [])].join(' '));
    expect(
      kinds.filter((kind) => /Science Fiction|Kids Fiction|Fantasy|Adventure/.test(kind)).length,
    ).toBeGreaterThanOrEqual(8);

    await page.keyboard.press('Escape');
    await expect.poll(() => titles(page)).toEqual(before);
    expect(await box.inputValue()).toBe('');
    expect(visitor.errors).toEqual([]);
  });

  test('by a title is answered while the text encoder is on its way, and what joins stands below', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const encoder = gate();
    server.mischief.push({ path: /text-encoder/, until: encoder.opened });
    await visit(visitor);
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('alien');
    await box.press('Enter');
    await expect.poll(() => titles(page, 1)).toEqual(['Alien']);
    const first = await titles(page);
    encoder.open();
    await expect.poll(() => page.locator('home-view .bone').count()).toBe(0);
    expect((await titles(page)).slice(0, first.length)).toEqual(first);
    expect(visitor.errors).toEqual([]);
  });

  test('that is asked from another view shows what it found at home, and keeps the box', async () => {
    const { page, server } = await visitor();
    await page.evaluate('scrollTo(0, 1500)');
    await page.goto(`${server.url}#/hood`);
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.pressSequentially('a quiet heist');
    await results(page).getByText('Matched by story and mood').waitFor();
    expect(await page.evaluate('location.hash')).toBe('#/');
    expect(await page.evaluate<number>('scrollY')).toBeLessThan(400);
    await page.keyboard.type(' at night');
    expect(await box.inputValue()).toBe('a quiet heist at night');
    expect(await films(page).first().isVisible()).toBe(true);
  });

  test('gives way to the list as it was left: at its place, with the same cards', async () => {
    const { page } = await visitor();
    const shown = await titles(page, 23);
    await page.getByRole('button', { name: 'Show more films' }).click();
    await expect.poll(() => films(page).count()).toBe(47);
    await page.evaluate('document.activeElement?.blur(), scrollTo(0, 2100)');
    await settled(page);
    const mark = () =>
      films(page).evaluateAll((cards: { marked?: true }[]) => cards.map((card) => (card.marked = true)));
    const marked = () =>
      films(page).evaluateAll((cards: { marked?: true }[]) => cards.map((card) => card.marked === true));
    expect((await mark()).length).toBe(47);
    await page.keyboard.press('/');
    await page.keyboard.type('a quiet heist');
    await results(page).getByText('Matched by story and mood').waitFor();
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
    expect((await marked()).some(Boolean)).toBe(false);
    // A film's page in between changes nothing.
    await films(page).nth(2).getByRole('link').click();
    await page.locator('film-dialog h1').waitFor();
    await page.goBack();
    await page.locator('film-dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => films(page).count()).toBe(47);
    expect(await page.evaluate('scrollY')).toBe(2100);
    expect(await marked()).toEqual(Array(47).fill(true));
    expect(await titles(page, 23)).toEqual(shown);
  });

  test('finds a film by its title, keeps to the filters, and reads a long text whole', async () => {
    const { page } = await visitor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('blade runner');
    await box.press('Enter');
    await expect.poll(() => titles(page, 1)).toEqual(['Blade Runner']);
    await filterBy(page, 'Genre', 'Western');
    await expect.poll(async () => (await titles(page)).includes('Blade Runner')).toBe(false);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await box.fill('robots who fall in love '.repeat(80));
    await results(page).getByText('Matched by story and mood').waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => films(page).count()).toBe(23);
  });

  test('says what it was read as, and what gave way', async () => {
    const { page } = await visitor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    const read = page.locator('active-filters .read .words');
    await box.fill('comedy under 80 minutes with nothing violent');
    await box.press('Enter');
    await page.getByRole('heading', { name: 'Searched for “comedy under 80 minutes with nothing violent”' }).waitFor();
    await expect.poll(() => read.allTextContents()).toEqual(['Comedy', 'Up to 80 min', 'No violence']);
    await page.getByRole('button', { name: 'Search without: Up to 80 min' }).click();
    await page.getByRole('heading', { name: 'Searched for “comedy with nothing violent”' }).waitFor();
    await expect.poll(() => read.allTextContents()).toEqual(['Comedy', 'No violence']);
    expect(await box.inputValue()).toBe('comedy with nothing violent');
    await box.fill('norwegian western');
    await box.press('Enter');
    await results(page).getByText('Nothing from Norway has all of that; here are films from any country.').waitFor();
    await expect.poll(() => read.allTextContents()).toEqual(['Norway, a wish', 'Western']);
    expect(await films(page).count()).toBeGreaterThan(5);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('goes on over a reload, with the filters beside what it was read as; the list is below it', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Drama', exact: true }).click();
    await settled(page);
    const narrowed = await titles(page, 23);
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('under 100 minutes with nothing violent');
    await box.press('Enter');
    const words = page.locator('active-filters .words');
    await expect.poll(() => words.allTextContents()).toHaveLength(3);
    expect(await page.locator('active-filters .read .words').allTextContents()).toEqual([
      'Up to 100 min',
      'No violence',
    ]);
    const all = await words.allTextContents();
    await page.reload();
    await expect.poll(() => words.allTextContents()).toEqual(all);
    expect(await box.inputValue()).toBe('under 100 minutes with nothing violent');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => titles(page, 23)).toEqual(narrowed);
    expect((await words.allTextContents()).map((text) => text.trim())).toEqual(['Drama']);
  });

  test('says that a film is not here, and what is called nothing at all', async () => {
    const { page } = await visitor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('Zardoz');
    await box.press('Enter');
    await results(page).getByText('Zardoz (1974) is not among these films. Closest:').waitFor();
    await page.getByRole('heading', { name: 'Searched for “Zardoz”' }).waitFor();
    await box.fill('the house of blorp');
    await box.press('Enter');
    await results(page).getByText('No exact title. Closest:').waitFor();
    await box.fill('blade runner');
    await box.press('Enter');
    await page.getByRole('heading', { name: 'Searched for “blade runner”' }).waitFor();
  });

  test('that finds nothing offers what could be given up, and searches again without it', async () => {
    const { page } = await visitor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill(NOTHING);
    await box.press('Enter');
    await results(page).getByText('Nothing is all of that at once.').waitFor();
    const offer = page.getByRole('button', { name: /^Without family: [1-9]\d* films$/ });
    await offer.click();
    await films(page).first().waitFor();
    expect(await box.inputValue()).toBe('tarantino movie');
    await page.getByRole('heading', { name: 'Searched for “tarantino movie”' }).waitFor();
  });

  test('that finds little offers near queries: one that is pressed is searched, and focus stays with the answer', async () => {
    const { page } = await visitor();
    const box = page.getByRole('combobox', { name: 'Search by a sentence' });
    await box.fill('tarantino westerns');
    await box.press('Enter');
    const near = page.getByRole('group', { name: 'Search for something near it' });
    await near.getByText('Or look for:').waitFor();
    expect(await films(page).count()).toBeLessThan(12);
    const offered = await near.getByRole('button').allTextContents();
    expect(offered.length).toBeGreaterThan(0);
    const lines = page.locator('search-answer').locator('p, .actions .lead');
    const sizes = await lines.evaluateAll((all: { computedStyleMap(): Map<string, object> }[]) =>
      all.map((line) => String(line.computedStyleMap().get('font-size'))),
    );
    expect(new Set(sizes).size).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await near.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    const heading = `Searched for “${offered[0]}”`;
    await page.getByRole('heading', { name: heading }).waitFor();
    await expect.poll(() => films(page).count()).toBeGreaterThanOrEqual(12);
    await expectFocus(page, heading);
    expect(await box.inputValue()).toBe(offered[0]);
    expect(await near.count()).toBe(0);
  });
});
