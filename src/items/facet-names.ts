// Names of columns that say the same of an item: a shop that has `Color`, `Colour` and an option `Farbe` has one filter.

import { columnKey } from './column-key.ts';

const SAME: readonly (readonly [key: string, names: RegExp])[] = [
  ['color', /^(colou?rs?|farben?|couleurs?|colores)$/],
  ['author', /^authors?$/],
];

/** The same for labels of one facet. */
export function facetKey(label: string): string {
  const key = columnKey(label);
  return SAME.find(([, names]) => names.test(key))?.[0] ?? label.toLowerCase();
}
