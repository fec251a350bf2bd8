// A page of the packed shop for the rules of its lists: the SDK in `privet`, elements over the same engine, and every list
// call by its name with what it is asked beside the rules.
import type { Page } from 'playwright-core';
import type { ListRules } from '../../src/engine/lists/lists-api.ts';

/** What lists are asked beside: a pannier of Rund, of the category Cycling. */
const ASKED = 'SKU-1';
const QUERY = 'lamp';

export const RULES_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="privet/privet.css"></head><body><main></main>
<script type="module">
import { openPrivet } from './privet/privet.js';
import { openEnginesWith } from './privet/elements.js';
const privet = await openPrivet('privet/bundle/');
openEnginesWith(async () => privet);
window.privet = privet;
window.lists = {
  forYou: (rules) => privet.forYou(rules),
  similar: (rules) => privet.similar('${ASKED}', rules),
  goesWith: (rules) => privet.goesWith(['${ASKED}'], rules),
  popular: (rules) => privet.popular(rules),
  recent: (rules) => privet.recent(rules),
  search: (rules) => privet.search({ query: '${QUERY}', ...rules }),
};
</script></body></html>`;

export type ListName = 'forYou' | 'similar' | 'goesWith' | 'popular' | 'recent' | 'search';

/** By the list call that each asks. */
export const ELEMENTS: Readonly<Record<ListName, string>> = {
  forYou: '<privet-for-you',
  similar: `<privet-similar item="${ASKED}"`,
  goesWith: `<privet-with items="${ASKED}"`,
  popular: '<privet-popular',
  recent: '<privet-recent',
  search: `<privet-search query="${QUERY}"`,
};

export interface ShopItem {
  itemId: string;
  brand: string;
  category: string;
  price: number;
  stock: number;
}

/** Runs `privet.CALL(...args)` in the page. */
export function privet<T = unknown>(page: Page, call: string, ...args: unknown[]): Promise<T> {
  return page.evaluate<T>(`privet.${call}(...${JSON.stringify(args)})`);
}

/** One list call with rules. */
export async function list(page: Page, name: ListName, rules: ListRules): Promise<ShopItem[]> {
  return page.evaluate<ShopItem[]>(`lists.${name}(${JSON.stringify(rules)}).then(({ items }) =>
    items.map(({ itemId, facets, details }) => ({ itemId, brand: facets.brand[0], category: facets.category[0],
      price: Number(details.price), stock: Number(details.stock) })))`);
}

export const ids = (items: readonly ShopItem[]): string[] => items.map(({ itemId }) => itemId);

/** The ids that the list's element shows with these attributes, once it is drawn. */
export function shown(page: Page, name: ListName, attributes: string): Promise<string[]> {
  const html = `${ELEMENTS[name]} ${attributes}></${ELEMENTS[name].split(' ')[0]!.slice(1)}>`;
  return page.evaluate<string[]>(`new Promise((resolve) => {
    const main = document.querySelector('main');
    main.innerHTML = ${JSON.stringify(html)};
    const element = main.firstElementChild;
    const tell = () => resolve([...element.shadowRoot.querySelectorAll('[data-item-id]')].map(({ dataset }) => dataset.itemId));
    new MutationObserver((_, observer) => {
      if (!['ready', 'empty', 'failed'].includes(element.getAttribute('state'))) return;
      observer.disconnect();
      tell();
    }).observe(element, { attributes: true, attributeFilter: ['state'] });
  })`);
}
