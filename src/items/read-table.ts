// A visitor's file -> table. What it is shows in its first character and not in its name, which may be anything.

import { type DecodedFile, decodeFile } from './decode-file.ts';
import { csvDelimiter, parseCsv } from './parse-csv.ts';
import { parseJson } from './parse-json.ts';
import {
  type Cell,
  columnNames,
  MAX_COLUMNS,
  MAX_ITEMS,
  MAX_LIST_ENTRIES,
  refuse,
  type Table,
  textCell,
} from './table.ts';

const TOO_MANY = `The file has more than ${MAX_ITEMS.toLocaleString('en-GB')} rows: the first ${MAX_ITEMS.toLocaleString('en-GB')} are used.`;
const COLUMNS_CUT = `The file has more than ${MAX_COLUMNS} columns: the first ${MAX_COLUMNS} are used.`;

/** @throws CatalogFormatError for a file that is no table with at least two rows, in words for its owner */
export function readTable(bytes: Uint8Array, fileName: string): Table {
  const { text, notes } = decodeFile(bytes, fileName);
  const table = /^\s*[[{]/.test(text) ? jsonTable(text, fileName) : csvTable(text, fileName);
  if (table.rows.length < 2) {
    const found = table.rows.length === 0 ? 'no rows' : 'one row';
    refuse(fileName, found, 'a header and at least two items', 'Choose a file with one item in each row.');
  }
  return { ...table, notes: [...notes, ...table.notes] } satisfies Table & Partial<DecodedFile>;
}

function csvTable(text: string, fileName: string): Table {
  const delimiter = csvDelimiter(text);
  const { rows, wasCut, openQuoteLine } = parseCsv(text, delimiter, MAX_ITEMS + 1);
  if (openQuoteLine !== undefined) {
    const found = `a quoted cell in line ${openQuoteLine} that never ends`;
    refuse(fileName, found, 'as many opening as closing quotes', 'Look at that line, or export the file again.');
  }
  const [header = [], ...records] = rows;
  const columns = columnNames(header.slice(0, MAX_COLUMNS));
  const ragged = records.filter((record) => record.length !== header.length).length;
  const notes = [wasCut && TOO_MANY, header.length > MAX_COLUMNS && COLUMNS_CUT, ragged > 0 && raggedNote(ragged)];
  return {
    format: 'csv',
    columns,
    rows: records.map((record) => columns.map((_, i) => textCell(record[i] ?? ''))),
    notes: notes.filter((note) => note !== false),
  };
}

function raggedNote(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'row has' : 'rows have'} another number of cells than the header: missing ones are empty, further ones left out.`;
}

function jsonTable(text: string, fileName: string): Table {
  const { format, records, wasCut } = parseJson(text, fileName, MAX_ITEMS);
  const keys = new Set<string>();
  for (const record of records) for (const key of Object.keys(record)) if (keys.size <= MAX_COLUMNS) keys.add(key);
  const used = [...keys].slice(0, MAX_COLUMNS);
  const notes = [wasCut && TOO_MANY, keys.size > MAX_COLUMNS && COLUMNS_CUT];
  return {
    format,
    columns: columnNames(used),
    rows: records.map((record) => used.map((key) => (Object.hasOwn(record, key) ? jsonCell(record[key]) : null))),
    notes: notes.filter((note) => note !== false),
  };
}

/** Objects say nothing that a person could be shown. */
function jsonCell(value: unknown): Cell {
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return null;
  const texts = value.map((entry) =>
    typeof entry === 'number' ? String(entry) : typeof entry === 'string' ? textCell(entry) : null,
  );
  const list = texts.filter((entry) => entry !== null).slice(0, MAX_LIST_ENTRIES);
  return list.length > 0 ? list : null;
}
