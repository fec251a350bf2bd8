// Reads films out of a list that somebody pasted: a line each, as people and programmes write them, with numbers, bullets,
// years, directors, times, Markdown, or as a table. A line may be read in some ways ("Stand by Me" is no film by Me): each is
// a name to look for, the likeliest first.
import type { TitleQuery } from '../../../src/sdk/index.ts';

export const MAX_LINES = 500;
export const MAX_CHARS = 100_000;
/** Of a line, what is behind it is not read; of a title, as the engine takes it. */
const [MAX_LINE, MAX_TITLE] = [1000, 300];
const MAX_READINGS = 4;
const FIRST_YEAR = 1888;
/** What is announced. */
const YEARS_AHEAD = 5;

export interface ListLine {
  /** As it was pasted, without what stands around it. */
  text: string;
  /** One to four ways to read it. */
  queries: TitleQuery[];
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const DATE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+${MONTH}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}[./]\\d{1,2}[./])(?:,?\\s+\\d{4})?`;
const TIME = '\\d{1,2}(?:[:.]\\d{2}\\s*(?:[ap]\\.?m\\.?|h|uhr)?|\\s*[ap]\\.?m\\.?)(?=\\W)';
/** When it is shown: a day alone may be of a title. */
const WHEN = new RegExp(`^${DAY}(?:${DATE}[,:]?\\s*(?:at\\s+)?(?:${TIME})?|${TIME})\\s*[-–—|:,]*\\s+`, 'i');
const BULLET = /^\s*(?:>\s*)*(?:[-*+•·▪◦‣–—]\s+)?(?:\[[ xX]?\]\s+)?/;
const NUMBER = /^(?:#\s?\d{1,3}[.):]?\s+|\(?\d{1,3}[.)]\s*(?=\D)|\d{1,3}\s*[-–—\t]\s+)/;
const HEADING = /^\s*#{1,6}\s+(?!\d)/;
/** A rule, or the line below the head of a table. */
const RULE = /^[\s|:=_*~+-]+$/;
/** What says who made it, and all that follows. */
const MAKER = /[\s,;(–—-]+(?:dir(?:ector|ected)?\b[.:]?(?:\s+by\b)?:?|by)\s+\p{Lu}.*$/u;
/** Where something else than the title may begin. */
const NEXT_PART = /\s+[-–—/|]\s+|\s*[,;]\s+|\s{3,}/;
const TITLE_COLUMN = /^(?:(?:film|movie|original)[ _]?)?(?:title|name|film|movie)$/i;
const YEAR_COLUMN = /^(?:(?:release)[ _]?)?(?:year|date)$/i;

/** Columns of a table, by place. */
interface Columns {
  delimiter: string;
  title: number;
  year: number;
}

/** Lines with something to look for, in their order; a line that says the same as one before it is left out. */
export function readList(text: string): ListLine[] {
  const lines: ListLine[] = [];
  const known = new Set<string>();
  let columns: Columns | undefined;
  for (const whole of text.slice(0, MAX_CHARS).split(/\r\n|[\n\r\u2028\u2029]/)) {
    const raw = whole.slice(0, MAX_LINE);
    if (HEADING.test(raw) || RULE.test(raw)) continue;
    const head = headOf(raw);
    if (head) columns = head;
    const line = head ? undefined : lineOf(raw, columns);
    if (!line || known.has(line.text.toLowerCase())) continue;
    known.add(line.text.toLowerCase());
    lines.push(line);
  }
  return lines;
}

/** The head of a table, which says where titles stand. */
function headOf(raw: string): Columns | undefined {
  const delimiter = ['\t', '|', ';', ','].find((sign) => raw.includes(sign));
  if (delimiter === undefined) return undefined;
  const cells = cellsOf(raw, delimiter);
  const title = cells.findIndex((cell) => TITLE_COLUMN.test(cell));
  return title < 0 ? undefined : { delimiter, title, year: cells.findIndex((cell) => YEAR_COLUMN.test(cell)) };
}

function lineOf(raw: string, columns: Columns | undefined): ListLine | undefined {
  const plain = withoutMarkup(raw);
  const cells = columns ? cellsOf(plain, columns.delimiter) : looseCells(plain);
  const title = columns && cells ? cells[columns.title] : cells?.find((cell) => /\p{L}/u.test(cell) || cell.length > 4);
  if (columns && cells && cells.length > columns.title) {
    const year = yearIn(cells[columns.year] ?? '');
    return title ? { text: title.slice(0, MAX_TITLE), queries: [query(title, year)] } : undefined;
  }
  const text = cells && title ? title : withoutPlace(plain);
  const year = cells?.map(yearAlone).find((found) => found !== undefined);
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  const queries = year === undefined ? readings(text) : [query(text, year)];
  return queries.length > 0 ? { text: text.slice(0, MAX_TITLE), queries } : undefined;
}

/** Ways to read a line, the likeliest first. */
function readings(text: string): TitleQuery[] {
  const [inBrackets, year] = bracketedYear(text);
  const names = inBrackets === undefined ? [text] : [inBrackets];
  if (inBrackets !== undefined) names.push(...parts(inBrackets));
  const found = names.map((name) => query(name, year));
  if (inBrackets === undefined) {
    const [, before, last] = /^(.+?)[\s,–—-]+(\d{4})$/.exec(text) ?? [];
    const lastYear = last === undefined ? undefined : yearAlone(last);
    if (before && lastYear !== undefined) found.push(query(before, lastYear));
    found.push(...parts(text).map((name) => query(name, yearIn(text.slice(name.length)))));
  }
  const given = found.filter(({ titles }) => titles[0] !== '');
  return given.filter((one, i) => given.findIndex((other) => isSame(other, one)) === i).slice(0, MAX_READINGS);
}

/** `Alien (1979), dir. Ridley Scott` and `Alien (Ridley Scott, 1979)`: what stands before, and the year. */
function bracketedYear(text: string): [name?: string, year?: number] {
  for (const { index, 0: whole, 1: inside } of text.matchAll(/[([]([^()[\]]*)[)\]]/g)) {
    const year = yearIn(inside!);
    if (year === undefined) continue;
    const before = text.slice(0, index).trim();
    return [before === '' ? text.slice(whole.length).trim() : before, year];
  }
  return [];
}

/** The beginning of a line, where it may be more than a title. */
function parts(text: string): string[] {
  const named = text.replace(MAKER, '');
  const [first] = named.split(NEXT_PART);
  return [named, first!].map((part) => part.trim()).filter((part) => part !== '' && part !== text);
}

/** Without what lists and Markdown put around words. */
function withoutMarkup(raw: string): string {
  return raw
    .replace(BULLET, '')
    .replace(/!?\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/(?:[★☆⭐✓✔❤♥]\uFE0F?)+½?/gu, ' ')
    .trim();
}

/** Without its number, and when it is shown. */
function withoutPlace(text: string): string {
  const unnumbered = text.replace(NUMBER, '').replace(BULLET, '');
  const untimed = unnumbered.replace(WHEN, '');
  return unquoted((untimed || unnumbered).trim());
}

/** Of a line that is a row of a table by itself: quoted cells, tabs, or bars. */
function looseCells(text: string): string[] | undefined {
  if (text.includes('\t')) return filled(cellsOf(text, '\t'));
  if (/^\|.*\|$/.test(text)) return filled(cellsOf(text, '|'));
  return /^(?:\d+,)?"/.test(text) && text.includes('",') ? filled(cellsOf(text, ',')) : undefined;
}

const filled = (cells: readonly string[]) => cells.map(withoutPlace).filter((cell) => cell !== '');

/** Cells of a row; a quote holds delimiters together. A bar at either end is none. */
function cellsOf(row: string, delimiter: string): string[] {
  const inner = delimiter === '|' ? row.trim().replace(/^\||\|$/g, '') : row;
  const cells = [''];
  let isQuoted = false;
  for (const sign of inner) {
    if (sign === '"') isQuoted = !isQuoted;
    if (sign === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells.map((cell) => unquoted(withoutMarkup(cell).replaceAll('""', '"')));
}

function unquoted(text: string): string {
  return text.replace(/^["“”„«']+\s*(.*?)\s*["“”»']+$/u, '$1').replace(/[\s,;:]+$/, '');
}

function yearAlone(text: string): number | undefined {
  return /^\(?\d{4}\)?$/.test(text) ? yearIn(text) : undefined;
}

/** The first year that stands in it by itself. */
function yearIn(text: string): number | undefined {
  const last = new Date().getFullYear() + YEARS_AHEAD;
  return text
    .match(/(?<!\d)\d{4}(?!\d)/g)
    ?.map(Number)
    .find((year) => year >= FIRST_YEAR && year <= last);
}

const query = (title: string, year: number | undefined): TitleQuery => ({
  titles: [unquoted(title.trim()).slice(0, MAX_TITLE)],
  ...(year !== undefined && { year }),
});

const isSame = (a: TitleQuery, b: TitleQuery) => a.titles[0] === b.titles[0] && a.year === b.year;
