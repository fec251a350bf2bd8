// Letterboxd: a zip with a csv a kind (ratings, watched, diary, likes/films), or one of those alone. They overlap: a
// film is in the list of watched films, rated in another, liked in a third. What they say together becomes one event a
// film. The watchlist looks like the list of watched films and means the opposite; what was deleted is in folders of
// its own.
import { opinionOfStars } from '../../../src/visitor-files.ts';
import {
  type ExportedFilm,
  hasColumns,
  type Service,
  type SourceFile,
  starsOf,
  timeOf,
  titlesOf,
  yearOf,
} from './service.ts';

const COLUMNS = ['Date', 'Name', 'Year', 'Letterboxd URI'];
type Kind = 'ratings' | 'diary' | 'likes' | 'watched';

interface Film {
  titles: string[];
  year?: number;
  watched?: number;
  liked?: number;
  /** The standing rating, by the list of ratings. */
  rating?: Rating;
  /** The latest rating of the diary. */
  diary?: Rating;
}

interface Rating {
  stars: number;
  time: number;
}

export const letterboxd: Service = {
  name: 'Letterboxd',
  expected: 'the zip of Letterboxd, or its ratings.csv, watched.csv, diary.csv or likes/films.csv',
  recognizes: (file) => hasColumns(file, ...COLUMNS) && kindOf(file) !== undefined,
  read(files) {
    const films = new Map<string, Film>();
    const leftOut = { notFilms: 0, unreadable: 0 };
    for (const file of files) {
      for (const row of file.table!.rows) if (!addRow(films, kindOf(file)!, row)) leftOut.unreadable++;
    }
    const events = [...films.values()].map(eventOf).sort((a, b) => a.time - b.time);
    return { films: events, leftOut };
  },
};

/** By name where the name says it; a file that somebody renamed is told by its columns. */
function kindOf(file: SourceFile): Kind | undefined {
  const path = file.path.toLowerCase();
  if (/(^|\/)(deleted|orphaned|lists)\//.test(path) || /watchlist|reviews|comments/.test(path)) return undefined;
  if (/likes\/films[^/]*\.csv$|(^|\/)films[^/]*\.csv$/.test(path)) return 'likes';
  if (hasColumns(file, 'Watched Date')) return 'diary';
  return hasColumns(file, 'Rating') ? 'ratings' : 'watched';
}

/** @returns whether the row says something */
function addRow(films: Map<string, Film>, kind: Kind, row: Record<string, string>): boolean {
  const titles = titlesOf(row.Name);
  const time = timeOf(row['Watched Date']) ?? timeOf(row.Date);
  const stars = starsOf(row.Rating, 5);
  if (titles.length === 0 || time === undefined || (kind === 'ratings' && stars === undefined)) return false;
  const key = JSON.stringify([titles[0], row.Year]);
  const film = films.get(key) ?? { titles, ...yearOf(row.Year) };
  films.set(key, film);
  if (kind === 'likes') film.liked = time;
  else film.watched = Math.max(time, film.watched ?? 0);
  if (stars === undefined) return true;
  if (kind === 'ratings') film.rating = { stars, time };
  else if (time >= (film.diary?.time ?? 0)) film.diary = { stars, time };
  return true;
}

/** A heart beside few stars is the louder word; beside many it says the same. */
function eventOf({ titles, year, watched, liked, rating, diary }: Film): ExportedFilm {
  const film = { titles, ...(year !== undefined && { year }) };
  const stars = rating?.stars ?? diary?.stars;
  const isLiked = stars !== undefined && opinionOfStars(stars) === 'like';
  if (liked !== undefined && !isLiked) return { ...film, type: 'like', time: liked };
  if (stars === undefined) return { ...film, type: 'view', time: watched! };
  return { ...film, type: 'rate', value: stars, time: Math.max(rating?.time ?? 0, diary?.time ?? 0) };
}
