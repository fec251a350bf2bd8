// Each service's export, in the columns that it really has, as events of this app.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isEpisode } from '../../demo/app/imports/netflix.ts';
import { readExport } from '../../demo/app/imports/read-export.ts';
import type { UploadedFile } from '../../demo/app/imports/read-files.ts';
import { file } from './exports.ts';

async function read(...files: UploadedFile[]) {
  const found = await readExport(files);
  if (found.kind !== 'films') throw new Error('a history, expected films');
  return found;
}
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

describe('Letterboxd', () => {
  const files = {
    'watched.csv':
      'Date,Name,Year,Letterboxd URI\n2021-01-01,Alien,1979,u1\n2021-01-02,"Good, the Bad",1966,u2\n2021-01-03,Brazil,1985,u3\n2021-01-04,Plain,2001,u4\n',
    'ratings.csv': 'Date,Name,Year,Letterboxd URI,Rating\n2021-02-01,Alien,1979,u1,4.5\n2021-02-03,Brazil,1985,u3,2\n',
    'diary.csv':
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2022-05-05,Alien,1979,u1,3,,,2022-05-01\n2022-05-05,"Good, the Bad",1966,u2,5,,,2022-05-02\n',
    'likes/films.csv': 'Date,Name,Year,Letterboxd URI\n2021-03-01,Alien,1979,u1\n2021-03-03,Brazil,1985,u3\n',
    'watchlist.csv': 'Date,Name,Year,Letterboxd URI\n2021-01-01,Never Seen,1999,u9\n',
    'deleted/diary.csv':
      'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2022-05-05,Deleted,1999,u8,1,,,2022-05-01\n',
    'profile.csv': 'Date Joined,Username\n2019-01-01,me\n',
  };
  const expected = [
    { titles: ['Plain'], year: 2001, type: 'view', time: noon('2021-01-04') },
    { titles: ['Brazil'], year: 1985, type: 'like', time: noon('2021-03-03') },
    { titles: ['Alien'], year: 1979, type: 'rate', value: 4.5, time: noon('2022-05-01') },
    { titles: ['Good, the Bad'], year: 1966, type: 'rate', value: 5, time: noon('2022-05-02') },
  ];

  test('what its files say together is one event a film; watchlist and deleted films are not read', async () => {
    const found = await read(...Object.entries(files).map(([name, text]) => file(name, text)));
    expect(found.service).toBe('Letterboxd');
    expect(found.films).toEqual(expected);
    expect(found.paths.toSorted()).toEqual(['diary.csv', 'likes/films.csv', 'ratings.csv', 'watched.csv']);
  });

  test('as the zip that it gives, in a folder of its own', async () => {
    const entries = Object.entries(files).map(([path, text]) => [`letterboxd-me-2022/${path}`, strToU8(text)]);
    const bytes = zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>;
    expect((await read({ name: 'export.zip', file: new Blob([bytes]) })).films).toEqual(expected);
  });

  test('one file alone, with bad rows counted', async () => {
    const rows =
      '2021-02-01,Alien,1979,u,4.5\nnever,Brazil,1985,u,4\n2021-02-01,,1985,u,4\n2021-02-01,Moon,2009,u,six\n';
    const { films, leftOut } = await read(file('ratings (1).csv', `Date,Name,Year,Letterboxd URI,Rating\n${rows}`));
    expect(films.map(({ titles }) => titles[0])).toEqual(['Alien']);
    expect(leftOut).toEqual({ notFilms: 0, unreadable: 3 });
  });
});

test('IMDb: ten stars are five, series are left out, the original title is kept', async () => {
  const header =
    'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors';
  const rows = [
    'tt1,9,2024-03-15,Amélie,Le fabuleux destin d\'Amélie Poulain,u,Movie,8.3,122,2001,"Comedy, Romance",1,2001-04-25,X',
    'tt2,1,2024-03-16,Cats,Cats,u,movie,2.8,110,2019,Comedy,1,2019-12-20,Y',
    'tt3,8,2024-03-16,Some Show,Some Show,u,TV Series,8,,2019,Drama,1,,',
    'tt4,,2024-03-16,Unrated,Unrated,u,Movie,8,,2019,Drama,1,,',
  ];
  const found = await read(file('ratings.csv', `${header}\r\n${rows.join('\r\n')}\r\n`));
  expect(found.service).toBe('IMDb');
  expect(found.films).toEqual([
    {
      titles: ['Amélie', "Le fabuleux destin d'Amélie Poulain"],
      year: 2001,
      type: 'rate',
      value: 4.5,
      time: noon('2024-03-15'),
    },
    { titles: ['Cats'], year: 2019, type: 'rate', value: 0.5, time: noon('2024-03-16') },
  ]);
  expect(found.leftOut).toEqual({ notFilms: 1, unreadable: 1 });
});

