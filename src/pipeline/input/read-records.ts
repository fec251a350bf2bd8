// Rows of a csv or jsonl file, one at a time, with their line numbers. Everything that is wrong with the file as a file
// (missing, unreadable, another format, broken quotes, broken JSON, missing columns) is found here; what is wrong with
// the values is for the readers of items and interactions.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { CsvError, parse } from 'csv-parse';
import { InputError, quoted } from '../../errors.ts';
import { type ColumnMap, checkColumns, renamedColumns } from './column-map.ts';

export interface InputRecord {
  /** 1-based; for a csv record of several lines, its last. */
  line: number;
  /** Values by our column names (after `--map`): strings from csv, anything that JSON has from jsonl. */
  values: Record<string, unknown>;
}

export interface ReadRecordsOptions {
  map?: ColumnMap;
  /** Columns that a csv header must have; in jsonl each row is checked by the caller. */
  required?: readonly string[];
  signal?: AbortSignal;
  /** Called now and then with the bytes read so far and the file's size. */
  onProgress?: (readBytes: number, totalBytes: number) => void;
}

/**
 * @param path  a file ending in .csv (with a header line), .jsonl or .ndjson (one object a line), UTF-8
 * @throws InputError
 */
export async function* readRecords(path: string, options: ReadRecordsOptions = {}): AsyncGenerator<InputRecord> {
  const extension = extname(path).toLowerCase();
  if (extension !== '.csv' && extension !== '.jsonl' && extension !== '.ndjson') throw unknownFormat(path, extension);
  const totalBytes = await sizeOf(path);
  const stream = createReadStream(path, { signal: options.signal as never, highWaterMark: 1 << 18 });
  if (options.onProgress) stream.on('data', () => options.onProgress?.(stream.bytesRead, totalBytes));
  yield* extension === '.csv' ? csvRecords(path, stream, options) : jsonRecords(path, stream, options);
}

function unknownFormat(file: string, extension: string): InputError {
  const found = extension === '.parquet' ? 'a .parquet file, which this version does not read yet' : quoted(extension);
  return new InputError({ file, found, expected: 'a file that ends in .csv or .jsonl' });
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const what = found.code === 'ENOENT' ? 'no such file' : found.message;
    throw new InputError({ file, found: what, expected: 'a readable file' }, { cause: found });
  }
  if (!found.isFile()) throw new InputError({ file, found: 'a folder', expected: 'a file' });
  return found.size;
}

async function* csvRecords(
  file: string,
  stream: NodeJS.ReadableStream,
  { map = new Map(), required = [] }: ReadRecordsOptions,
): AsyncGenerator<InputRecord> {
  const columns = (header: string[]) => {
    const names = header.map((name) => name.trim());
    checkColumns(names, map, required, file);
    return renamedColumns(names, map);
  };
  const parser = parse({ bom: true, info: true, columns, skip_empty_lines: true });
  stream.on('error', (error) => parser.destroy(error));
  try {
    for await (const { info, record } of stream.pipe(parser)) yield { line: info.lines, values: record };
  } catch (error) {
    throw error instanceof CsvError ? csvInputError(file, error) : error;
  }
  if (parser.info.lines === 0 || parser.info.bytes === 0) {
    throw new InputError({ file, found: 'an empty file', expected: 'a header line' });
  }
}

function csvInputError(file: string, error: CsvError): InputError {
  const line = typeof error.lines === 'number' ? error.lines : undefined;
  const expected = error.code.includes('INCONSISTENT') ? 'as many cells as the header has' : 'well-formed csv';
  return new InputError({ file, line, found: error.message, expected }, { cause: error });
}

async function* jsonRecords(
  file: string,
  stream: NodeJS.ReadableStream,
  { map = new Map() }: ReadRecordsOptions,
): AsyncGenerator<InputRecord> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim() === '') continue;
    yield { line, values: renamedValues(parseObject(json, file, line), map) };
  }
  if (line === 0) throw new InputError({ file, found: 'an empty file', expected: 'one JSON object a line' });
}

function parseObject(text: string, file: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError({ file, line, found: `invalid JSON ${quoted(text)}`, expected: 'one JSON object' }, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new InputError({ file, line, found: quoted(value), expected: 'one JSON object' });
}

function renamedValues(values: Record<string, unknown>, map: ColumnMap): Record<string, unknown> {
  if (map.size === 0) return values;
  const names = Object.keys(values);
  const renamed = renamedColumns(names, map);
  return Object.fromEntries(names.map((name, i) => [renamed[i], values[name]]));
}
