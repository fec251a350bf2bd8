// Years of making and lengths with their bounds, as English says them: "from the seventies", "before 1960", "late 90s",
// "the last ten years", "under two hours", "between 80 and 100 minutes", "an hour and a half max".
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { readMeasure } from './measures.ts';
import { ITEM_NOUNS } from './nouns.ts';
import { readNumber } from './numbers.ts';
import { readOwnYears } from './own-years.ts';
import { hasWords, type Quantity, readBareNumber, readLength, readYears, skipArticles } from './quantities.ts';
import {
  BOUND_PHRASES,
  type Bound,
  KINDS,
  LENGTH_PHRASES,
  NOT_LENGTHS,
  NOT_YEARS,
  STRICT,
  YEAR_PHRASES,
} from './range-phrases.ts';
import { readRating } from './ratings.ts';

/** "A 90 minute thriller", "about 1980": how far from the number is still meant. */
const ABOUT_MINUTES = 10;
const ABOUT_YEARS = 2;

/** "The last five minutes" are no film's length. */
const LEAST_MINUTES = 20;

const DIRECTIONS = new Map<string, SaidRange['direction']>([
  ['newer', 'more'],
  ['older', 'less'],
]);

export function readRange(
  tokens: readonly Token[],
  from: number,
  thisYear: number,
  measures: ReadonlySet<string>,
): SaidRange | undefined {
  return (
    readRating(tokens, from, measures) ??
    readMeasure(tokens, from, measures) ??
    readOwnYears(tokens, from, thisYear) ??
    readAge(tokens, from) ??
    readBounded(tokens, from, thisYear) ??
    readLastYears(tokens, from, thisYear) ??
    readQuantity(tokens, from) ??
    readWords(tokens, from, thisYear)
  );
}

const OLDEST_CHILD = 17;

/** "a 7 year old", "aged 9", "is 15", "a child of three". */
function readAge(tokens: readonly Token[], from: number): SaidRange | undefined {
  const announced = /^(aged|age|ages|is|turn|turns|turning|of|im|are|she|he|shes|hes|whos|theyre)$/.test(
    tokens[from]?.word ?? '',
  );
  const number = readNumber(tokens, announced ? from + 1 : from);
  if (!number || number.value < 1 || number.value > 99) return undefined;
  const said = { quantity: 'age', min: number.value, max: number.value };
  const [first, second] = [tokens[number.end]?.word ?? '', tokens[number.end + 1]?.word ?? ''];
  if (/^(yo|yos|yearold|yearolds)$/.test(first)) return { ...said, end: number.end + 1 };
  if (/^(years?|yrs?|y)$/.test(first) && /^(olds?|o)$/.test(second)) return { ...said, end: number.end + 2 };
  if (!announced || number.value > OLDEST_CHILD) return undefined;
  if (/^(years?|yrs?)$/.test(first)) return { ...said, end: number.end + 1 };
  if (
    /^(min|mins|minutes?|h|hrs?|hours?|films?|movies?|hundred|of|people|friends|sisters|brothers|weeks?|days?|decades?|or|to|the)$/.test(
      first,
    )
  )
    return undefined;
  return { ...said, end: number.end };
}

