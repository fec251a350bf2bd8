// Each cleaning rule on the smallest row that shows it, and beside it a row that it must leave alone.
import { describe, expect, it } from 'vitest';
import { emptyDate, wrongCentury, yearOnly } from '../../demo/films/cleaning/date-rules.ts';
import { duplicateFilm } from '../../demo/films/cleaning/duplicate-rule.ts';
import type { FilmRow } from '../../demo/films/cleaning/film-row.ts';
import * as rating from '../../demo/films/cleaning/rating-rules.ts';
import { applyRules, type Rule } from '../../demo/films/cleaning/rule.ts';
import * as title from '../../demo/films/cleaning/title-rules.ts';
import * as value from '../../demo/films/cleaning/value-rules.ts';
import { filmRow } from './film-row-fixture.ts';

/** Rows after one rule, reduced to the fields named. */
function cleaned(rule: Rule, rows: Partial<FilmRow>[], ...fields: (keyof FilmRow)[]): unknown[] {
  const result = applyRules(rows.map(filmRow), [rule]).rows;
  return result.map((row) => (fields.length === 1 ? row[fields[0]!] : fields.map((field) => row[field])));
}

describe('title rules', () => {
  const cases: [string, Rule, string | number, string][] = [
    ['numericTitle', title.numericTitle, 300, '300'],
    ['misreadAccents', title.misreadAccents, 'DÈj‡ Vu', 'Déjà Vu'],
    ['misreadAccents', title.misreadAccents, 'The Naked Gun 2Ω', 'The Naked Gun 2½'],
    ['misreadAccents', title.misreadAccents, 'I Love You Ö', 'I Love You …'],
    ['misreadAccents', title.misreadAccents, 'Per qualche dollaro in pi˘', 'Per qualche dollaro in più'],
    ['misreadAccents', title.misreadAccents, 'Alien³', 'Alien³'],
    ['misreadAccents', title.misreadAccents, 'Ri¢hie Ri¢h', 'Ri¢hie Ri¢h'],
    ['straySpaces', title.straySpaces, ' Halloween:  The Curse ', 'Halloween: The Curse'],
    ['articleAtEnd', title.articleAtEnd, 'Barbarians, The', 'The Barbarians'],
    ['articleAtEnd', title.articleAtEnd, 'First Love, Last Rites', 'First Love, Last Rites'],
    ['editionInTitle', title.editionInTitle, 'Fantasia 2000 (IMAX)', 'Fantasia 2000'],
    ['editionInTitle', title.editionInTitle, 'Steal (Canadian Release)', 'Steal'],
    ['editionInTitle', title.editionInTitle, 'Precious (Based on the Novel)', 'Precious (Based on the Novel)'],
  ];
  it.each(cases)('%s', (_name, rule, from, to) => {
    expect(cleaned(rule, [{ title: from }], 'title')).toEqual([to]);
  });

  it('missingTitle drops rows without a title only', () => {
    expect(cleaned(title.missingTitle, [{ title: null }, { title: '  ' }, { title: 9 }], 'title')).toEqual([9]);
  });

  it('yearInTitle moves the year to where it belongs', () => {
    const rows = [
      { title: 'King Kong (1933)', releaseYear: 2033 },
      { title: '2046', releaseYear: 2005 },
    ];
    expect(cleaned(title.yearInTitle, rows, 'title', 'releaseYear')).toEqual([
      ['King Kong', 1933],
      ['2046', 2005],
    ]);
  });

  it('doubledQuotes mends names', () => {
    expect(cleaned(title.doubledQuotes, [{ director: 'Jeff ""King Jeff"" Hollins' }], 'director')).toEqual([
      'Jeff "King Jeff" Hollins',
    ]);
  });
});

describe('date rules', () => {
  const years = (rule: Rule, rows: Partial<FilmRow>[]) => cleaned(rule, rows, 'releaseYear');

  it('wrongCentury takes years after the file was made back by a century', () => {
    const rows = [2046, 2015, 2012, 2011, 1928].map((releaseYear) => ({ releaseYear }));
    expect(years(wrongCentury, rows)).toEqual([1946, 1915, 1912, 2011, 1928]);
  });

  it('emptyDate knows the clock’s zero from a true film of 1970 by its US gross', () => {
    const zero = { releaseDay: 'Dec 31', releaseYear: 1969 };
    const rows = [
      { ...zero, usGrossDollars: 0 },
      { ...zero, usGrossDollars: null },
      { ...zero, usGrossDollars: 2_200_000 },
    ];
    expect(years(emptyDate, rows)).toEqual([null, null, 1969]);
  });

  it('yearOnly gives the following year, for old films only', () => {
    const rows = [1941, 1992, 2002].map((releaseYear) => ({ releaseDay: 'Dec 31', releaseYear }));
    expect(years(yearOnly, [...rows, { releaseDay: 'Dec 30', releaseYear: 1941 }])).toEqual([1942, 1993, 2002, 1941]);
  });
});

