// The films of an export, found in the catalog: some for certain, some to be looked at, some not here. Asked for in
// parts, so that the page can show how far it is and stop in between.

import type { HistoryEvent, ItemSummary, Privet } from '../../../../src/sdk/index.ts';
import type { ExportedFilm } from '../../imports/service.ts';

const PART_LENGTH = 250;

export interface CertainFilm {
  film: ExportedFilm;
  item: ItemSummary;
}

/** A film that may be one of some, or none of them. */
export interface UncertainFilm {
  film: ExportedFilm;
  /** One to three, the nearest first. */
  candidates: ItemSummary[];
  /** The one that the person took; undefined while nothing was chosen or all were refused. */
  chosen?: ItemSummary;
}

export interface MatchedFilms {
  certain: CertainFilm[];
  uncertain: UncertainFilm[];
  unknown: ExportedFilm[];
}

/** @param onProgress  films that were looked for so far */
export async function matchFilms(
  privet: Privet,
  films: readonly ExportedFilm[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<MatchedFilms> {
  const matched: MatchedFilms = { certain: [], uncertain: [], unknown: [] };
  for (let start = 0; start < films.length; start += PART_LENGTH) {
    onProgress(start);
    const part = films.slice(start, start + PART_LENGTH);
    const titles = part.map(({ titles, year }) => ({ titles, ...(year !== undefined && { year }) }));
    const matches = await privet.matchTitles(titles, {}, { signal });
    for (const [i, { confidence, candidates }] of matches.entries()) {
      const film = part[i]!;
      if (confidence === 'certain') matched.certain.push({ film, item: candidates[0]! });
      else if (candidates.length > 0) matched.uncertain.push({ film, candidates });
      else matched.unknown.push(film);
    }
  }
  return matched;
}

/** What would be recorded: one event a film, the latest where two names led to the same one. */
export function eventsOf({ certain, uncertain }: MatchedFilms): HistoryEvent[] {
  const taken = uncertain.flatMap(({ film, chosen }) => (chosen ? [{ film, item: chosen }] : []));
  const byItem = new Map<string, HistoryEvent>();
  for (const { film, item } of [...certain, ...taken].sort((a, b) => a.film.time - b.film.time)) {
    const { type, value, time } = film;
    byItem.set(item.itemId, { type, itemId: item.itemId, time, ...(value !== undefined && { value }) });
  }
  return [...byItem.values()];
}
