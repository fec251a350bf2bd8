const BEYOND_ASCII = /[^\0-\x7f]/;

/** "Amélie" is found by "amelie": lower case, no accents. */
export function withoutAccents(term: string): string {
  // Most words have no accent, and to normalize one costs ten times as much as to look.
  if (!BEYOND_ASCII.test(term)) return term.toLowerCase();
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
