// What the cells of a column have in common: the facts that guessing goes by, from the first rows, which are enough to
// tell.

import { type DecimalMark, decimalMarkOf } from '../text/read-number.ts';
import { type Cell, isListText, listOf, numberOf, type Separator, yearOf } from './cells.ts';
import { moneyOf, stockOf } from './money.ts';

/** Rows that are looked at. */
export const SAMPLE_ROWS = 500;
/** Share of a column's texts that must fall into entries before its semicolons or commas are taken for separators. */
const MIN_LIST_SHARE = 0.3;
/** Few lists are lists still where their entries stand alone in other cells: so many entries at least. */
const MIN_KNOWN = 4;

const MOSTLY = 0.8;

export interface ColumnValues {
  /** Cells that hold something. */
  numFilled: number;
  /** Of the filled cells, 0 to 1: how many read as a number, an amount, a year, a date, a list. */
  numbers: number;
  money: number;
  years: number;
  dates: number;
  lists: number;
  /** As an address, of a picture too; as a path of a site; as a path of categories; as a stock; as a code; as a flag. */
  addresses: number;
  pictures: number;
  paths: number;
  categoryPaths: number;
  stocks: number;
  codes: number;
  flags: number;
  /** Different cells for each filled one, 0 to 1. */
  distinct: number;
  /** Different entries, lists taken apart. */
  numEntries: number;
  meanChars: number;
  /** Undefined where cells are lists already, or none. */
  separator: Separator | undefined;
  /** Of its numbers. */
  mark: DecimalMark;
  /** The filled cells as texts. */
  texts: readonly string[];
}

const ADDRESS = /^(https?:)?\/\/\S+$|^www\.\S+$|^data:\S/i;
const PICTURE = /^\S+\.(jpe?g|png|gif|webp|svg|avif)(\?\S*)?$|^data:image\//i;
const SITE_PATH = /^\.{0,2}\/\S*$|^\S+\.html?$/i;
const CATEGORY_PATH = /\S\s*(>|»|&gt;|›)\s*\S/;
const DATE =
  /^\d{4}-\d{1,2}-\d{1,2}([T ].{0,25})?$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(\s.{0,12})?$|^([a-z]{3},? )?\d{1,2}\.? [a-z]{3,9}\.? \d{4}(\s.{0,20})?$|^[a-z]{3,9}\.? \d{1,2},? \d{4}$/i;
const CODE = /^(?=.*\d)(?=\S{5,})[A-Z\d]+([._/-][A-Z\d]+)*$|^\d{8,14}$|^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-/;
const FLAG = /^(true|false|0|1|wahr|falsch|vrai|faux|verdadero|falso)$/i;

/** @param rows  the first of them count */
export function columnValues(rows: readonly (readonly Cell[])[], column: number): ColumnValues {
  const cells = rows.slice(0, SAMPLE_ROWS).map((row) => row[column] ?? null);
  const filled = cells.filter((cell) => cell !== null);
  const texts = filled.map((cell) => (Array.isArray(cell) ? cell.join(' ') : String(cell)));
  const firsts = filled.map((cell) => String(Array.isArray(cell) ? cell[0] : cell).trim());
  const strings = filled.filter((cell) => typeof cell === 'string');
  const separator = separatorOf(strings) ?? (areNames(strings) ? ',' : undefined);
  const mark = decimalMarkOf(texts);
  const share = <T>(values: readonly T[], matches: (value: T) => boolean) =>
    values.filter(matches).length / Math.max(1, values.length);
  const form = (pattern: RegExp) => share(firsts, (text) => pattern.test(text));
  const listed = (text: string) => text.split(/[,|;]\s*/)[0]!;
  return {
    numFilled: filled.length,
    numbers: share(filled, (cell) => numberOf(cell) !== undefined),
    money: share(filled, (cell) => moneyOf(cell, mark) !== undefined),
    years: share(filled, (cell) => yearOf(cell) !== undefined),
    dates: form(DATE),
    lists: share(filled, (cell) => Array.isArray(cell) || listOf(cell, separator).length > 1),
    addresses: share(firsts, (text) => ADDRESS.test(text) || PICTURE.test(text)),
    pictures: share(firsts, (text) => PICTURE.test(listed(text))),
    paths: form(SITE_PATH),
    categoryPaths: form(CATEGORY_PATH),
    stocks: share(filled, (cell) => stockOf(cell) !== undefined),
    codes: form(CODE),
    flags: share(texts, (text) => FLAG.test(text)),
    distinct: new Set(texts).size / Math.max(1, filled.length),
    numEntries: new Set(filled.flatMap((cell) => listOf(cell, separator))).size,
    meanChars: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length),
    separator,
    mark,
    texts,
  };
}

/** A bar is hardly ever anything else; semicolons and commas are in prose too, which ends as sentences do. */
function separatorOf(texts: readonly string[]): Separator | undefined {
  if (texts.some((text) => isListText(text, '|'))) return '|';
  const share = (separator: Separator) => {
    const lists = texts.filter((text) => !/[.!?…]["”»)]?$/.test(text) && isListText(text, separator));
    return lists.length / Math.max(1, texts.length);
  };
  const alone = new Set(texts.map((text) => text.trim().toLowerCase()));
  const isOfKnown = (separator: Separator) => {
    const entries = texts.filter((text) => isListText(text, separator)).flatMap((text) => text.split(separator));
    const known = entries.filter((entry) => alone.has(entry.trim().toLowerCase()));
    return entries.length >= MIN_KNOWN && known.length >= MOSTLY * entries.length;
  };
  return ([';', ','] as const).find((separator) => share(separator) >= MIN_LIST_SHARE || isOfKnown(separator));
}

/** `Bao Lindqvist, Amara Okoye`: people, of two words or more each; `Tolkien, J.R.R.` is one. */
function areNames(texts: readonly string[]): boolean {
  const several = texts.filter((text) => text.includes(', '));
  const isPerson = (part: string) => /^\p{Lu}[\p{L}\p{M}.'’-]*( \p{L}[\p{L}\p{M}.'’-]*){1,3}$/u.test(part);
  const people = several.filter((text) => text.split(', ').every(isPerson));
  return several.length > 0 && people.length >= MOSTLY * several.length;
}
