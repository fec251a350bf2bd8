// How a list for two is told: titles in a line, whose reason is whose, kinds of films.
import type { ItemReason, ItemSummary, TasteKind, TogetherItem } from '../../../src/sdk/index.ts';
import { reasonLine } from '../session/reason-line.ts';
import { plural, sentenceCase, withAnd } from '../state/words.ts';

/** Titles that a sentence names. */
const MAX_TITLES = 5;

/** `Alien (1979)`. */
export const titleOf = ({ title, details }: ItemSummary): string =>
  details.year ? `${title} (${details.year})` : title;

/** `Alien, Heat and 7 more`. */
export function titlesOf(films: readonly ItemSummary[]): string {
  const named = films.slice(0, MAX_TITLES).map(({ title }) => title);
  const more = films.length - named.length;
  return withAnd(more > 0 ? [...named, `${more} more`] : named);
}

export const kindWords = ({ value }: TasteKind): string => sentenceCase(value);

/** `Dreamy, like Brazil`; where nothing tells, how near the top it stands. */
export function whyFor(film: TogetherItem, reason: ItemReason | undefined, place: number, name?: string): string {
  const liker = name === undefined ? undefined : { name, like: 'likes' };
  const line = reason && reasonLine(film, reason, liker);
  return line ?? `Among the best ${Math.max(1, Math.ceil(100 * (1 - place)))}% of all films`;
}

/** `57 likes, 12 dislikes and 203 seen`. */
export function countsOf(numLikes: number, numDislikes: number, numSeen: number): string {
  const parts = [
    plural(numLikes, 'like'),
    ...(numDislikes > 0 ? [plural(numDislikes, 'dislike')] : []),
    ...(numSeen > 0 ? [`${numSeen.toLocaleString('en-GB')} only seen`] : []),
  ];
  return withAnd(parts);
}
