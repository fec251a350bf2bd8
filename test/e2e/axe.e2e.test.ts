// Accessibility that a machine can check: axe finds nothing to object to on any view and sheet. The other two looks are in
// axe.slow.e2e.test.ts.
import { expect, test } from 'vitest';
import { expectAccessible } from './axe-places.ts';
import { newVisitor, PHONE, useBrowser, visit } from './harness.ts';

useBrowser('few films');

test('axe finds no violation on any view and sheet: desktop, light', () => expectAccessible({ colorScheme: 'light' }));

test('axe finds no violation on any view and sheet: phone, dark', () =>
  expectAccessible({ ...PHONE, colorScheme: 'dark' }));

test('the doors at the end of the page and all under the hood can be had by keyboard, and focus is seen', async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visit(visitor);
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
