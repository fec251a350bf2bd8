// How records and added films join the catalog.
import { describe, expect, it } from 'vitest';
import { readFilms } from '../../../demo/films/cleaning/read-films.ts';
import type { FilmForms } from '../../../demo/films/records/film-forms.ts';
import type { AddedFilm, FilmRecord } from '../../../demo/films/records/film-record.ts';
import type { FilmRecords, Placed } from '../../../demo/films/records/read-records.ts';
import { itemText } from '../../../src/text/item-text.ts';
import { filmRow } from '../film-row-fixture.ts';

const rows = [
  filmRow({ vegaIndex: 0, title: 'The Clock', releaseYear: 1950, director: null, runningTimeMin: 95 }),
  filmRow({ vegaIndex: 1, title: 'The Bell', releaseYear: 1960 }),
];
const record: FilmRecord = {
  id: 'the-clock-1950',
  logline: 'A shy clockmaker builds a bird that sings forbidden songs.',
  moods: ['gentle', 'whimsical'],
  themes: ['music', 'freedom'],
  setting: { place: 'a mountain village', era: '19th century' },
  audience: 'family',
  cast: ['Ada One', 'Ben Two'],
  director: 'Cleo Three',
  runningTime: 200,
};
const added: AddedFilm = {
  ...record,
  id: 'the-clock-2014',
  title: 'The Clock',
  year: 2014,
  genre: 'Drama',
  board: 'PG',
};

const placed = <T extends { id: string }>(record: T): [string, Placed<T>] => [
  record.id,
  { record, file: 'demo/films/data/records-1.jsonl', line: 2, written: '2026-11-24' },
];
function records(described: FilmRecord[], films: AddedFilm[] = []): FilmRecords {
  return {
    records: new Map(described.map(placed)),
    added: new Map(films.map(placed)),
    facts: new Map(),
    asked: new Map(),
    forms: new Map(),
    prizes: new Map(),
    problems: [],
  };
}

describe('readFilms with records', () => {
  const { films } = readFilms({ rows, records: records([record], [added]) });
  const [clock, bell, newClock] = films;

  it('words a film by the one template', () => {
    expect(itemText(clock!.textFields)).toContain(
      'Directed by Cleo Three. gentle, whimsical, music, freedom. A shy clockmaker builds a bird that sings forbidden ' +
        'songs. Set in a mountain village, 19th century. With Ada One, Ben Two.',
    );
  });

  it('fills what the source lacks and leaves what it says', () => {
    expect(clock!.details).toMatchObject({ director: 'Cleo Three', runningTime: '95 min', cast: 'Ada One, Ben Two' });
  });

  it('makes facets of moods, themes, audience and era', () => {
    expect(clock!.facets).toMatchObject({
      mood: ['gentle', 'whimsical'],
      theme: ['music', 'freedom'],
      audience: ['family'],
      era: ['19th century'],
    });
  });

  it('leaves a film without a record as it was: unknown satisfies no filter', () => {
    expect(bell!.hasRecord).toBe(false);
    for (const name of ['mood', 'theme', 'audience', 'era']) expect(bell!.facets).not.toHaveProperty(name);
  });

  it('puts added films behind, with unknown votes and ratings', () => {
    expect(films.map(({ itemId }) => itemId)).toEqual(['the-clock-1950', 'the-bell-1960', 'the-clock-2014']);
    expect(newClock).toMatchObject({ year: 2014, sourceRows: [], facets: { decade: ['2010s'], board: ['PG'] } });
    const [rating, ratingKnown, popularity, popularityKnown] = newClock!.features;
    expect([rating, ratingKnown, popularity, popularityKnown]).toEqual([0, 0, 0, 0]);
  });

  const withForms = (described: FilmRecords, ...forms: FilmForms[]) => ({
    ...described,
    forms: new Map(forms.map(placed)),
  });

  it('takes form and studio as facets, and as nothing that towers read', () => {
    const forms: FilmForms = { id: 'the-clock-1950', form: ['animation', 'silent'], studio: ['Laika'] };
    const drawn = readFilms({ rows, records: withForms(records([record], [added]), forms) });
    expect(drawn.films[0]!.facets).toEqual({ ...clock!.facets, form: ['animation', 'silent'], studio: ['Laika'] });
    const ofTowers = ({ textFields, features }: (typeof films)[number]) => ({ textFields, features });
    expect(drawn.films.map(ofTowers)).toEqual(films.map(ofTowers));
    expect(bell!.facets).not.toHaveProperty('form');
  });

  it('refuses forms of no film', () => {
    const unknown = withForms(records([record]), { id: 'the-clock-1951', form: ['silent'], studio: [] });
    expect(() => readFilms({ rows, records: unknown })).toThrow('expected the id of a film of the catalog');
  });

  it('refuses a record of no film, and an added film that the source has', () => {
    const unknown = records([{ ...record, id: 'the-clock-1951' }]);
    expect(() => readFilms({ rows, records: unknown })).toThrow(
      "demo/films/data/records-1.jsonl:2: found id 'the-clock-1951', expected the id of a film of the source",
    );
    const twice = records([], [{ ...added, id: 'the-clock-1950' }]);
    expect(() => readFilms({ rows, records: twice })).toThrow('expected a film that the source does not have');
  });
});
