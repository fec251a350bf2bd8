// What `{name}` stands for in a template: title, itemId, a facet or a detail, and url, image and price by whichever of
// their usual column names the catalog has.
import type { Item } from './recommender.ts';

const ALIASES = new Map(
  Object.entries<readonly string[]>({
    url: ['url', 'link', 'href', 'producturl', 'itemurl'],
    image: ['image', 'imageurl', 'imagelink', 'img', 'picture', 'thumbnail', 'photo'],
    price: ['price', 'saleprice'],
  }),
);

/** @returns the text of the field; empty where the item has none */
export function fieldOf(item: Item, name: string): string {
  const key = plain(name);
  if (key === 'title') return item.title;
  if (key === 'itemid' || key === 'id') return item.itemId;
  for (const alias of ALIASES.get(key) ?? [key]) {
    const value = namedValue(item, alias);
    if (value) return value;
  }
  return '';
}

function namedValue({ facets, details }: Item, key: string): string | undefined {
  const detail = Object.entries(details).find(([name]) => plain(name) === key);
  if (detail) return String(detail[1]);
  return Object.entries(facets)
    .find(([name]) => plain(name) === key)?.[1]
    .join(', ');
}

/** "Image URL", "image_url" and "imageUrl" are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