describe('value rules', () => {
  it('placeholders become what they mean', () => {
    expect(cleaned(value.openBoard, [{ board: 'Open' }, { board: 'R' }], 'board')).toEqual(['Not Rated', 'R']);
    expect(cleaned(value.placeholderDistributor, [{ distributor: 'Distributor Unknown' }], 'distributor')).toEqual([
      null,
    ]);
    expect(
      cleaned(value.placeholderCreativeType, [{ creativeType: 'Multiple Creative Types' }], 'creativeType'),
    ).toEqual([null]);
  });

  it('zeroGross makes zeros unknown and keeps the other figure', () => {
    const rows = [
      { usGrossDollars: 0, worldwideGrossDollars: 0 },
      { usGrossDollars: 0, worldwideGrossDollars: 5 },
      { usGrossDollars: 3, worldwideGrossDollars: 5 },
    ];
    expect(cleaned(value.zeroGross, rows, 'usGrossDollars', 'worldwideGrossDollars')).toEqual([
      [null, null],
      [null, 5],
      [3, 5],
    ]);
  });

  it('impossible numbers become unknown, bounds and unknowns stay', () => {
    const times = [0, 19, 20, 400, 401, null].map((runningTimeMin) => ({ runningTimeMin }));
    expect(cleaned(value.impossibleRunningTime, times, 'runningTimeMin')).toEqual([null, null, 20, 400, null, null]);
    const ratings = [
      { imdbRating: 11, imdbVotes: 5 },
      { imdbRating: 7, imdbVotes: 0 },
      { imdbRating: 10, imdbVotes: 1 },
    ];
    expect(cleaned(value.impossibleRating, ratings, 'imdbRating', 'imdbVotes')).toEqual([
      [null, null],
      [null, null],
      [10, 1],
    ]);
    const shares = [-1, 0, 100, 101].map((rottenTomatoesPercent) => ({ rottenTomatoesPercent }));
    expect(cleaned(value.impossibleReviewShare, shares, 'rottenTomatoesPercent')).toEqual([null, 0, 100, null]);
  });
});

describe('rating rules', () => {
  const shared = { imdbRating: 6.9, imdbVotes: 82_601 };
  const votes = (rule: Rule, rows: Partial<FilmRow>[]) => cleaned(rule, rows, 'imdbVotes');

  it('votesOfAnotherFilm: a film that sold well has many votes', () => {
    const sold = { worldwideGrossDollars: 286_000_000, releaseYear: 1965 };
    const rows = [
      { ...sold, imdbVotes: 45 },
      { ...sold, imdbVotes: 60_000 },
      { worldwideGrossDollars: 1e6, imdbVotes: 45 },
    ];
    expect(votes(rating.votesOfAnotherFilm, rows)).toEqual([null, 60_000, 45]);
    const young = { worldwideGrossDollars: 33_000_000, releaseYear: 2010, imdbVotes: 493 };
    expect(votes(rating.votesOfAnotherFilm, [young, { ...young, releaseYear: 2009 }])).toEqual([493, null]);
  });

  it('ratingSharedWithRemake: the newer film keeps it, in whatever order they come', () => {
    const [older, newer] = [
      { title: 'The Island', releaseYear: 1980 },
      { title: 'The Island', releaseYear: 2005 },
    ];
    const other = { ...shared, title: 'The Other Island', releaseYear: 1980 };
    expect(votes(rating.ratingSharedWithRemake, [{ ...older, ...shared }, { ...newer, ...shared }, other])).toEqual([
      null,
      82_601,
      82_601,
    ]);
    expect(
      votes(rating.ratingSharedWithRemake, [
        { ...newer, ...shared },
        { ...older, ...shared },
      ]),
    ).toEqual([82_601, null]);
    const crash = [1996, 2005].map((releaseYear) => ({ ...shared, title: 'Crash', releaseYear }));
    expect(votes(rating.ratingSharedWithRemake, crash)).toEqual([82_601, null]);
    const few = [1980, 2005].map((releaseYear) => ({ ...shared, imdbVotes: 49, title: 'Same', releaseYear }));
    expect(votes(rating.ratingSharedWithRemake, few)).toEqual([49, 49]);
  });

  it('ratingSharedWithSequel: the film whose title begins the other’s keeps it', () => {
    const pair = (...titles: string[]) => titles.map((name) => ({ ...shared, title: name }));
    expect(votes(rating.ratingSharedWithSequel, pair('Monsters, Inc.', 'Monster'))).toEqual([null, 82_601]);
    expect(votes(rating.ratingSharedWithSequel, pair('Jaws Part 3', 'Jaws Part 2'))).toEqual([null, null]);
    expect(votes(rating.ratingSharedWithSequel, pair('Veronica Guerin', 'Taking Woodstock'))).toEqual([82_601, 82_601]);
  });

  it('boardSharedWithRemake: only what did not exist in the film’s year', () => {
    const film = (releaseYear: number, board: string) => ({
      ...shared,
      title: 'The Island',
      releaseYear,
      board,
      runningTimeMin: 138,
    });
    const boards = (...films: Partial<FilmRow>[]) =>
      cleaned(rating.boardSharedWithRemake, films, 'board', 'runningTimeMin');
    expect(boards(film(1980, 'PG-13'), film(2005, 'PG-13'))).toEqual([
      [null, null],
      ['PG-13', 138],
    ]);
    expect(boards(film(1980, 'R'), film(2005, 'R'))).toEqual([
      ['R', 138],
      ['R', 138],
    ]);
    expect(boards(film(1953, 'PG'), film(2005, 'R'))).toEqual([
      ['PG', 138],
      ['R', 138],
    ]);
  });
});

describe('duplicateFilm', () => {
  it('merges rows of one title and year, and keeps remakes', () => {
    const rows = [
      { vegaIndex: 0, title: 'Fantasia 2000', releaseYear: 2000, board: 'G', runningTimeMin: null },
      { vegaIndex: 1, title: 'Fantasia 2000', releaseYear: 1940, board: 'G' },
      { vegaIndex: 2, title: 'FANTASIA, 2000', releaseYear: 2000, board: 'PG', runningTimeMin: 75 },
    ];
    expect(cleaned(duplicateFilm, rows, 'vegaIndex', 'board', 'runningTimeMin', 'mergedVegaIndices')).toEqual([
      [0, 'G', 75, [2]],
      [1, 'G', null, []],
    ]);
  });
});
