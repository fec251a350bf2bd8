// What the readers of other services' exports have in common: what they read, and what they make of it.

/** One file of an export, as text or as what its text holds. */
export interface SourceFile {
  /** Path in the archive, or the file's name. */
  path: string;
  /** There if it is a table. */
  table?: SourceTable;
  /** There if it is JSON. */
  json?: unknown;
}

export interface SourceTable {
  columns: string[];
  rows: Row[];
}

/** One film that somebody saw, rated or liked. */
export interface ExportedFilm {
  /** 1 to 3 names, the one that is shown first. Plain text of strangers. */
  titles: string[];
  year?: number;
  type: 'rate' | 'like' | 'view';
  /** `rate`: stars from 0.5 to 5. */
  value?: number;
  /** Milliseconds since the epoch; a day without a time is its noon in UTC, which is the same day nearly everywhere. */
  time: number;
}

/** What was left out, by reason. */
export interface LeftOut {
  /** Series, episodes, games, trailers. */
  notFilms: number;
  /** Rows without a title, a date or a rating that makes sense. */
  unreadable: number;
}

export interface ReadFilms {
  films: ExportedFilm[];
  leftOut: LeftOut;
}

export interface Service {
  name: string;
  /** For people: how to get the export, and what is read of it. */
  expected: string;
  /** Whether a file is of this service and holds films. */
  recognizes(file: SourceFile): boolean;
  /** @param files  those that were recognized, at least one */
  read(files: readonly SourceFile[]): ReadFilms;
}

type Row = Record<string, string>;

/** A service whose export is a table of ratings from 1 to 10, a film a row. */
export interface RatingsTable extends Pick<Service, 'name' | 'expected'> {
  /** Columns by which it is told. */
  columns: string[];
  isFilm(row: Row): boolean;
  titles(row: Row): (string | undefined)[];
  year(row: Row): string | undefined;
  /** The first that is a time is when it was rated. */
  times(row: Row): (string | undefined)[];
}

export function ratingsTable({ name, expected, columns, ...of }: RatingsTable): Service {
  return {
    name,
    expected,
    recognizes: (file) => hasColumns(file, ...columns),
    read(files) {
      const leftOut = { notFilms: 0, unreadable: 0 };
      const films: ExportedFilm[] = [];
      for (const row of files.flatMap(({ table }) => table!.rows)) {
        const titles = titlesOf(...of.titles(row));
        const value = starsOf(row['Your Rating'], 10);
        const time = of
          .times(row)
          .map(timeOf)
          .find((at) => at !== undefined);
        if (!of.isFilm(row)) leftOut.notFilms++;
        else if (titles.length === 0 || value === undefined || time === undefined) leftOut.unreadable++;
        else films.push({ titles, ...yearOf(of.year(row)), type: 'rate', value, time });
      }
      return { films: lastWords(films), leftOut };
    },
  };
}

const MAX_TITLE_LENGTH = 300;
const FIRST_FILM_YEAR = 1870;
const LAST_YEAR = 2200;

/** Whether a table has all of these columns; names are compared without case. */
export function hasColumns({ table }: SourceFile, ...columns: string[]): boolean {
  if (!table) return false;
  const known = new Set(table.columns.map((column) => column.toLowerCase()));
  return columns.every((column) => known.has(column.toLowerCase()));
}

/** Distinct titles that are not empty, cut to a length that any real one has. */
export function titlesOf(...titles: (string | undefined)[]): string[] {
  const texts = titles.map((title) => (title ?? '').trim().slice(0, MAX_TITLE_LENGTH));
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, 3);
}

export function yearOf(text: string | undefined): { year?: number } {
  const year = Number((text ?? '').trim().slice(0, 4));
  return year >= FIRST_FILM_YEAR && year <= LAST_YEAR ? { year } : {};
}

/** `2021-03-04` or a full ISO time; undefined for anything else. */
export function timeOf(text: string | undefined): number | undefined {
  const trimmed = (text ?? '').trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  if (!isDay && !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(trimmed)) return undefined;
  const isBare = !/(Z|[+-]\d{2}:?\d{2})$/.test(trimmed);
  const time = Date.parse(isDay ? `${trimmed}T12:00:00Z` : `${trimmed.replace(' ', 'T')}${isBare ? 'Z' : ''}`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}

/**
 * Stars from 0.5 to 5 in halves; undefined for what is no rating.
 *
 * @param best  the service's best rating: 5 or 10
 */
export function starsOf(rating: string | number | null | undefined, best: 5 | 10): number | undefined {
  const value = (Number(rating || Number.NaN) * 5) / best;
  return value > 0 && value <= 5 ? Math.max(0.5, Math.round(value * 2) / 2) : undefined;
}

/** The last word on each film: an opinion before a mere viewing, else the latest. Oldest first. */
export function lastWords(films: readonly ExportedFilm[]): ExportedFilm[] {
  const byFilm = new Map<string, ExportedFilm>();
  for (const film of films) {
    const key = JSON.stringify([film.titles[0], film.year]);
    const other = byFilm.get(key);
    if (!other || weightOf(film) > weightOf(other) || (weightOf(film) === weightOf(other) && film.time >= other.time)) {
      byFilm.set(key, film);
    }
  }
  return [...byFilm.values()].sort((a, b) => a.time - b.time);
}

const weightOf = ({ type }: ExportedFilm): number => (type === 'view' ? 0 : 1);
