// Cells of a table as the rest of the code sees them, whatever the file was: plain texts, numbers and lists of texts,
// and what can be read out of one.

import { plainNumber } from '../text/read-number.ts';

/** Longest text of a cell, in UTF-16 code units: far more than the text encoder reads. */
export const MAX_CELL_CHARS = 5000;
/** Most entries of a list that are kept. */
export const MAX_LIST_ENTRIES = 100;
/** Longest entry of a list in one text, in UTF-16 code units: a longer one is a sentence with commas or bars in it. */
const MAX_ENTRY_CHARS = 40;

/**
 * A text (never blank), a number, a list of texts, or nothing. Tables of them are stored: nothing else may be added.
 */
export type Cell = string | number | string[] | null;

/** What stands between the entries of a list in one text. */
export const SEPARATORS = ['|', ';', ','] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A text without control characters and blank ends; null where nothing is left. Not yet cut. */
export function cleanText(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  return text.replace(/[\u0000-\u0008\u000e-\u001f\u007f]+/g, ' ').trim() || null;
}

/** The first characters of a text; never half of a surrogate pair. */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const splitsPair = /[\ud800-\udbff]/.test(text[maxChars - 1]!);
  return text.slice(0, splitsPair ? maxChars - 1 : maxChars);
}

/** A cell as one line of text; '' for nothing. */
export function oneLine(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.join(', ') : cell === null ? '' : String(cell);
  // Single blanks are not touched, so that most texts are handed on without a copy.
  return text.replace(/\s{2,}|[^\S ]/g, ' ').trim();
}

const WRITTEN_NUMBER = /^[+-]?(\d+([.,]\d+)?|\d{1,3}([.,'’\u00a0\u202f]\d{3})+([.,]\d+)?)\.?$/;

/** A number as people write them: `1,234.5`, `1.234,50`, `12,90`, `7 %`, `$12`, `1e6`; undefined for anything else. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || cell.length > 30) return undefined;
  const bare = cell.replace(/^[$€£]\s?|\s?(%|€|min|minutes|pages)$/g, '');
  const isScientific = /^[+-]?(\d+\.?\d*|\.\d+)e[+-]?\d+$/i.test(bare) || /^[+-]?\.\d+$/.test(bare);
  if (!isScientific && !WRITTEN_NUMBER.test(bare)) return undefined;
  const number = isScientific ? Number(bare) : plainNumber(bare.replace(/^\+|\.$/g, ''));
  return Number.isFinite(number) ? number : undefined;
}

/** A year from 1000 to 2100, also as the beginning or the end of a date. */
export function yearOf(cell: Cell): number | undefined {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell : '';
  const [, year] =
    text.match(/^([12]\d{3})(?:-\d{2}(?:-\d{2})?.{0,20}|\.0)?$/) ??
    text.match(/^\d{1,2}[./]\d{1,2}[./]([12]\d{3})$/) ??
    [];
  return year !== undefined && Number(year) <= 2100 ? Number(year) : undefined;
}

/** `Action|Sci-Fi` by its separator: short entries. Prose with a bar or a comma in it is no list, nor is a number. */
export function isListText(text: string, separator: Separator): boolean {
  if (!text.includes(separator) || numberOf(text) !== undefined) return false;
  const entries = text.split(separator).map((entry) => entry.trim());
  return entries.every((entry) => entry.length <= MAX_ENTRY_CHARS) && (separator === '|' || !entries.includes(''));
}

/**
 * A cell as a list of texts, without blanks and repeats.
 *
 * @param separator  of the column; without one, and beside bars, a text is taken apart only where it is a list by bars
 */
export function listOf(cell: Cell, separator: Separator | undefined): string[] {
  if (cell === null) return [];
  const entries = Array.isArray(cell) ? cell : entriesOf(String(cell), separator);
  return [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
}

function entriesOf(text: string, separator: Separator = '|'): string[] {
  const isList = separator === '|' ? isListText(text, '|') : numberOf(text) === undefined;
  return isList ? text.split(separator) : [text];
}

/** Not the 31st of February, and not long from now. */
function isDay(iso: string): boolean {
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) && iso < '2200' && iso > '1000';
}

const MONTH_NAMES = /[a-z]{3,}/i;

/** The day of a date, `2024-05-31`; undefined where it is none, or may be two (`3/4/2024`). */
export function dayOf(cell: Cell): string | undefined {
  if (typeof cell !== 'string' || cell.length > 60) return undefined;
  const [, iso] = cell.match(/^(\d{4}-\d{2}-\d{2})(?!\d)/) ?? [];
  if (iso) return isDay(iso) ? iso : undefined;
  const [, day, month, year] = cell.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})\b/) ?? [];
  if (year) return dayOf(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
  const time = MONTH_NAMES.test(cell) && /\d{4}/.test(cell) ? Date.parse(cell) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
