// A wish that was read from a sentence, in words for people: what stands on its chip.
import type { ReadWish } from '../../../src/sdk/index.ts';
import { countryWords, sentenceCase } from './words.ts';

/** What numbers of films are in. */
const UNITS = new Map(Object.entries<string>({ runningTime: ' min' }));
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
    if (min !== undefined || max !== undefined) return label + (UNITS.get(field) ?? '');
    return (mark === 'more' || mark === 'less' ? DIRECTIONS.get(field)?.[mark] : undefined) ?? label;
  }
  if (facet === 'country' && mark === 'not') return `not from ${countryWords(value)}`;
  if (kind === 'fame') return FAME[mark];
  if (kind === 'surprise') return SURPRISE[mark];
  return kind === 'occasion' ? (OCCASIONS.get(value) ?? label) : label;
}
