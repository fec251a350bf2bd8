// Columns of an items file as facets and details of a bundle: the format allows plain names, people read labels.

/** A name that the bundle format allows: `Brand name` -> `brand-name`. */
export function nameOf(column: string): string {
  const name = column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return /^[a-z][A-Za-z0-9_-]*$/.test(column) ? column : name || 'facet';
}

/** Two columns whose names become the same get numbers. */
export function uniqueName(column: string, columns: readonly string[]): string {
  const same = columns.filter((other) => nameOf(other) === nameOf(column));
  return same.length === 1 ? nameOf(column) : `${nameOf(column)}-${same.indexOf(column) + 1}`;
}

export function labelOf(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}
