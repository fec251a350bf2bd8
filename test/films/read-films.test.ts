// The installed source, cleaned: what the catalog as a whole must hold.
import { describe, expect, it } from 'vitest';
import { FILM_FACETS } from '../../demo/films/cleaning/film-facets.ts';
import { locateMovies, readFilmRows } from '../../demo/films/cleaning/film-row.ts';
import { filmIds, readFilms } from '../../demo/films/cleaning/read-films.ts';
import { summarizeFilmReport } from '../../demo/films/cleaning/summarize-film-report.ts';
import { itemText } from '../../src/text/item-text.ts';
import { filmRow } from './film-row-fixture.ts';

/** The source by itself. */
const [none] = [new Map()];
const records = { records: none, added: none, facts: none, asked: none, forms: none, prizes: none, problems: [] };
const { films, report } = readFilms({ records });
const byId = new Map(films.map((film) => [film.itemId, film]));

describe('readFilms', () => {
  it('reads the pinned source whole', () => {
    expect(locateMovies()).toMatchObject({ packageName: 'vega-datasets', version: '3.2.1' });
    expect(readFilmRows()).toHaveLength(3201);
    expect(films).toHaveLength(3199);
  });

  it('gives every source row to exactly one film, but for the one without a title', () => {
    const rows = films.flatMap((film) => film.sourceRows).sort((a, b) => a - b);
    expect(rows).toEqual([...Array(3201).keys()].filter((row) => row !== 3053));
  });

  it('has unique, readable ids, the same on every reading', () => {
    expect(byId.size).toBe(films.length);
    expect(films.filter(({ itemId }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(itemId))).toEqual([]);
    expect(readFilms({ records }).films.map((film) => film.itemId)).toEqual([...byId.keys()]);
  });

  it.each([
    ['the-land-girls-1998', 'The Land Girls', 1998],
    ['300-2007', '300', 2007],
    ['2046-2005', '2046', 2005],
    ['duel-in-the-sun-1946', 'Duel in the Sun', 1946],
    ['the-birth-of-a-nation-1915', 'The Birth of a Nation', 1915],
    ['casablanca-1942', 'Casablanca', 1942],
    ['king-kong-1933', 'King Kong', 1933],
    ['king-kong-2005', 'King Kong', 2005],
    ['deja-vu-2006', 'Déjà Vu', 2006],
    ['leon-1994', 'Léon', 1994],
    ['barneys-version', "Barney's Version", undefined],
  ])('%s is %s (%s)', (itemId, title, year) => {
    expect(byId.get(itemId)).toMatchObject({ title, ...(year === undefined ? {} : { year }) });
    expect(byId.get(itemId)?.year).toBe(year);
  });

  it('has no year after the file was made, and few films without one', () => {
    const years = films.map((film) => film.year).filter((year) => year !== undefined);
    expect(Math.max(...years)).toBe(2011);
    expect(Math.min(...years)).toBe(1915);
    expect(films.length - years.length).toBe(7);
  });

  it('leaves out what is unknown', () => {
    const names = new Set<string>(FILM_FACETS.map((facet) => facet.name));
    for (const film of films) {
      expect(Object.keys(film.facets).every((name) => names.has(name))).toBe(true);
      for (const value of [...Object.values(film.facets).flat(), ...Object.values(film.details)]) {
        expect(value).not.toMatch(/^(null|undefined|unknown|NaN|)$/i);
      }
    }
    expect(films.filter((film) => film.facets.length).length).toBeLessThan(films.length / 2);
    expect(byId.get('the-ten-commandments-1956')?.details.imdbRating).toBeUndefined();
  });

  it('spells each person in one way', () => {
    const all = readFilms().films;
    const named = (name: string) => all.filter((film) => film.facets.people?.includes(name)).length;
    expect(named('François Truffaut')).toBeGreaterThan(0);
    expect(named('Francois Truffaut')).toBe(0);
  });

  it('files comedies of every kind under comedy, and science fiction under genre', () => {
    const romantic = films.filter((film) => film.facets.genre?.includes('Romantic Comedy'));
    expect(romantic.length).toBeGreaterThan(100);
    expect(romantic.every((film) => film.facets.genre?.includes('Comedy'))).toBe(true);
    expect(byId.get('alien-1979')?.facets.genre).toEqual(['Horror', 'Science Fiction']);
  });

  it('makes the text with the shared template', () => {
    expect(itemText(byId.get('alien-1979')!.textFields)).toBe(
      'Alien (1979). Horror. Science Fiction. Original Screenplay. Directed by Ridley Scott.',
    );
  });
});

describe('filmIds', () => {
  it('numbers films with one slug in file order', () => {
    const rows = ['Us', 'US!', 'us', '!'].map((title) => filmRow({ title, releaseYear: 2000 }));
    expect(filmIds(rows)).toEqual(['us-2000', 'us-2000-2', 'us-2000-3', 'film-2000']);
  });
});

describe('the report', () => {
  it('accounts for every row', () => {
    const dropped = report.rules.flatMap((rule) => rule.changes).filter((change) => change.after === undefined);
    expect(report.numRows - dropped.length).toBe(report.numFilms);
    const centuries = report.rules.find(({ name }) => name === 'wrongCentury')!.changes;
    const duel = {
      vegaIndex: 9,
      title: 'Duel in the Sun',
      before: { releaseYear: 2046 },
      after: { releaseYear: 1946 },
    };
    expect(centuries).toContainEqual({ rule: 'wrongCentury', ...duel });
    expect(summarizeFilmReport(report)).toMatch(/^3,201 rows -> 3,199 films; \d+ changes by \d+ rules, 2 rows/);
  });

  it('logs only real changes', () => {
    for (const { before, after } of report.rules.flatMap((rule) => rule.changes)) {
      if (after !== undefined) expect(after).not.toEqual(before);
    }
  });
});
