// Swipes on films: what they say, that they can be taken back, and what they leave alone. Keys
// are in test/app/card-keys.browser.test.ts.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { countTaps, films, newVisitor, PHONE, settled, titles, useBrowser, visit } from './harness.ts';

useBrowser('few films');

const kept = (page: Page) =>
  page.evaluate(() => privet.history().then((all) => all.map(({ event, item }) => [event.type, item!.title])));

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
