// What the cells of a column have in common: the facts that guessing goes by. Read from the first rows, which is enough to tell.

import type { Cell } from './table.ts';

/** Rows that are looked at. */
const SAMPLE = 500;
/** Longest entry of a list, in UTF-16 code units: a longer one is a sentence with commas in it. */
const MAX_ENTRY_CHARS = 40;

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
  /** What stands between the entries of a list in one text; undefined where cells are lists already, or none. */
  separator: string | undefined;
}

export function columnValues(cells: readonly Cell[]): ColumnValues {
  const filled = cells.slice(0, SAMPLE).filter((cell) => cell !== null);
  const texts = filled.map((cell) => (Array.isArray(cell) ? cell.join(' ') : String(cell)));
  const separator = separatorOf(texts.filter((_, i) => !Array.isArray(filled[i])));
  const share = (matches: (cell: NonNullable<Cell>) => boolean) =>
    filled.filter(matches).length / Math.max(1, filled.length);
  return {
    numFilled: filled.length,
    numbers: share((cell) => numberOf(cell) !== undefined),
    years: share((cell) => yearOf(cell) !== undefined),
    lists: share((cell) => Array.isArray(cell) || (separator !== undefined && String(cell).includes(separator))),
    addresses: share((cell) => /^(https?:\/\/|www\.|data:)|\.(jpe?g|png|gif|webp|svg)$/i.test(String(cell))),
    distinct: new Set(texts).size / Math.max(1, filled.length),
    numEntries: new Set(filled.flatMap((cell) => listOf(cell, separator))).size,
    meanChars: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length),
    separator,
  };
}

/** A cell as a list of texts. @param separator  of entries in one text */
export function listOf(cell: Cell, separator?: string): string[] {
  if (cell === null) return [];
  if (Array.isArray(cell)) return cell;
  const entries = separator === undefined ? [String(cell)] : String(cell).split(separator);
  return [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
}

/** A number as people write them: `1,234.5`, `7 %`, `$12`; undefined for anything else. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || cell.length > 30) return undefined;
  const plain = cell.replace(/^[$€£]\s?|\s?(%|€|min|minutes|pages)$/g, '').replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A year from 1000 to 2100, also as the beginning of a date. */
export function yearOf(cell: Cell): number | undefined {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? cell : '';
  const [, year] =
    text.match(/^([12]\d{3})(?:-\d{2}(?:-\d{2})?.{0,20}|\.0)?$/) ??
    text.match(/^\d{1,2}[./]\d{1,2}[./]([12]\d{3})$/) ??
    [];
  return year !== undefined && Number(year) <= 2100 ? Number(year) : undefined;
}

/** The one of `|`, `;` and `,` by which many cells fall into several short entries. */
function separatorOf(texts: readonly string[]): string | undefined {
  const share = (separator: string) => {
    const split = texts.filter((text) => isList(text.split(separator)));
    return split.length / Math.max(1, texts.length);
  };
  return ['|', ';', ','].find((separator) => share(separator) >= 0.3);
}

function isList(entries: readonly string[]): boolean {
  return entries.length > 1 && entries.every((entry) => entry.trim() !== '' && entry.trim().length <= MAX_ENTRY_CHARS);
}
