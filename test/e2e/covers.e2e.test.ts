// The drawn covers in the built app: every card gets a picture behind the first list, and keeps it;
// it is the same after a reload, and a film's page and the watchlist show the same.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { films, newVisitor, press, useBrowser, useVisit, visit, warm } from './harness.ts';

const COVERS = /\/assets\/covers-[^/]*\.js$/;

useBrowser('few films');

/** Of a drawing, as far as it is looked at in the page. */
interface Shape {
  localName: string;
  attributes: Iterable<{ name: string; value: string }>;
  children: Iterable<Shape>;
}

/** What a drawing is made of: elements with their attributes in one order, without what stands between them. */
function shapes({ localName, attributes, children }: Shape): string {
  const all = [...attributes].map(({ name, value }) => `${name}=${value}`).sort();
  return `<${[localName, ...all].join(' ')}>${[...children].map(shapes).join('')}</>`;
}

/** The drawings of posters, '' for one without. */
async function drawingsIn(posters: Locator): Promise<string[]> {
  const found = await posters.evaluateAll((all) => {
    const told = ({ localName, attributes, children }: Shape): Shape => ({
      localName,
      attributes: [...attributes].map(({ name, value }) => ({ name, value })),
      children: [...children].map(told),
    });
    return all.map((poster) => {
      const drawn = poster.shadowRoot?.querySelector('svg svg') as unknown as Shape | null;
      return [...(drawn?.children ?? [])].map(told);
    });
  });
  return found.map((drawing) => drawing.map(shapes).join(''));
}

/** The drawings of the cards of the list, in its order. */
const drawings = (page: Page): Promise<string[]> => drawingsIn(films(page).locator('film-poster'));

describe('covers', () => {
  const visitor = useVisit();

  test('have a picture each, and keep it', async () => {
    const { page } = await visitor();
    await expect.poll(async () => (await drawings(page)).every((drawing) => drawing !== '')).toBe(true);
    expect(await films(page).count()).toBeGreaterThanOrEqual(21);
    const before = await drawings(page);
    await warm(page);
    expect((await drawings(page)).slice(0, before.length)).toEqual(before);
    await page.reload();
    await warm(page);
    expect((await drawings(page)).slice(0, before.length)).toEqual(before);
  });

  test('are the same on the watchlist', async () => {
    const { page } = await visitor();
    await warm(page);
    const saved = (await drawings(page))[2];
    await press(page, films(page).nth(2), 'Save');
    await page.evaluate("location.hash = '#/watchlist'");
    const rows = page.locator('watchlist-row film-poster');
    await expect.poll(() => drawingsIn(rows)).toEqual([saved]);
  });

  test('are the same on the page of a film, by pointer and by keyboard', async () => {
    const { page } = await visitor();
    await warm(page);
    const own = page.locator('film-dialog film-poster.poster');
    for (const [place, open] of [
      [3, () => films(page).nth(3).getByRole('link').click()],
      [5, () => films(page).nth(5).getByRole('link').press('Enter')],
    ] as const) {
      const card = (await drawings(page))[place];
      await open();
      await own.locator('svg svg').waitFor();
      expect(await drawingsIn(own)).toEqual([card]);
      await page.keyboard.press('Escape');
      await own.waitFor({ state: 'detached' });
    }
  });
});

test('without the pictures the first list has those of the page, and a film that comes to it has none', async () => {
  const visitor = await newVisitor();
  visitor.server.mischief.push({ path: COVERS, lose: true });
  await visit(visitor);
  const { page } = visitor;
  const early = await drawings(page);
  expect(early).not.toContain('');
  await press(page, films(page).nth(1), 'Like');
  expect(await drawings(page)).toContain('');
  await visitor.server.mischief.splice(0);
  await page.evaluate(() => privet.forget());
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await page.reload();
  await warm(page);
  await films(page).first().waitFor();
  expect(await drawings(page)).toEqual(early); // drawn anew by the part with all pictures
  expect(await films(page).nth(1).locator('film-poster text').count()).toBeGreaterThan(0);
});
