// Netflix: the viewing history of the account page (a title and a day in the account's own order of day and month) or
// of a data request (times in UTC, trailers too). Neither says the year, nor what is a film: an episode is told by its
// title.
import { dayOrder, timeOfDay } from './day-order.ts';
import { type ExportedFilm, lastWords, type Service, type SourceFile, timeOf, titlesOf } from './service.ts';

const TITLE_COLUMNS = ['title', 'titel', 'titre', 'título', 'titolo', 'tytuł'];
const DATE_COLUMNS = ['start time', 'date', 'datum', 'fecha', 'data'];
/** "Show: Season 2: Episode", in some of the languages that the service speaks. */
const SEASON =
  /:\s*(limited series|miniserie|(season|series|staffel|saison|temporada|stagione|seizoen|sezon|säsong|part|book|volume|chapter|collection|episode|folge|épisode|episodio)\s+[\divxlc]+(\s*\([^)]*\))?)\s*(:|$)/i;
/** A film may be a part or a volume too: only with an episode behind it is it a series. */
const WEAK_SEASON = /^(part|book|volume|chapter|collection|episode)/i;

export const netflix: Service = {
  name: 'Netflix',
  expected: 'the viewing history csv of Netflix (Title, Date)',
  recognizes: (file) => {
    const columns = file.table?.columns ?? [];
    if (!find(columns, TITLE_COLUMNS) || !find(columns, DATE_COLUMNS)) return false;
    return columns.length === 2 || columns.includes('Supplemental Video Type');
  },
  read(files) {
    const leftOut = { notFilms: 0, unreadable: 0 };
    const films: ExportedFilm[] = files.flatMap((file) => filmsOf(file, leftOut));
    return { films: lastWords(films), leftOut };
  },
};

function filmsOf({ table }: SourceFile, leftOut: { notFilms: number; unreadable: number }): ExportedFilm[] {
  const { columns, rows } = table!;
  const [titleColumn, dateColumn] = [find(columns, TITLE_COLUMNS)!, find(columns, DATE_COLUMNS)!];
  const order = dayOrder(rows.map((row) => row[dateColumn] ?? ''));
  return rows.flatMap((row): ExportedFilm[] => {
    const titles = titlesOf(row[titleColumn]);
    const time = timeOf(row[dateColumn]) ?? timeOfDay(row[dateColumn] ?? '', order);
    if (titles.length === 0 || time === undefined) leftOut.unreadable++;
    else if (row['Supplemental Video Type']?.trim() || isEpisode(titles[0]!)) leftOut.notFilms++;
    else return [{ titles, type: 'view', time }];
    return [];
  });
}

export function isEpisode(title: string): boolean {
  const match = title.match(SEASON);
  if (!match) return false;
  return !WEAK_SEASON.test(match[1]!) || title.slice(match.index! + match[0].length).trim() !== '';
}

function find(columns: readonly string[], names: readonly string[]): string | undefined {
  return columns.find((column) => names.includes(column.trim().toLowerCase()));
}
