// What a line of demo/films/data/asked-*.jsonl must be: what people ask of a film before they choose it. Whose film and
// whose story it is, what is spoken, how it ends, what is in it that one may want to avoid, from which age on, whether
// there is singing, at which time of the year it plays. Unknown is absent.
import * as v from 'valibot';
import { filmId, integer, names, oneOf, strict, terms } from './film-record.ts';
import { ENDINGS, GENDERS, TIMES_OF_YEAR, WARNINGS } from './vocabularies.ts';

/** Ages from which on a parent would show it. */
export const AGES = [3, 18] as const;
const MAX_LANGUAGES = 2;
const MAX_TIMES = 2;

const genders = v.optional(terms(GENDERS, 'genders', 1, GENDERS.length));
const warnings = v.optional(terms(WARNINGS, 'warnings', 0, WARNINGS.length));

export const askedFactsFields = strict({
  id: filmId,
  /** Of the directors, and of the leads by the story: both where both are. */
  director: genders,
  lead: genders,
  /** As it was made; the main one first. `[]` where nobody talks. */
  language: v.optional(names(MAX_LANGUAGES)),
  ending: v.optional(oneOf(ENDINGS, 'endings')),
  /** A surprise late in it turns what was seen before into something else. */
  twist: v.optional(v.literal(true, 'true')),
  /** What is in it, and of what it is not known; all others are not. Both are absent where nothing is known. */
  with: warnings,
  unsure: warnings,
  age: v.optional(integer(...AGES)),
  sung: v.optional(v.boolean('true or false')),
  /** `[]` where it plays at no such time. */
  when: v.optional(terms(TIMES_OF_YEAR, 'times of the year', 0, MAX_TIMES)),
});

export const askedFactsSchema = v.pipe(
  askedFactsFields,
  v.check((facts) => Object.keys(facts).length > 1, 'something that is known'),
  v.check(({ with: has, unsure }) => (has === undefined) === (unsure === undefined), 'with and unsure, or neither'),
  v.check(({ with: has = [], unsure = [] }) => !has.some((one) => unsure.includes(one)), 'what is in it, or unsure'),
);

export type AskedFacts = v.InferOutput<typeof askedFactsFields>;
