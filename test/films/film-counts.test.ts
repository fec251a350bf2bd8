// What the report says of the films that the catalog has.
import { expect, test } from 'vitest';
import { type Film, readFilms } from '../../demo/films/cleaning/read-films.ts';
import { renderFilmCounts } from '../../demo/films/cleaning/render-film-counts.ts';

const [film] = readFilms().films;

const filmOf = (itemId: string, facets: Film['facets'], known: Partial<Film> = {}): Film => {
  return { ...film!, itemId, facets, hasRecord: false, fame: 0, ...known };
};

test('films are counted by decade and country, and by what is known of them', () => {
  const films = [
    filmOf('one', { decade: ['1990s'], country: ['France', 'Italy'] }, { hasRecord: true, fame: 3 }),
    filmOf('two', { decade: ['1930s'], country: ['Italy'] }, { fame: 1 }),
    filmOf('three', { decade: ['1990s'] }),
    filmOf('four', {}),
  ];
  const ties = new Map([
    ['one', [{ to: 'two', kind: 'n' as const }]],
    ['two', []],
  ]);
  const text = renderFilmCounts(films, ties);
  expect(text).toContain('| a record | 1 | 25.0 % |\n| facts | 2 | 50.0 % |\n| ties | 1 | 25.0 % |');
  expect(text).toContain('| 1930s | 1 | 25.0 % |\n| 1990s | 2 | 50.0 % |\n| unknown | 1 | 25.0 % |');
  expect(text).toContain('| Italy | 2 | 50.0 % |\n| France | 1 | 25.0 % |\n| unknown | 2 | 50.0 % |');
});

test('countries after the twenty-fifth are summed', () => {
  const films = Array.from({ length: 28 }, (_, i) =>
    filmOf(`f${i}`, { country: [`land ${String(i).padStart(2, '0')}`] }),
  );
  const text = renderFilmCounts([...films, ...films.slice(0, 25)], new Map());
  expect(text).toContain('| land 24 | 2 |');
  expect(text).toContain('| 3 others | 3 |');
  expect(text).not.toContain('land 25');
});
