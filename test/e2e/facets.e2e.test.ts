// The facets that the film records bring: menus narrow the list to films that have them, and a film's moods and themes
// lead to the films that share one.
import { describe, expect, test } from 'vitest';
import { films, settled, titles, useBrowser, useVisit } from './harness.ts';

useBrowser();

describe('facets', () => {
  const visitor = useVisit();

  test.each([
    ['Mood', 'mood'],
    ['Theme', 'theme'],
    ['Set in', 'era'],
    ['Made for', 'audience'],
    ['Length', 'length'],
    ['Made as', 'form'],
  ])('the menu %s narrows the list to films that have the value, and clears', async (label, facet) => {
    const { page } = await visitor();
    const before = await titles(page);
    const menu = page.getByRole('combobox', { name: label, exact: true });
    await expect.poll(() => menu.locator('option').count()).toBeGreaterThan(2);
    const value = await menu.locator('option').nth(2).getAttribute('value');
    await menu.selectOption(value);
    await expect.poll(() => titles(page)).not.toEqual(before);
    const shown = await titles(page);
    expect(shown.length).toBeGreaterThan(0);
    const where = { [facet]: [value!] };
    const { items } = await page.evaluate((where) => privet.forYou({ count: 50, where }), where);
    const matching = new Set(items.filter(({ facets }) => facets[facet]?.includes(value!)).map(({ title }) => title));
    for (const title of shown) expect(matching).toContain(title);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => titles(page)).toEqual(before);
  });

  test('a film tells its logline and cast, and its moods and themes lead to films that share them', async () => {
    const { page } = await visitor();
    const { items } = await page.evaluate(() => privet.forYou({ count: 20 }));
    const place = items.findIndex(({ details, facets }) => details.logline && details.cast && facets.theme);
    const item = items[place]!;
    await films(page).nth(place).getByRole('link').click();
    const dialog = page.locator('film-dialog');
    await dialog.getByText(item.details.logline!).waitFor();
    await dialog.getByText(item.details.cast!).waitFor();
    const theme = item.facets.theme![0]!;
    await dialog.getByTitle(`Show films with this: ${theme}`).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await settled(page);
    expect(await page.getByRole('combobox', { name: 'Theme', exact: true }).inputValue()).toBe(theme);
    expect(await titles(page)).toContain(item.title);
  });
});