test('TMDB: the person’s rating and not everybody’s', async () => {
  const header = 'TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated';
  const rows = [
    '1,tt1,movie,Dune,2021-09-15T00:00:00Z,,,7.8,7.0,2022-09-20T10:30:00Z',
    '2,tt2,tv,Moon Knight,2022-03-30T00:00:00Z,,,7.9,8.0,2022-09-20T00:00:00Z',
  ];
  const found = await read(file('x.csv', `${header}\n${rows.join('\n')}\n`));
  expect(found).toMatchObject({ service: 'TMDB', leftOut: { notFilms: 1, unreadable: 0 } });
  expect(found.films).toEqual([
    { titles: ['Dune'], year: 2021, type: 'rate', value: 3.5, time: Date.parse('2022-09-20T10:30:00Z') },
  ]);
});

test('Trakt: history, watched and ratings together, the opinion before the viewing', async () => {
  const movie = (title: string, year: number) => ({ title, year, ids: { trakt: 1 } });
  const history = [
    { id: 1, watched_at: '2023-01-02T20:00:00.000Z', action: 'watch', type: 'movie', movie: movie('Alien', 1979) },
    { id: 2, watched_at: '2023-01-02T20:00:00.000Z', type: 'episode', show: movie('Show', 2000), episode: {} },
  ];
  const ratings = [{ rated_at: '2022-01-01T00:00:00.000Z', rating: 8, type: 'movie', movie: movie('Alien', 1979) }];
  const watched = [
    { plays: 2, last_watched_at: '2020-05-05T00:00:00.000Z', movie: movie('Moon', 2009) },
    { plays: 1, movie: {} },
  ];
  const found = await read(
    file('history.json', JSON.stringify(history)),
    file('ratings-movies.json', JSON.stringify(ratings)),
    file('watched-movies.json', JSON.stringify(watched)),
    file('watchlist.json', JSON.stringify([{ listed_at: '2020-05-05T00:00:00.000Z', movie: movie('Later', 2001) }])),
  );
  expect(found.service).toBe('Trakt');
  expect(found.films).toEqual([
    { titles: ['Moon'], year: 2009, type: 'view', time: Date.parse('2020-05-05T00:00:00.000Z') },
    { titles: ['Alien'], year: 1979, type: 'rate', value: 4, time: Date.parse('2022-01-01T00:00:00.000Z') },
  ]);
  expect(found.leftOut).toEqual({ notFilms: 1, unreadable: 1 });
});

describe('Netflix', () => {
  test('the account page’s list: episodes are left out, the latest viewing stays', async () => {
    const rows = [
      '"Dune","3/14/23"',
      '"Show: Season 2: Pilot","3/2/23"',
      '"Kill Bill: Vol. 1","2/1/23"',
      '"Dune","1/5/22"',
    ];
    const found = await read(file('NetflixViewingHistory.csv', `Title,Date\n${rows.join('\n')}\n`));
    expect(found).toMatchObject({ service: 'Netflix', leftOut: { notFilms: 1, unreadable: 0 } });
    expect(found.films).toEqual([
      { titles: ['Kill Bill: Vol. 1'], type: 'view', time: noon('2023-02-01') },
      { titles: ['Dune'], type: 'view', time: noon('2023-03-14') },
    ]);
  });

  test.each([
    ['14/3/23,2/2/23', ['2023-03-14', '2023-02-02']],
    ['14.03.2023,02.02.2023', ['2023-03-14', '2023-02-02']],
    ['2023-03-14,2023-02-02', ['2023-03-14', '2023-02-02']],
    // Nothing is above twelve: the order in which time runs back without turning decides.
    ['5/4/23,1/4/23,9/3/23,2/3/23', ['2023-04-05', '2023-04-01', '2023-03-09', '2023-03-02']],
    ['4/5/23,4/1/23,3/9/23,3/2/23', ['2023-04-05', '2023-04-01', '2023-03-09', '2023-03-02']],
  ])('days as the account writes them: %s', async (days, expected) => {
    const rows = days.split(',').map((day, i) => `Film ${'abcd'[i]},${day}`);
    const { films } = await read(file('n.csv', `Title,Date\n${rows.join('\n')}\n`));
    expect(films.map(({ time }) => new Date(time).toISOString().slice(0, 10))).toEqual(expected.toSorted());
  });

  test('a data request’s list: trailers are left out', async () => {
    const header =
      'Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country';
    const rows = [
      'Me,2021-10-22 19:04:11,01:48:12,,Dune,,TV,,,',
      'Me,2021-10-22 18:59:02,00:01:30,,Dune,TRAILER,TV,,,',
    ];
    const { films, leftOut } = await read(file('ViewingActivity.csv', `${header}\n${rows.join('\n')}\n`));
    expect(films).toEqual([{ titles: ['Dune'], type: 'view', time: Date.parse('2021-10-22T19:04:11Z') }]);
    expect(leftOut.notFilms).toBe(1);
  });

  test.each([
    'Dark: Staffel 1: Geheimnisse',
    'The Crown: Season 4: Gold Stick',
    'Maid: Limited Series: Dollar Store',
    'Fargo: Volume 2: Something',
  ])('%s is an episode', (title) => expect(isEpisode(title)).toBe(true));
  test.each([
    'Mission: Impossible - Fallout',
    'Kill Bill: Volume 1',
    'Dune: Part Two',
    '2001: A Space Odyssey',
    'The Seasons: A Film',
  ])('%s is a film', (title) => expect(isEpisode(title)).toBe(false));
});
