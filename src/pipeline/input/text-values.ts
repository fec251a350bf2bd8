// Single values of a log -> ids and numbers.

import { InputError, quoted } from '../../errors.ts';
import { cleanText } from '../../items/cells.ts';
import { MAX_ID_CHARS } from '../../items/row-reader.ts';

/** Where a value stands. */
export interface Place {
  file: string;
  line: number;
  column: string;
}

/** A required id: a text or a JSON number, as the items file's are read. */
export function idValue(value: unknown, { file, line, column }: Place): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? (cleanText(value) ?? '') : '';
  if (text.length > 0 && text.length <= MAX_ID_CHARS) return text;
  const found = isAbsent(value) ? `no ${column}` : `${column} ${quoted(value)}`;
  throw new InputError({ file, line, found, expected: `an id of 1 to ${MAX_ID_CHARS} characters in ${column}` });
}

/**
 * An optional finite number, from a JSON number or a text that reads as one; absent where the cell is empty or null.
 */
export function numberValue(value: unknown, { file, line, column }: Place): number | undefined {
  if (isAbsent(value)) return undefined;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new InputError({ file, line, found: `${column} ${quoted(value)}`, expected: `a number in ${column}` });
}

/** True for what means "unknown": a missing key, null, an empty or blank text. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
