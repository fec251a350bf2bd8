// IMDb: ratings.csv, stars of 1 to 10. Lists and watchlists have the same columns; only what is rated there counts.
import {
  type ExportedFilm,
  hasColumns,
  lastWords,
  type Service,
  starsOf,
  timeOf,
  titlesOf,
  yearOf,
} from './service.ts';

const FILM_TYPES = /^(movie|film|feature|short|video|documentary|tv ?movie|tv ?special|tv ?short|music ?video)$/i;

export const imdb: Service = {
  name: 'IMDb',
  expected: 'the ratings.csv of IMDb',
  recognizes: (file) => hasColumns(file, 'Const', 'Title', 'Your Rating'),
  read(files) {
    const leftOut = { notFilms: 0, unreadable: 0 };
    const films: ExportedFilm[] = [];
    for (const row of files.flatMap(({ table }) => table!.rows)) {
      const type = (row['Title Type'] ?? '').trim();
      const titles = titlesOf(row.Title, row['Original Title']);
      const value = starsOf(row['Your Rating'], 10);
      const time = timeOf(row['Date Rated']) ?? timeOf(row.Created);
      if (type !== '' && !FILM_TYPES.test(type)) leftOut.notFilms++;
      else if (titles.length === 0 || value === undefined || time === undefined) leftOut.unreadable++;
      else films.push({ titles, ...yearOf(row.Year), type: 'rate', value, time });
    }
    return { films: lastWords(films), leftOut };
  },
};
