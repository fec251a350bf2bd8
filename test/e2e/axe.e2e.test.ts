// Accessibility that a machine can check: axe finds nothing to object to on any view and sheet, light and dark, on
// phone and desktop. To add a view, add its address.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe, films, PHONE, press, settled, useBrowser, useVisit, warm } from './harness.ts';

useBrowser('few');

interface Place {
  hash: string;
  /** What is there when it is. */
  until: string;
}

const PLACES: readonly Place[] = [
  { hash: '#/', until: 'home-view film-card' },
  { hash: '#/film/blade-runner-1982', until: 'film-dialog film-card' },
  { hash: '#/map', until: 'map-view h1' },
  { hash: '#/watchlist', until: 'watchlist-view h1' },
  { hash: '#/data', until: 'data-view h1' },
  { hash: '#/privacy', until: 'privacy-dialog h1' },
  { hash: '#/hood', until: 'hood-files table' },
  { hash: '#/own', until: 'own-catalogs-view h1' },
];
/**
 * What is wrong, as text that says where. In the dark only colours differ, and the other rules take most of the time.
 */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const builder = axe(page);
    if (colorScheme === 'dark') builder.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await builder.analyze();
    for (const { id, help, nodes } of violations) {
      found.push(...nodes.map(({ target }) => `${colorScheme}: ${id}: ${help} (${target.join(' ')})`));
    }
  }
  return found;
}

const onPhone = useVisit({ options: PHONE, until: warm });
const onDesktop = useVisit({ until: warm });

test.each([
  ['phone', onPhone],
  ['desktop', onDesktop],
])('axe finds no violation on any view and sheet, light and dark: %s', async (_, visitor) => {
  const { page, server } = await visitor();
  await press(page, films(page).nth(1), 'Like');
  await press(page, films(page).nth(2), 'Dislike');
  const found: string[] = [];
  for (const { hash, until } of PLACES) {
    await page.goto(server.url + hash);
    await page.locator(until).first().waitFor();
    await settled(page);
    found.push(...(await violations(page)).map((violation) => `${hash} ${violation}`));
  }
  await page.goto(`${server.url}#/`);
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a funny space adventure for kids');
  await page.locator('.results').getByText('Found by what they are about').waitFor();
  found.push(...(await violations(page)).map((violation) => `search ${violation}`));
  expect(found).toEqual([]);
});

test('the doors at the end of the page and all under the hood can be had by keyboard, and focus is seen', async () => {
  const { page } = await onDesktop();
  await page.getByRole('link', { name: 'Under the hood' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('hood-files table').waitFor();
  await page.getByRole('button', { name: 'Skip to the content' }).focus();
  await page.keyboard.press('Enter');
  const names: string[] = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    names.push((await page.evaluate(FOCUSED)) as string);
  }
  expect(names.join('\n')).toMatch(/BUTTON Ask ten times.*\n(.*\n)*SUMMARY The model card/);
  // After the last one the browser itself has its turn.
  expect(names.filter((name) => !name.startsWith('BODY') && !name.endsWith('seen'))).toEqual([]);
});

/** The focused element: its tag, its name, and whether its focus ring is drawn. */
const FOCUSED = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
  return element.tagName + ' ' + name + (outlineStyle === 'solid' && outlineWidth !== '0px' ? ' seen' : '');
})()`;
