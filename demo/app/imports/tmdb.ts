// TMDB: the ratings export, stars of 1 to 10. `Rating` is everybody's, `Your Rating` the person's.
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

export const tmdb: Service = {
  name: 'TMDB',
  expected: 'the ratings csv of TMDB',
  recognizes: (file) => hasColumns(file, 'TMDb ID', 'Name', 'Your Rating'),
  read(files) {
    const leftOut = { notFilms: 0, unreadable: 0 };
    const films: ExportedFilm[] = [];
    for (const row of files.flatMap(({ table }) => table!.rows)) {
      const titles = titlesOf(row.Name);
      const value = starsOf(row['Your Rating'], 10);
      const time = timeOf(row['Date Rated']);
      if (row.Type && row.Type.toLowerCase() !== 'movie') leftOut.notFilms++;
      else if (titles.length === 0 || value === undefined || time === undefined) leftOut.unreadable++;
      else films.push({ titles, ...yearOf(row['Release Date']), type: 'rate', value, time });
    }
    return { films: lastWords(films), leftOut };
  },
};
