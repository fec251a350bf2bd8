// The card of an item where a site brings no template: its image, or its first letter on a tint of its own, the title, the
// price where there is one, with the one before a reduction, and that it is sold out.
import { fillUrl } from './fill-template.ts';
import { fieldOf } from './item-fields.ts';
import type { Item } from './recommender.ts';
import { safeUrl } from './safe-url.ts';

export interface CardOptions {
  /** `/products/{itemId}` (default: the item's own url). */
  itemUrl: string;
  /** ISO 4217: prices are written as amounts of it (default: the item's own; without any, as the catalog has them). */
  currency?: string | null;
  /** What is said of an item with a stock of 0 (default "Sold out"). */
  soldOut?: string | null;
  hasImage: boolean;
}

export function drawCard(item: Item, options: CardOptions): HTMLElement {
  const url = fillUrl(options.itemUrl, item);
  const card = make(url ? 'a' : 'div', 'card');
  if (url) (card as HTMLAnchorElement).href = url;
  if (options.hasImage) card.append(drawImage(item));
  card.append(withText('span', 'title', item.title));
  const price = priceOf(item, 'price', options);
  if (price) card.append(withText('span', 'price', price));
  const before = priceOf(item, 'list-price', options);
  if (price && before && before !== price) card.lastChild!.appendChild(withText('s', 'list-price', before));
  const stock = fieldOf(item, 'stock');
  if (stock && Number(stock) <= 0) card.append(withText('span', 'sold-out', options.soldOut ?? 'Sold out'));
  return card;
}

function drawImage(item: Item): HTMLElement {
  const url = safeUrl(fieldOf(item, 'image'));
  const frame = make('span', 'image');
  // Said by the title beside it.
  frame.setAttribute('aria-hidden', 'true');
  const drawLetter = () => {
    frame.textContent = [...item.title.trim()][0]?.toUpperCase() ?? '';
  };
  const image = { src: url, alt: '', decoding: 'async' as const, onerror: drawLetter };
  if (url) frame.append(Object.assign(document.createElement('img'), image));
  else drawLetter();
  return frame;
}

function priceOf(item: Item, name: string, options: CardOptions): string {
  const price = fieldOf(item, name);
  const currency = options.currency || fieldOf(item, 'currency');
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

function withText(tag: string, part: string, text: string): HTMLElement {
  return Object.assign(make(tag, part), { textContent: text });
}
