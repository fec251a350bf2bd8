// JSON into objects: one object a line, an array of objects, or an object that holds one such array (`{ "books": [...]
// }`). Lines are read piece by piece; an array has to be held whole.

import { InputError, quoted } from '../errors.ts';
import type { OpenText } from './decode-text.ts';
import { sizeOfJson } from './json-size.ts';
import type { Notes } from './notes.ts';

export type JsonObject = Record<string, unknown>;

/** An object and where it stands: its line, or its place in a list, from 1. */
export interface JsonRecord {
  line: number;
  values: JsonObject;
}

/** Longest JSON that is held whole, in UTF-16 code units: half of what a text can have. */
const MAX_WHOLE_CHARS = 256_000_000;
/** A carriage return at the end of a piece may be half of one. */
const LINE_END = /\r\n|\n|\r(?!$)/;

export interface OpenJson {
  format: 'json' | 'jsonl';
  records: AsyncIterable<JsonRecord[]>;
}

/**
 * @param maxValues  of an array, or of a line (default: any number)
 * @throws InputError for broken JSON, or more of it, while the records are read
 */
export function openJson({ head, texts }: OpenText, notes: Notes, maxValues?: number): OpenJson {
  const [first, ...further] = head.trim().split(LINE_END);
  const object = objectOf(first!);
  // One object alone: a file of one line, or the wrapping of a list.
  const isLines = object && (further.length > 0 || !listInside(object));
  if (isLines) return { format: 'jsonl', records: jsonLines(texts(), notes.file, maxValues) };
  return { format: 'json', records: jsonList(texts(), notes, maxValues) };
}

/** One JSON object in each line; blank lines are left out. */
export async function* jsonLines(
  texts: AsyncIterable<string>,
  file: string,
  maxValues?: number,
): AsyncGenerator<JsonRecord[]> {
  let rest = '';
  let line = 0;
  const recordsOf = (lines: readonly string[]) => {
    const records: JsonRecord[] = [];
    for (const text of lines) {
      line++;
      if (text.trim() !== '') records.push({ line, values: parseLine(text, line, file, maxValues) });
    }
    return records;
  };
  for await (const text of texts) {
    rest = grown(rest, text, file);
    if (!/[\r\n]/.test(text)) continue;
    const lines = rest.split(LINE_END);
    rest = lines.pop()!;
    yield recordsOf(lines);
  }
  yield recordsOf([rest]);
}

function parseLine(text: string, line: number, file: string, maxValues?: number): JsonObject {
  refuseExcess(text, maxValues, { file, line });
  const wrong = (found: string, cause?: unknown) =>
    new InputError({ file, line, found, expected: 'one JSON object', mend: 'Mend or delete that line.' }, { cause });
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw wrong(`invalid JSON ${quoted(text.trim())}`, cause);
  }
  if (!isObject(values)) throw wrong(quoted(values));
  return values;
}

async function* jsonList(texts: AsyncIterable<string>, notes: Notes, maxValues?: number): AsyncGenerator<JsonRecord[]> {
  const { file } = notes;
  const expected = 'a list of objects, one an item';
  let text = '';
  for await (const piece of texts) text = grown(text, piece, file);
  refuseExcess(text, maxValues, { file });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const found = `broken JSON (${(cause as Error).message.slice(0, 120)})`;
    throw new InputError({ file, found, expected, mend: 'Export it again, or save it as CSV.' }, { cause });
  }
  const list = Array.isArray(json) ? json : (listInside(json) ?? []);
  const records = list.map((values: unknown, i) => ({ line: i + 1, values }));
  const objects = records.filter((record): record is JsonRecord => isObject(record.values));
  if (objects.length === 0) {
    const found = `a list of ${list.length} values`;
    throw new InputError({ file, found, expected, mend: 'Each item needs a title by name.' });
  }
  for (const { line, values } of records) if (!isObject(values)) notes.add('left out: no object', line);
  yield objects;
}

function refuseExcess(text: string, maxValues: number | undefined, place: { file: string; line?: number }): void {
  const found = maxValues === undefined ? undefined : sizeOfJson(text, maxValues).excess;
  if (found) throw new InputError({ ...place, found, expected: 'fewer', mend: 'Keep what says what an item is.' });
}

function grown(text: string, piece: string, file: string): string {
  if (text.length + piece.length <= MAX_WHOLE_CHARS) return text + piece;
  const expected = `at most ${MAX_WHOLE_CHARS / 1e6} million in one piece`;
  throw new InputError({ file, found: 'JSON of more characters', expected, mend: 'Save it as JSON lines.' });
}

function objectOf(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The longest list of objects among the values of an object. */
function listInside(json: unknown): unknown[] | undefined {
  if (!isObject(json)) return undefined;
  const lists = Object.values(json).filter((value): value is unknown[] => Array.isArray(value) && value.some(isObject));
  return lists.sort((a, b) => b.length - a.length)[0];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
