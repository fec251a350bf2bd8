// A log of ratings as opinions on films of the catalog: what training learns from and what the taste bench asks for are
// read alike.

import { join } from 'node:path';
import { readInteractions } from '../../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import { opinionOfStars } from './opinion-of-stars.ts';

/** One thing that somebody did with a film. */
export interface FilmEvent<F> {
  film: F;
  /** `view`: the log has no stars, so all it says is that they met it. */
  type: 'like' | 'dislike' | 'view';
  /** Milliseconds since the epoch, or a place, as the log has it. */
  time: number;
}

export interface FilmLogFile<F> {
  /** By person, oldest first; of a film the first event counts. Stars that say nothing are left out. */
  people: FilmEvent<F>[][];
  /** Time of the newest event of the whole log, whatever it was of. */
  newest: number;
}

type NamedItem = Awaited<ReturnType<typeof readItems>>['items'][number];

/**
 * @param folder   holds items.jsonl and interactions.csv
 * @param filmsOf  the film that each item is, the same value for the same film; undefined = none of the catalog
 */
export async function readFilmLog<F>(
  folder: string,
  filmsOf: (items: readonly NamedItem[]) => readonly (F | undefined)[],
  signal?: AbortSignal,
): Promise<FilmLogFile<F>> {
  const { items } = await readItems(join(folder, 'items.jsonl'), { signal });
  const films = filmsOf(items);
  const ids = items.map(({ id }) => id);
  const {
    numUsers,
    offsets,
    items: itemOf,
    ratings,
    timestamps,
  } = await readInteractions(join(folder, 'interactions.csv'), ids, { signal });
  const people = Array.from({ length: numUsers }, (_, user) => {
    const [from, end] = [offsets[user]!, offsets[user + 1]!];
    const opinionOf = opinionOfStars(ratings?.subarray(from, end) ?? []);
    const met = new Set<F>();
    const events: FilmEvent<F>[] = [];
    for (let event = from; event < end; event++) {
      const film = films[itemOf[event]!];
      if (film === undefined || met.has(film)) continue;
      met.add(film);
      const stars = ratings?.[event] ?? Number.NaN;
      const type = Number.isNaN(stars) ? 'view' : opinionOf(stars);
      if (type) events.push({ film, type, time: timestamps[event]! });
    }
    return events;
  });
  return { people, newest: timestamps.reduce((newest, time) => Math.max(newest, time), 0) };
}
