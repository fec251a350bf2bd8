// IMDb and TMDB: tables of ratings. IMDb's lists and watchlists have the same columns as its ratings.csv; only what is rated there
// counts. In TMDB's, `Rating` is everybody's, `Your Rating` the person's.
import { ratingsTable } from './service.ts';

const FILM_TYPES = /^(movie|film|feature|short|video|documentary|tv ?movie|tv ?special|tv ?short|music ?video|)$/i;

export const imdb = ratingsTable({
  name: 'IMDb',
  expected: 'the ratings.csv of IMDb',
  columns: ['Const', 'Title', 'Your Rating'],
  isFilm: (row) => FILM_TYPES.test((row['Title Type'] ?? '').trim()),
  titles: (row) => [row.Title, row['Original Title']],
  year: (row) => row.Year,
  times: (row) => [row['Date Rated'], row.Created],
});

export const tmdb = ratingsTable({
  name: 'TMDB',
  expected: 'the ratings csv of TMDB',
  columns: ['TMDb ID', 'Name', 'Your Rating'],
  isFilm: ({ Type }) => !Type || Type.toLowerCase() === 'movie',
  titles: (row) => [row.Name],
  year: (row) => row['Release Date'],
  times: (row) => [row['Date Rated']],
});
