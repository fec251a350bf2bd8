// Where the pictures of a bundle lie. Each of these hosts learns what is shown to whom, and a strict policy must name it.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';

/** A policy that names more of them names all. */
const MOST_ORIGINS = 30;
const ADDRESS = /^(https?:)?\/\//i;

/** Origins of pictures that are not the site's own, the one of most pictures first. */
export function imageOrigins(catalog: ItemCatalog): string[] {
  const counts = new Map<string, number>();
  for (const row of catalog.available.indices()) {
    const origin = originOf(catalog.detail(row, 'image'));
    if (origin) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([origin]) => origin);
}

/** What `img-src` needs beside the page's own pictures. */
export function imageSources(origins: readonly string[]): string[] {
  return origins.length > MOST_ORIGINS ? ['https:'] : [...origins];
}

/** Nothing in it may end the directive that it is put into: a URL's host may hold a semicolon. */
function originOf(address: string | undefined): string | undefined {
  if (!address || !ADDRESS.test(address) || !URL.canParse(address, 'https://site.example')) return undefined;
  const { origin } = new URL(address, 'https://site.example');
  return /^https?:\/\/[a-z\d.-]+(:\d+)?$/.test(origin) ? origin : undefined;
}
