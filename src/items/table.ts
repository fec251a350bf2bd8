// A visitor's file as a table of plain cells, whatever it was: the rest of the code never sees the file again.

import { CatalogFormatError } from '../errors.ts';

/** Larger files are refused: they would have to be held in memory several times over. */
export const MAX_FILE_BYTES = 50_000_000;
/** Items of a catalog; what comes after them is left out. */
export const MAX_ITEMS = 20_000;
export const MAX_COLUMNS = 100;
/** Longest text of a cell, in UTF-16 code units: far more than the text encoder reads. */
export const MAX_CELL_CHARS = 5000;
/** Most entries of a list that are kept. */
export const MAX_LIST_ENTRIES = 100;

/** A text (never blank), a number, a list of texts, or nothing. */
export type Cell = string | number | string[] | null;

export interface Table {
  format: 'csv' | 'json' | 'jsonl';
  /** Unique and not empty, in the order of the file. */
  columns: string[];
  /** One cell a column. */
  rows: Cell[][];
  /** For people: what was cut or left out, one sentence each. */
  notes: string[];
}

/** A text without control characters and blank ends; null where nothing is left. */
export function textCell(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  const clean = text.replace(/[\u0000-\u0008\u000e-\u001f\u007f]+/g, ' ').trim();
  if (clean.length <= MAX_CELL_CHARS) return clean || null;
  const splitsPair = /[\ud800-\udbff]/.test(clean[MAX_CELL_CHARS - 1]!);
  return clean.slice(0, splitsPair ? MAX_CELL_CHARS - 1 : MAX_CELL_CHARS);
}

/** @returns unique names for columns that may be called the same, or nothing at all */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((raw, i) => {
    const name = (textCell(raw) ?? `column ${i + 1}`).slice(0, 100);
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} ${n}`;
    taken.add(unique);
    return unique;
  });
}

/** @throws CatalogFormatError `<file>: found …, expected …. …` */
export function refuse(fileName: string, found: string, expected: string, mend: string): never {
  throw new CatalogFormatError(`${fileName}: found ${found}, expected ${expected}. ${mend}`);
}
