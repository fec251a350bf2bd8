// Reads the record files under demo/films/data: every line checked, every problem told with its file and line. The
// catalog takes all of them or stops: a record that is wrong in one way may be wrong in another.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { InputError, quoted } from '../../../src/errors.ts';
import { type FilmFacts, filmFactsSchema } from './film-facts.ts';
import { type AddedFilm, addedFilmSchema, type FilmRecord, filmRecordSchema } from './film-record.ts';

/** Where the repository keeps its records. */
export const RECORDS_FOLDER = fileURLToPath(new URL('../data', import.meta.url));

/** Where a record stands. */
export interface Placed<T> {
  record: T;
  file: string;
  /** 1-based. */
  line: number;
  /** ISO date of the file, by its header. */
  written: string;
}

export interface FilmRecords {
  /** By item id. */
  records: Map<string, Placed<FilmRecord>>;
  /** Films that the source lacks. */
  added: Map<string, Placed<AddedFilm>>;
  /** Of films of either kind. */
  facts: Map<string, Placed<FilmFacts>>;
  /** Everything that is wrong; such lines are in no map. */
  problems: InputError[];
}

/** Of files named `records-*.jsonl`, `added-*.jsonl` and `facts-*.jsonl`; a folder without any gives none. */
export function readFilmRecords(folder = RECORDS_FOLDER): FilmRecords {
  const found: FilmRecords = { records: new Map(), added: new Map(), facts: new Map(), problems: [] };
  const { records, added, facts, problems } = found;
  for (const name of recordFiles(folder)) {
    const file = `demo/films/data/${name}`;
    const { written, lines } = readLines(join(folder, name), file, problems);
    for (const { value, line } of lines) {
      const place = { file, line, written };
      if (name.startsWith('facts-')) add(facts, [facts], filmFactsSchema, value, place, problems);
      else if (name.startsWith('added-')) add(added, [added, records], addedFilmSchema, value, place, problems);
      else add(records, [records, added], filmRecordSchema, value, place, problems);
    }
  }
  return found;
}

function recordFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(records|added|facts)-.*\.jsonl$/.test(name))
    .sort();
}

/** The JSON of each line behind the header, which says how the file came to be. */
function readLines(path: string, file: string, problems: InputError[]) {
  const [first, ...lines] = readFileSync(path, 'utf8').split('\n');
  const header = readHeader(first ?? '');
  if (!header) {
    const expected = 'a header {"about": …, "rubric": …, "written": …}';
    problems.push(new InputError({ file, line: 1, found: quoted(first), expected }));
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
  return { written: header?.written ?? '', lines: values };
}

const headerSchema = v.strictObject({
  about: v.string(),
  rubric: v.string(),
  written: v.pipe(v.string(), v.isoDate()),
});

function readHeader(text: string): v.InferOutput<typeof headerSchema> | undefined {
  try {
    return v.parse(headerSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @param others  in none of these may the film be already */
function add<T extends { id: string }>(
  target: Map<string, Placed<T>>,
  others: readonly ReadonlyMap<string, Placed<unknown>>[],
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  place: Omit<Placed<T>, 'record'>,
  problems: InputError[],
): void {
  const { file, line } = place;
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    const found = path === null ? quoted(issue.input) : `${path} ${quoted(issue.path!.at(-1)!.value)}`;
    problems.push(new InputError({ file, line, found, expected: issue.message }));
    return;
  }
  const record = result.output;
  const other = others.map((map) => map.get(record.id)).find(Boolean);
  if (other) {
    const found = `a second record of ${record.id} (the first is ${other.file}:${other.line})`;
    problems.push(new InputError({ file, line, found, expected: 'one record a film' }));
    return;
  }
  target.set(record.id, { record, ...place });
}
