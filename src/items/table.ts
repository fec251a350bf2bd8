// A visitor's file as a table of plain cells, all of it in memory: what a page shows, and what it keeps of the file.

import { InputError } from '../errors.ts';
import type { Cell } from './cells.ts';
import type { ByteSource } from './decode-text.ts';
import { Notes } from './notes.ts';
import { openRows } from './read-rows.ts';

/** Items of a catalog; what comes after them is left out. */
export const MAX_ITEMS = 20_000;
export const MAX_COLUMNS = 100;
/** Of JSON: some hundred bytes of memory each. */
const MAX_JSON_VALUES = 10_000_000;
const LIMITS = { maxRows: MAX_ITEMS, maxColumns: MAX_COLUMNS, maxJsonValues: MAX_JSON_VALUES };

export interface Table {
  format: 'csv' | 'json' | 'jsonl';
  /** Unique and not empty, in the order of the file. */
  columns: string[];
  /** One cell a column. */
  rows: Cell[][];
  /** For people: what was cut or left out, one sentence each. */
  notes: string[];
}

/** @throws InputError for a file that is no table with at least two rows, in words for its owner */
export async function readTable(source: ByteSource, fileName: string): Promise<Table> {
  // Read once for nothing: what is refused is refused before anything is held.
  const { rows: looked } = await openRows(source, new Notes(fileName, 'mend'), LIMITS);
  for await (const _ of looked);
  const notes = new Notes(fileName, 'mend');
  const { format, columns, rows } = await openRows(source, notes, LIMITS);
  const table: Cell[][] = [];
  for await (const batch of rows) {
    for (const { cells, vectors } of batch) {
      for (const column of vectors?.keys() ?? []) notes.say(`${columns[column]} holds lists of numbers: left out.`);
      table.push(cells);
    }
  }
  if (table.length < 2) {
    const found = table.length === 0 ? 'no rows' : 'one row';
    const expected = 'a header and at least two items';
    throw new InputError({ file: fileName, found, expected, mend: 'Choose a file with one item in each row.' });
  }
  const filled = table.map((cells) => columns.map((_, i) => cells[i] ?? null));
  return { format, columns: [...columns], rows: filled, notes: notes.list() };
}
