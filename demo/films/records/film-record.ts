// What a line of demo/films/data/*.jsonl must be. Records are written by a language model, so nothing in them is taken
// on trust: every term comes from a closed vocabulary, a logline is plain text of a given length, an unknown field is
// refused.
import * as v from 'valibot';
import { slug } from '../../../src/items/slug.ts';
import {
  AUDIENCES,
  BOARDS,
  CAUTIONS,
  CREATIVE_TYPES,
  ERAS,
  GENRES,
  MOODS,
  PACES,
  SOURCES,
  THEMES,
} from './vocabularies.ts';

const LOGLINE_WORDS = [15, 30] as const;
const MAX_PLACE_WORDS = 6;
const MAX_CAST = 5;
/** Of a film's first release. */
export const FIRST_YEAR = 1888;
export const LAST_YEAR = 2026;
/** Longest name of a person or country, in characters. */
const MAX_NAME = 100;
/** Characters that no sentence needs and markup does. */
const MARKUP = /[<>{}\\`]|&\w+;|https?:/;

const plain = v.pipe(
  v.string('a text'),
  v.check((text) => text.trim() === text && text !== '', 'a text without spaces around it'),
  v.check((text) => !MARKUP.test(text), 'plain text without markup'),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  v.check((text) => !/[\u0000-\u001f\u007f]/.test(text), 'one line'),
);
export const name = v.pipe(plain, v.maxLength(MAX_NAME, `at most ${MAX_NAME} characters`));
const wordCount = (text: string) => text.split(/\s+/).length;

const logline = v.pipe(
  plain,
  v.check((text) => {
    const words = wordCount(text);
    return words >= LOGLINE_WORDS[0] && words <= LOGLINE_WORDS[1];
  }, `${LOGLINE_WORDS[0]} to ${LOGLINE_WORDS[1]} words`),
);
export const oneOf = <const T extends readonly string[]>(terms: T, noun: string) =>
  v.picklist(terms, `a term of the ${noun} in demo/films/data/README.md`);

/** Between `min` and `max` different terms of a closed vocabulary. */
export const terms = <const T extends readonly string[]>(vocabulary: T, noun: string, min: number, max: number) =>
  v.pipe(
    v.array(oneOf(vocabulary, noun), 'a list'),
    v.check((list) => list.length >= min && list.length <= max, `${min} to ${max} ${noun}`),
    v.check((list) => new Set(list).size === list.length, `${noun} without repeats`),
  );
export const integer = (min: number, max: number) => {
  const expected = `an integer from ${min} to ${max}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(min, expected), v.maxValue(max, expected));
};

/** Unknown fields are refused: a misspelt one would be lost without a word. */
export const strict = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, ({ expected }) => {
    if (expected === 'never') return 'no field but those of demo/films/data/README.md';
    return expected === 'Object' ? 'an object' : 'a value';
  });

export const filmId = v.pipe(plain, v.regex(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u, 'a slug of title and year'));

/** Up to `max` different names. */
export const names = (max: number) =>
  v.pipe(
    v.array(name, 'a list'),
    v.check((list) => list.length <= max, `at most ${max} names`),
    v.check((list) => new Set(list).size === list.length, 'names without repeats'),
  );

const described = {
  id: filmId,
  logline,
  moods: terms(MOODS, 'moods', 1, 4),
  themes: terms(THEMES, 'themes', 2, 6),
  setting: v.optional(
    strict({
      place: v.optional(
        v.pipe(
          name,
          v.check((text) => wordCount(text) <= MAX_PLACE_WORDS, `at most ${MAX_PLACE_WORDS} words`),
        ),
      ),
      era: v.optional(oneOf(ERAS, 'eras')),
    }),
  ),
  pace: v.optional(oneOf(PACES, 'paces')),
  audience: v.optional(oneOf(AUDIENCES, 'audiences')),
  cautions: v.optional(terms(CAUTIONS, 'cautions', 0, CAUTIONS.length)),
  cast: v.optional(names(MAX_CAST)),
  director: v.optional(name),
  runningTime: v.optional(integer(20, 900)),
};

/** A record of a film that the source of the catalog has. */
export const filmRecordSchema = strict(described);

/** A film that the source lacks: it also carries what the source would have told. */
export const addedFilmSchema = v.pipe(
  strict({
    ...described,
    title: name,
    year: integer(FIRST_YEAR, LAST_YEAR),
    genre: oneOf(GENRES, 'genres'),
    creativeType: v.optional(oneOf(CREATIVE_TYPES, 'creative types')),
    source: v.optional(oneOf(SOURCES, 'sources')),
    board: v.optional(oneOf(BOARDS, 'boards')),
  }),
  v.forward(
    v.check(
      ({ id, title, year }) => new RegExp(`^${slug(title)}-${year}(-\\d+)?$`).test(id),
      'the slug of title and year',
    ),
    ['id'],
  ),
);

export type FilmRecord = v.InferOutput<typeof filmRecordSchema>;
export type AddedFilm = v.InferOutput<typeof addedFilmSchema>;
