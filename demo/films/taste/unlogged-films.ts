// Films that no training log knows, as most of the newer ones: do lists hold them, and rightly so? A model that knows
// films by logs alone shows none of them.

import type { Film } from '../cleaning/read-films.ts';
import type { FilmLog } from '../training/film-training-data.ts';

/** Events from which a log knows a film. */
export const MIN_FILM_EVENTS = 5;

/** Ids of the films that have enough events in what real people left. */
export function loggedFilms(logs: readonly FilmLog[], films: readonly Film[]): Set<string> {
  const counts = new Uint32Array(films.length);
  for (const { log } of logs.filter(({ isReal }) => isReal)) for (const film of log.items) counts[film]!++;
  return new Set(films.filter((_, row) => counts[row]! >= MIN_FILM_EVENTS).map(({ itemId }) => itemId));
}

/** Of films that a log knows, or of those that none does; NaN where there are none. */
export interface FoundFigures {
  /** Films listed, over all lists; and those of them that were wanted, as a share. */
  numListed: number;
  hitShare: number;
  /** Films wanted, over all lists; and those of them that were listed, as a share. */
  numWanted: number;
  recall: number;
}

export interface UnloggedFigures {
  maker: string;
  logged: FoundFigures;
  unlogged: FoundFigures;
}

/** @param wanted  what each list should hold */
export function unloggedFigures(
  { maker, lists }: { maker: string; lists: readonly (readonly string[])[] },
  wanted: readonly ReadonlySet<string>[],
  logged: ReadonlySet<string>,
): UnloggedFigures {
  const isUnlogged = (id: string) => !logged.has(id);
  return {
    maker,
    logged: foundFigures(lists, wanted, (id) => logged.has(id)),
    unlogged: foundFigures(lists, wanted, isUnlogged),
  };
}

function foundFigures(
  lists: readonly (readonly string[])[],
  wanted: readonly ReadonlySet<string>[],
  counts: (id: string) => boolean,
): FoundFigures {
  let [numListed, numWanted, hits] = [0, 0, 0];
  for (const [i, list] of lists.entries()) {
    const listed = list.filter(counts);
    numListed += listed.length;
    numWanted += [...wanted[i]!].filter(counts).length;
    hits += listed.filter((id) => wanted[i]!.has(id)).length;
  }
  return { numListed, hitShare: hits / numListed, numWanted, recall: hits / numWanted };
}
