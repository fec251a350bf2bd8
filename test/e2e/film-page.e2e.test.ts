// A film's page: its address, its facts, the standing opinion, the reasons, similar films, and the way back.
import { describe, expect, test } from 'vitest';
import { films, press, titles, towersReady, useBrowser, useVisit } from './harness.ts';

useBrowser();

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
    await dialog.getByRole('heading', { name: 'Films like it' }).waitFor();
    const like = dialog.locator('section').filter({ has: page.getByRole('heading', { name: 'Films like it' }) });
    await expect.poll(() => like.locator('film-card').count()).toBe(6);
    expect(await dialog.locator('dt').allTextContents()).toContain('Year');

    await dialog.locator('film-card').first().getByRole('link').click();
    await expect.poll(() => page.getByRole('dialog').getAttribute('aria-label')).not.toBe(title);
    await page.goBack();
    await page.getByRole('dialog', { name: title }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
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
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('film');
    await page.goto(`${server.url}#/film/no-such-film`);
    await page.getByRole('heading', { name: 'Not here' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await films(page).count()).toBe(23);
  });

  test('says which taps put a film where it stands', async () => {
    const { page } = await visitor();
    await towersReady(page);
    await films(page).first().getByRole('link').click();
    await page.getByText('None of your taps is in play').waitFor();
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

  test('takes an opinion and takes it back', async () => {
    const { page } = await visitor();
    const [title] = await titles(page, 1);
    await films(page).first().getByRole('link').click();
    const dialog = page.locator('film-dialog');
    const like = dialog.getByRole('button', { name: `Like ${title}`, exact: true });
    await like.click();
    await dialog.getByText('Liked. Press again to take it back.').waitFor();
    expect(await like.getAttribute('aria-pressed')).toBe('true');
    expect(await titles(page)).not.toContain(title);
    await like.click();
    await dialog.getByText('You have not said anything about it.').waitFor();
    await expect.poll(() => titles(page)).toContain(title);
    await dialog.getByRole('button', { name: `Hide ${title}`, exact: true }).click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByText('You have not said anything about it.').waitFor();
  });
});
