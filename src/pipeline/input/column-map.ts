// `--map id=sku,title=name`: a site's own column names, renamed on the way in. One map serves both files: the names on
// the left say which of the two is meant (`rating` may be in either, and is taken where it is found).

import { InputError, quoted } from '../../errors.ts';

/** Our column name -> the name in the file. */
export type ColumnMap = ReadonlyMap<string, string>;

export const ITEM_COLUMNS = ['id', 'title', 'year', 'rating', 'votes'] as const;
export const INTERACTION_COLUMNS = ['user_id', 'item_id', 'timestamp', 'rating', 'event'] as const;
/** Columns of the interactions file that begin so are what a request knew beside its history. */
export const CONTEXT_PREFIX = 'context.';

function isInteractionColumn(name: string): boolean {
  return name.startsWith(CONTEXT_PREFIX) || (INTERACTION_COLUMNS as readonly string[]).includes(name);
}

/**
 * @param texts  values of `--map`, each one or more `ours=theirs` separated by commas
 * @throws RangeError for a text of another form, or one name that is mapped twice
 */
export function parseColumnMap(texts: readonly string[]): ColumnMap {
  const map = new Map<string, string>();
  for (const pair of texts.flatMap((text) => text.split(','))) {
    const [ours, theirs, ...rest] = pair.split('=').map((part) => part.trim());
    if (!ours || !theirs || rest.length > 0) throw new RangeError(`${quoted(pair)} is not of the form ours=theirs`);
    if (map.has(ours)) throw new RangeError(`${quoted(ours)} is mapped twice`);
    map.set(ours, theirs);
  }
  return map;
}

/** The entries of `map` that are meant for the interactions file. */
export function interactionColumns(map: ColumnMap): ColumnMap {
  return new Map([...map].filter(([ours]) => isInteractionColumn(ours)));
}

/** The entries of `map` that are meant for the items file: every name that is not one of the interactions' own. */
export function itemColumns(map: ColumnMap): ColumnMap {
  return new Map([...map].filter(([ours]) => ours === 'rating' || !isInteractionColumn(ours)));
}

/** The file's names -> ours. A column that `map` renames away from is no longer found under its old name. */
export function renamedColumns(header: readonly string[], map: ColumnMap): string[] {
  const oursByTheirs = new Map([...map].map(([ours, theirs]) => [theirs, ours]));
  return header.map((name) => oursByTheirs.get(name) ?? (map.has(name) ? `${name} (unmapped)` : name));
}

/**
 * Refuses a header that lacks a required column, or a column that the map names.
 *
 * @param header  the column names as they stand in the file
 */
export function checkColumns(
  header: readonly string[],
  map: ColumnMap,
  required: readonly string[],
  file: string,
): void {
  const mapped = [...map.keys()].filter((ours) => ours !== 'rating');
  for (const ours of new Set([...required, ...mapped])) {
    const theirs = map.get(ours) ?? ours;
    if (header.includes(theirs)) continue;
    const hint = map.has(ours) ? ` (mapped to ${ours})` : ` (or --map ${ours}=<column>)`;
    throw new InputError({
      file,
      line: 1,
      found: `the columns ${quoted(header.join(', '), 200)}`,
      expected: `a column ${quoted(theirs)}${hint}`,
    });
  }
}
