// Ratings as people say them: "at least 8 on IMDb", "rated above 7.5", "over 90 percent on Rotten Tomatoes", "7+ imdb". Of a
// catalog that has them, by who gave them: `rating` of ten, by everybody, and `critics`, in percent.
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { readNumber } from './numbers.ts';
import { hasWords } from './quantities.ts';
import { BOUND_PHRASES, type Bound } from './range-phrases.ts';

type Rating = 'rating' | 'critics';

const phrasesOf = (text: string) => text.split('|').map((phrase) => phrase.split(' '));
/** Who rates. */
const SOURCES: readonly (readonly [Rating, readonly string[][]])[] = [
  ['critics', phrasesOf('rotten tomatoes|rottentomatoes|the tomatometer|tomatometer|tomato meter|rt')],
  ['rating', phrasesOf('internet movie database|imdb')],
];
/** A rating is spoken of, whoever gives it. */
const RATED = new Set('rated rating ratings score scores scored scoring'.split(' '));
/** What stands between those who rate, the bound and the number. */
const BETWEEN = new Set(
  'a an the on of at by with is are has have having that which got get gets in out from to it its user users points percent stars star audience average critic fresh and'.split(
    ' ',
  ),
);
const OR_MORE = phrasesOf('or more|or higher|or better|or above|or over|or up|and up|and above|and over|and more|plus');
const OR_LESS = phrasesOf('or less|or lower|or worse|or below|or under|and below');
const OUT_OF = phrasesOf('out of 10|out of ten|out of 100');
const MOST_WORDS = 12;
const BEST: Record<Rating, number> = { rating: 10, critics: 100 };

/** What was heard from the first word on. */
interface Heard {
  source?: Rating;
  bound?: Bound;
  isFinal?: true;
  number?: number;
  isRated?: true;
  /** Behind the last word that says something. */
  end: number;
}

export function readRating(
  tokens: readonly Token[],
  from: number,
  measures: ReadonlySet<string>,
): SaidRange | undefined {
  if (!measures.has('rating') && !measures.has('critics')) return undefined;
  const heard: Heard = { end: from };
  for (let at = from; at < Math.min(tokens.length, from + MOST_WORDS); ) {
    if (at > from && /[.,]/.test(tokens[at]!.before)) break;
    const next = hear(tokens, at, heard) ?? (at > from && BETWEEN.has(tokens[at]!.word) ? at + 1 : undefined);
    if (next === undefined) break;
    at = next;
  }
  return rangeOf(heard, measures);
}

/** @returns the token behind what was heard; undefined where nothing new is said */
function hear(tokens: readonly Token[], at: number, heard: Heard): number | undefined {
  const starts = (phrases: readonly (readonly string[])[]) => phrases.find((words) => hasWords(tokens, at, words));
  if (RATED.has(tokens[at]!.word)) {
    heard.isRated = true;
    return (heard.end = at + 1);
  }
  const named = SOURCES.find(([, phrases]) => starts(phrases));
  if (named && !heard.source) {
    heard.source = named[0];
    return (heard.end = at + starts(named[1])!.length);
  }
  if (heard.number !== undefined) return hearTail(tokens, at, heard);
  const limit = heard.bound ? undefined : BOUND_PHRASES.find(([, words]) => hasWords(tokens, at, words));
  if (limit && limit[0] !== 'between') {
    heard.bound = limit[0];
    if (/^(no|not|nothing)$/.test(limit[1][0]!)) heard.isFinal = true;
    return at + limit[1].length;
  }
  const said = readNumber(tokens, at);
  if (!said || said.value > BEST.critics) return undefined;
  heard.number = said.value;
  return (heard.end = said.end);
}

/** "Or more", "out of ten". */
function hearTail(tokens: readonly Token[], at: number, heard: Heard): number | undefined {
  for (const [bound, phrases] of [
    ['above', OR_MORE],
    ['below', OR_LESS],
    [undefined, OUT_OF],
  ] as const) {
    const found = phrases.find((words) => hasWords(tokens, at, words));
    if (!found) continue;
    if (bound) heard.bound = bound;
    else heard.isRated = true;
    return (heard.end = at + found.length);
  }
  return undefined;
}

function rangeOf(heard: Heard, measures: ReadonlySet<string>): SaidRange | undefined {
  const { source, bound, number, isRated, isFinal, end } = heard;
  if (number === undefined || !(source || isRated)) return undefined;
  const quantity: Rating = source ?? (number > BEST.rating ? 'critics' : 'rating');
  const isOfIt = number <= BEST[quantity] && (quantity === 'rating' || number > BEST.rating);
  if (!isOfIt || !measures.has(quantity)) return undefined;
  const limit = bound === 'below' ? { max: number } : { min: number };
  return { end, quantity, ...limit, ...(isFinal && { isFinal }) };
}
