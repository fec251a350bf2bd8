// JSON into objects: one object a line, an array of objects, or an object that holds one such array (`{ "books": [...]
// }`). All are read piece by piece: a line or an entry of the array is what is held.

import { InputError, type InputErrorDetails, quoted } from '../errors.ts';
import type { OpenText } from './decode-text.ts';
import type { Notes } from './notes.ts';
import { type JsonEntry, JsonSplitter, type SplitLimits } from './split-json.ts';

export type JsonObject = Record<string, unknown>;

/** An object and where it stands: its line, or its place in a list, from 1. */
export interface JsonRecord {
  line: number;
  values: JsonObject;
}

/** Longest line or entry, in UTF-16 code units: parsed it may take ten times as many bytes. */
const MAX_ENTRY_CHARS = 8_000_000;
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
  if (isLines) {
    const onBroken = (error: InputError) => notes.badRow(error as InputErrorDetails, '');
    return { format: 'jsonl', records: jsonLines(texts(), notes.file, maxValues, notes.skips ? onBroken : undefined) };
  }
  return { format: 'json', records: jsonList(texts, notes, maxValues) };
}

/** One JSON object in each line; blank lines are left out. @param onBroken  hears of a line that is none (default: throws) */
export async function* jsonLines(
  texts: AsyncIterable<string>,
  file: string,
  maxValues?: number,
  onBroken?: (error: InputError) => void,
): AsyncGenerator<JsonRecord[]> {
  let rest = '';
  let line = 0;
  const recordsOf = (lines: readonly string[]) => {
    const records: JsonRecord[] = [];
    for (const text of lines) {
      line++;
      if (text.trim() === '') continue;
      try {
        records.push({ line, values: parseLine(text, line, file, maxValues) });
      } catch (error) {
        if (!onBroken || !(error instanceof InputError)) throw error;
        onBroken(error);
      }
    }
    return records;
  };
  for await (const text of texts) {
    rest += text;
    if (/[\r\n]/.test(text)) {
      const lines = rest.split(LINE_END);
      rest = lines.pop()!;
      yield recordsOf(lines);
    }
    if (rest.length > MAX_ENTRY_CHARS) throw tooLong(file, line + 1);
  }
  yield recordsOf([rest]);
}

function parseLine(text: string, line: number, file: string, maxValues?: number): JsonObject {
  if (text.length > MAX_ENTRY_CHARS) throw tooLong(file, line);
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

async function* jsonList(
  texts: () => AsyncIterable<string>,
  notes: Notes,
  maxValues?: number,
): AsyncGenerator<JsonRecord[]> {
  const { file } = notes;
  const expected = 'a list of objects, one an item';
  const chosen = await longestList(texts(), file, maxValues);
  let [numValues, numObjects] = [0, 0];
  const wants = (list: number) => list === chosen;
  for await (const entries of splitJson(texts(), file, { maxEntryChars: MAX_ENTRY_CHARS, maxValues, wants })) {
    const records: JsonRecord[] = [];
    for (const { list, text } of entries) {
      if (list !== chosen) continue;
      const values = parseEntry(text, file);
      numValues++;
      if (isObject(values)) numObjects = records.push({ line: numValues, values });
      else notes.add('left out: no object', numValues);
    }
    yield records;
  }
  if (numObjects > 0) return;
  const found = `a list of ${numValues} values`;
  throw new InputError({ file, found, expected, mend: 'Each item needs a title by name.' });
}

/** The number of the list that holds the items: of those in an object the longest with objects in it. */
async function longestList(texts: AsyncIterable<string>, file: string, maxValues?: number): Promise<number> {
  const lists: Record<string, { list: number; length: number; hasObject: boolean }> = Object.create(null);
  const limits = { maxEntryChars: MAX_ENTRY_CHARS, maxValues, wants: () => false };
  for await (const entries of splitJson(texts, file, limits)) {
    for (const { key, list, isObject } of entries) {
      if (key === undefined) return list;
      const known = lists[key];
      const counted = known?.list === list ? known : { list, length: 0, hasObject: false };
      lists[key] = counted; // of two with one name the later counts
      counted.length++;
      counted.hasObject ||= isObject;
    }
  }
  const [longest] = Object.values(lists)
    .filter(({ hasObject }) => hasObject)
    .sort((a, b) => b.length - a.length);
  return longest?.list ?? -1;
}

async function* splitJson(
  texts: AsyncIterable<string>,
  file: string,
  limits: SplitLimits,
): AsyncGenerator<Iterable<JsonEntry>> {
  const splitter = new JsonSplitter(limits);
  let line = 1;
  for await (const text of texts) {
    yield splitter.push(text);
    line += numLineFeeds(text, splitter.numRead);
    check(splitter.fault);
  }
  check(splitter.end());
  function check(found: string | undefined) {
    if (found?.startsWith('broken')) throw broken(found, { file, line });
    if (found) throw tooMuch(found, { file });
  }
}

function numLineFeeds(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function parseEntry(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw broken(`broken JSON (${(cause as Error).message.slice(0, 120)})`, { file }, cause);
  }
}

function broken(found: string, place: { file: string; line?: number }, cause?: unknown): InputError {
  const expected = 'a list of objects, one an item';
  return new InputError({ ...place, found, expected, mend: 'Export it again, or save it as CSV.' }, { cause });
}

function tooMuch(found: string, place: { file: string; line?: number }): InputError {
  return new InputError({ ...place, found, expected: 'fewer', mend: 'Keep what says what an item is.' });
}

function tooLong(file: string, line: number): InputError {
  return tooMuch(`a line of more than ${MAX_ENTRY_CHARS / 1e6} million characters`, { file, line });
}

function refuseExcess(text: string, maxValues: number | undefined, place: { file: string; line: number }): void {
  if (maxValues === undefined) return;
  const splitter = new JsonSplitter({ maxEntryChars: MAX_ENTRY_CHARS, maxValues, wants: () => false });
  for (const _ of splitter.push(text));
  if (splitter.fault && !splitter.fault.startsWith('broken')) throw tooMuch(splitter.fault, place);
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
