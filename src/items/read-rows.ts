// A file -> rows of plain cells. What the file is shows in its first character and not in its name, which may be
// anything.

import { InputError, quoted } from '../errors.ts';
import { type Cell, cleanText, cutText, MAX_CELL_CHARS, MAX_LIST_ENTRIES } from './cells.ts';
import { columnLabel } from './column-key.ts';
import { freeName } from './column-names.ts';
import { type ByteSource, openText } from './decode-text.ts';
import { isVector } from './item-vectors.ts';
import type { Notes } from './notes.ts';
import { CsvReader, type CsvRow, csvDelimiter } from './parse-csv.ts';
import { type JsonRecord, openJson } from './parse-json.ts';

const MAX_NAME_CHARS = 100;
/** Entries of an object in a row that become columns. */
const MAX_INNER = 100;

export interface Row {
  /** From 1; in a list of JSON the number of the item. */
  line: number;
  /** One a column as far as columns were known then. */
  cells: Cell[];
  /** Arrays of numbers by column (item-vectors.ts), which are no cells. */
  vectors?: Map<number, number[]>;
}

export type TextFormat = 'csv' | 'json' | 'jsonl';

export interface OpenRows<Format = TextFormat | 'parquet'> {
  format: Format;
  /** Unique and not empty, in the order of the file: known with the first rows; those of JSON may bring more later. */
  columns: readonly string[];
  rows: AsyncIterable<Row[]>;
}

export interface RowLimits {
  /** Rows after them are left out (default: none). */
  maxRows?: number;
  maxColumns: number;
  /** Of JSON that is held whole, or of a line of it (default: any number). */
  maxJsonValues?: number;
}

/** @throws InputError for a file that is no table, also while its rows are read */
export async function openRows(source: ByteSource, notes: Notes, limits: RowLimits): Promise<OpenRows<TextFormat>> {
  const text = await openText(source, notes);
  if (/^\s*[[{]/.test(text.head)) {
    const { format, records } = openJson(text, notes, limits.maxJsonValues);
    if (format === 'json') notes.lineWord = 'item';
    return { format, ...recordRows(records, notes, limits) };
  }
  const records = csvRecords(text.texts(), csvDelimiter(text.head), notes.file);
  const table = new Rows(notes, limits);
  return { format: 'csv', columns: table.columns, rows: table.of(records, (record) => table.csvRow(record)) };
}

/** The rows of objects; columns are their keys in the order in which they appear. */
export function recordRows(
  records: AsyncIterable<Iterable<JsonRecord>>,
  notes: Notes,
  limits: RowLimits,
): Pick<OpenRows, 'columns' | 'rows'> {
  const table = new Rows(notes, limits);
  return { columns: table.columns, rows: table.of(records, (record) => table.jsonRow(record)) };
}

/** Amounts, addresses and sentences are no names of columns. */
function isNoHeader(cells: readonly string[]): boolean {
  const isData = (cell: string) =>
    /^\s*[€$£]?\s?\d+([.,]\d+)?\s?[€$£%]?\s*$/.test(cell) ||
    /^https?:\/\/\S+$/.test(cell.trim()) ||
    columnLabel(cell).length > 80;
  return cells.filter(isData).length >= 2 && cells.filter(isData).length >= cells.length / 4;
}

/** `details: { Material: "Cork" }` is a column `details.Material`; deeper objects say nothing that a person could be shown. */
function flatEntries(values: JsonRecord['values']): [string, unknown][] {
  return Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[key, value]];
    const inner = Object.entries(value)
      .slice(0, MAX_INNER)
      .filter(([, one]) => typeof one !== 'object' || Array.isArray(one));
    return inner.length > 0 ? inner.map(([name, one]) => [`${key}.${name}`, one]) : [[key, value]];
  });
}

/** Addresses in a list of objects, as pictures are written; the largest first. */
const ADDRESS_KEYS = ['large', 'hi_res', 'url', 'src', 'href', 'contentUrl', 'thumb', 'name', 'title'];

function textIn(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
  const key = ADDRESS_KEYS.find((one) => typeof (entry as Record<string, unknown>)[one] === 'string');
  return key && (entry as Record<string, unknown>)[key];
}

/** The rows of a csv file, the header first. @throws InputError for what no csv has, while they are read */
export async function* csvRecords(
  texts: AsyncIterable<string>,
  delimiter: string,
  file: string,
): AsyncGenerator<Iterable<CsvRow>> {
  const reader = new CsvReader(delimiter);
  const check = () => {
    const mend = 'Look at that line, or export the file again.';
    if (reader.fault) throw new InputError({ file, ...reader.fault, mend });
  };
  for await (const text of texts) {
    yield reader.push(text);
    check();
  }
  yield reader.push('', true);
  check();
}