function readBounded(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const found = BOUND_PHRASES.find(([, words]) => hasWords(tokens, from, words));
  if (!found) return undefined;
  const [bound, words] = found;
  const start = skipArticles(tokens, from + words.length);
  if (bound === 'between' || words.join(' ') === 'from') {
    const between =
      bound === 'between' ? readBetween(tokens, start) : readBetween(tokens, start, /^(to|till|until|through)$/);
    if (between) return between;
    if (bound === 'between') return undefined;
  }
  const said = readYears(tokens, start) ?? readLength(tokens, start) ?? readBareNumber(tokens, start);
  if (!said) return readCentury(tokens, start, bound, thisYear);
  const { quantity, end } = said;
  if (words.join(' ') === 'from') {
    const onwards = onwardsEnd(tokens, end);
    if (onwards) return { end: onwards, quantity, min: said.min };
    return quantity === 'year' ? plain(said) : undefined;
  }
  if (bound === 'about') return about(said);
  const strict = quantity === 'year' && words.some((word) => STRICT.has(word)) && !/^no|^not/.test(words[0]!);
  // "nothing after 2000" ends with 2000, "nothing before 1990" begins with 1990.
  const isFinal = /^(no|not|nothing|cant|isnt|doesnt|wont)$/.test(words[0]!) && { isFinal: true as const };
  if (bound === 'below') return { end, quantity, max: strict ? said.min - 1 : said.max, ...isFinal };
  return { end, quantity, min: strict ? said.max + 1 : said.min, ...isFinal };
}

/** "between 1950 and 1960", "80 to 100 minutes", "1950-1960", "60s to 80s". */
function readBetween(tokens: readonly Token[], from: number, joiners = /^(and|to)$/): SaidRange | undefined {
  const first = readYears(tokens, from) ?? readLength(tokens, from) ?? readBareNumber(tokens, from, true);
  if (!first) return undefined;
  const joiner = tokens[first.end];
  const isDash = joiner?.before === '-';
  if (!joiner || !(isDash || joiners.test(joiner.word))) return undefined;
  const next = skipArticles(tokens, isDash ? first.end : first.end + 1);
  const second = readYears(tokens, next) ?? readLength(tokens, next) ?? readBareNumber(tokens, next, true);
  const quantity = first.quantity;
  if (second?.quantity !== quantity) return undefined;
  const [low, high] = [exact(first, first.min), exact(second, second.max)];
  if (low > high) return undefined;
  return { end: second.end, quantity, min: low, max: high };
}

/** A length in a range is meant to the minute. */
function exact({ quantity, min, max }: Quantity, edge: number): number {
  return quantity === 'minutes' ? (min + max) / 2 : edge;
}

function readQuantity(tokens: readonly Token[], from: number): SaidRange | undefined {
  const between = readBetween(tokens, from, /^(to|till|until|through)$/);
  if (between) return between;
  const years = readYears(tokens, from);
  if (years) {
    const { end } = years;
    const behind = tokens[end]?.word;
    if (behind === 'or' && /^(earlier|older|before)$/.test(tokens[end + 1]?.word ?? ''))
      return { end: end + 2, quantity: 'year', max: years.max };
    if (behind === 'or' && /^(later|newer|after)$/.test(tokens[end + 1]?.word ?? ''))
      return { end: end + 2, quantity: 'year', min: years.min };
    const onwards = onwardsEnd(tokens, end);
    if (onwards) return { end: onwards, quantity: 'year', min: years.min };
    return plain(years);
  }
  const length = readLength(tokens, from);
  if (!length) return undefined;
  const { end } = length;
  const number = (length.min + length.max) / 2;
  if (number < LEAST_MINUTES) return undefined;
  const tail = tokens
    .slice(end, end + 3)
    .map(({ word }) => word)
    .join(' ');
  const after = (words: string) => end + words.split(' ').length;
  const below =
    /^(or less|or under|or shorter|at most|or so max|max|maximum|tops please|tops|top|or fewer|and under|or below|limit|at the most)\b/.exec(
      tail,
    )?.[0];
  if (below) return { end: after(below), quantity: 'minutes', max: number };
  const above = /^(or more|or over|or longer|at least|plus|and up|minimum|and over|or above)\b/.exec(tail)?.[0];
  if (above) return { end: after(above), quantity: 'minutes', min: number };
  const so = /^(or so|ish)\b/.exec(tail)?.[0];
  return {
    end: so ? after(so) : end,
    quantity: 'minutes',
    min: number - ABOUT_MINUTES,
    max: number + ABOUT_MINUTES,
  };
}

