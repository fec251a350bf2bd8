// Taste histories of imagined people, written by a language model (demo/films/data/README.md): what they met in their
// lives, in that order, and whether they liked it. For training where logs are silent; none is of a person of the taste
// bench.

import * as v from 'valibot';
import { strict } from '../records/film-record.ts';
import { RECORDS_FOLDER, RECORDS_PATH } from '../records/read-records.ts';
import { readWritten, writtenFiles } from '../records/written-lines.ts';

const MIN_FILMS = 8;
const historySchema = strict({
  /** Age, country, and a sketch. */
  who: v.pipe(v.string('a sketch'), v.minLength(20, 'a sketch')),
  /** `+` liked or `-` not, and the stable film id; the first met first. */
  films: v.pipe(
    v.array(v.pipe(v.string('a film'), v.regex(/^[+-] [^ ]+$/, '+ or - and the id of a film')), 'a list'),
    v.check((list) => list.length >= MIN_FILMS, `at least ${MIN_FILMS} films`),
    v.check((list) => new Set(list.map((one) => one.slice(2))).size === list.length, 'different films'),
  ),
});

export interface FilmHistory {
  who: string;
  /** The first met first. */
  events: { filmId: string; liked: boolean }[];
}

/** Of files named `histories-*.jsonl`. @throws InputError for a line that is not as it should be */
export function readHistories(folder = RECORDS_FOLDER): FilmHistory[] {
  return writtenFiles(folder, 'histories-').flatMap((name) =>
    readWritten(folder, name, `${RECORDS_PATH}/${name}`, historySchema).map(({ record: { who, films } }) => ({
      who,
      events: films.map((one) => ({ filmId: one.slice(2), liked: one[0] === '+' })),
    })),
  );
}
