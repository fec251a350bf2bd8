// `--map id=sku,facet=colour,user_id=visitor`: what a site's columns are. One map serves both files: the names on the
// left say which of the two is meant (`rating` may be in either, and is taken where it is found). In the items file a
// role on the left is given to the column; any other name is what the column is called from then on.

import { InputError, quoted } from '../../errors.ts';
import type { ColumnRole } from '../../formats/column-roles.ts';
import { SINGLE_ROLES } from '../../items/roles.ts';

/** Pairs of our name and the name in the file. */
export type ColumnMap = readonly (readonly [ours: string, theirs: string])[];
/** Our column name -> the name in the file. */
export type Renames = ReadonlyMap<string, string>;

/** Words for the roles of an items file's columns. */
export const ROLE_WORDS = [
  ...(['id', 'title', 'text', 'image', 'link', 'price', 'sale_price', 'stock', 'brand', 'category', 'tags'] as const),
  ...(['rating', 'votes', 'date', 'year', 'group', 'facet', 'vector', 'fact', 'ignore'] as const),
];
export const INTERACTION_COLUMNS = ['user_id', 'item_id', 'timestamp', 'rating', 'event'] as const;
/** Columns of the interactions file that begin so are what a request knew beside its history. */
export const CONTEXT_PREFIX = 'context.';

function isInteractionColumn(name: string): boolean {
  return name.startsWith(CONTEXT_PREFIX) || (INTERACTION_COLUMNS as readonly string[]).includes(name);
}

function roleOf(word: string): ColumnRole | undefined {
  if (word === 'votes' || word === 'count') return 'popularity';
  return (ROLE_WORDS as readonly string[]).includes(word) ? (word as ColumnRole) : undefined;
}

/**
 * @param texts  values of `--map`, each one or more `ours=theirs` separated by commas
 * @throws RangeError for a text of another form, or one name that is mapped twice and can be one column alone
 */
export function parseColumnMap(texts: readonly string[]): ColumnMap {
  const map: [string, string][] = [];
  for (const pair of texts.flatMap((text) => text.split(','))) {
    const [ours, theirs, ...rest] = pair.split('=').map((part) => part.trim());
    if (!ours || !theirs || rest.length > 0) throw new RangeError(`${quoted(pair)} is not of the form ours=theirs`);
    const role = roleOf(ours);
    const isMany = role !== undefined && !SINGLE_ROLES.has(role);
    if (!isMany && map.some(([earlier]) => earlier === ours)) throw new RangeError(`${quoted(ours)} is mapped twice`);
    map.push([ours, theirs]);
  }
  return map;
}

/** The entries of `map` that are meant for the interactions file. */
export function interactionColumns(map: ColumnMap): Renames {
  return new Map(map.filter(([ours]) => isInteractionColumn(ours)));
}

/** The entries of a map that are meant for the items file. */
export interface ItemColumnMap {
  pairs: ColumnMap;
  /** By the name in the file. */
  roles: ReadonlyMap<string, ColumnRole>;
  renames: Renames;
}

export function itemColumnMap(map: ColumnMap): ItemColumnMap {
  const pairs = map.filter(([ours]) => roleOf(ours) !== undefined || !isInteractionColumn(ours));
  const roles = new Map<string, ColumnRole>();
  const renames = new Map<string, string>();
  for (const [ours, theirs] of pairs) {
    const role = roleOf(ours);
    if (role) roles.set(theirs, role);
    else renames.set(ours, theirs);
  }
  return { pairs, roles, renames };
}

/** As `--map` calls it. */
export function roleWord(role: ColumnRole): string {
  return role === 'popularity' ? 'votes' : role;
}

/** The file's names -> ours. A column that `map` renames away from is no longer found under its old name. */
export function renamedColumns(header: readonly string[], map: Renames): string[] {
  const oursByTheirs = new Map([...map].map(([ours, theirs]) => [theirs, ours]));
  return header.map((name) => oursByTheirs.get(name) ?? (map.has(name) ? `${name} (unmapped)` : name));
}

/**
 * @param header  the column names as they stand in the file
 * @throws InputError for a header that lacks a required column, or a column that the map names
 */
export function checkColumns(
  header: readonly string[],
  map: Iterable<readonly [ours: string, theirs: string]>,
  required: readonly string[],
  file: string,
): void {
  const theirsOf = new Map(map);
  const needed = required.map((ours) => [ours, theirsOf.get(ours) ?? ours] as const);
  for (const [ours, theirs] of [...needed, ...map]) {
    // It may be a column of the other file.
    if (header.includes(theirs) || (ours === 'rating' && !required.includes(ours))) continue;
    const hint = theirsOf.has(ours) ? ` (mapped to ${ours})` : ` (or --map ${ours}=<column>)`;
    throw new InputError({
      file,
      line: 1,
      found: `the columns ${quoted(header.join(', '), 200)}`,
      expected: `a column ${quoted(theirs)}${hint}`,
    });
  }
}
