// Renders as Markdown what is in the film catalog: by decade, by country, and how much is known of its films.

import { count, percent } from '../../../src/pipeline/report/format-figures.ts';
import type { FilmTies } from '../ties/film-ties.ts';
import type { Film } from './read-films.ts';

const SHOWN_COUNTRIES = 25;

export function renderFilmCounts(films: readonly Film[], ties: FilmTies): string {
  const { length } = films;
  const row = (name: string, number: number) => `| ${name} | ${count(number)} | ${percent(number / length)} |`;
  const having = (has: (film: Film) => boolean) => films.filter(has).length;
  const decades = [...valueCounts(films, 'decade')].sort(([a], [b]) => (a < b ? -1 : 1));
  const countries = [...valueCounts(films, 'country')].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const rest = countries.slice(SHOWN_COUNTRIES);
  const restSum = rest.reduce((sum, [, number]) => sum + number, 0);
  return [
    '# Film catalog: what is in it',
    '',
    `${count(length)} films.`,
    '',
    '| with | films | share |',
    '| --- | ---: | ---: |',
    row(
      'a record',
      having(({ hasRecord }) => hasRecord),
    ),
    row(
      'facts',
      having(({ fame }) => fame > 0),
    ),
    row(
      'ties',
      having(({ itemId }) => (ties.get(itemId)?.length ?? 0) > 0),
    ),
    '',
    '| decade | films | share |',
    '| --- | ---: | ---: |',
    ...decades.map(([decade, number]) => row(decade, number)),
    row(
      'unknown',
      having(({ facets }) => !facets.decade),
    ),
    '',
    'A film of two countries counts for both.',
    '',
    '| country | films | share |',
    '| --- | ---: | ---: |',
    ...countries.slice(0, SHOWN_COUNTRIES).map(([country, number]) => row(country, number)),
    ...(rest.length > 0 ? [row(`${rest.length} others`, restSum)] : []),
    row(
      'unknown',
      having(({ facets }) => !facets.country),
    ),
    '',
  ].join('\n');
}

/** Films by value of a facet. */
function valueCounts(films: readonly Film[], facet: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of films.flatMap(({ facets }) => facets[facet] ?? [])) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
