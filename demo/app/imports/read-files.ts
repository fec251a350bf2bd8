// Turns the files that somebody gives into what the services' readers look at: archives are opened, text is decoded, tables and
// JSON are parsed. Everything here comes from outside: all of it is looked through before any of it is held, and of what is
// held nothing belongs to a file that no service knows.
import { type ByteSource, CsvReader, decoded } from '../../../src/visitor-files.ts';
import { checkSize } from './export-file.ts';
import { allLeft, type Looked, lookThrough, parseJson } from './look-through.ts';
import type { SourceFile, SourceTable } from './service.ts';
import { isZip, listZip, type ReadEntry, readZip, sourceOfFile, type ZipEntry } from './unzip.ts';

export interface UploadedFile {
  name: string;
  file: Blob;
}

/** A file that was given, as it is opened one after the other. */
interface Opened extends UploadedFile {
  /** Undefined for what is no archive. */
  entries: ZipEntry[] | undefined;
}

/**
 * @param isKnown  whether some service reads such a table (without rows) or JSON (one entry of a list, or an object without
 *                 its lists)
 * @throws RequestError for what is too large or broken, naming the file
 */
export async function readFiles(
  files: readonly UploadedFile[],
  isKnown: (source: SourceFile) => boolean,
): Promise<SourceFile[]> {
  const opened: Opened[] = [];
  for (const given of files) opened.push(await open(given));
  const isAlone = opened.flatMap(({ entries }) => entries ?? [undefined]).length === 1;
  const isText = (path: string) => isAlone || /\.(csv|tsv|txt|json)$/i.test(path);
  const left = allLeft();
  const looked: Looked[] = [];
  for await (const { path, source } of contentsOf(opened, isText)) {
    looked.push(await lookThrough(path, source, left, (json) => isKnown({ path, json })));
  }
  const sources: SourceFile[] = [];
  for await (const { path, source } of contentsOf(opened, isText)) {
    sources.push(await readFile(path, source, looked[sources.length]!, isKnown));
  }
  return sources;
}

async function open({ name, file }: UploadedFile): Promise<Opened> {
  checkSize(name, file.size);
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const entries = isZip(start) ? await listZip(name, file) : undefined;
  return { name, file, entries };
}

/** One after the other: each may be let go of before the next. */
async function* contentsOf(opened: readonly Opened[], isText: (path: string) => boolean): AsyncGenerator<ReadEntry> {
  for (const { name, file, entries } of opened) {
    if (entries) {
      const texts = entries.filter(({ path }) => isText(path));
      yield* readZip(name, file, texts);
    } else if (isText(name)) yield { path: name, source: sourceOfFile(file) };
  }
}

async function readFile(
  path: string,
  source: ByteSource,
  { encoding, columns, delimiter, isKnownJson }: Looked,
  isKnown: (source: SourceFile) => boolean,
): Promise<SourceFile> {
  if (columns) {
    const isOfInterest = isKnown({ path, table: { columns, rows: [] } });
    return { path, table: isOfInterest ? await readTable(source, encoding, delimiter!) : { columns, rows: [] } };
  }
  if (!isKnownJson) return { path, json: null };
  const pieces: string[] = [];
  for await (const text of decoded(source(), encoding)) pieces.push(text);
  return { path, json: parseJson(path, pieces.join('')) };
}

async function readTable(source: ByteSource, encoding: string, delimiter: string): Promise<SourceTable> {
  const reader = new CsvReader(delimiter);
  const rows: Record<string, string>[] = [];
  let columns: string[] | undefined;
  const add = (read: Iterable<{ cells: string[] }>) => {
    for (const { cells } of read) {
      if (columns) rows.push(rowOf(columns, cells));
      else columns = cells.map((column) => column.trim());
    }
  };
  for await (const text of decoded(source(), encoding)) add(reader.push(text));
  add(reader.push('', true));
  return { columns: columns ?? [], rows };
}

/** With a null prototype: a column may be called `__proto__`. */
function rowOf(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = Object.create(null);
  for (const [i, column] of columns.entries()) row[column] = cells[i] ?? '';
  return row;
}
