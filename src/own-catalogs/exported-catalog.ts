// A catalog as it lies in an export file (docs/formats/export.md): the rows as they were read, what their columns are
// for, and the history. What is made of them is made again. Reading it trusts nothing.

import * as v from 'valibot';
import { messageOf, RequestError } from '../errors.ts';
import type { NewEvent, StoredEvent } from '../history/events.ts';
import { checkHistoryFile, formatHistoryFile } from '../history/history-file.ts';
import { MAX_CELL_CHARS, MAX_LIST_ENTRIES } from '../items/cells.ts';
import { COLUMN_ROLES, problemWith } from '../items/roles.ts';
import { MAX_COLUMNS, MAX_ITEMS, type Table } from '../items/table.ts';
import type { OwnRecord } from './catalog-records.ts';

/** Far more than anybody keeps, and than an id, a name or that of a file has. */
const MAX_CATALOGS = 1000;
const MAX_NAME_CHARS = 1000;
const MAX_NOTES = 1000;
/** Up to the year 9999: what a Date can show. */
const MAX_TIME_MS = 253_402_300_799_999;

export interface ExportedCatalog extends Pick<OwnRecord, 'id' | 'name' | 'fileName' | 'createdMs' | 'roles'> {
  table: Table;
  /** Oldest first. */
  events: NewEvent[];
}

/** A text of some characters. */
const bounded = (maxChars: number) => {
  const expected = `a text of 1 to ${maxChars} characters`;
  return v.pipe(v.string(expected), v.nonEmpty(expected), v.maxLength(maxChars, expected));
};
const CELL = `a text of 1 to ${MAX_CELL_CHARS} characters, a number, a list of at most ${MAX_LIST_ENTRIES} texts, or null`;
const cell = v.union(
  [
    bounded(MAX_CELL_CHARS),
    v.pipe(v.number(), v.finite()),
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_CELL_CHARS))), v.maxLength(MAX_LIST_ENTRIES)),
    v.null(),
  ],
  CELL,
);
const list = <const S extends v.GenericSchema>(entry: S, min: number, max: number, noun: string) => {
  const expected = `a list of ${min} to ${max} ${noun}`;
  return v.pipe(v.array(entry, expected), v.minLength(min, expected), v.maxLength(max, expected));
};
const TIME = 'milliseconds since the epoch';

const catalogSchema = v.object(
  {
    id: bounded(MAX_NAME_CHARS),
    name: bounded(MAX_NAME_CHARS),
    fileName: bounded(MAX_NAME_CHARS),
    createdMs: v.pipe(v.number(TIME), v.minValue(0, TIME), v.maxValue(MAX_TIME_MS, TIME)),
    format: v.picklist(['csv', 'json', 'jsonl'], "'csv', 'json' or 'jsonl'"),
    columns: list(bounded(MAX_CELL_CHARS), 1, MAX_COLUMNS, 'columns'),
    roles: list(v.picklist(COLUMN_ROLES, `one of ${COLUMN_ROLES.join(', ')}`), 1, MAX_COLUMNS, 'roles'),
    notes: list(bounded(MAX_CELL_CHARS), 0, MAX_NOTES, 'notes'),
    rows: list(v.array(cell, 'a list of cells'), 2, MAX_ITEMS, 'rows'),
    history: v.unknown(),
  },
  // valibot reports a missing field with the message of the object that lacks it.
  ({ expected }) => (expected === 'Object' ? 'a catalog' : 'a value'),
);

/** One row a line, so that it can be read, cut and compared; equal catalogs are equal texts. */
export function formatCatalog(
  { id, name, fileName, createdMs, roles }: OwnRecord,
  { format, columns, rows, notes }: Table,
  events: readonly StoredEvent[],
): string {
  const head = JSON.stringify({ id, name, fileName, createdMs, format, columns, roles, notes });
  const lines = rows.map((cells) => JSON.stringify(cells)).join(',\n');
  return `${head.slice(0, -1)},"rows":[\n${lines}\n],"history":${formatHistoryFile(events).trimEnd()}}`;
}

/**
 * @param text  the list of catalogs, JSON
 * @returns     them in the order of the file
 * @throws RequestError that names the first thing that is wrong, as `own catalogs: 1 rows.4 has 2 cells, expected 3`
 */
export function parseCatalogs(text: string): ExportedCatalog[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RequestError('own catalogs: they are no JSON, expected a list of them', { cause });
  }
  if (!Array.isArray(json) || json.length > MAX_CATALOGS)
    throw new RequestError(`own catalogs: expected a list of at most ${MAX_CATALOGS}`);
  const catalogs = json.map(parseCatalog);
  const ids = new Set(catalogs.map(({ id }) => id));
  if (ids.size < catalogs.length) throw new RequestError('own catalogs: two have the same id, expected one of each');
  return catalogs;
}

function parseCatalog(json: unknown, place: number): ExportedCatalog {
  const fail = (problem: string): never => {
    throw new RequestError(`own catalogs: ${place} ${problem}`);
  };
  const result = v.safeParse(catalogSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const field = v.getDotPath(issue);
    return fail(`${field ? `${field} ` : ''}is ${found(issue)}, expected ${issue.message}`);
  }
  const { format, columns, notes, rows, history, ...rest } = result.output;
  const width = columns.length;
  if (new Set(columns).size < width) fail('columns have the same name twice, expected each once');
  if (rest.roles.length !== width) fail(`has ${rest.roles.length} roles, expected one for each of ${width} columns`);
  const problem = problemWith(rest.roles);
  if (problem) fail(problem);
  const uneven = rows.findIndex((cells) => cells.length !== width);
  if (uneven >= 0) fail(`rows.${uneven} has ${rows[uneven]!.length} cells, expected ${width}`);
  return { ...rest, table: { format, columns, rows, notes }, events: eventsOf(history, fail) };
}

function eventsOf(history: unknown, fail: (problem: string) => never): NewEvent[] {
  try {
    return checkHistoryFile(history);
  } catch (error) {
    return fail(messageOf(error));
  }
}

/** A short, single-line picture of what was there. */
function found({ path, input }: v.BaseIssue<unknown>): string {
  const value = path ? path.at(-1)!.value : input;
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return JSON.stringify(value).slice(0, 60);
}
