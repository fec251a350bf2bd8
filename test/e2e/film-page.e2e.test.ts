// A film's page: its address, its facts and where they lead, the standing opinion, the reasons, rows of films, and the
// way back.
import { describe, expect, test } from 'vitest';
import {
  closeDialog,
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

useBrowser('few films');

describe('a film page', () => {
  const visitor = useVisit();

  test('opens over the list, closes by back and by Escape, and gives focus back', async () => {
    const { page } = await visitor();
    const before = await titles(page);
    const title = before[3]!;
    const link = films(page).nth(3).getByRole('link');
    await link.click();
    const dialog = page.locator('film-dialog');
    await dialog.getByRole('heading', { name: title, exact: true, level: 1 }).waitFor();
    expect(page.url()).toMatch(/#\/film$/);
    await expectFocus(page, title);
    await dialog.getByRole('heading', { name: 'Films like it' }).waitFor();
    const like = dialog.locator('section').filter({ has: page.getByRole('heading', { name: 'Films like it' }) });
    await expect.poll(() => like.locator('film-card').count()).toBe(6);
    expect(await dialog.locator('dt').allTextContents()).toContain('Year, length');
    // No film stands twice, in whatever row; what goes with it gives its room to the evening.
    await expect.poll(() => dialog.locator('film-card').count()).toBe(18);
    expect(new Set(await dialog.locator('film-card').getByRole('heading').allTextContents()).size).toBe(18);
    await dialog.getByRole('button', { name: 'Make an evening of it' }).click();
    await dialog.getByRole('button', { name: /^Add / }).first().waitFor();
    const shown = await dialog.locator('film-card').getByRole('heading').allTextContents();
    expect(shown.length).toBe(12);
    const offered = await dialog.getByRole('button', { name: /^Add / }).allTextContents();
    for (const text of offered) for (const other of shown) expect(text).not.toContain(`${other}\n`);

    await dialog.locator('film-card').first().getByRole('link').click();
    await expect.poll(() => page.getByRole('dialog').getAttribute('aria-label')).not.toBe(title);
    await page.goBack();
    await page.getByRole('dialog', { name: title }).waitFor();
    await closeDialog(page);
    expect(page.url()).toMatch(/(\/|#\/)$/);
    expect(await titles(page)).toEqual(before);
    expect(await link.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  test('opens by a shared link, and an unknown one says so', async () => {
    const { page, server } = await visitor();
    const [item] = (await page.evaluate(() => privet.forYou({ count: 1 }))).items;
    await page.goto(`${server.url}#/film/${item?.itemId}`);
    await page.getByRole('dialog', { name: item!.title }).waitFor();
    await page.reload();
    await page.getByRole('dialog', { name: item!.title }).waitFor();
    // Escape before anything else was pressed: the browser then closes the dialog by itself.
    await closeDialog(page);
    expect(page.url()).not.toContain('film');
    await page.goto(`${server.url}#/film/no-such-film`);
    await page.getByRole('heading', { name: 'There is no film at this address' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await films(page).count()).toBe(23);
    await page.goto(`${server.url}#/film/spirited-away-1999`);
    await page
      .locator('film-dialog')
      .getByText('The link may be old, or from another catalog. Perhaps you mean “Spirited Away”.')
      .waitFor();
    await expectFocus(page, 'There is no film at this address');
    const search = page.getByRole('search', { name: 'Search for the film' });
    expect(await search.getByRole('textbox').inputValue()).toBe('Spirited Away');
    await search.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => titles(page, 1)).toEqual(['Spirited Away']);
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Search by a sentence' }).inputValue())
      .toBe('Spirited Away');
  });

  test('leads on from a person and a term to the films that share it, and back to the film', async () => {
    const { page, server } = await visitor();
    const [item] = (await page.evaluate(() => privet.search({ query: 'Alien', count: 1 }))).items;
    await page.goto(`${server.url}#/film/${item!.itemId}`);
    const dialog = page.locator('film-dialog');
    for (const [facet, value] of [
      ['people', 'Ridley Scott'],
      ['mood', 'claustrophobic'],
    ] as const) {
      await dialog.getByTitle(`Show films with this: ${value}`).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: new RegExp(`^Remove the filter .*${value}$`, 'i') }).waitFor();
      await settled(page);
      expect(page.url()).toMatch(/#\/$/);
      const found = await page.evaluate(([facet, value]) => privet.forYou({ count: 23, where: { [facet]: [value] } }), [
        facet,
        value,
      ] as const);
      expect(await titles(page, 23)).toEqual(found.items.map(({ title }) => title));
      expect(found.items.length).toBeGreaterThan(3);
      await page.goBack();
      await dialog.getByRole('heading', { name: 'Alien', exact: true, level: 1 }).waitFor();
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('button', { name: 'Clear', exact: true }).count()).toBe(0);
  });

  test('says which taps put a film where it stands', async () => {
    const { page } = await visitor();
    await towersReady(page);
    await films(page).first().getByRole('link').click();
    await page.locator('why-panel').getByText('Nothing you rated plays a part').waitFor();
    await page.keyboard.press('Escape');
    const liked = [await press(page, films(page).nth(1), 'Like'), await press(page, films(page).nth(4), 'Like')];
    const disliked = await press(page, films(page).nth(6), 'Dislike');
    await films(page).first().getByRole('link').click();
    const reasons = page.locator('why-panel li');
    await expect.poll(() => reasons.count()).toBe(3);
    const text = (await reasons.allTextContents()).join('\n').replace(/\s+/g, ' ');
    for (const title of liked) expect(text).toContain(`Liked ${title}`);
    expect(text).toContain(`Disliked ${disliked}`);
    expect(text).toMatch(/pulls it up|pushes it down/);
  });

  test('shows facts and marks on one screen of a phone', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor, '#/film/spirited-away-2002');
    const dialog = page.locator('film-dialog');
    await dialog.getByRole('link', { name: /./ }).first().waitFor();
    const { y, height } = (await dialog.locator('film-facts').boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.viewport!.height);
    expect(await dialog.locator('film-facts dl').textContent()).toContain('Sen to Chihiro no kamikakushi');
    // What can be said of it takes two rows, in targets for a finger.
    const buttons = dialog.locator('opinion-buttons[labelled]').getByRole('button');
    for (const width of [390, 360]) {
      await page.setViewportSize({ ...PHONE.viewport!, width });
      const boxes = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect()));
      expect(boxes).toHaveLength(5);
      expect(new Set(boxes.map(({ top }) => top)).size, `${width} px`).toBe(2);
      for (const { height, width } of boxes) expect(Math.min(height, width)).toBeGreaterThanOrEqual(44);
    }
    expect(visitor.errors).toEqual([]);
  });
});
