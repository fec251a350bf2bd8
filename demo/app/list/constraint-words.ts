// What a constraint is called on its chip: `Horror`, `Not horror`, `No gore`, `From South Korea`, `With Tilda Swinton`.

import type { Constraint } from '../state/constraints.ts';
import { countryWords, sentenceCase } from '../state/words.ts';

/** Parts of time that have an article. */
const PERIOD = /^(?:\d|near|far|middle)/;

/** A value that is wanted, and one that is not. */
const WORDS = new Map<string, (value: string) => readonly [is: string, not: string]>([
  ['genre', (value) => [value, `not ${value.toLowerCase()}`]],
  ['theme', (value) => [`about ${value}`, `not about ${value}`]],
  ['cautions', (value) => [`with ${value}`, `no ${value}`]],
  ['country', (value) => [`from ${countryWords(value)}`, `not from ${countryWords(value)}`]],
  ['people', (value) => [`with ${value}`, `without ${value}`]],
  ['decade', (value) => [`from the ${value}`, `not from the ${value}`]],
  ['era', (value) => [eraWords(value), `not ${eraWords(value)}`]],
  ['audience', (value) => [`for ${audienceWords(value)}`, `not for ${audienceWords(value)}`]],
  ['pace', (value) => [`${value} pace`, `no ${value} pace`]],
  [
    'board',
    (value) =>
      value === 'Not Rated' ? ['without a rating', 'with a rating'] : [`rated ${value}`, `not rated ${value}`],
  ],
  ['length', (value) => [value, `not ${value.toLowerCase()}`]],
]);

function eraWords(value: string): string {
  if (value === 'timeless') return value;
  return `set in ${PERIOD.test(value) ? 'the ' : ''}${value}`;
}

function audienceWords(value: string): string {
  return value === 'family' ? 'the family' : value;
}

export function constraintWords(constraint: Constraint): string {
  return sentenceCase(plainWords(constraint));
}

function plainWords(constraint: Constraint): string {
  if (constraint.list === 'range') {
    const { field, min, max } = constraint;
    return rangeWords(field === 'runningTime' ? lengthWords : String, { min, max });
  }
  const { field, list, value } = constraint;
  const [is, not] = WORDS.get(field)?.(value) ?? [value, `not ${value}`];
  return list === 'none' ? not : is;
}

/** `1990 to 1999`, `from 1990`, `up to 2 h`. */
function rangeWords(
  words: (value: number) => string,
  { min, max }: { min?: number | undefined; max?: number | undefined },
): string {
  if (min === undefined) return `up to ${words(max!)}`;
  if (max === undefined) return `from ${words(min)}`;
  return min === max ? words(min) : `${words(min)} to ${words(max)}`;
}

/** `90 min`, `2 h`, `2½ h`. */
function lengthWords(minutes: number): string {
  if (minutes < 120 || minutes % 30 !== 0) return `${minutes} min`;
  return `${Math.floor(minutes / 60)}${minutes % 60 === 0 ? '' : '½'} h`;
}

/** What is given up together: `Horror or Comedy`. */
export function groupWords(constraints: readonly Constraint[]): string {
  return constraints.map((one, i) => (i === 0 ? constraintWords(one) : plainWords(one))).join(' or ');
}
