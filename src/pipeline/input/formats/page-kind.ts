// Whether a page is about one thing, by what it says itself: its type, and why it is no item where it is none.

import type { HtmlPage } from './html-page.ts';

const MIN_LISTED = 3;
/** A page of links is none of its own: of so many, and so much of its text. */
const MIN_LINKS = 2;
const MAX_LINK_SHARE = 0.6;
const NO_ITEM =
  /(^|\/)(404|50\d|50x|tags?|categor(y|ies)|archives?|page\/\d+|search|cart|checkout|login|sitemap|offline)(\/|\.html?$|$)/i;
const TYPES_BY_OPEN_GRAPH: Readonly<Record<string, string>> = {
  article: 'Article',
  book: 'Book',
  product: 'Product',
  'og:product': 'Product',
  'product.item': 'Product',
};

export function typeOf({ data, meta }: HtmlPage): string | undefined {
  return data.type ?? TYPES_BY_OPEN_GRAPH[meta.get('og:type')?.toLowerCase() ?? ''];
}

/** Undefined for one that may be an item. */
export function whyNoItem(page: HtmlPage): string | undefined {
  const { address, meta } = page;
  if (page.isRedirect) return 'redirects';
  if (/\b(noindex|none)\b/i.test(`${meta.get('robots') ?? ''},${meta.get('googlebot') ?? ''}`)) return 'with noindex';
  if (address === '/') return 'the home page';
  if (page.data.item) return undefined;
  if (NO_ITEM.test(address.replace(/\/$/, ''))) return 'tags, lists, searches and errors';
  return isListOfPages(page) ? 'lists of other pages' : undefined;
}

function isListOfPages({ address, data, links, linkShare }: HtmlPage): boolean {
  const folder = address.replace(/(\.html?|\/)$/, '/');
  const numBelow = [...links].filter((link) => link.startsWith(folder) && link !== folder).length;
  return data.isList || numBelow >= MIN_LISTED || (linkShare > MAX_LINK_SHARE && links.size >= MIN_LINKS);
}
