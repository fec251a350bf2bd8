// Rows that are one thing: variants of a product, further pictures of it. They make one card: the lowest price, all stock,
// every colour and size.

import type { Item } from './item.ts';

/** Common beginnings of titles that are shorter say too little. */
const MIN_TITLE_CHARS = 6;

/** @param variant  of the same product; what it alone knows is put into `item` */
export function mergeVariant(item: Item, variant: Item, { keepsTitle }: { keepsTitle: boolean }): void {
  if (!keepsTitle && variant.title) {
    item.title = commonTitle(item.title, variant.title);
    item.fields.title = item.title;
  }
  for (const [name, values] of Object.entries(variant.facets)) {
    item.facets[name] = union(item.facets[name], values);
  }
  const { fields } = variant;
  if (fields.genres) item.fields.genres = union(item.fields.genres, fields.genres);
  if (fields.tags) item.fields.tags = union(item.fields.tags, fields.tags);
  if (!item.fields.description && fields.description) item.fields.description = fields.description;
  mergeDetails(item.details, variant.details);
  item.year ??= variant.year;
  item.rating ??= variant.rating;
  const votes = Math.max(item.votes ?? 0, variant.votes ?? 0);
  if (votes > 0) item.votes = votes;
  item.vectors ??= variant.vectors;
  if (variant.aliases) item.aliases = [...new Set([...(item.aliases ?? []), ...variant.aliases])];
}

function mergeDetails(details: Record<string, string>, other: Readonly<Record<string, string>>): void {
  const isCheaper = other.price !== undefined && !(Number(details.price) <= Number(other.price));
  if (isCheaper) {
    details.price = other.price!;
    delete details['list-price'];
    if (other['list-price'] !== undefined) details['list-price'] = other['list-price'];
  }
  if (other.stock !== undefined) details.stock = String(joinedStock(Number(details.stock ?? 0), Number(other.stock)));
  for (const [name, value] of Object.entries(other)) if (name !== 'list-price') details[name] ??= value;
}

/** The sum of what is here; what can only be ordered does not become a piece by being two. */
function joinedStock(stock: number, other: number): number {
  return stock < 1 && other < 1 ? Math.max(stock, other) : Math.floor(stock) + Math.floor(other);
}

function union(values: readonly string[] = [], further: readonly string[]): readonly string[] {
  const known = new Set(values.map((value) => value.toLowerCase()));
  const added = further.filter((value) => !known.has(value.toLowerCase()));
  return added.length > 0 ? [...values, ...added] : values;
}

/** `Trail jacket, red` and `Trail jacket, blue` -> `Trail jacket`; the first where they share too little. */
export function commonTitle(title: string, other: string): string {
  if (title === other) return title;
  const [words, others] = [title.split(' '), other.split(' ')];
  const bare = (word: string | undefined) => word?.replace(/[,;:/|]+$/, '');
  let count = 0;
  while (count < words.length && bare(words[count]) === bare(others[count])) count++;
  const common = words
    .slice(0, count)
    .join(' ')
    .replace(/[\s,;:/|(–—-]+$/, '');
  return common.length >= MIN_TITLE_CHARS && 2 * common.length >= Math.min(title.length, other.length) ? common : title;
}
