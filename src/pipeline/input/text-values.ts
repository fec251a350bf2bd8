// Single values as files hold them -> trimmed texts and numbers, with length limits. A text beyond the limit is cut and
// reported, never refused: one careless row must not stop a build, and one row must not fill the catalog either.

import { InputError, quoted } from '../../errors.ts';

/** Longest text that is kept, in UTF-16 code units: far more than the text encoder reads. */
export const MAX_TEXT_CHARS = 10_000;
/** Most entries of a list that are kept. */
export const MAX_LIST_ENTRIES = 100;
/** Longest item id. */
export const MAX_ID_CHARS = 256;

/** Where a value stands. */
export interface Place {
  file: string;
  line: number;
  column: string;
}

/** A required id: a text or a JSON number, trimmed. */
export function idValue(value: unknown, { file, line, column }: Place): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (text.length > 0 && text.length <= MAX_ID_CHARS) return text;
  const found = isAbsent(value) ? `no ${column}` : `${column} ${quoted(value)}`;
  throw new InputError({ file, line, found, expected: `an id of 1 to ${MAX_ID_CHARS} characters in ${column}` });
}

/** An optional finite number, from a JSON number or a text that reads as one; absent where the cell is empty or null. */
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

/** A text or number, trimmed and cut to MAX_TEXT_CHARS; undefined for any other kind of value and for blank texts. */
export function textValue(value: unknown, place: Place, warnings: string[]): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text.length <= MAX_TEXT_CHARS) return text || undefined;
  const { file, line, column } = place;
  warnings.push(`${file}:${line}: ${column} has ${text.length} characters, cut to ${MAX_TEXT_CHARS}`);
  return text.slice(0, isHighSurrogate(text, MAX_TEXT_CHARS - 1) ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS);
}

/** The texts and numbers of an array, or of a text that separates its entries by `|`; blank entries are left out. */
export function listValue(value: unknown, place: Place, warnings: string[]): string[] {
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? value.split('|') : [value];
  const texts = entries.map((entry) => textValue(entry, place, warnings)).filter((text) => text !== undefined);
  if (texts.length <= MAX_LIST_ENTRIES) return texts;
  const { file, line, column } = place;
  warnings.push(`${file}:${line}: ${column} has ${texts.length} entries, cut to ${MAX_LIST_ENTRIES}`);
  return texts.slice(0, MAX_LIST_ENTRIES);
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}
