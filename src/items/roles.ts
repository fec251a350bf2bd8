// What a column of an items file is for. Roles that only one column can have, and those that many can.

import type { Certainty, ColumnRole } from '../formats/column-roles.ts';

export { type Certainty, COLUMN_ROLES, type ColumnRole } from '../formats/column-roles.ts';

/** What a column seems to be for. */
export interface ColumnGuess {
  role: ColumnRole;
  certainty: Certainty;
  /** Why it is left out, for people. */
  why?: 'it looks private' | 'all rows say the same' | 'a code' | 'a flag' | 'another column says it' | 'nothing in it';
}

const SINGLE = [
  'title',
  'year',
  'rating',
  'popularity',
  'id',
  'image',
  'link',
  'price',
  'sale_price',
  'brand',
  'category',
  'tags',
  'date',
  'group',
] as const satisfies readonly ColumnRole[];
export type SingleRole = (typeof SINGLE)[number];
/** At most one column each. */
export const SINGLE_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>(SINGLE);
/** Roles whose values are facets of the items: menus, wishes and reasons name them. */
export const FACET_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['facet', 'brand', 'category', 'tags']);

/**
 * The roles with one of them changed by hand: a role that only one column can have is taken from whichever had it.
 *
 * @returns the same number of roles
 */
export function withRole(roles: readonly ColumnRole[], column: number, role: ColumnRole): ColumnRole[] {
  const isTaken = SINGLE_ROLES.has(role);
  return roles.map((other, i) => (i === column ? role : isTaken && other === role ? 'ignore' : other));
}

/** In words why a catalog cannot be made with these roles; undefined where it can. */
export function problemWith(roles: readonly ColumnRole[]): string | undefined {
  for (const role of SINGLE_ROLES) {
    const count = roles.filter((other) => other === role).length;
    if (count > 1) return `${count} columns are the ${role}, expected one at most.`;
  }
  if (roles.includes('title')) return undefined;
  return 'No column is the title yet. Choose the one that names an item.';
}
