// What of a catalog can be asked for, and how often two of these go together: values of facets, decades, newer items and
// short ones. Only what finds a first page counts.
import { firstNumber } from '../../text/read-number.ts';
import { facetKind } from '../facet-kinds.ts';
import { nameWords } from '../names.ts';
import type { QueryPart } from '../reading-pack.ts';
import type { TextWords } from '../text-words.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What of an item sentences speak of; items of a bundle have it. */
export interface SpokenItem {
  title: string;
  text: string;
  facets: Readonly<Record<string, readonly string[]>>;
  details: Readonly<Record<string, string>>;
}

export interface SpokenFacet {
  name: string;
  /** For people: it tells what the values are. */
  label: string;
}

/** One thing that can be asked for. */
export interface Term {
  part: QueryPart;
  /** `genre=Horror`, `year=1970..1979`. */
  meaning: string;
  /** Items that have it. */
  rows: readonly number[];
}

export interface Pair {
  terms: readonly [Term, Term];
  /** Items that have both. */
  count: number;
}

export interface CatalogTerms {
  /** The most frequent first. */
  terms: readonly Term[];
  pairs: readonly Pair[];
  numItems: number;
  /** Items with some value, by facet. */
  numKnown: ReadonlyMap<string, number>;
}

/** Items to be found at least: a first page, and some that a visitor knows. */
export const LEAST_ITEMS = 12;
/** Of one facet, and of all: what is rarer is asked for by few. */
const MAX_VALUES = 60;
const MAX_TERMS = 1000;
const NEARLY_ALWAYS = 0.9;
/** What so many of all items have says nothing beside something else. */
const MOST_HAVE = 0.6;
/** Decades have no name before. */
const FIRST_DECADE = 1900;
/** Share of the items that "since 2015" is to find. */
const NEWER = 0.25;
const LENGTHS = [10, 15, 20, 30, 45, 60, 90, 120];
/** Shares of the items of which "under 30 minutes" is worth saying. */
const SHORT = { least: 0.1, most: 0.5 };

export function catalogTerms(
  items: readonly SpokenItem[],
  facets: readonly SpokenFacet[],
  { fields }: Pick<Vocabulary, 'fields'>,
  { isOrdinary }: Pick<TextWords, 'isOrdinary'>,
): CatalogTerms {
  const values = facets.flatMap((facet) => valueTerms(items, facet, isOrdinary));
  const terms = [...values, ...yearTerms(items, fields.year), ...lengthTerms(items, fields.minutes)]
    .filter(({ rows }) => rows.length >= LEAST_ITEMS)
    .sort(byCount)
    .slice(0, MAX_TERMS);
  const known = ({ name }: SpokenFacet) => items.filter((item) => item.facets[name]?.length).length;
  const numKnown = new Map(facets.map((facet) => [facet.name, known(facet)]));
  return { terms, pairs: pairsOf(terms, items.length), numItems: items.length, numKnown };
}

/** Whether nearly all items of which the facet is known have this value: it says nothing then. */
export function isNearlyAlways({ part, rows }: Term, { numKnown, numItems }: CatalogTerms): boolean {
  return rows.length >= NEARLY_ALWAYS * (numKnown.get(part.facet) ?? numItems);
}

/** Whether a term tells items apart beside another. */
export function isTelling({ rows }: Term, { numItems }: CatalogTerms): boolean {
  return rows.length <= MOST_HAVE * numItems;
}

/** The same for items in any order. */
function byCount(a: Term, b: Term): number {
  return b.rows.length - a.rows.length || (a.meaning < b.meaning ? -1 : 1);
}

