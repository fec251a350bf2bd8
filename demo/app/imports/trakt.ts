// Trakt: JSON lists of its API, as its own export and the tools around it write them: history, watched films, ratings
// (1 to 10). Each row tells by its fields what it is, whatever its file is called.
import {
  type ExportedFilm,
  lastWords,
  type Service,
  type SourceFile,
  starsOf,
  timeOf,
  titlesOf,
  yearOf,
} from './service.ts';

interface Row {
  type?: unknown;
  movie?: { title?: unknown; year?: unknown };
  rating?: unknown;
  rated_at?: unknown;
  watched_at?: unknown;
  last_watched_at?: unknown;
}

export const trakt: Service = {
  name: 'Trakt',
  expected: 'the history, watched or ratings JSON of Trakt, or a zip of them',
  recognizes: (file) => rowsOf(file).some(isTraktRow),
  read(files) {
    const leftOut = { notFilms: 0, unreadable: 0 };
    const films: ExportedFilm[] = [];
    for (const row of files.flatMap(rowsOf)) {
      const film = filmOf(row);
      if (film) films.push(film);
      else if (row?.movie === undefined) leftOut.notFilms++;
      else leftOut.unreadable++;
    }
    return { films: lastWords(films), leftOut };
  },
};

function rowsOf({ json }: SourceFile): Row[] {
  return Array.isArray(json) ? json : [];
}

/** A list of films to watch has neither. */
function isTraktRow(row: Row): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const times = [row.watched_at, row.last_watched_at, row.rated_at];
  return times.some((time) => typeof time === 'string');
}

function filmOf(row: Row): ExportedFilm | undefined {
  if (typeof row?.movie !== 'object' || row.movie === null) return undefined;
  const titles = titlesOf(textOf(row.movie.title));
  const time = [row.rated_at, row.watched_at, row.last_watched_at].map((at) => timeOf(textOf(at))).find(Boolean);
  if (titles.length === 0 || time === undefined) return undefined;
  const film = { titles, ...yearOf(textOf(row.movie.year)), time };
  const value = typeof row.rating === 'number' ? starsOf(row.rating, 10) : undefined;
  return value === undefined ? { ...film, type: 'view' } : { ...film, type: 'rate', value };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
