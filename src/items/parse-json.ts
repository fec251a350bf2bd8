// JSON into objects: an array of objects, an object that holds one such array (`{ "books": [...] }`), or one object a line.

import { refuse } from './table.ts';

type JsonObject = Record<string, unknown>;
export interface JsonRecords {
  format: 'json' | 'jsonl';
  records: JsonObject[];
  wasCut: boolean;
}

const ROWS = 'a list of objects, one an item';

/** @throws CatalogFormatError naming the line, or what the JSON is instead */
export function parseJson(text: string, fileName: string, maxRecords: number): JsonRecords {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (isObjectLine(firstLine(text))) return parseLines(text, fileName, maxRecords);
    refuse(
      fileName,
      `broken JSON (${(error as Error).message.slice(0, 120)})`,
      ROWS,
      'Export it again, or save it as CSV.',
    );
  }
  // One object alone: a jsonl file of one line, or the wrapping of a list.
  const list = Array.isArray(json) ? json : listInside(json);
  if (!list) return { format: 'jsonl', records: isObject(json) ? [json] : [], wasCut: false };
  const records = list.filter(isObject);
  if (records.length === 0)
    refuse(fileName, `a list of ${list.length} values`, ROWS, 'Each item needs a title by name.');
  return { format: 'json', records: records.slice(0, maxRecords), wasCut: records.length > maxRecords };
}

function parseLines(text: string, fileName: string, maxRecords: number): JsonRecords {
  const records: JsonObject[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    if (records.length === maxRecords) return { format: 'jsonl', records, wasCut: true };
    const record = parseLine(line);
    if (!record) {
      const found = `'${line.trim().slice(0, 40)}' in line ${index + 1}`;
      refuse(fileName, found, 'one JSON object in each line', 'Mend or delete that line.');
    }
    records.push(record);
  }
  return { format: 'jsonl', records, wasCut: false };
}

function parseLine(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObjectLine(line: string): boolean {
  return parseLine(line) !== undefined;
}

function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0]!;
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
