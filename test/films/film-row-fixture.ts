import type { FilmRow } from '../../demo/films/cleaning/film-row.ts';

/** A row of which nothing is known but what is given. */
export function filmRow(known: Partial<FilmRow> = {}): FilmRow {
  return {
    vegaIndex: 0,
    mergedVegaIndices: [],
    title: 'A Film',
    releaseYear: null,
    releaseDay: null,
    board: null,
    runningTimeMin: null,
    distributor: null,
    source: null,
    genre: null,
    creativeType: null,
    director: null,
    usGrossDollars: null,
    worldwideGrossDollars: null,
    imdbRating: null,
    imdbVotes: null,
    rottenTomatoesPercent: null,
    ...known,
  };
}
