// How often what was written names a film: people of written histories who liked it, films that are tied to it. With the
// degrees of the facts it tells how known a film is today, finely enough to put the best-known ones in an order.

import { readHistories } from '../histories/film-histories.ts';
import { readTies } from '../ties/film-ties.ts';
import { LARGEST_DEGREE } from './film-facts.ts';

export interface Mentions {
  /** People of written histories who liked the film. */
  liked: number;
  /** Films that name it among their ties. */
  tied: number;
}

/** By film id; films that nothing names are not there. */
export type FilmMentions = ReadonlyMap<string, Mentions>;

/**
 * What a degree of fame, and an e-fold of mentions, are worth: near what a Poisson regression finds of how many real
 * people like a film (development half of the taste bench), with less of the mentions, which favour what writers love.
 */
const FAME_WEIGHT = 1;
const LIKED_WEIGHT = 0.2;
const TIED_WEIGHT = 0.1;

export function readMentions(): FilmMentions {
  const mentions = new Map<string, Mentions>();
  const of = (filmId: string): Mentions => {
    const found = mentions.get(filmId) ?? { liked: 0, tied: 0 };
    mentions.set(filmId, found);
    return found;
  };
  for (const { events } of readHistories()) for (const { filmId, liked } of events) if (liked) of(filmId).liked++;
  for (const ties of readTies().values()) for (const { to } of ties) of(to).tied++;
  return mentions;
}

/** How known a film is today, 0 to 1, on the scale of the logarithm of how many like it. */
export function renown(fame: number, { liked, tied }: Mentions = { liked: 0, tied: 0 }): number {
  const sum = FAME_WEIGHT * fame + LIKED_WEIGHT * Math.log1p(liked) + TIED_WEIGHT * Math.log1p(tied);
  return Math.min(1, sum / MOST_KNOWN);
}

/** Above what any film has: five degrees, a hundred who like it, a hundred ties. */
const MOST_KNOWN = FAME_WEIGHT * LARGEST_DEGREE + (LIKED_WEIGHT + TIED_WEIGHT) * Math.log1p(100);
