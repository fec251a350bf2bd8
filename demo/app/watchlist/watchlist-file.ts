// The watchlist as a file to take along: a table that spreadsheets and other services read, or plain lines.
import { localDay } from '../state/words.ts';
import type { SavedFilm } from './watchlist.ts';

/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\n\r]/;

/** Columns Title, Year and Saved; the day is that of the person's own calendar. */
export function watchlistCsv(films: readonly SavedFilm[]): string {
  const rows = films.map(({ item, savedAt }) => [item.title, item.details.year ?? '', localDay(savedAt)]);
  return [['Title', 'Year', 'Saved'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** `Alien (1979), saved 2026-11-28`, one a line. */
export function watchlistText(films: readonly SavedFilm[]): string {
  return films
    .map(({ item, savedAt }) => {
      const title = item.title.replace(/\s+/g, ' ');
      return `${title}${item.details.year ? ` (${item.details.year})` : ''}, saved ${localDay(savedAt)}\n`;
    })
    .join('');
}

/** The apostrophe is how spreadsheets mark a text; they do not show it. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
