// What a search says of its answer: what it is headed by, what is not here, what gave way, and what could be given up.
import type {
  Condition,
  ItemSummary,
  MissingItem,
  ReadWish,
  RelaxedCondition,
  SearchResponse,
} from '../../../src/sdk/index.ts';
import type { SearchState } from '../state/list-state.ts';
import { type Reading, wishWords, withoutWishes } from '../state/wishes.ts';
import { countryWords, plural, withAnd } from '../state/words.ts';

/** That it was a search, and of what. */
export function searchHeading({ query, state }: SearchState): string {
  return `${state === 'loading' ? 'Searching' : 'Searched'} for “${query}”`;
}

export function missingLine({ title, year }: MissingItem): string {
  return year === undefined ? 'No exact title. Closest:' : `${title} (${year}) is not among these films. Closest:`;
}

/** A sentence of which nothing but its commonest words is read. */
export function languageLine(language: string): string {
  return `Only English is understood. Of your ${language}, this was read. Titles and names work in any language.`;
}

/** What of a sentence is no wish on a chip: it is searched for in stories, or not understood at all. */
export function restLines({ rest, unknownWords, wishes }: Reading): (string | false)[] {
  const unknown = new Set(unknownWords);
  const known = rest.split(' ').filter((word) => word !== '' && !unknown.has(word));
  const by = 'Matched by story and mood';
  return [
    known.length > 0 && (wishes.length > 0 ? `${by}: “${known.join(' ')}”.` : `${by}.`),
    unknown.size > 0 && `Not understood: ${[...unknown].map((word) => `“${word}”`).join(', ')}.`,
  ];
}

/** Which conditions too few films satisfied, and which stand in their place. The films that do satisfy them come first. */
export function relaxedLine(relaxed: readonly RelaxedCondition[], items: readonly ItemSummary[]): string {
  const asked = withAnd(relaxed.map(({ field, asked }) => conditionWords(field, asked, 'under')));
  const instead = withAnd(relaxed.map(({ field, instead }) => (instead ? conditionWords(field, instead) : any(field))));
  const numWhole = items.filter((item) => relaxed.every(({ field, asked }) => meets(item, field, asked))).length;
  if (numWhole === 0) return `Nothing ${asked} has all of that; here are films ${instead}.`;
  const only = `Only ${plural(numWhole, 'film')} ${asked} ${numWhole === 1 ? 'has' : 'have'} all of that`;
  return numWhole === items.length ? `${only}.` : `${only}; after them come films ${instead}.`;
}

/** `up to 80 minutes`, `from 1970 to 1979`, `from Norway or Sweden`. */
function conditionWords(field: string, { any = [], all = [], min, max }: Condition, upTo = 'up to'): string {
  if (field === 'runningTime') {
    if (min === undefined) return `${upTo} ${max} minutes`;
    return max === undefined ? `of ${min} minutes and more` : `of ${min} to ${max} minutes`;
  }
  if (field === 'year') {
    if (min === undefined) return `from before ${max! + 1}`;
    if (max === undefined) return `from ${min} and later`;
    return min === max ? `from ${min}` : `from ${min} to ${max}`;
  }
  const name = field === 'country' ? countryWords : (value: string) => value;
  const values = all.length > 0 ? withAnd(all.map(name)) : any.map(name).join(' or ');
  return `${field === 'country' ? 'from' : 'with'} ${values || [min, max].filter(Boolean).join(' to ')}`;
}

/** A condition that is none any more. */
function any(field: string): string {
  if (field === 'runningTime') return 'of any length';
  return field === 'year' || field === 'country' ? `from any ${field}` : `with any ${field}`;
}

/** What is unknown satisfies nothing. */
function meets({ facets, details }: ItemSummary, field: string, { any, all, min, max }: Condition): boolean {
  const values = (Object.hasOwn(facets, field) && facets[field]) || [];
  if (any?.length && !any.some((value) => values.includes(value))) return false;
  if (all?.some((value) => !values.includes(value))) return false;
  if (min === undefined && max === undefined) return true;
  const number = Number.parseFloat((Object.hasOwn(details, field) && details[field]) || '');
  return number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY);
}

interface LooserSearch {
  /** `Without Norway: 12 films`. */
  words: string;
  query: string;
}

/** Searches that would find something: each goes without the words of one condition. */
export function looserSearches({ reading, loosen = [] }: SearchResponse): LooserSearch[] {
  return loosen
    .map(({ field, count }) => {
      const wishes = reading.wishes.filter((wish) => isOf(wish, field));
      return {
        words: `${withoutWords(field, wishes)}: ${plural(count, 'film')}`,
        query: withoutWishes(reading, wishes),
      };
    })
    .filter(({ query }) => query !== '' && query !== reading.text);
}

const isOf = ({ facet, field }: ReadWish, name: string): boolean => (facet ?? field) === name;

function withoutWords(field: string, wishes: readonly ReadWish[]): string {
  if (field === 'runningTime') return 'Of any length';
  if (field === 'year') return 'From any year';
  if (wishes.every(({ mark }) => mark === 'not')) return `Even with ${withAnd(wishes.map(({ value = '' }) => value))}`;
  return `Without ${withAnd(wishes.map((wish) => (wish.mark === 'not' ? wishWords(wish).toLowerCase() : (wish.value ?? wish.label))))}`;
}
