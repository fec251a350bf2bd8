// How many items have all that somebody wrote of a query, as the page counts them (src/engine/suggest/new-territory.ts).
import { parseMeaning } from '../meanings.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { numberOf, type SpokenItem } from './catalog-terms.ts';

/** What is said of no property of an item: it narrows nothing. */
const UNNARROWED = new Set(['occasion', 'surprise', 'always']);

export function countWith(
  items: readonly SpokenItem[],
  meanings: readonly string[],
  { fields }: Pick<Vocabulary, 'fields'>,
): number {
  const tests = meanings.map((meaning) => testOf(meaning, fields));
  return items.filter((item) => tests.every((test) => test(item))).length;
}

function testOf(meaning: string, fields: Vocabulary['fields']): (item: SpokenItem) => boolean {
  const { mark, kind, value } = parseMeaning(meaning);
  // A degree ("less fame") narrows nothing either.
  if (value === undefined || UNNARROWED.has(kind)) return () => true;
  const has = Object.hasOwn(fields, kind) ? inRange(fields[kind], value) : withValue(kind, value);
  return mark === 'not' || mark === 'less' ? (item) => !has(item) : has;
}

function withValue(facet: string, value: string): (item: SpokenItem) => boolean {
  return ({ facets }) => Object.hasOwn(facets, facet) && facets[facet]!.includes(value);
}

function inRange(field: string | undefined, range: string): (item: SpokenItem) => boolean {
  const [, low, high] = /^(\d*)\.\.(\d*)$/.exec(range) ?? [];
  return (item) => {
    const number = numberOf(item, field) ?? Number.NaN;
    return number >= Number(low || Number.NEGATIVE_INFINITY) && number <= Number(high || Number.POSITIVE_INFINITY);
  };
}
