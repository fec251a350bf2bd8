// A site's items: jsonl or csv -> RawItem. `id` and `title` are required; year, rating and votes are numbers; every other
// column is a field of the item's text, and a facet where facet-columns.ts finds that it can be a filter.

import { InputError, quoted } from '../../errors.ts';
import { type FieldValue, facetColumns } from '../../items/facet-columns.ts';
import { type ColumnMap, ITEM_COLUMNS, itemColumns } from './column-map.ts';
import { isVector, VectorLengths } from './item-vectors.ts';
import { readRecords } from './read-records.ts';
import { idValue, isAbsent, listValue, numberValue, type Place, textValue } from './text-values.ts';

export interface RawItem {
  /** Trimmed, unique, 1 to 256 characters. */
  itemId: string;
  title: string;
  year?: number;
  /** Every other text or list column by name, for example `{ genres: ['Comedy'], description: '…' }`. */
  fields: Record<string, FieldValue>;
  /** Values by facet name; a facet that is unknown for this item is absent. */
  facets: Record<string, string[]>;
  /** Mean rating in the site's own unit. */
  rating?: number;
  /** Number of ratings, sales or visits. */
  votes?: number;
  /** Columns of numbers by name (item-vectors.ts). */
  vectors?: Record<string, number[]>;
}

export interface ItemsInput {
  /** In file order. */
  items: RawItem[];
  /** Names of the facets, in column order. */
  facetNames: string[];
  /** What was cut or left out, for people; one sentence each. */
  warnings: string[];
}

export interface ReadItemsOptions {
  map?: ColumnMap;
  signal?: AbortSignal;
}

/** @throws InputError naming file, line, what was found and what was expected */
export async function readItems(file: string, options: ReadItemsOptions = {}): Promise<ItemsInput> {
  const map = itemColumns(options.map ?? new Map());
  const items: RawItem[] = [];
  const warnings: string[] = [];
  const lineById = new Map<string, number>();
  const listColumns = new Set<string>();
  const vectorLengths = new VectorLengths();
  for await (const { line, values } of readRecords(file, { ...options, map, required: ['id', 'title'] })) {
    const item = itemOf(values, file, line, listColumns, vectorLengths, warnings);
    const earlier = lineById.get(item.itemId);
    if (earlier !== undefined) throw duplicateId(item.itemId, file, line, earlier);
    lineById.set(item.itemId, line);
    items.push(item);
  }
  if (items.length === 0) throw new InputError({ file, found: 'no items', expected: 'at least one item' });
  makeListsUniform(items, listColumns);
  const facetNames = facetColumns(items.map((item) => item.fields));
  for (const item of items) item.facets = facetsOf(item.fields, facetNames);
  return { items, facetNames, warnings: summarized(warnings) };
}

function itemOf(
  values: Record<string, unknown>,
  file: string,
  line: number,
  listColumns: Set<string>,
  vectorLengths: VectorLengths,
  warnings: string[],
): RawItem {
  const place = (column: string): Place => ({ file, line, column });
  const itemId = idValue(values.id, place('id'));
  const title = textValue(values.title, place('title'), warnings);
  if (title === undefined) throw missingTitle(values.title, file, line);
  const item: RawItem = { itemId, title, fields: {}, facets: {} };
  for (const name of ['year', 'rating', 'votes'] as const) {
    const number = numberValue(values[name], place(name));
    if (number !== undefined) item[name] = number;
  }
  for (const [name, value] of Object.entries(values)) {
    if ((ITEM_COLUMNS as readonly string[]).includes(name) || isAbsent(value)) continue;
    if (isVector(value)) {
      vectorLengths.check(value, place(name));
      item.vectors = { ...item.vectors, [name]: value };
      continue;
    }
    const field = fieldOf(value, place(name), listColumns, warnings);
    if (field !== undefined) item.fields[name] = field;
  }
  return item;
}

/** A text stays a text; an array, or a text with `|` in it, is a list, and makes the whole column one. */
function fieldOf(value: unknown, place: Place, listColumns: Set<string>, warnings: string[]): FieldValue | undefined {
  if (typeof value === 'boolean' || (typeof value === 'object' && !Array.isArray(value))) {
    warnings.push(`${place.column}: a column of ${typeof value}s is left out, expected texts, numbers or lists`);
    return undefined;
  }
  const text = Array.isArray(value) || isPipedList(value) ? undefined : textValue(value, place, warnings);
  if (text !== undefined) return text;
  listColumns.add(place.column);
  const list = listValue(value, place, warnings);
  return list.length > 0 ? list : undefined;
}

/** `Action|Sci-Fi`: short entries, no blanks around the bar; prose with a bar in it stays prose. */
function isPipedList(value: unknown): boolean {
  return typeof value === 'string' && value.includes('|') && value.split('|').every((entry) => entry.length <= 40);
}

function makeListsUniform(items: RawItem[], listColumns: ReadonlySet<string>): void {
  for (const { fields } of items) {
    for (const name of listColumns) {
      const value = fields[name];
      if (typeof value === 'string') fields[name] = [value];
    }
  }
}

function facetsOf(fields: Record<string, FieldValue>, facetNames: readonly string[]): Record<string, string[]> {
  const facets: Record<string, string[]> = {};
  for (const name of facetNames) {
    const value = fields[name];
    if (value !== undefined) facets[name] = Array.isArray(value) ? value : [value];
  }
  return facets;
}

/** The same sentence about a column once, with the number of rows. */
function summarized(warnings: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const warning of warnings) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  return [...counts].map(([warning, count]) => (count > 1 ? `${warning} (${count} rows)` : warning));
}

function missingTitle(value: unknown, file: string, line: number): InputError {
  const found = isAbsent(value) ? 'no title' : `title ${quoted(value)}`;
  return new InputError({ file, line, found, expected: 'a text in title' });
}

function duplicateId(itemId: string, file: string, line: number, earlier: number): InputError {
  const found = `id ${quoted(itemId)} a second time (first on line ${earlier})`;
  return new InputError({ file, line, found, expected: 'unique ids' });
}
