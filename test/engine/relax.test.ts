// What gives way when too little satisfies a search, over made-up catalogs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, type Where } from '../../src/catalog/where.ts';
import { FEW, loosened, relax } from '../../src/engine/search/relax.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { type MadeUpFilm, madeUp } from './made-up-films.ts';

const FIELDS = { givesWay: ['runningTime', 'year', 'country'], years: 'year', lastResort: [] };
const times = (count: number, film: MadeUpFilm) => Array.from({ length: count }, () => film);
const relaxed = (films: readonly MadeUpFilm[], where: Where, within = Bitset.full(films.length)) => {
  const { allowed, ...search } = relax(madeUp(films).catalog, where, FIELDS, within);
  return { ...search, items: [...allowed.indices()] };
};
const asked = { runningTime: { max: 80 }, year: { min: 1970, max: 1979 }, country: ['Iceland'] };
const fits: MadeUpFilm = { minutes: 70, year: 1975, country: ['Iceland'], genre: ['Western'] };

describe('what gives way', () => {
  it('is nothing where enough is found', () => {
    const films = [...times(FEW, fits), ...times(20, { ...fits, minutes: 81 })];
    expect(relaxed(films, asked)).toEqual({ where: asked, relaxed: [], items: [0, 1, 2, 3, 4, 5] });
  });

  it('is the length first, by steps, and no further than is needed', () => {
    const films = [fits, ...times(FEW, { ...fits, minutes: 88 }), ...times(9, { ...fits, minutes: 99 })];
    const first = relaxed(films, asked);
    expect(first.relaxed).toEqual([{ field: 'runningTime', asked: { max: 80 }, instead: { max: 88 } }]);
    expect(first.where).toEqual({ ...asked, runningTime: { max: 88 } });
    expect(first.items).toHaveLength(1 + FEW);
    const second = relaxed([fits, ...times(FEW, { ...fits, minutes: 100 })], asked);
    expect(second.relaxed).toEqual([{ field: 'runningTime', asked: { max: 80 }, instead: { max: 100 } }]);
    const third = relaxed([fits, ...times(FEW, { ...fits, minutes: 300 })], asked);
    expect(third.relaxed).toEqual([{ field: 'runningTime', asked: { max: 80 } }]);
    expect(third.where).not.toHaveProperty('runningTime');
  });

  it('is then the year, by five and ten years on both sides, then the country', () => {
    const films = [
      fits,
      { ...fits, minutes: 85 },
      { ...fits, year: 1983 },
      { ...fits, year: 1962 },
      ...times(FEW, { ...fits, country: ['Peru'] }),
    ];
    const search = relaxed(films, asked);
    expect(search.relaxed).toEqual([
      { field: 'runningTime', asked: { max: 80 }, instead: { max: 88 } },
      { field: 'year', asked: { min: 1970, max: 1979 }, instead: { min: 1960, max: 1989 } },
      { field: 'country', asked: { any: ['Iceland'] } },
    ]);
    expect(search.items).toHaveLength(films.length);
  });

  it('is never what is excluded, a genre or what the page filters by', () => {
    const films = [
      { ...fits, country: ['Iceland', 'Peru'] },
      ...times(9, { ...fits, country: ['Chile'], genre: ['War'] }),
    ];
    const where = { genre: ['Western'], country: { any: ['Iceland'], none: ['Chile'] } };
    expect(relaxed(films, where)).toEqual({ where, relaxed: [], items: [0] });
    const within = Bitset.fromIndices(films.length, [0, 1]);
    expect(
      relaxed(
        times(20, { ...fits, minutes: 90 }).with(0, fits),
        { runningTime: { max: 80 } },
        Bitset.fromIndices(20, [0, 1]),
      ).items,
    ).toEqual([0, 1]);
    expect(relaxed(films, { country: ['Chile'], genre: ['Western'] }, within)).toMatchObject({ items: [0] });
  });

  it('is nothing that brings nothing', () => {
    const films = [fits, { ...fits, country: ['Peru'] }];
    expect(relaxed(films, asked).relaxed).toEqual([{ field: 'country', asked: { any: ['Iceland'] } }]);
    expect(relaxed([fits], asked)).toEqual({ where: asked, relaxed: [], items: [0] });
  });

  it('is more than one condition where no single one is the reason that nothing is found', () => {
    const films = [
      { ...fits, minutes: 140, year: 2010 },
      { minutes: 70, year: 1975, country: ['Peru'], genre: ['War'] },
    ];
    const search = relaxed(films, { ...asked, genre: ['Western'] });
    expect(search.items).toEqual([0]);
    expect(search.relaxed).toEqual([
      { field: 'runningTime', asked: { max: 80 } },
      { field: 'year', asked: { min: 1970, max: 1979 } },
    ]);
    expect(search.where).toEqual({ country: ['Iceland'], genre: ['Western'] });
  });

  it('is nothing where even that would find nothing', () => {
    const where = { ...asked, genre: ['Musical'] };
    expect(relaxed(times(8, fits), where)).toEqual({ where, relaxed: [], items: [] });
  });

  it('whatever is asked: every condition holds that did not give way, and each that did brought something', () => {
    const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
    const film = fc.record({
      minutes: some([60, 80, 84, 95, 120]),
      year: some([1960, 1968, 1975, 1983, 2001]),
      country: some([['Iceland'], ['Peru'], ['Iceland', 'Peru'], []]),
      genre: some([['Western'], ['War'], ['Western', 'War']]),
    });
    const where = fc.record(
      {
        runningTime: some([{ max: 80 }, { min: 90 }, { min: 81, max: 90 }]),
        year: some([{ max: 1969 }, { min: 1970, max: 1979 }]),
        country: some<Where[string]>([['Iceland'], { none: ['Peru'] }, { any: ['Iceland'], none: ['Peru'] }]),
        genre: some<Where[string]>([['Western'], { none: ['War'] }]),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(film, { minLength: 1, maxLength: 14 }), where, (films, given) => {
        const { catalog } = madeUp(films);
        const everything = Bitset.full(films.length);
        const asked = given as Where;
        const search = relax(catalog, asked, FIELDS, everything);
        const gone = new Set(search.relaxed.map(({ field }) => field));
        expect(gone.has('genre')).toBe(false);
        // The result is what its conditions say, and holds all of what was there before.
        expect([...search.allowed.indices()]).toEqual([...catalog.filter(search.where).indices()]);
        expect(catalog.filter(asked).andNot(search.allowed).count()).toBe(0);
        for (const [field, condition] of Object.entries(asked)) {
          if (!gone.has(field)) expect(search.where[field]).toEqual(condition);
          expect(conditionOf(condition).none !== undefined && gone.has(field)).toBe(false);
        }
        for (const { field, asked: before, instead } of search.relaxed) {
          expect(before).toEqual(conditionOf(asked[field]!));
          expect(search.where[field]).toEqual(instead);
          const back = catalog.filter({ ...search.where, [field]: before });
          expect(back.count()).toBeLessThan(search.allowed.count());
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('what somebody who found nothing may give up', () => {
  const films = [
    { genre: ['Western'], year: 1950 },
    { genre: ['Western'], year: 1960 },
    { genre: ['War'], year: 1990 },
  ];
  const { catalog } = madeUp(films);

  it('is told with how many there would be, most first', () => {
    expect(loosened(catalog, { genre: ['Western'], year: { min: 1980 } }, catalog.available)).toEqual([
      { field: 'year', count: 2 },
      { field: 'genre', count: 1 },
    ]);
  });

  it('is nothing that helps nobody, and stays within the filters of the page', () => {
    const where = { genre: ['Musical'], year: { min: 1980 } };
    expect(loosened(catalog, where, catalog.available)).toEqual([{ field: 'genre', count: 1 }]);
    expect(loosened(catalog, where, Bitset.fromIndices(3, [0]))).toEqual([]);
    expect(loosened(catalog, {}, catalog.available)).toEqual([]);
  });
});