/** Makes rows of cells, and the names of their columns. */
class Rows {
  readonly columns: string[] = [];
  readonly #names = new Set<string>();
  /** Keys of JSON -> columns; -1 = beyond the limit. */
  readonly #columnByKey = new Map<string, number>();
  readonly #notes: Notes;
  readonly #limits: RowLimits;
  /** Cells of the csv header; 0 until it was read. */
  #headerLength = 0;

  constructor(notes: Notes, limits: RowLimits) {
    this.#notes = notes;
    this.#limits = limits;
  }

  /** @param toRow  undefined for a record that is no row */
  async *of<T>(batches: AsyncIterable<Iterable<T>>, toRow: (record: T) => Row | undefined): AsyncGenerator<Row[]> {
    const { maxRows = Number.POSITIVE_INFINITY } = this.#limits;
    let numRows = 0;
    for await (const batch of batches) {
      const rows: Row[] = [];
      for (const record of batch) {
        if (numRows === maxRows) {
          const limit = maxRows.toLocaleString('en-GB');
          this.#notes.say(`The file has more than ${limit} rows: the first ${limit} are used.`);
          return yield rows;
        }
        const row = toRow(record);
        if (!row) continue;
        rows.push(row);
        numRows++;
      }
      yield rows;
    }
  }

  /** Undefined for the header. */
  csvRow({ line, cells }: CsvRow): Row | undefined {
    if (this.#headerLength === 0) {
      if (isNoHeader(cells)) {
        const found = `a first row that is no header (${cells
          .slice(0, 3)
          .map((cell) => quoted(cell, 30))
          .join(', ')}, …)`;
        const mend = 'Put a line with the names of the columns above it.';
        throw new InputError({ file: this.#notes.file, line, found, expected: 'names of columns', mend });
      }
      this.#headerLength = cells.length;
      for (const cell of cells) this.#addColumn(cell);
      return undefined;
    }
    if (cells.length !== this.#headerLength) {
      const expected = `${this.#headerLength}, as many as the header has`;
      const mend = 'A cell with the delimiter in it needs quotes around it.';
      const mended = 'with another number of cells than the header: missing ones are empty, further ones are left out';
      if (this.#notes.badRow({ line, found: `${cells.length} cells`, expected, mend }, mended)) return undefined;
    }
    return { line, cells: this.columns.map((_, i) => this.#text(cells[i] ?? '', i, line)) };
  }

  jsonRow({ line, values }: JsonRecord): Row {
    const row: Row = { line, cells: [] };
    for (const [key, value] of flatEntries(values)) {
      const column = this.#columnByKey.get(key) ?? this.#addColumn(key);
      this.#columnByKey.set(key, column);
      if (column < 0) continue;
      if (isVector(value)) row.vectors = (row.vectors ?? new Map()).set(column, value);
      else row.cells[column] = this.#cell(value, column, line);
    }
    return row;
  }

  /** @returns its place; -1 beyond the limit */
  #addColumn(raw: string): number {
    const { maxColumns } = this.#limits;
    if (this.columns.length === maxColumns) {
      this.#notes.say(`The file has more than ${maxColumns} columns: the first ${maxColumns} are used.`);
      return -1;
    }
    const name = cutText(cleanText(raw) ?? `column ${this.columns.length + 1}`, MAX_NAME_CHARS);
    const free = freeName(name, ' ', this.#names);
    if (free !== name && cleanText(raw) !== null)
      this.#notes.say(`Two columns are called ${name}: the second is called ${free} here.`);
    this.#names.add(free);
    return this.columns.push(free) - 1;
  }

  /** Objects say nothing that a person could be shown. */
  #cell(value: unknown, column: number, line: number): Cell {
    if (typeof value === 'string') return this.#text(value, column, line);
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (Array.isArray(value)) return this.#list(value, column, line);
    if (value !== null) this.#notes.add(`with an object in ${this.columns[column]}: left out`, line);
    return null;
  }

  #list(values: readonly unknown[], column: number, line: number): string[] | null {
    const texts = values
      .map(textIn)
      .map((entry) =>
        typeof entry === 'number' ? String(entry) : typeof entry === 'string' ? this.#text(entry, column, line) : null,
      );
    const list = texts.filter((entry) => entry !== null);
    if (list.length > MAX_LIST_ENTRIES) {
      const what = `with more than ${MAX_LIST_ENTRIES} entries in ${this.columns[column]}: further ones are left out`;
      this.#notes.add(what, line);
    }
    return list.length > 0 ? list.slice(0, MAX_LIST_ENTRIES) : null;
  }

  #text(raw: string, column: number, line: number): string | null {
    const text = cleanText(raw);
    if (text === null || text.length <= MAX_CELL_CHARS) return text;
    const limit = MAX_CELL_CHARS.toLocaleString('en-GB');
    this.#notes.add(`with more than ${limit} characters in ${this.columns[column]}: cut`, line);
    return cutText(text, MAX_CELL_CHARS);
  }
}
