// Cleaning rule for films that are listed twice: same title, same year. Their rows are merged into the first one.
// Remakes have another year and stay.
import { slug } from '../../../src/items/slug.ts';
import type { FilmRow } from './film-row.ts';
import type { CatalogRule, Change } from './rule.ts';

export const duplicateFilm: CatalogRule = {
  name: 'duplicateFilm',
  why: 'Same title and year: merged into the first row, which keeps what it knows and takes the rest from the others.',
  applyAll: (rows) => {
    const changes = new Map<FilmRow, Change>();
    for (const [first, ...others] of groupByTitleAndYear(rows)) {
      if (others.length === 0) continue;
      changes.set(first!, merge(first!, others));
      for (const other of others) changes.set(other, 'drop');
    }
    return changes;
  },
};

function groupByTitleAndYear(rows: readonly FilmRow[]): FilmRow[][] {
  const groups = new Map<string, FilmRow[]>();
  for (const row of rows) {
    const key = `${slug(String(row.title))} ${row.releaseYear ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** What the first row does not know and another one does. */
function merge(first: FilmRow, others: readonly FilmRow[]): Partial<FilmRow> {
  const learned = Object.keys(first)
    .filter((field) => first[field as keyof FilmRow] === null)
    .map((field) => [field, others.map((row) => row[field as keyof FilmRow]).find((value) => value !== null) ?? null])
    .filter(([, value]) => value !== null);
  const mergedVegaIndices = [
    ...first.mergedVegaIndices,
    ...others.flatMap((row) => [row.vegaIndex, ...row.mergedVegaIndices]),
  ];
  return { ...Object.fromEntries(learned), mergedVegaIndices };
}
