/** "Amélie" is found by "amelie": lower case, no accents. */
export function withoutAccents(term: string): string {
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
