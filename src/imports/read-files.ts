// Turns the bytes of a file into what the services' readers look at: archives are opened, text is decoded, tables and
// JSON are parsed. Everything here comes from outside, so everything has a limit, far above any export: an archive that
// would swell beyond them is not opened, and what is read of all files together fits into some hundred megabytes.
import { RequestError } from '../errors.ts';
import { sizeOfJson } from '../items/json-size.ts';
import { csvDelimiter, parseCsv } from '../items/parse-csv.ts';
import { MAX_EXPORT_BYTES } from './export-file.ts';
import type { SourceFile, SourceTable } from './service.ts';

export interface UploadedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const MAX_INFLATED_BYTES = 128_000_000;
/** Times its own size that an archive may unpack to, where that is much. */
const MAX_RATIO = 100;
const MUCH_BYTES = 10_000_000;
/** Entries of an archive, and those of them that are read. */
const MAX_ENTRIES = 20_000;
const MAX_ARCHIVE_FILES = 2000;
/** Of a table. */
export const MAX_ROWS = 200_000;
/** Of all files together. */
const MAX_CELLS = 5_000_000;
const MAX_JSON_VALUES = 10_000_000;

/** @throws RequestError for what is too large or broken, naming the file */
export async function readFiles(files: readonly UploadedFile[]): Promise<SourceFile[]> {
  const opened = await Promise.all(files.map((file) => (isZip(file.bytes) ? unzip(file) : [file])));
  const sources = opened.flat().filter(({ name }) => /\.(csv|tsv|txt|json)$/i.test(name) || opened.flat().length === 1);
  const left: Left = { cells: MAX_CELLS, jsonValues: MAX_JSON_VALUES };
  return sources.map((source) => readFile(source, left));
}

/** What may yet be read. */
interface Left {
  cells: number;
  jsonValues: number;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * Sizes are checked against what the archive announces, before a byte is unpacked; no more than that is ever unpacked.
 */
async function unzip({ name, bytes }: UploadedFile): Promise<UploadedFile[]> {
  checkSize(name, bytes.byteLength);
  const { unzipSync } = await import('fflate');
  let [numEntries, numFiles, numBytes] = [0, 0, 0];
  const refuse = (found: string) => {
    throw new RequestError(`${name}: it ${found}, expected less`);
  };
  try {
    const entries = unzipSync(bytes, {
      filter({ name: path, originalSize }) {
        if (++numEntries > MAX_ENTRIES) refuse(`holds more than ${MAX_ENTRIES} files`);
        if (!/\.(csv|json)$/i.test(path)) return false;
        numBytes += checkSize(`${name}: ${path}`, originalSize);
        if (++numFiles > MAX_ARCHIVE_FILES) refuse(`holds more than ${MAX_ARCHIVE_FILES} csv and JSON files`);
        if (numBytes > MAX_INFLATED_BYTES) refuse(`unpacks to more than ${MAX_INFLATED_BYTES / 1e6} MB`);
        if (numBytes > Math.max(MUCH_BYTES, MAX_RATIO * bytes.byteLength)) {
          refuse(`unpacks to more than ${MAX_RATIO} times its size`);
        }
        return true;
      },
    });
    return Object.entries(entries).map(([path, content]) => ({
      name: path,
      bytes: content as Uint8Array<ArrayBuffer>,
    }));
  } catch (cause) {
    if (cause instanceof RequestError) throw cause;
    throw new RequestError(`${name}: the archive is broken, expected a zip as it was downloaded`, { cause });
  }
}

function checkSize(name: string, sizeBytes: number): number {
  if (sizeBytes <= MAX_EXPORT_BYTES) return sizeBytes;
  const [size, most] = [Math.round(sizeBytes / 1e6), MAX_EXPORT_BYTES / 1e6];
  throw new RequestError(`${name}: it has ${size} MB, expected at most ${most} MB`);
}

function readFile({ name: path, bytes }: UploadedFile, left: Left): SourceFile {
  checkSize(path, bytes.byteLength);
  const text = decode(bytes);
  const start = text.trimStart()[0];
  if (start === '[' || start === '{') return { path, json: parseJson(path, text, left) };
  return { path, table: parseTable(path, text, left) };
}

/** UTF-8, else UTF-16 by its mark, else what Windows wrote. */
function decode(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff)
    return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parseJson(path: string, text: string, left: Left): unknown {
  const { excess, numValues } = sizeOfJson(text, left.jsonValues);
  if (excess) throw new RequestError(`${path}: found ${excess}, expected less`);
  left.jsonValues -= numValues;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestError(`${path}: content is broken JSON, expected a whole file`, { cause });
  }
}

function parseTable(path: string, text: string, left: Left): SourceTable {
  const { rows: lines, numCells, wasCut, fault } = parseCsv(text, csvDelimiter(text), MAX_ROWS + 1, left.cells);
  if (fault) throw new RequestError(`${path}: found ${fault.found} in line ${fault.line}, expected ${fault.expected}`);
  const columns = (lines[0] ?? []).map((column) => column.trim());
  // Rows that are shorter than the header are filled up.
  left.cells -= Math.max(numCells, columns.length * lines.length);
  if (wasCut || left.cells < 0) {
    const most = `${MAX_ROWS} rows, or with all files together more than ${MAX_CELLS} cells`;
    throw new RequestError(`${path}: it has more than ${most}, expected fewer`);
  }
  // Null prototypes: a column may be called `__proto__`.
  const rows = lines.slice(1).map((cells) => {
    const row: Record<string, string> = Object.create(null);
    for (const [i, column] of columns.entries()) row[column] = cells[i] ?? '';
    return row;
  });
  return { columns, rows };
}
