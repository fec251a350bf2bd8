// Rows of a csv or jsonl log, packed or not, one at a time, with their line numbers. Everything that is wrong with the file as a file
// (missing, unreadable, another format, broken quotes, broken JSON, missing columns) is found here; what is wrong with
// the values is for the readers of logs.

import { extname } from 'node:path';
import { InputError, type InputErrorDetails, quoted } from '../../errors.ts';
import { openText } from '../../items/decode-text.ts';
import { Notes } from '../../items/notes.ts';
import { csvDelimiter } from '../../items/parse-csv.ts';
import { jsonLines } from '../../items/parse-json.ts';
import { csvRecords } from '../../items/read-rows.ts';
import { checkColumns, type Renames, renamedColumns } from './column-map.ts';
import { unpackedFile } from './formats/unpacked.ts';
import type { OpenFileOptions } from './open-file.ts';

export interface InputRecord {
  /** 1-based; for a csv record of several lines, its first. */
  line: number;
  /** Values by our column names (after `--map`): strings from csv, anything that JSON has from jsonl. */
  values: Record<string, unknown>;
}

export interface ReadRecordsOptions extends OpenFileOptions {
  map?: Renames;
  /** Columns that a csv header must have; in jsonl each row is checked by the caller. */
  required?: readonly string[];
  /** Whether rows that are none are left out (default: they are refused). */
  notes?: Notes;
}

/** Tables, with a header line: commas, semicolons or tabs are told by it. */
const TABLES = ['.csv', '.tsv', '.txt'];
/** One object a line. */
const LINES = ['.jsonl', '.ndjson'];

/**
 * @param path  a file ending in .csv, .tsv, .jsonl or .ndjson, or one of these in gzip or a zip
 * @throws InputError
 */
export async function* readRecords(path: string, options: ReadRecordsOptions = {}): AsyncGenerator<InputRecord> {
  const { map = new Map(), required = [] } = options;
  // Looking what the file is reads it once before: the bar is of what follows.
  let isOpen = false;
  const onProgress: OpenFileOptions['onProgress'] = (...sizes) => isOpen && options.onProgress?.(...sizes);
  const { path: file, source } = await unpackedFile(path, { ...options, onProgress });
  const extension = extname(file).toLowerCase();
  if (![...TABLES, ...LINES].includes(extension)) {
    const expected = 'a file that ends in .csv, .tsv or .jsonl, or one of these in .gz or .zip';
    throw new InputError({ file, found: quoted(extension), expected });
  }
  const notes = options.notes ?? new Notes(file, 'refuse');
  notes.file = file;
  const { head, texts } = await openText(source, notes);
  isOpen = true;
  if (TABLES.includes(extension)) return yield* csvValues(notes, texts(), csvDelimiter(head), map, required);
  const onBroken = (error: InputError) => notes.badRow(error as InputErrorDetails, '');
  for await (const records of jsonLines(texts(), file, undefined, notes.skips ? onBroken : undefined)) {
    for (const { line, values } of records) yield { line, values: renamedValues(values, map) };
  }
}

async function* csvValues(
  notes: Notes,
  texts: AsyncIterable<string>,
  delimiter: string,
  map: Renames,
  required: readonly string[],
): AsyncGenerator<InputRecord> {
  let names: string[] | undefined;
  for await (const rows of csvRecords(texts, delimiter, notes.file)) {
    for (const { line, cells } of rows) {
      if (!names) {
        const header = cells.map((name) => name.trim());
        checkColumns(header, map, required, notes.file);
        names = renamedColumns(header, map);
        continue;
      }
      if (cells.length !== names.length) {
        const expected = `${names.length}, as many cells as the header has`;
        notes.badRow({ line, found: `${cells.length} cells`, expected }, '');
        continue;
      }
      const values: Record<string, unknown> = {};
      for (const [i, name] of names.entries()) values[name] = cells[i];
      yield { line, values };
    }
  }
}

function renamedValues(values: Record<string, unknown>, map: Renames): Record<string, unknown> {
  if (map.size === 0) return values;
  const names = Object.keys(values);
  const renamed = renamedColumns(names, map);
  return Object.fromEntries(names.map((name, i) => [renamed[i], values[name]]));
}
