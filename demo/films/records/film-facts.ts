// What a line of demo/films/data/facts-*.jsonl must be: what is known of a film today. Fame and love, which votes that
// end in 2010 cannot tell; country, franchise and further titles; and the right title, year, genre or director where
// the source has a wrong one or none. Every film of the catalog may have one, whether it has a record or not.
import * as v from 'valibot';
import { FIRST_YEAR, filmId, integer, LAST_YEAR, name, names, oneOf, strict } from './film-record.ts';
import { GENRES } from './vocabularies.ts';

const MAX_COUNTRIES = 3;
const MAX_TITLES = 8;

/** Fame and love are told on this scale, 5 the most; the rubric says what each step is. */
export const LARGEST_DEGREE = 5;
const degree = integer(1, LARGEST_DEGREE);

export const filmFactsSchema = strict({
  id: filmId,
  /** How widely known today. */
  fame: degree,
  /** How those who know it love it; absent for films that the writer does not know. */
  loved: v.optional(degree),
  /** The main producing ones. */
  country: v.optional(names(MAX_COUNTRIES)),
  /** The usual short name of the series or world that the film belongs to. */
  franchise: v.optional(name),
  /** Further ones: original, English, usual short forms. */
  titles: v.optional(names(MAX_TITLES)),
  /** These four stand only where the source is wrong or silent. */
  title: v.optional(name),
  year: v.optional(integer(FIRST_YEAR, LAST_YEAR)),
  genre: v.optional(oneOf(GENRES, 'genres')),
  director: v.optional(name),
});

export type FilmFacts = v.InferOutput<typeof filmFactsSchema>;
