// The first visit: three taps to a taste. The picker is offered in a line; it asks about well-known films, follows each
// answer, can be left at any time, and never comes back.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  axeViolations,
  DESKTOP,
  expectFocus,
  films,
  focused,
  gate,
  layoutShift,
  newVisitor,
  PHONE,
  press,
  settled,
  titles,
  useBrowser,
  visit,
} from './harness.ts';

useBrowser('few films');

const picker = (page: Page) => page.locator('first-picker');
const offer = (page: Page) => page.getByRole('button', { name: 'rate three films' });

/** Takes the offer, and waits for the first question. */
async function begin(page: Page): Promise<void> {
  expect(await picker(page).count()).toBe(0);
  await offer(page).click();
  await expect.poll(() => asked(page).then(({ length }) => length)).toBe(6);
  await expectFocus(page, 'Rate three films');
}
const asked = (page: Page) => picker(page).locator('li a .title').allTextContents();
const progress = (page: Page) =>
  picker(page)
    .getByRole('img', { name: /answered/ })
    .getAttribute('aria-label');

async function questionAfter(page: Page, before: readonly string[]): Promise<string[]> {
  await expect.poll(() => asked(page)).not.toEqual(before);
  return asked(page);
}

describe.each([
  ['phone', PHONE],
  ['desktop', { viewport: DESKTOP }],
] as const)('the first visit on a %s', (_, options) => {
  test('asks three times, each time other films, and the list follows; then it is over', async () => {
    const visitor = await newVisitor(options);
    const { page } = visitor;
    await visit(visitor);
    await begin(page);
    const opened = await layoutShift(page);
    expect(await axeViolations(page)).toEqual([]);
    const before = await titles(page);
    const top = await films(page)
      .first()
      .evaluate((card) => card.getBoundingClientRect().top);

    const shown = await asked(page);
    await picker(page)
      .getByRole('button', { name: `Like ${shown[0]}`, exact: true })
      .click();
    const second = await questionAfter(page, shown);
    await expect.poll(() => progress(page)).toBe('1 of 3 answered');
    for (const title of second) expect(shown).not.toContain(title);
    await expect.poll(() => titles(page)).not.toEqual(before);

    await picker(page)
      .getByRole('button', { name: `${second[1]}: not for me` })
      .click();
    const third = await questionAfter(page, second);
    await expect.poll(() => progress(page)).toBe('2 of 3 answered');
    await picker(page)
      .getByRole('button', { name: `Like ${third[2]}`, exact: true })
      .click();
    await picker(page).getByRole('heading', { name: 'Your list has changed' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const kept = await page.evaluate(() => privet.history());
    expect(kept.map(({ event, item }) => [event.type, item?.title])).toEqual([
      ['like', third[2]],
      ['dislike', second[1]],
      ['like', shown[0]],
    ]);
    expect(
      Math.abs(
        (await films(page)
          .first()
          .evaluate((card) => card.getBoundingClientRect().top)) - top,
      ),
    ).toBeLessThan(30);
    expect((await layoutShift(page)) - opened).toBeLessThan(0.1);

    await picker(page).getByRole('button', { name: 'Show my films' }).click();
    await picker(page).waitFor({ state: 'detached' });
    await expectFocus(page, 'Your films for tonight');
    await page.reload();
    await films(page).first().waitFor();
    expect((await picker(page).count()) + (await offer(page).count())).toBe(0);
    expect(visitor.errors).toEqual([]);
  });
});

describe('the picker', () => {
  test('goes back a step with undo, counts taps in the list, and shows others to who knows none', async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visit(visitor);
    await begin(page);
    const shown = await asked(page);
    await page.getByRole('button', { name: 'I know none of these' }).click();
    const others = await questionAfter(page, shown);
    for (const title of others) expect(shown).not.toContain(title);
    await expect.poll(() => progress(page)).toBe('0 of 3 answered');
    await press(page, films(page).nth(3), 'Like');
    await expect.poll(() => progress(page)).toBe('1 of 3 answered');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => progress(page)).toBe('0 of 3 answered');
    expect(visitor.errors).toEqual([]);
  });

  test('can be skipped, works by keyboard and without the towers, and returns when everything is forgotten', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    const runtime = gate();
    server.mischief.push({ path: /\.(wasm|onnx)$|\/assets\/ort[^/]*\.m?js$/, until: runtime.opened });
    await visit(visitor);
    await begin(page);
    const [first] = await asked(page);
    await picker(page)
      .getByRole('button', { name: `Like ${first}`, exact: true })
      .focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => progress(page)).toBe('1 of 3 answered');
    await expectFocus(page, 'Rate three films');
    await page.keyboard.press('Tab');
    expect(await asked(page)).toContain(await focused(page));
    await picker(page).getByRole('button', { name: 'Skip' }).focus();
    await page.keyboard.press('Enter');
    await picker(page).waitFor({ state: 'detached' });
    await expectFocus(page, 'Your films for tonight');
    runtime.open();
    await page.evaluate(() => privet.forget());
    await page.reload();
    await films(page).first().waitFor();
    expect(await offer(page).count()).toBe(0);
    await press(page, films(page).nth(2), 'Like');
    await page.goto(`${server.url}#/data`);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Yes, erase everything' }).click();
    await page.goto(`${server.url}#/`);
    await begin(page);
    await settled(page);
    expect(visitor.errors).toEqual([]);
  });
});
