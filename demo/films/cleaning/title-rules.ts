// Cleaning rules for titles and names: numbers that stand for titles, accents read in the wrong encoding, articles at
// the end, notes on the edition. Each is one small function, applied in the order of TITLE_RULES.
import type { FilmRow } from './film-row.ts';
import type { RowRule } from './rule.ts';

/** Text of a title once `numericTitle` has run. */
const titleOf = (row: Readonly<FilmRow>): string => String(row.title);

/** A change of the title where `edit` changes it. */
function editTitle(row: Readonly<FilmRow>, edit: (title: string) => string): Partial<FilmRow> | undefined {
  const title = edit(titleOf(row));
  return title === row.title ? undefined : { title };
}

export const missingTitle: RowRule = {
  name: 'missingTitle',
  why: 'A film without a title cannot be shown or named: dropped.',
  apply: (row) => (row.title === null || titleOf(row).trim() === '' ? 'drop' : undefined),
};

export const numericTitle: RowRule = {
  name: 'numericTitle',
  why: 'Titles such as 300 and 1941 are JSON numbers: made text.',
  apply: (row) => (typeof row.title === 'number' ? { title: String(row.title) } : undefined),
};

export const misreadAccents: RowRule = {
  name: 'misreadAccents',
  why: 'Windows-1252 bytes were read as Mac Roman (`LÈon`): read again as what they are.',
  apply: (row) => editTitle(row, rereadMacRomanAsWindows1252),
};

export const straySpaces: RowRule = {
  name: 'straySpaces',
  why: 'Spaces at the ends or in runs: one space, none at the ends.',
  apply: (row) => editTitle(row, (title) => title.replace(/\s+/g, ' ').trim()),
};

export const articleAtEnd: RowRule = {
  name: 'articleAtEnd',
  why: 'Titles sorted by their second word (`Barbarians, The`): the article goes back to the front.',
  apply: (row) => editTitle(row, (title) => title.replace(/^(.+), (The|A|An)$/, '$2 $1')),
};

export const yearInTitle: RowRule = {
  name: 'yearInTitle',
  why: 'A year in brackets at the end (`King Kong (1933)`) is no part of the title: it sets the release year.',
  apply: (row) => {
    const found = /^(.+) \((\d{4})\)$/.exec(titleOf(row));
    return found ? { title: found[1]!, releaseYear: Number(found[2]) } : undefined;
  },
};

export const editionInTitle: RowRule = {
  name: 'editionInTitle',
  why: 'A note on the edition (`(IMAX)`, `(Canadian Release)`) is no part of the title: removed.',
  apply: (row) => editTitle(row, (title) => title.replace(/ \((IMAX|[\w ]+ Release)\)$/, '')),
};

export const doubledQuotes: RowRule = {
  name: 'doubledQuotes',
  why: 'Quotes that were doubled for a CSV file (`Jeff ""King Jeff"" Hollins`): single again.',
  apply: (row) => (row.director?.includes('""') ? { director: row.director.replaceAll('""', '"') } : undefined),
};

export const TITLE_RULES: readonly RowRule[] = [
  missingTitle,
  numericTitle,
  misreadAccents,
  straySpaces,
  articleAtEnd,
  yearInTitle,
  editionInTitle,
  doubledQuotes,
];

/** What Windows-1252 has for bytes 128 to 159; from 160 on it equals Latin-1. (Node 20 decodes both as Latin-1.) */
const WINDOWS_1252_128_TO_159 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Mac Roman character -> the character that the same byte has in Windows-1252, for bytes 128 to 255. */
const WINDOWS_1252_BY_MAC_ROMAN = ((): ReadonlyMap<string, string> => {
  const bytes = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
  const macRoman = [...new TextDecoder('macintosh').decode(bytes)];
  const toWindows1252 = (byte: number): string => WINDOWS_1252_128_TO_159[byte - 128] ?? String.fromCharCode(byte);
  return new Map(macRoman.map((character, i) => [character, toWindows1252(bytes[i]!)]));
})();

/** Undoes a wrong decoding. Characters that Mac Roman does not have (`³`) were not decoded by it and stay. */
export function rereadMacRomanAsWindows1252(text: string): string {
  return [...text].map((character) => WINDOWS_1252_BY_MAC_ROMAN.get(character) ?? character).join('');
}
