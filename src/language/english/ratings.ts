// Ratings as people say them: "at least 8 on IMDb", "rated above 7.5", "over 90 percent on Rotten Tomatoes", "7+ imdb". Of a
// catalog that has them, by who gave them: `rating` of ten, by everybody, and `critics`, in percent.
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { readNumber } from './numbers.ts';
import { hasWords } from './quantities.ts';
import { BOUND_PHRASES, type Bound } from './range-phrases.ts';

/** Who rates, longest first. */
const SOURCES: readonly (readonly [quantity: string, words: readonly string[]])[] = (
  [
    ['critics', 'rotten tomatoes|rottentomatoes|the tomatometer|tomatometer|tomato meter|rt'],
    ['rating', 'internet movie database|imdb'],
  ] as const
).flatMap(([quantity, phrases]) => phrases.split('|').map((phrase) => [quantity, phrase.split(' ')] as const));
/** Words that say a rating is spoken of, whoever gives it. */
const RATED = new Set('rated rating ratings score scores scored scoring'.split(' '));
const BETWEEN = new Set(
  'a an the on of at by with is are has have having that which got get gets in out from to it its user users points percent stars star audience or more higher better up plus average critic fresh and'.split(
    ' ',
  ),
);
/** Behind the number: at least that. */
const OR_MORE = /^(or (?:more|higher|better|above|over|up)|and (?:up|above|over|more)|plus)\b/;
const OR_LESS = /^(or (?:less|lower|worse|below|under)|and below)\b/;
const MOST_WORDS = 12;
const BEST = { rating: 10, critics: 100 } as const;

export function readRating(
  tokens: readonly Token[],
  from: number,
  measures: ReadonlySet<string>,
): SaidRange | undefined {
  if (!measures.has('rating') && !measures.has('critics')) return undefined;
  let source: string | undefined;
  let bound: Bound | undefined;
  let number: number | undefined;
  let [isRated, isFinal, end] = [false, false, from];
  for (let at = from; at < Math.min(tokens.length, from + MOST_WORDS); ) {
    if (at > from && /[.,]/.test(tokens[at]!.before)) break;
    const named = SOURCES.find(([, words]) => hasWords(tokens, at, words));
    const limit: [Bound, readonly string[]] | undefined =
      number === undefined ? (BOUND_PHRASES.find(([, words]) => hasWords(tokens, at, words)) as never) : undefined;
    const said: ReturnType<typeof readNumber> = number === undefined ? readNumber(tokens, at) : undefined;
    if (named && source === undefined) {
      source = named[0];
      end = at += named[1].length;
    } else if (RATED.has(tokens[at]!.word)) {
      isRated = true;
      end = ++at;
    } else if (limit && bound === undefined && limit[0] !== 'between') {
      bound = limit[0];
      isFinal = /^(no|not|nothing)$/.test(limit[1][0]!);
      at += limit[1].length;
    } else if (said && (at > from || !/^\d{4}$/.test(tokens[at]!.word))) {
      number = said.value;
      end = at = said.end;
      const tail = [0, 1].map((i) => tokens[at + i]?.word ?? '').join(' ');
      const [more, less] = [OR_MORE.exec(tail)?.[0], OR_LESS.exec(tail)?.[0]];
      if (more) bound = 'above';
      if (less) bound = 'below';
      const said2 = more ?? less;
      if (said2) end = at += said2.split(' ').length;
      if (/^out of (10|ten|100|5|five)$/.test([0, 1, 2].map((i) => tokens[at + i]?.word ?? '').join(' '))) {
        isRated = true;
        end = at += 3;
      }
    } else if (at > from && BETWEEN.has(tokens[at]!.word)) at++;
    else break;
  }
  const quantity = source ?? (isRated ? (number !== undefined && number > BEST.rating ? 'critics' : 'rating') : undefined);
  if (number === undefined || quantity === undefined || !measures.has(quantity)) return undefined;
  if (number > BEST[quantity as keyof typeof BEST] || (quantity === 'critics' && number <= BEST.rating)) return undefined;
  const final = isFinal && { isFinal: true as const };
  return bound === 'below' ? { end, quantity, max: number, ...final } : { end, quantity, min: number, ...final };
}
