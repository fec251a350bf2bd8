// What a line of demo/films/data/prizes.jsonl must be: the main prizes that a film won, each with the year of the ceremony, and
// the lists of the best films that it stands in, each with its rank. A film with neither has no line: whole lists of
// winners were gone through.
import * as v from 'valibot';
import { filmId, integer, LAST_YEAR, strict } from './film-record.ts';
import { CANONS, PRIZES } from './vocabularies.ts';

const FIRST_CEREMONY = 1929;
const LAST_RANK = 102;

export const filmPrizesSchema = v.pipe(
  strict({
    id: filmId,
    /** Prize -> year. */
    prizes: v.optional(
      v.record(v.picklist(PRIZES, 'a prize'), integer(FIRST_CEREMONY, LAST_YEAR), 'years by prize'),
      {},
    ),
    /** List -> rank. */
    canons: v.optional(v.record(v.picklist(CANONS, 'a list'), integer(1, LAST_RANK), 'ranks by list'), {}),
  }),
  v.check(({ prizes, canons }) => Object.keys({ ...prizes, ...canons }).length > 0, 'a prize or a list'),
);

export type FilmPrizes = v.InferOutput<typeof filmPrizesSchema>;
