// What a finger would meet: the controls of a page, and what stands at the middle of each, and at the sides of buttons.
import type { Page } from 'playwright-core';

/**
 * Names of the controls that somebody who presses them would miss, each with what answers in their place.
 *
 * @param staysInPlace  only what is in the window now; else each is brought to the middle of the window first
 */
export function missedControls(page: Page, staysInPlace = false): Promise<string[]> {
  return page.evaluate<string[]>(`(${MISSED})(${staysInPlace})`);
}

/** Pixels by which the page is wider than the window that a person has. */
export async function overflow(page: Page): Promise<number> {
  const { width } = page.viewportSize()!;
  return (await page.evaluate<number>('document.documentElement.scrollWidth')) - width;
}

const MISSED = `(staysInPlace) => {
  const CONTROLS = 'a[href], button, select, input, [tabindex="0"]';
  const parent = (node) => node.assignedSlot ?? node.parentNode ?? node.host;
  const isIn = (node, wanted) => {
    for (let at = node; at; at = parent(at)) if (at === wanted) return true;
    return false;
  };
  const controls = [];
  const collect = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) collect(element.shadowRoot);
      if (element.matches(CONTROLS)) controls.push(element);
    }
  };
  const deepest = (x, y) => {
    let element = document.elementFromPoint(x, y);
    for (let inner = element; inner; ) {
      element = inner;
      const next = inner.shadowRoot?.elementFromPoint(x, y);
      inner = next === inner ? null : next;
    }
    return element;
  };
  const nameOf = (element) =>
    element && element.localName + ' ' + (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60);
  collect(document);
  const dialog = controls.map((control) => control.getRootNode().querySelector('dialog[open]')).find(Boolean);
  const missed = [];
  for (const control of controls) {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (getComputedStyle(control).clipPath === 'inset(50%)') continue; // seen when it has focus
    if (dialog && !isIn(control, dialog)) continue;
    if (!staysInPlace) control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // A link in a text may stand in two lines.
    const box = control.getClientRects()[0];
    if (!box || box.width === 0) continue;
    const y = box.top + box.height / 2;
    // A button is pressed at its sides, too; in a field stand other things.
    const sides = control.localName === 'button' ? [box.left + 2, box.right - 2] : [];
    for (const x of [box.left + box.width / 2, ...sides]) {
      if (staysInPlace && (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight)) continue;
      const hit = deepest(x, y);
      if (!isIn(hit, control)) missed.push(nameOf(control) + ' <- ' + nameOf(hit));
    }
  }
  scrollTo(0, 0);
  return missed;
}`;
