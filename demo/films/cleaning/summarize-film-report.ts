// What cleaning changed, as the one line that set-up prints.

import type { FilmReport } from './clean-films.ts';

/** For example `3,201 rows -> 3,199 films; 231 changes by 19 rules, 2 rows dropped or merged`. */
export function summarizeFilmReport({ numRows, numFilms, rules }: FilmReport): string {
  const active = rules.filter(({ changes }) => changes.length > 0);
  const count = (value: number): string => value.toLocaleString('en-GB');
  return (
    `${count(numRows)} rows -> ${count(numFilms)} films; ` +
    `${count(active.flatMap(({ changes }) => changes).length)} changes by ${active.length} rules, ` +
    `${numRows - numFilms} rows dropped or merged`
  );
}
