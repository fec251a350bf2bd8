// Turns the bytes of a file into what the services' readers look at: archives are opened, text is decoded, tables and
// JSON are parsed. Everything here comes from outside, so everything has a limit, and an archive that would swell
// beyond them is not opened.
import { RequestError } from '../errors.ts';
import { csvDelimiter, parseCsv } from '../items/parse-csv.ts';
import type { SourceFile, SourceTable } from './service.ts';

export interface UploadedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const MAX_FILE_BYTES = 64_000_000;
const MAX_INFLATED_BYTES = 128_000_000;
const MAX_ARCHIVE_FILES = 2000;
export const MAX_ROWS = 200_000;

/** @throws RequestError for what is too large or broken, naming the file */
export async function readFiles(files: readonly UploadedFile[]): Promise<SourceFile[]> {
  const opened = await Promise.all(files.map((file) => (isZip(file.bytes) ? unzip(file) : [file])));
  const sources = opened.flat().filter(({ name }) => /\.(csv|tsv|txt|json)$/i.test(name) || opened.flat().length === 1);
  return sources.map(readFile);
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
  let [numFiles, numBytes] = [0, 0];
  try {
    const entries = unzipSync(bytes, {
      filter({ name: path, originalSize }) {
        if (!/\.(csv|json)$/i.test(path)) return false;
        numBytes += checkSize(`${name}: ${path}`, originalSize);
        if (++numFiles > MAX_ARCHIVE_FILES || numBytes > MAX_INFLATED_BYTES) {
          throw new RequestError(`${name}: it unpacks to more than ${MAX_INFLATED_BYTES / 1e6} MB, expected less`);
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
  if (sizeBytes <= MAX_FILE_BYTES) return sizeBytes;
  const [size, most] = [Math.round(sizeBytes / 1e6), MAX_FILE_BYTES / 1e6];
  throw new RequestError(`${name}: it has ${size} MB, expected at most ${most} MB`);
}

function readFile({ name: path, bytes }: UploadedFile): SourceFile {
  checkSize(path, bytes.byteLength);
  const text = decode(bytes);
  const start = text.trimStart()[0];
  if (start === '[' || start === '{') return { path, json: parseJson(path, text) };
  return { path, table: parseTable(path, text) };
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

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestError(`${path}: content is broken JSON, expected a whole file`, { cause });
  }
}

function parseTable(path: string, text: string): SourceTable {
  const { rows: lines, wasCut, openQuoteLine } = parseCsv(text, csvDelimiter(text), MAX_ROWS + 1);
  if (openQuoteLine !== undefined) {
    throw new RequestError(
      `${path}: found a quoted cell in line ${openQuoteLine} that never ends, expected a file as it was downloaded`,
    );
  }
  if (wasCut) throw new RequestError(`${path}: it has more than ${MAX_ROWS} rows, expected fewer`);
  const columns = (lines[0] ?? []).map((column) => column.trim());
  // Null prototypes: a column may be called `__proto__`.
  const rows = lines.slice(1).map((cells) => {
    const row: Record<string, string> = Object.create(null);
    for (const [i, column] of columns.entries()) row[column] = cells[i] ?? '';
    return row;
  });
  return { columns, rows };
}
