// The card of an item where a site brings no template: its image, or its first letter on a tint of its own, the title, and
// the price where there is one.
import { fillUrl } from './fill-template.ts';
import { fieldOf } from './item-fields.ts';
import type { Item } from './recommender.ts';
import { safeUrl } from './safe-url.ts';

export interface CardOptions {
  /** `/products/{itemId}` (default: the item's own url). */
  itemUrl: string;
  /** ISO 4217: the price is written as an amount of it (default: as the catalog has it). */
  currency?: string | null;
  hasImage: boolean;
}

export function drawCard(item: Item, options: CardOptions): HTMLElement {
  const url = fillUrl(options.itemUrl, item);
  const card = make(url ? 'a' : 'div', 'card');
  if (url) (card as HTMLAnchorElement).href = url;
  if (options.hasImage) card.append(drawImage(item));
  const title = make('span', 'title');
  title.textContent = item.title;
  card.append(title);
  const price = priceOf(item, options.currency);
  if (price) card.append(Object.assign(make('span', 'price'), { textContent: price }));
  return card;
}

function drawImage(item: Item): HTMLElement {
  const url = safeUrl(fieldOf(item, 'image'));
  const frame = make('span', 'image');
  // Said by the title beside it.
  frame.setAttribute('aria-hidden', 'true');
  if (url) frame.append(Object.assign(document.createElement('img'), { src: url, alt: '', decoding: 'async' }));
  else frame.textContent = [...item.title.trim()][0]?.toUpperCase() ?? '';
  return frame;
}

function priceOf(item: Item, currency?: string | null): string {
  const price = fieldOf(item, 'price');
  if (!currency || !price || Number.isNaN(Number(price))) return price;
  const locale = document.documentElement.lang || undefined;
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(price));
  } catch {
    return price;
  }
}

/** An element with its part, by which a site styles it. */
export function make(tag: string, part: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('part', part);
  return element;
}
