// Ties between films: for every film those that the same people love, written by a language model
// (demo/films/data/README.md). Where logs are silent, as for most films after 2010, ties are all that is known of what
// goes with what.

import * as v from 'valibot';
import { InputError } from '../../../src/errors.ts';
import { filmId, strict } from '../records/film-record.ts';
import { RECORDS_FOLDER, RECORDS_PATH } from '../records/read-records.ts';
import { readWritten, writtenFiles } from '../records/written-lines.ts';

/** Same nerve, same maker, same world, a step further out. */
export const TIE_KINDS = { n: 'nerve', m: 'maker', w: 'world', s: 'step' } as const;
export type TieKind = keyof typeof TIE_KINDS;

const MAX_TIES = 14;
const tie = v.pipe(v.string('a tie'), v.regex(/^[nmws] [^ ]+$/, 'a kind (n, m, w or s) and the id of a film'));
const tiesSchema = strict({
  id: filmId,
  /** The strongest first. */
  ties: v.pipe(
    v.array(tie, 'a list'),
    v.check((list) => list.length <= MAX_TIES, `at most ${MAX_TIES} ties`),
    v.check((list) => new Set(list.map((one) => one.slice(2))).size === list.length, 'different films'),
  ),
});

export interface Tie {
  /** Stable film id. */
  to: string;
  kind: TieKind;
}

/** By film id, the strongest first. */
export type FilmTies = ReadonlyMap<string, readonly Tie[]>;

/** Of files named `ties-*.jsonl`. @throws InputError for a line that is not as it should be, or a film's second line */
export function readTies(folder = RECORDS_FOLDER): FilmTies {
  const ties = new Map<string, Tie[]>();
  for (const name of writtenFiles(folder, 'ties-')) {
    for (const { record, file, line } of readWritten(folder, name, `${RECORDS_PATH}/${name}`, tiesSchema)) {
      const { id, ties: list } = record;
      if (ties.has(id))
        throw new InputError({ file, line, found: `a second line of ${id}`, expected: 'one line a film' });
      ties.set(
        id,
        list.map((one) => ({ kind: one[0] as TieKind, to: one.slice(2) })),
      );
    }
  }
  return ties;
}
