// Names of columns as people read them, and as they are compared: words without accents.

import { columnWords } from '../text/column-words.ts';

/** What people read: `Fabric (product.metafields.custom.fabric)` -> `Fabric`, `details.Material` -> `Material`. */
export function columnLabel(name: string): string {
  const bare = name
    .replace(/\s*\((?:product\.)?(?:metafields?|meta)[^)]*\)\s*$/i, '')
    .replace(/^(meta|attribute)\s*:\s*_?/i, '')
    .replace(/^(details|attributes?|specs?|specifications?|properties|fields|custom_?fields)\.(?=.)/i, '');
  return bare || name;
}

/** `Prix (€)`, `prix_€` -> `prix`. */
export function columnKey(name: string): string {
  return columnWords(columnLabel(name).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss'));
}
