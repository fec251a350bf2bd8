// Which of a site's columns become facets, that is filter menus: lists, and texts with few distinct values. A column of
// titles or descriptions must not; nor must a list of free tags with thousands of values, which no menu can show.

/** Most distinct values of a list column that becomes a facet. */
export const MAX_LIST_FACET_VALUES = 200;
/** Most distinct values of a text column that becomes a facet. */
export const MAX_TEXT_FACET_VALUES = 50;

export type FieldValue = string | string[];

interface ColumnValues {
  isList: boolean;
  numItems: number;
  values: Set<string>;
}

/**
 * @param rows  the items' fields by column name
 * @returns     the names of the facet columns, in the order in which they first appear
 */
export function facetColumns(rows: Iterable<Readonly<Record<string, FieldValue>>>): string[] {
  const columns = new Map<string, ColumnValues>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) addValues(columns, name, value);
  }
  return [...columns].filter(([, column]) => isFacet(column)).map(([name]) => name);
}

function addValues(columns: Map<string, ColumnValues>, name: string, value: FieldValue): void {
  const column = columns.get(name) ?? { isList: false, numItems: 0, values: new Set<string>() };
  columns.set(name, column);
  column.isList ||= Array.isArray(value);
  column.numItems++;
  if (column.values.size > MAX_LIST_FACET_VALUES) return;
  for (const entry of Array.isArray(value) ? value : [value]) column.values.add(entry);
}

/** A text column must repeat its values (two items a value on average), or it is a name rather than a class. */
function isFacet({ isList, numItems, values }: ColumnValues): boolean {
  if (isList) return values.size <= MAX_LIST_FACET_VALUES;
  return values.size <= MAX_TEXT_FACET_VALUES && numItems >= 2 * values.size;
}