function valueTerms(items: readonly SpokenItem[], facet: SpokenFacet, isOrdinary: TextWords['isOrdinary']): Term[] {
  const rowsOf = new Map<string, number[]>();
  for (const [row, { facets }] of items.entries()) {
    for (const value of new Set(facets[facet.name])) {
      const rows = rowsOf.get(value);
      if (rows) rows.push(row);
      else rowsOf.set(value, [row]);
    }
  }
  const kind = facetKind(facet);
  const termOf = ([value, rows]: [string, number[]]): Term => ({
    part: { kind, facet: facet.name, value, isOrdinary: nameWords(value).every(isOrdinary) },
    meaning: `${facet.name}=${value}`,
    rows,
  });
  return [...rowsOf].map(termOf).sort(byCount).slice(0, MAX_VALUES);
}

function yearTerms(items: readonly SpokenItem[], field: string | undefined): Term[] {
  const years = numbersOf(items, field);
  const known = [...years.values()].sort((a, b) => a - b);
  if (field === undefined || known.length === 0) return [];
  const decades = new Set(known.map((year) => year - (year % 10)).filter((decade) => decade >= FIRST_DECADE));
  const term = (min: number, max?: number) => rangeTerm('years', field, years, { min, ...(max && { max }) });
  const newest = known[Math.floor(known.length * (1 - NEWER))]!;
  const since = newest - (newest % 5);
  const isNews = since > known[0]! && since >= FIRST_DECADE;
  return [...[...decades].map((decade) => term(decade, decade + 9)), ...(isNews ? [term(since)] : [])];
}

function lengthTerms(items: readonly SpokenItem[], field: string | undefined): Term[] {
  const lengths = numbersOf(items, field);
  if (field === undefined) return [];
  const terms = LENGTHS.map((max) => rangeTerm('minutes', field, lengths, { max }));
  const share = ({ rows }: Term) => rows.length / items.length;
  return terms.filter((term) => share(term) >= SHORT.least && share(term) <= SHORT.most);
}

/** Known numbers of a detail by row. */
function numbersOf(items: readonly SpokenItem[], field: string | undefined): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const [row, item] of items.entries()) {
    const number = numberOf(item, field);
    if (number !== undefined) numbers.set(row, number);
  }
  return numbers;
}

/** The number that a detail begins with. */
export function numberOf({ details }: SpokenItem, field: string | undefined): number | undefined {
  return field !== undefined && Object.hasOwn(details, field) ? firstNumber(details[field]) : undefined;
}

function rangeTerm(
  kind: 'years' | 'minutes',
  facet: string,
  numbers: ReadonlyMap<number, number>,
  range: { min?: number; max?: number },
): Term {
  const { min, max } = range;
  const isIn = (number: number) => number >= (min ?? number) && number <= (max ?? number);
  const rows = [...numbers].filter(([, number]) => isIn(number)).map(([row]) => row);
  const meaning = `${kind === 'years' ? 'year' : 'minutes'}=${min ?? ''}..${max ?? ''}`;
  return { part: { kind, facet, ...range }, meaning, rows };
}

/** Two terms that enough items have both, but for two spans of one number. */
function pairsOf(terms: readonly Term[], numItems: number): Pair[] {
  const termsOf = Array.from({ length: numItems }, (): number[] => []);
  for (const [number, { rows }] of terms.entries()) for (const row of rows) termsOf[row]!.push(number);
  const counts = new Uint32Array(terms.length ** 2);
  for (const numbers of termsOf) {
    for (const [i, first] of numbers.entries()) {
      for (let j = i + 1; j < numbers.length; j++) counts[first * terms.length + numbers[j]!]!++;
    }
  }
  const pairs: Pair[] = [];
  for (const [at, count] of counts.entries()) {
    const pair = [terms[Math.floor(at / terms.length)]!, terms[at % terms.length]!] as const;
    const isRange = pair.every(({ part }) => !('value' in part) && part.kind === (pair[0].part as QueryPart).kind);
    if (count >= LEAST_ITEMS && !isRange) pairs.push({ terms: pair, count });
  }
  return pairs.sort((a, b) => b.count - a.count || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ terms }: Pair): string {
  return terms.map(({ meaning }) => meaning).join('\n');
}
