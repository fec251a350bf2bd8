// Files of a log as DuckDB reads them, all of one format: how they are named in a question, what their columns are called,
// and the first rows, by which columns are told. What files say never becomes SQL but as a checked name.

import { extname } from 'node:path';
import { InputError, quoted } from '../../errors.ts';
import { SAMPLE_ROWS } from '../../items/column-values.ts';
import { type ByteSource, decoded, firstBytes } from '../../items/decode-text.ts';
import { csvDelimiter } from '../../items/parse-csv.ts';
import { jsonLines } from '../../items/parse-json.ts';
import { csvRecords } from '../../items/read-rows.ts';
import { unpackedFile } from '../input/formats/unpacked.ts';
import { type LogRow, logRow } from '../input/log-rows.ts';
import type { InputRecord } from '../input/read-records.ts';
import { identifier, type LogDatabase, literal, type Parameters } from './database.ts';

export type LogFormat = 'csv' | 'jsonl' | 'parquet';

export interface LogSource {
  format: LogFormat;
  files: readonly string[];
  /** The first, at least one. */
  sample: LogRow[];
  /** What to select from, each row a row of the log or none (`isRow`), in the order of `$files`, which is one of them. */
  from: string;
  parameters: Parameters;
  /** SQL of whether a row could be taken apart; what could not is counted by `reject_errors` where this is absent. */
  isRow?: string;
  /**
   * SQL of a column's text, NULL or '' where it has none; of jsonl its JSON.
   *
   * @throws InputError for a column that holds lists or objects
   */
  textOf(name: string): string;
  /** SQL of a column's time in milliseconds, where the file itself says that it is one. */
  timeOf(name: string): string | undefined;
}

const FORMATS: ReadonlyMap<string, LogFormat> = new Map([
  ...(['.csv', '.tsv', '.txt'] as const).map((ending) => [ending, 'csv'] as const),
  ...(['.jsonl', '.ndjson'] as const).map((ending) => [ending, 'jsonl'] as const),
  ...(['.parquet', '.pq'] as const).map((ending) => [ending, 'parquet'] as const),
]);
const TIME_TYPES = /^(TIMESTAMP|DATE)/;
const PLAIN_TYPES = /^(VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|UUID|ENUM.*)$/;

/** Undefined for what is read in memory alone. */
export function logFormat(path: string): LogFormat | undefined {
  return FORMATS.get(extname(path.replace(/\.gz$/i, '')).toLowerCase());
}

/** @param nameOf  what a column is called from here on @throws InputError */
export async function openLogSource(
  database: LogDatabase,
  files: readonly string[],
  nameOf: (name: string) => string,
): Promise<LogSource> {
  const [first] = files;
  const format = logFormat(first!);
  const other = files.find((file) => logFormat(file) !== format);
  if (format === undefined || other !== undefined) {
    const expected = 'a log in .csv, .tsv, .jsonl or .parquet, all files in one of them (.csv and .jsonl also in .gz)';
    throw new InputError({ file: other ?? first!, found: quoted(extname(other ?? first!)), expected });
  }
  if (format === 'parquet') return parquetSource(database, files, nameOf);
  return format === 'csv' ? csvSource(files, nameOf) : jsonSource(files, nameOf);
}

async function csvSource(files: readonly string[], nameOf: (name: string) => string): Promise<LogSource> {
  const { delimiter, names, rows } = await csvBeginning(files[0]!, SAMPLE_ROWS + 1);
  for (const file of files.slice(1)) {
    const other = await csvBeginning(file, 0);
    if (other.delimiter === delimiter && quoted(other.names, 1e6) === quoted(names, 1e6)) continue;
    const found = `the columns ${quoted(other.names.join(', '), 200)}`;
    throw new InputError({ file, line: 1, found, expected: `those of ${files[0]}, in the same order` });
  }
  const whole = rows.filter(({ cells }) => cells.length === names.length);
  const sample = whole.map(({ line, cells }) => rowOf(line, names, cells, nameOf));
  const columns = names.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
  const ours = names.map(nameOf);
  return {
    ...{ format: 'csv', files, sample: notEmpty(sample, files[0]!) },
    from: `read_csv($files, auto_detect = false, header = true, delim = $delimiter, quote = '"', escape = '"',
      columns = {${columns}}, store_rejects = true, rejects_limit = 0)`,
    parameters: { delimiter },
    // Of columns with one name the last one counts, as in memory.
    textOf: (name) => `c${ours.lastIndexOf(name)}`,
    timeOf: () => undefined,
  };
}

async function csvBeginning(file: string, numRows: number) {
  const source = await textOfFile(file);
  const [head = ''] = await firstOf(decoded(source(), 'utf-8'), 1);
  const delimiter = csvDelimiter(head);
  const records = csvRecords(decoded(source(), 'utf-8'), delimiter, file);
  const [header, ...rows] = await firstOf(flat(records), numRows + 1);
  return { delimiter, names: (header?.cells ?? []).map((name) => name.trim()), rows };
}

