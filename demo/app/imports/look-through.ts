// What is too much, or broken, in a file of an export shows while it is read in pieces, before anything of it is held. Limits
// are far above any export.
import {
  type ByteSource,
  CsvReader,
  csvDelimiter,
  decoded,
  EventsCheck,
  encodingOf,
  firstBytes,
  isHistory,
  JsonSplitter,
  RequestError,
} from '../../../src/visitor-files.ts';

/** Of a table. */
export const MAX_ROWS = 200_000;
/** Of all files together. */
const MAX_CELLS = 5_000_000;
const MAX_JSON_VALUES = 10_000_000;
/** Longer ones are looked into only when the whole is parsed: catalogs of a person's own. */
const MAX_ENTRY_CHARS = 8_000_000;
/** Enough for the first row of nearly any file. */
const HEAD_CHARS = 1_000_000;

/** What may yet be read, of all files together. */
export interface Left {
  cells: number;
  jsonValues: number;
}

export const allLeft = (): Left => ({ cells: MAX_CELLS, jsonValues: MAX_JSON_VALUES });

export interface Looked {
  encoding: string;
  /** The columns of a table; undefined for JSON. */
  columns?: string[];
  delimiter?: string;
  /** Of a list its entries, one by one, until one is known; of an object itself without its lists. */
  isKnownJson?: boolean;
}

/** @throws RequestError naming the file */
export async function lookThrough(
  path: string,
  source: ByteSource,
  left: Left,
  isKnown: (json: unknown) => boolean,
): Promise<Looked> {
  const encoding = await encodingOf(source, await firstBytes(source));
  const texts = () => decoded(source(), encoding);
  let head = '';
  for await (const text of texts()) if ((head += text).length >= HEAD_CHARS) break;
  const start = head.trimStart()[0];
  if (start === '[' || start === '{')
    return { encoding, isKnownJson: await lookThroughJson(path, texts(), left, isKnown) };
  const delimiter = csvDelimiter(head);
  return { encoding, delimiter, columns: await lookThroughTable(path, texts(), delimiter, left) };
}

async function lookThroughJson(
  path: string,
  texts: AsyncIterable<string>,
  left: Left,
  isKnown: (json: unknown) => boolean,
): Promise<boolean> {
  const splitter = new JsonSplitter({ maxEntryChars: MAX_ENTRY_CHARS, skipsLong: true, maxValues: left.jsonValues });
  const refuseFault = (fault: string | undefined) => {
    if (fault?.startsWith('broken')) throw brokenJson(path);
    if (fault) throw new RequestError(`${path}: found ${fault}, expected less`);
  };
  let isOfInterest = false;
  const events = new EventsCheck();
  for await (const text of texts) {
    for (const { key, isObject, text: entry } of splitter.push(text)) {
      if (entry === '') continue;
      const value = parseJson(path, entry);
      if (key === 'events') events.add(value);
      if (key === undefined && isObject) isOfInterest ||= isKnown([value]);
    }
    refuseFault(splitter.fault);
  }
  refuseFault(splitter.end());
  left.jsonValues -= splitter.numValues;
  if (isHistory(splitter.members)) events.finish();
  return isOfInterest || isKnown(splitter.members);
}

/** @throws RequestError */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw brokenJson(path, cause);
  }
}

function brokenJson(path: string, cause?: unknown): RequestError {
  return new RequestError(`${path}: content is broken JSON, expected a whole file`, { cause });
}

async function lookThroughTable(
  path: string,
  texts: AsyncIterable<string>,
  delimiter: string,
  left: Left,
): Promise<string[]> {
  const reader = new CsvReader(delimiter);
  let columns: string[] | undefined;
  let [numRows, numCells] = [0, 0];
  const count = (rows: Iterable<{ cells: string[] }>) => {
    for (const { cells } of rows) {
      columns ??= cells.map((column) => column.trim());
      numRows++;
      numCells += cells.length;
      // Rows that are shorter than the header are filled up.
      const most = Math.max(numCells, columns.length * numRows);
      if (numRows <= MAX_ROWS + 1 && most <= left.cells) continue;
      const limit = `${MAX_ROWS} rows, or with all files together more than ${MAX_CELLS} cells`;
      throw new RequestError(`${path}: it has more than ${limit}, expected fewer`);
    }
    const { fault } = reader;
    if (fault)
      throw new RequestError(`${path}: found ${fault.found} in line ${fault.line}, expected ${fault.expected}`);
  };
  for await (const text of texts) count(reader.push(text));
  count(reader.push('', true));
  left.cells -= Math.max(numCells, (columns?.length ?? 0) * numRows);
  return columns ?? [];
}
