// Like, dislike, hide: the list changes at once, everything can be taken back, and is there after a reload. All of it
// by keyboard too. What becomes of stored taps is in my-data.e2e.test.ts.
import { describe, expect, test } from 'vitest';
import {
  countTaps,
  expectFocus,
  films,
  focused,
  gate,
  newVisitor,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  useVisit,
  visit,
} from './harness.ts';

useBrowser('without models');

const strip = 'taps-strip tap-mini';

describe('taps', () => {
  const visitor = useVisit({ until: towersReady });

  test.each(['Like', 'Dislike', 'Hide'] as const)(
    '%s changes the list at once, and undo brings it back',
    async (opinion) => {
      const { page } = await visitor();
      const before = await titles(page);
      const tapped = await press(page, films(page).nth(3), opinion);
      const after = await titles(page);
      expect(after).not.toEqual(before);
      expect(after).not.toContain(tapped);
      expect(await page.locator(strip).count()).toBe(1);

      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => page.locator(strip).count()).toBe(0);
      await expect.poll(() => titles(page)).toEqual(before);
    },
  );

  test('are there after a reload, and so is the list', async () => {
    const { page } = await visitor();
    const liked = await press(page, films(page).nth(1), 'Like');
    const disliked = await press(page, films(page).nth(2), 'Dislike');
    const before = await titles(page, 23);
    await page.reload();
    await films(page).first().waitFor();
    expect(await titles(page, 23)).toEqual(before);
    expect(await page.locator(strip).count()).toBe(2);
    const entries = await page.evaluate(() => privet.history());
    expect(entries.map(({ event, item }) => [event.type, item?.title])).toEqual([
      ['dislike', disliked],
      ['like', liked],
    ]);
  });

  test('what is undone stays undone, though the page is loaded anew at once, before there is an engine', async () => {
    const { page } = await visitor();
    for (const waitMs of [0, 150, 400]) {
      await page.reload({ waitUntil: 'commit' });
      await films(page).nth(4).waitFor();
      await press(page, films(page).nth(2), 'Like');
      await press(page, films(page).nth(3), 'Hide');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.waitForTimeout(waitMs);
      await page.reload();
      await films(page).first().waitFor();
      await expect.poll(() => page.evaluate(() => privet.events().then(({ numEvents }) => numEvents))).toBe(1);
      const [kept] = await page.evaluate(() => privet.history());
      expect(kept!.event.type).toBe('like');
      await page.evaluate(() => privet.forget());
    }
  });

  test('quick taps are all kept, in their order', async () => {
    const { page } = await visitor();
    const wanted = await titles(page, 5);
    await films(page).evaluateAll(
      (cards: { renderRoot: { querySelector(selector: string): { renderRoot: never } } }[]) => {
        const buttons = cards.slice(0, 5).map((card) => card.renderRoot.querySelector('opinion-buttons'));
        for (const { renderRoot } of buttons)
          (renderRoot as { querySelector(selector: string): { click(): void } }).querySelector('.like').click();
      },
    );
    await expect.poll(() => countTaps(page)).toBe(5);
    await settled(page);
    const kept = await page.evaluate(() => privet.history());
    expect(kept.map(({ item }) => item?.title)).toEqual(wanted.reverse());
    const shown = await titles(page);
    for (const title of wanted) expect(shown).not.toContain(title);
  });

  test('stay on screen when an answer about the history that is older than they are comes in after them', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    // The app reads the history again when the whole catalog is there.
    const shards = gate();
    server.mischief.push({ path: /items-001/, until: shards.opened });
    await visit(visitor);
    const answer = await page.evaluateHandle(() => {
      const { history } = privet;
      let open = (): void => undefined;
      const gate = new Promise<void>((resolve) => (open = resolve));
      const state = { asked: false, given: false, open };
      privet.history = async () => {
        const entries = await history.call(privet);
        state.asked = true;
        await gate;
        state.given = true;
        return entries;
      };
      return state;
    });
    shards.open();
    await expect.poll(() => answer.evaluate(({ asked }) => asked)).toBe(true);
    await films(page)
      .nth(3)
      .getByRole('button', { name: /^Like / })
      .click();
    await expect.poll(() => page.locator(strip).count()).toBe(1);
    await answer.evaluate(({ open }) => open());
    await expect.poll(() => answer.evaluate(({ given }) => given)).toBe(true);
    await settled(page);
    expect(await page.locator(strip).count()).toBe(1);
    await expect.poll(() => countTaps(page)).toBe(1);
  });

  test('in another tab show here at once, but the list waits for a press', async () => {
    const { page, context, server } = await visitor();
    const before = await titles(page);
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    const tapped = await press(other, films(other).nth(2), 'Dislike');
    await other.close();
    await page.locator('status-banner').getByText('Your list changed in another tab.').waitFor();
    await expect.poll(() => page.locator(strip).count()).toBe(1);
    expect(await titles(page)).toEqual(before);
    await page.getByRole('button', { name: 'Refresh the list' }).click();
    await expect.poll(() => titles(page)).not.toContain(tapped);
    await page.locator('status-banner').getByText('Your list changed in another tab.').waitFor({ state: 'detached' });
  });

  test('leave two tabs with the same list: one that nobody sees follows, and so does one that is reloaded', async () => {
    const { page, context, server } = await visitor();
    const other = await context.newPage();
    await other.goto(server.url);
    await films(other).first().waitFor();
    await press(page, films(page).nth(3), 'Like');
    await other.getByRole('button', { name: 'Refresh the list' }).click();
    await expect.poll(() => titles(other, 23)).toEqual(await titles(page, 23));

    await other.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    await press(page, films(page).nth(2), 'Like');
    await expect.poll(() => titles(other, 23)).toEqual(await titles(page, 23));

    await other.evaluate('delete document.hidden');
    await press(page, films(page).nth(4), 'Dislike');
    await other.getByRole('button', { name: 'Refresh the list' }).waitFor();
    await other.reload();
    await expect.poll(() => titles(other, 23)).toEqual(await titles(page, 23));
    await other.close();
  });

  test('work by keyboard, keep the place, and are announced', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    const [first] = await titles(page, 1);
    await page.keyboard.press('Tab');
    await expectFocus(page, 'Skip to the films');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toContain(first);
    await page.keyboard.press('Tab');
    await expectFocus(page, `Like ${first}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page)).not.toContain(first);
    await settled(page);
    const shown = await titles(page, 23);
    const place = await focused(page);
    expect(shown.filter((title) => place.includes(title))).not.toEqual([]);
    const announced = page.locator('privet-app p.visually-hidden[role=status]');
    await expect.poll(() => announced.textContent()).toBe(`The list changed. First is ${shown[0]}.`);
  });
});
