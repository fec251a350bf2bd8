// Reads the record files under demo/films/data: every line checked, every problem told with its file and line. The
// catalog takes all of them or stops: a record that is wrong in one way may be wrong in another.
import { fileURLToPath } from 'node:url';
import type * as v from 'valibot';
import { InputError } from '../../../src/errors.ts';
import { type AskedFacts, askedFactsSchema } from './asked-facts.ts';
import { type FilmFacts, filmFactsSchema } from './film-facts.ts';
import { type FilmForms, filmFormsSchema } from './film-forms.ts';
import { type FilmPrizes, filmPrizesSchema } from './film-prizes.ts';
import { type AddedFilm, addedFilmSchema, type FilmRecord, filmRecordSchema } from './film-record.ts';
import { readWritten, type WrittenLine, writtenFiles } from './written-lines.ts';

/** Where the repository keeps its records. */
export const RECORDS_FOLDER = fileURLToPath(new URL('../data', import.meta.url));
/** What messages call it. */
export const RECORDS_PATH = 'demo/films/data';

/** Where a record stands. */
export type Placed<T> = WrittenLine<T>;

export interface FilmRecords {
  /** By item id. */
  records: Map<string, Placed<FilmRecord>>;
  /** Films that the source lacks. */
  added: Map<string, Placed<AddedFilm>>;
  /** Of films of either kind. */
  facts: Map<string, Placed<FilmFacts>>;
  /** What people ask of a film before they choose it; of films of either kind. */
  asked: Map<string, Placed<AskedFacts>>;
  /** Of films of either kind that have a form or a studio. */
  forms: Map<string, Placed<FilmForms>>;
  /** Of films of either kind that won a prize or stand in a list. */
  prizes: Map<string, Placed<FilmPrizes>>;
  /** Everything that is wrong; such lines are in no map. */
  problems: InputError[];
}

/** Of files `records-*`, `added-*`, `facts-*`, `asked-*`, `forms` and `prizes`, each `.jsonl`; a folder without any gives none. */
export function readFilmRecords(folder = RECORDS_FOLDER): FilmRecords {
  const [records, added, facts] = [new Map(), new Map(), new Map()];
  const [asked, forms, prizes] = [new Map(), new Map(), new Map()];
  const found: FilmRecords = { records, added, facts, asked, forms, prizes, problems: [] };
  const { problems } = found;
  function readAll<T extends { id: string }>(
    prefix: string,
    schema: v.GenericSchema<unknown, T>,
    target: Map<string, Placed<T>>,
    others: readonly ReadonlyMap<string, Placed<unknown>>[],
  ): void {
    const onProblem = (problem: InputError) => void problems.push(problem);
    for (const name of writtenFiles(folder, prefix)) {
      for (const placed of readWritten(folder, name, `${RECORDS_PATH}/${name}`, schema, onProblem)) {
        add(placed, target, others, problems);
      }
    }
  }
  readAll('added-', addedFilmSchema, added, [added]);
  readAll('facts-', filmFactsSchema, facts, [facts]);
  readAll('asked-', askedFactsSchema, asked, [asked]);
  readAll('forms', filmFormsSchema, forms, [forms]);
  readAll('prizes', filmPrizesSchema, prizes, [prizes]);
  readAll('records-', filmRecordSchema, records, [records, added]);
  return found;
}

/** @param others  in none of these may the film be already */
function add<T extends { id: string }>(
  placed: Placed<T>,
  target: Map<string, Placed<T>>,
  others: readonly ReadonlyMap<string, Placed<unknown>>[],
  problems: InputError[],
): void {
  const { record, file, line } = placed;
  const other = others.map((map) => map.get(record.id)).find(Boolean);
  if (other) {
    const found = `a second record of ${record.id} (the first is ${other.file}:${other.line})`;
    problems.push(new InputError({ file, line, found, expected: 'one record a film' }));
    return;
  }
  target.set(record.id, placed);
}
