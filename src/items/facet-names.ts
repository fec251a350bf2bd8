// Names of columns that say the same of an item: a shop that has `Color`, `Colour` and an option `Farbe` has one filter.

import { columnKey } from './column-key.ts';

const COLOURS = /^(colou?rs?|farben?|couleurs?|colores)$/;

/** The same for labels of one facet. */
export function facetKey(label: string): string {
  return COLOURS.test(columnKey(label)) ? 'color' : label.toLowerCase();
}
