// Keys and swipes on films: what they say, that they can be taken back, and what they leave alone.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  closeDialog,
  countTaps,
  expectFocus,
  films,
  focused,
  newVisitor,
  PHONE,
  settled,
  titles,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('few films');

const kept = (page: Page) =>
  page.evaluate(() => privet.history().then((all) => all.map(({ event, item }) => [event.type, item!.title])));

describe('keys', () => {
  const visitor = useVisit();

  test('say what the buttons say of the film that has focus, and keep the place', async () => {
    const { page } = await visitor();
    await page.locator('home-shelves film-card').first().waitFor();
    for (const [key, type] of [
      ['l', 'like'],
      ['d', 'dislike'],
      ['s', 'save'],
      ['v', 'seen'],
      ['h', 'hide'],
    ] as const) {
      const before = await countTaps(page);
      await films(page).nth(2).getByRole('link').focus();
      const title = (await titles(page))[2]!;
      await page.keyboard.press(key);
      await expect.poll(() => countTaps(page)).toBe(before + 1);
      expect((await kept(page))[0]).toEqual([type, title]);
      await settled(page);
      expect(await focused(page)).not.toBe('');
      expect(await titles(page)).not.toContain(title);
    }
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => countTaps(page)).toBe(4);
  });

  test('go from film to film by arrows, to the search by a slash, and are told by a question mark', async () => {
    const { page } = await visitor();
    await page.locator('home-shelves film-card').first().waitFor();
    const names = await titles(page, 23);
    await films(page).first().getByRole('link').focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toContain(names[1]);
    await page.keyboard.press('ArrowDown');
    // Six columns, of which the lead takes two: below the second film, in the third, is the eighth.
    expect(await focused(page)).toContain(names[7]);
    await page.keyboard.press('ArrowDown');
    const onShelf = await page
      .locator('film-shelf')
      .first()
      .locator('film-card')
      .getByRole('heading')
      .allTextContents();
    const focusedTitle = await focused(page);
    expect(
      onShelf.some((title) => focusedTitle.includes(title)),
      `${focusedTitle} of ${onShelf}`,
    ).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toContain(names[7]);

    await page.keyboard.press('/');
    await expectFocus(page, 'Search by a sentence');
    await page.keyboard.type('l?d');
    expect(await page.getByRole('combobox', { name: 'Search by a sentence' }).inputValue()).toBe('l?d');
    expect(await countTaps(page)).toBe(0);
    await page.keyboard.press('Escape');
    await films(page).first().getByRole('link').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys and swipes' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await closeDialog(page);
  });

  test('work the menu of a film', async () => {
    const { page } = await visitor();
    const [title] = await titles(page, 1);
    const more = films(page)
      .first()
      .getByRole('button', { name: `More about ${title}` });
    await more.focus();
    await page.keyboard.press('Enter');
    await expectFocus(page, `Seen ${title}`);
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, `Hide ${title}`);
    await page.keyboard.press('Escape');
    await expectFocus(page, `More about ${title}`);
    expect(await countTaps(page)).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => kept(page)).toEqual([['hide', title]]);
  });
});

/** A finger on the middle of a film's poster that goes `dx` to the side in steps, and `dy` down. */
async function swipe(page: Page, nth: number, dx: number, { dy = 0, lifts = true } = {}) {
  const card = films(page).nth(nth);
  await card.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = (await card.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const at = (share: number) => [{ x: box.x + box.width / 2 + dx * share, y: box.y + box.height / 3 + dy * share }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= 8; step++) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 8) });
  }
  const lift = () => session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  if (lifts) await lift();
  return lift;
}

describe('swipes', () => {
  test('to the right like, to the left dislike, with a way back; short ones and scrolling say nothing', async () => {
    const visitor = await newVisitor(PHONE);
    const { page } = visitor;
    await visit(visitor);
    await page.locator('home-shelves film-card').first().waitFor();
    const before = await titles(page);
    await swipe(page, 3, 40);
    await swipe(page, 3, 10, { dy: -200 });
    await settled(page);
    expect(await countTaps(page)).toBe(0);
    expect(page.url()).not.toContain('film');

    const card = films(page).nth(3);
    const { x } = (await card.boundingBox())!;
    const lift = await swipe(page, 3, 110, { lifts: false });
    expect(await card.getAttribute('swipe')).toBe('like');
    expect((await card.boundingBox())!.x - x).toBeGreaterThan(80);
    await lift();
    await expect.poll(() => kept(page)).toEqual([['like', before[3]]]);
    await settled(page);
    const next = (await titles(page))[4]!;
    await swipe(page, 4, -110);
    await expect
      .poll(() => kept(page))
      .toEqual([
        ['dislike', next],
        ['like', before[3]],
      ]);
    expect(page.url()).not.toContain('film');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => countTaps(page)).toBe(1);
    expect(await page.locator('film-card[swipe]').count()).toBe(0);
    expect(visitor.errors).toEqual([]);
  });
});
