// What the cells of a column have in common: the facts that guessing goes by, from the first rows, which are enough to
// tell.

import { type Cell, isListText, listOf, numberOf, type Separator, yearOf } from './cells.ts';

/** Rows that are looked at. */
export const SAMPLE_ROWS = 500;
/** Share of a column's texts that must fall into entries before its semicolons or commas are taken for separators. */
const MIN_LIST_SHARE = 0.3;

export interface ColumnValues {
  /** Cells that hold something. */
  numFilled: number;
  /** Of the filled cells, 0 to 1: how many read as a number, a year, a list, an address. */
  numbers: number;
  years: number;
  lists: number;
  addresses: number;
  /** Different cells for each filled one, 0 to 1. */
  distinct: number;
  /** Different entries, lists taken apart. */
  numEntries: number;
  meanChars: number;
  /** Undefined where cells are lists already, or none. */
  separator: Separator | undefined;
}

/** @param rows  the first of them count */
export function columnValues(rows: readonly (readonly Cell[])[], column: number): ColumnValues {
  const cells = rows.slice(0, SAMPLE_ROWS).map((row) => row[column] ?? null);
  const filled = cells.filter((cell) => cell !== null);
  const texts = filled.map((cell) => (Array.isArray(cell) ? cell.join(' ') : String(cell)));
  const separator = separatorOf(filled.filter((cell) => typeof cell === 'string'));
  const share = (matches: (cell: NonNullable<Cell>) => boolean) =>
    filled.filter(matches).length / Math.max(1, filled.length);
  return {
    numFilled: filled.length,
    numbers: share((cell) => numberOf(cell) !== undefined),
    years: share((cell) => yearOf(cell) !== undefined),
    lists: share((cell) => Array.isArray(cell) || listOf(cell, separator).length > 1),
    addresses: share((cell) => /^(https?:\/\/|www\.|data:)|\.(jpe?g|png|gif|webp|svg)$/i.test(String(cell))),
    distinct: new Set(texts).size / Math.max(1, filled.length),
    numEntries: new Set(filled.flatMap((cell) => listOf(cell, separator))).size,
    meanChars: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length),
    separator,
  };
}

/** A bar is hardly ever anything else; semicolons and commas are in prose too, which ends as sentences do. */
function separatorOf(texts: readonly string[]): Separator | undefined {
  if (texts.some((text) => isListText(text, '|'))) return '|';
  const share = (separator: Separator) => {
    const lists = texts.filter((text) => !/[.!?…]["”»)]?$/.test(text) && isListText(text, separator));
    return lists.length / Math.max(1, texts.length);
  };
  return ([';', ','] as const).find((separator) => share(separator) >= MIN_LIST_SHARE);
}
