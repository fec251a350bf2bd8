// Finds films that people name, "Aftersun (2022)", in the catalog: by any of their titles and the year. Whoever names a
// film knows one of its titles; the catalog knows several.

import { matchFilms } from '../cleaning/match-films.ts';
import type { Film } from '../cleaning/read-films.ts';

const NAMED = /^(.+) \((\d{4})\)$/;

export interface NamedFilm {
  title: string;
  year?: number;
}

/** `Title (Year)` in its parts; without a year at its end the whole is a title. */
export function parseNamed(text: string): NamedFilm {
  const [, title, year] = NAMED.exec(text) ?? [];
  return title === undefined ? { title: text } : { title, year: Number(year) };
}

export type FilmFinder = (named: readonly NamedFilm[]) => (Film | undefined)[];

/** A film's own title goes before what others are also called. */
export function createFilmFinder(films: readonly Film[]): FilmFinder {
  const others = films.flatMap((film) => film.titles.map((title) => ({ film, title, year: film.year })));
  return (named) => {
    const byTitle = matchFilms(films, named);
    const byOther = matchFilms(others, named);
    return named.map((_, i) => films[byTitle[i] ?? -1] ?? others[byOther[i] ?? -1]?.film);
  };
}
