// Wishes that were read from a sentence: which they are, what is left of it without one of them, and a wish in words for people,
// as it stands on its chip.
import type { ReadWish, SearchResponse } from '../../../src/sdk/index.ts';
import { countryWords, sentenceCase } from './words.ts';

/** A bound of a number of films, in words. */
const BOUNDS = new Map(
  Object.entries<(label: string) => string>({
    runningTime: (label) => `${label} min`,
    imdbRating: (label) => `IMDb ${label}`,
    rottenTomatoes: (label) => `critics ${label} %`,
    fromAge: (label) => `for age ${label.replace(/^up to /, '')}`,
  }),
);
/** Values that say nothing without a word before them. */
const BEFORE = new Map(Object.entries<string>({ country: 'from', region: 'from', language: 'in', board: 'rated' }));
/** A number that is wished to be other, but not what. */
const DIRECTIONS = new Map(
  Object.entries<{ more: string; less: string }>({
    year: { more: 'newer', less: 'older' },
    runningTime: { more: 'longer', less: 'shorter' },
  }),
);
const OCCASIONS = new Map(
  Object.entries<string>({
    parents: 'with parents',
    date: 'for a date',
    friends: 'with friends',
  }),
);
const FAME = { want: 'well known', more: 'better known', less: 'less known', not: 'little known' };
const SURPRISE = { want: 'surprising', more: 'more surprising', less: 'less surprising', not: 'nothing surprising' };

/** `Comedy`, `Up to 100 min`, `Not violence`, `Like Alien`. */
export function wishWords(wish: ReadWish): string {
  return sentenceCase(plainWords(wish));
}

function plainWords({ kind, mark, label, facet, field = '', min, max, value = '' }: ReadWish): string {
  if (kind === 'range') {
    if (min !== undefined || max !== undefined) return BOUNDS.get(field)?.(label) ?? label;
    return (mark === 'more' || mark === 'less' ? DIRECTIONS.get(field)?.[mark] : undefined) ?? label;
  }
  const word = BEFORE.get(facet ?? '');
  if (word && mark === 'not') return `not ${word} ${facet === 'country' ? countryWords(value) : value}`;
  if (word && mark === 'want' && facet !== 'country' && facet !== 'region') return `${word} ${value}`;
  if (kind === 'fame') return FAME[mark];
  if (kind === 'surprise') return SURPRISE[mark];
  return kind === 'occasion' ? (OCCASIONS.get(value) ?? label) : label;
}

export type Reading = SearchResponse['reading'];

/** What the query was read as. Of a film that is not here it is no wish what its title happens to say. */
export function readWishes({ reading, missing }: SearchResponse): ReadWish[] {
  if (missing && Object.keys(reading.where).length === 0) return [];
  return reading.wishes.filter(({ kind }) => kind !== 'always');
}

/** Words that lead to a wish, and say nothing once it is gone. */
const LEADING = /(?:^|\s)(?:from|in|of|with|without|by|about|for|and|or|but|no|not|non|nothing|any|too)\s*$|[,;]\s*$/i;

/** The query without the words of some wishes. */
export function withoutWishes({ text }: Reading, wishes: readonly ReadWish[]): string {
  let left = text;
  for (const { start, end } of [...wishes].sort((a, b) => b.start - a.start)) {
    let before = left.slice(0, start);
    while (LEADING.test(before)) before = before.replace(LEADING, '');
    left = `${before} ${left.slice(end)}`;
  }
  return left
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s|[,;]|and\b|or\b|but\b)+/i, '')
    .trim();
}
