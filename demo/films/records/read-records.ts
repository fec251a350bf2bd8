// Reads the record files under demo/films/data: every line checked, every problem told with its file and line. The
// catalog takes all of them or stops: a record that is wrong in one way may be wrong in another.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { InputError, quoted } from '../../../src/errors.ts';
import { type FilmRecord, filmRecordSchema, type NewerFilm, newerFilmSchema } from './film-record.ts';

/** Where the repository keeps its records. */
export const RECORDS_FOLDER = fileURLToPath(new URL('../data', import.meta.url));

/** Where a record stands. */
export interface Placed<T> {
  record: T;
  file: string;
  /** 1-based. */
  line: number;
}

export interface FilmRecords {
  /** By item id. */
  records: Map<string, Placed<FilmRecord>>;
  newer: Map<string, Placed<NewerFilm>>;
  /** Everything that is wrong; such lines are in neither map. */
  problems: InputError[];
}

/** Of files named `records-*.jsonl` and `newer-*.jsonl`; a folder without any gives none. */
export function readFilmRecords(folder = RECORDS_FOLDER): FilmRecords {
  const found: FilmRecords = { records: new Map(), newer: new Map(), problems: [] };
  for (const name of recordFiles(folder)) {
    const path = join(folder, name);
    for (const { value, line } of readLines(path, `demo/films/data/${name}`, found.problems)) {
      if (name.startsWith('newer-')) add(found, found.newer, newerFilmSchema, value, `demo/films/data/${name}`, line);
      else add(found, found.records, filmRecordSchema, value, `demo/films/data/${name}`, line);
    }
  }
  return found;
}

function recordFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(records|newer)-.*\.jsonl$/.test(name))
    .sort();
}

/** The JSON of each line behind the header, which says how the file came to be. */
function readLines(path: string, file: string, problems: InputError[]): { value: unknown; line: number }[] {
  const [header, ...lines] = readFileSync(path, 'utf8').split('\n');
  if (!isHeader(header ?? '')) {
    const expected = 'a header {"about": …, "rubric": …, "written": …}';
    problems.push(new InputError({ file, line: 1, found: quoted(header), expected }));
  }
  const values: { value: unknown; line: number }[] = [];
  for (const [i, text] of lines.entries()) {
    if (text.trim() === '') continue;
    try {
      values.push({ value: JSON.parse(text), line: i + 2 });
    } catch (cause) {
      const found = `invalid JSON ${quoted(text)}`;
      problems.push(new InputError({ file, line: i + 2, found, expected: 'one JSON object' }, { cause }));
    }
  }
  return values;
}

const headerSchema = v.strictObject({
  about: v.string(),
  rubric: v.string(),
  written: v.pipe(v.string(), v.isoDate()),
});

function isHeader(text: string): boolean {
  try {
    return v.is(headerSchema, JSON.parse(text));
  } catch {
    return false;
  }
}

function add<T extends { id: string }>(
  { records, newer, problems }: FilmRecords,
  target: Map<string, Placed<T>>,
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  file: string,
  line: number,
): void {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue);
    const found = place === null ? quoted(issue.input) : `${place} ${quoted(issue.path!.at(-1)!.value)}`;
    problems.push(new InputError({ file, line, found, expected: issue.message }));
    return;
  }
  const record = result.output;
  const other = records.get(record.id) ?? newer.get(record.id);
  if (other) {
    const found = `a second record of ${record.id} (the first is ${other.file}:${other.line})`;
    problems.push(new InputError({ file, line, found, expected: 'one record a film' }));
    return;
  }
  target.set(record.id, { record, file, line });
}
