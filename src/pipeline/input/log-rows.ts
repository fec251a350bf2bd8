// Rows of a log by the names of their columns, whatever the file was: objects inside of a row are columns with a dot
// (`customer.id`), and so are lists of objects, whose values are lists (`items.item_id`).

import type { InputRecord } from './read-records.ts';

/** Longest list in a row; a longer one is cut. */
const MAX_ENTRIES = 1000;

export interface LogRow {
  line: number;
  /** Values by name; those of a list are a list. */
  values: ReadonlyMap<string, unknown>;
}

/** @param nameOf  what a column is called from here on */
export function logRow({ line, values }: InputRecord, nameOf: (name: string) => string): LogRow {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(values)) {
    if (Array.isArray(value) && value.some(isObject)) addList(flat, key, value.slice(0, MAX_ENTRIES), nameOf);
    else if (isObject(value)) addObject(flat, key, value, nameOf);
    else flat.set(nameOf(key), Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : value);
  }
  return { line, values: flat };
}

/** A list as it is; nothing for an empty list; else the value alone. */
export function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Of the item at `place` in its row. */
export function valueAt({ values }: LogRow, name: string | undefined, place: number): unknown {
  const value = name === undefined ? undefined : values.get(name);
  return Array.isArray(value) ? value[place] : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function addObject(
  flat: Map<string, unknown>,
  key: string,
  inner: Record<string, unknown>,
  nameOf: (name: string) => string,
) {
  for (const [name, value] of Object.entries(inner)) if (!isObject(value)) flat.set(nameOf(`${key}.${name}`), value);
}

function addList(flat: Map<string, unknown>, key: string, list: readonly unknown[], nameOf: (name: string) => string) {
  for (const name of new Set(list.filter(isObject).flatMap((entry) => Object.keys(entry)))) {
    flat.set(
      nameOf(`${key}.${name}`),
      list.map((entry) => (isObject(entry) ? entry[name] : undefined)),
    );
  }
}