async function jsonSource(files: readonly string[], nameOf: (name: string) => string): Promise<LogSource> {
  const source = await textOfFile(files[0]!);
  const lines = jsonLines(decoded(source(), 'utf-8'), files[0]!, undefined, () => {});
  const records: InputRecord[] = await firstOf(flat(lines), SAMPLE_ROWS + 1);
  const sample = records.map((record) => logRow(record, nameOf));
  const places = new Map(records.flatMap(({ values }) => placesOf(values, nameOf)));
  return {
    ...{ format: 'jsonl', files, sample: notEmpty(sample, files[0]!) },
    from: "read_json_objects($files, format = 'newline_delimited', ignore_errors = true)",
    parameters: {},
    isRow: "coalesce(json_type(json) = 'OBJECT', false)",
    textOf(name) {
      const isList = sample.some(({ values }) => Array.isArray(values.get(name)));
      if (isList) throw noList(files[0]!, name, 'lists');
      return `json_extract(json, ${places.get(name)})::VARCHAR`;
    },
    timeOf: () => undefined,
  };
}

async function parquetSource(
  database: LogDatabase,
  files: readonly string[],
  nameOf: (name: string) => string,
): Promise<LogSource> {
  const from = 'read_parquet($files, hive_partitioning = false)';
  const table = await database.table(`SELECT * FROM ${from} LIMIT ${SAMPLE_ROWS + 1}`, { files: files.slice(0, 1) });
  const sample = table.rows.map((cells, i) => rowOf(i + 1, table.names, cells.map(plainValue), nameOf));
  const ours = table.names.map(nameOf);
  const typeOf = (name: string) => table.types[ours.lastIndexOf(name)]!;
  const columnOf = (name: string) => identifier(table.names[ours.lastIndexOf(name)]!);
  return {
    ...{ format: 'parquet', files, sample: notEmpty(sample, files[0]!), from, parameters: {} },
    textOf(name) {
      const type = typeOf(name);
      if (!PLAIN_TYPES.test(type) && !TIME_TYPES.test(type)) throw noList(files[0]!, name, type);
      return `${columnOf(name)}::VARCHAR`;
    },
    timeOf: (name) =>
      TIME_TYPES.test(typeOf(name)) ? `epoch_ms(${columnOf(name)}::${timestampType(typeOf(name))})::DOUBLE` : undefined,
  };
}

const timestampType = (type: string) => (/TIME ZONE|TZ/.test(type) ? 'TIMESTAMPTZ' : 'TIMESTAMP');

function noList(file: string, name: string, found: string): InputError {
  const mend = 'Write a row an item, or grant more memory (--memory), for such a log is read in memory alone.';
  const expected = 'one value a row in a log that is larger than memory';
  return new InputError({ file, found: `${found} in the column ${quoted(name)}`, expected, mend });
}

/** @throws InputError for a file that is none, or in another alphabet than UTF-8 */
async function textOfFile(file: string): Promise<ByteSource> {
  const { source } = await unpackedFile(file, {});
  const start = await firstBytes(source);
  if (!start.startsWith('\xff\xfe') && !start.startsWith('\xfe\xff')) return source;
  const expected = 'UTF-8 in a log that is larger than memory';
  throw new InputError({ file, found: 'UTF-16', expected, mend: 'Save it as UTF-8.' });
}

async function* flat<T>(pieces: AsyncIterable<Iterable<T>>): AsyncGenerator<T> {
  for await (const piece of pieces) yield* piece;
}

async function firstOf<T>(values: AsyncIterable<T>, count: number): Promise<T[]> {
  const first: T[] = [];
  for await (const value of values) if (first.push(value) === count) break;
  return first;
}

function rowOf(line: number, names: readonly string[], cells: readonly unknown[], nameOf: (name: string) => string) {
  return logRow({ line, values: Object.fromEntries(names.map((name, i) => [name, cells[i]])) }, nameOf);
}

function notEmpty(sample: LogRow[], file: string): LogRow[] {
  if (sample.length > 0) return sample;
  throw new InputError({ file, found: 'no rows', expected: 'at least one interaction' });
}

/** Where the columns that `logRow` finds are in a record: a JSON pointer as SQL has it, by our name. */
function placesOf(values: Record<string, unknown>, nameOf: (name: string) => string): [string, string][] {
  const pointer = (...keys: string[]) =>
    literal(keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  return Object.entries(values).flatMap(([key, value]): [string, string][] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[nameOf(key), pointer(key)]];
    return Object.keys(value).map((inner) => [nameOf(`${key}.${inner}`), pointer(key, inner)]);
  });
}

/** As a csv or JSON would have it. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.toISOString() : value;
}
