// Taste histories of imagined people, written by a language model (demo/films/data/README.md): what they met in their
// lives, in that order, and whether they liked it. For training where logs are silent; none is of a person of the taste
// bench.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError, quoted } from '../../../src/errors.ts';
import { strict } from '../records/film-record.ts';
import { RECORDS_FOLDER } from '../records/read-records.ts';

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
  const names = readdirSync(folder).filter((name) => /^histories-.*\.jsonl$/.test(name));
  return names.sort().flatMap((name) => {
    const [, ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    return lines.map((line, i): FilmHistory => {
      const result = v.safeParse(historySchema, JSON.parse(line), { abortEarly: true });
      if (result.success) {
        const { who, films } = result.output;
        return { who, events: films.map((one) => ({ filmId: one.slice(2), liked: one[0] === '+' })) };
      }
      const [issue] = result.issues;
      const place = { file: `demo/films/data/${name}`, line: i + 2 };
      throw new InputError({ ...place, found: quoted(issue.input), expected: issue.message });
    });
  });
}
