// The page that the app is compared with: what stands on screen with its first list, written as plain HTML with the same
// styles and posters, and nothing that computes. Figures of both are taken by the same script, so that a ratio of one
// run says what the app costs, whatever the machine does just then.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const STATIC_PAGE = 'static.html';
/** Cards of the first list, and the one whose frame counts. */
const LAST_CARD = 21;

/** What was seen of a page, in milliseconds. */
export interface Shown {
  /** From the navigation to the first frame with the 21st card. */
  cards: number;
  /** The longest task of the main thread; 0 = none of 50 or more. */
  longestTask: number;
}

/** Installed before the page's own scripts. It looks once a frame; the message comes when that frame is painted. */
export const NOTE_SHOWN = `(() => {
  const inside = (root, selector) => root && (root.shadowRoot ?? root).querySelector(selector);
  // The list stands in two grids.
  window.cardsOf = () => {
    const home = inside(inside(document, 'privet-app'), 'home-view')?.shadowRoot;
    return [...(home?.querySelectorAll('film-grid') ?? [])].flatMap((grid) => [...grid.shadowRoot?.querySelectorAll('film-card') ?? []]);
  };
  window.shown = { cards: 0, longestTask: 0 };
  const look = () => {
    if (window.cardsOf().length < ${LAST_CARD}) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); window.shown.cards = performance.now(); };
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.shown.longestTask = Math.max(window.shown.longestTask, duration);
  }).observe({ type: 'longtask', buffered: true });
})()`;

export const HAS_CARDS = 'window.shown?.cards > 0';
export const READ_SHOWN = 'window.shown';

/** The document as text: shadow trees as templates with their styles; no scripts, no policy that they would need. */
const PAGE_TEXT = `(() => {
  const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
  // Nor what the app draws once the list is there.
  const LATE = 'first-picker, new-territory, home-shelves, version-notice';
  const LEFT_OUT = 'script, noscript, link[rel=modulepreload], link[rel=manifest], meta[http-equiv], ' + LATE;
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const all = (nodes) => [...nodes].map(textOf).join('');
  const stylesOf = ({ adoptedStyleSheets }) =>
    adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('');
  const treeOf = (root) => root
    ? '<template shadowrootmode="open"><style>' + stylesOf(root) + '</style>' + all(root.childNodes) + '</template>'
    : '';
  function textOf(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.parentNode?.localName === 'style' ? node.data : escaped(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return '';
    const { localName, attributes, shadowRoot, childNodes } = node;
    const named = [...attributes].map(({ name, value }) => ' ' + name + '="' + escaped(value) + '"').join('');
    if (VOID.has(localName)) return '<' + localName + named + '>';
    return '<' + localName + named + '>' + treeOf(shadowRoot) + all(childNodes) + '</' + localName + '>';
  }
  return '<!doctype html>' + textOf(document.documentElement);
})()`;

/**
 * Writes it into the folder that the app is served from.
 *
 * @param page  with the app's first list on screen
 * @returns     its address, relative to the app
 */
export async function writeStaticPage(page: Page, folder: string): Promise<string> {
  await writeFile(join(folder, STATIC_PAGE), await page.evaluate<string>(PAGE_TEXT));
  return STATIC_PAGE;
}

/** Milliseconds from a change. */
export interface BareTimes {
  /** The document has it, style and layout are done. */
  drawn: number;
  /** The next frame is painted. */
  frame: number;
}

/** In a static page: every card takes another's place, as after a tap. */
export const BARE_CHANGE = `(async () => {
  const cards = window.cardsOf();
  const places = cards.map((card) => card.parentNode);
  const start = performance.now();
  for (const [i, card] of cards.toReversed().entries()) places[(i + 1) % places.length].append(card);
  document.body.offsetHeight;
  const drawn = performance.now() - start;
  await new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(0);
  }));
  return { drawn, frame: performance.now() - start };
})()`;