/** "the last ten years", "past 5 years". */
function readLastYears(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const start = skipArticles(
    tokens,
    hasWords(tokens, from, ['from']) || hasWords(tokens, from, ['in']) || hasWords(tokens, from, ['within'])
      ? from + 1
      : from,
  );
  if (!/^(last|past)$/.test(tokens[start]?.word ?? '')) return undefined;
  const number = readNumber(tokens, start + 1);
  if (number && /^years?$/.test(tokens[number.end]?.word ?? '')) {
    return { end: number.end + 1, quantity: 'year', min: thisYear - number.value + 1 };
  }
  if (number && /^decades?$/.test(tokens[number.end]?.word ?? '')) {
    return { end: number.end + 1, quantity: 'year', min: thisYear - number.value * 10 + 1 };
  }
  return undefined;
}

function readCentury(tokens: readonly Token[], from: number, bound: Bound, thisYear: number): SaidRange | undefined {
  const found = YEAR_PHRASES.find(([words]) => hasWords(tokens, from, words) && words.length > 1);
  if (!found) return undefined;
  const range = found[1](thisYear);
  if (bound === 'below' && range.min !== undefined)
    return { end: from + found[0].length, quantity: 'year', max: range.min - 1 };
  return { end: from + found[0].length, quantity: 'year', ...range };
}

/** Words without a number. */
function readWords(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const start = tokens[from]?.word === 'the' ? from + 1 : from;
  const year = YEAR_PHRASES.find(([words]) => hasWords(tokens, start, words) && isOfItems(tokens, start, words));
  if (year) return { end: start + year[0].length, quantity: 'year', ...year[1](thisYear) };
  const length = LENGTH_PHRASES.find(
    ([words]) =>
      hasWords(tokens, from, words) && !NOT_LENGTHS[words.at(-1)!]?.has(tokens[from + words.length]?.word ?? ''),
  );
  if (length) return { end: from + length[0].length, quantity: 'minutes', ...length[1] };
  if (hasWords(tokens, from, ['more', 'recent']) || hasWords(tokens, from, ['more', 'modern']))
    return { end: from + 2, quantity: 'year', direction: 'more' };
  const direction = DIRECTIONS.get(tokens[from]?.word ?? '');
  return direction && { end: from + 1, quantity: 'year', direction };
}

/** Not in "new friends", but in "new films" and "new family films". */
function isOfItems(tokens: readonly Token[], start: number, words: readonly string[]): boolean {
  const [next, behind] = [0, 1].map((i) => tokens[start + words.length + i]?.word ?? '');
  const isElse = NOT_YEARS[words.at(-1)!]?.has(next!);
  return !isElse || (KINDS.has(next!) && (ITEM_NOUNS.has(behind!) || /^stor(y|ies)$/.test(behind!)));
}

/** "1990 on", "2010 onwards", "90 and up". */
function onwardsEnd(tokens: readonly Token[], end: number): number | undefined {
  const [first, second] = [tokens[end]?.word ?? '', tokens[end + 1]?.word ?? ''];
  if (/^(onwards?|upwards?|plus)$/.test(first)) return end + 1;
  if (first === 'on' && !/^(the|a|an)$/.test(second)) return end + 1;
  if (/^and|or$/.test(first) && /^(later|after|newer|onwards?|up|above|beyond|on)$/.test(second)) return end + 2;
  if (/^to$/.test(first) && /^(now|today|present)$/.test(second)) return end + 2;
  return undefined;
}

function plain({ quantity, min, max, end, isDecade }: Quantity): SaidRange {
  return { end, quantity, min, max, ...(isDecade && { isDecade: true }) };
}

function about({ quantity, min, max, end }: Quantity): SaidRange {
  const reach = quantity === 'minutes' ? ABOUT_MINUTES : min === max ? ABOUT_YEARS : 0;
  return { end, quantity, min: min - reach, max: max + reach };
}
