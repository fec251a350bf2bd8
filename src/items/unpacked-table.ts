// A visitor's file as a table reads it: itself, what is in its gzip, or the one table in its zip.

import { InputError } from '../errors.ts';
import { type ByteSource, firstBytes } from './decode-text.ts';
import { gunzipped, isGzip } from './unpack.ts';
import { type Archive, archiveSource, checkUnpacked, entrySource, isZip, listZip, type ZipEntry } from './zip.ts';

const MAX_ENTRIES = 20_000;
const TABLE = /\.(csv|tsv|txt|json|jsonl|ndjson)(\.gz)?$/i;
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;
const SPREADSHEET = /\.(xlsx|xlsm|ods|numbers)$/i;

/**
 * @param maxBytes  unpacked
 * @throws InputError for what is damaged, unpacks to more, or holds no table or several
 */
export async function unpackedTable(archive: Archive, maxBytes: number): Promise<ByteSource> {
  const { file } = archive;
  const given = archiveSource(archive);
  const start = await firstBytes(given);
  if (isGzip(start)) return within(gunzipped(given, file), file, maxBytes);
  // A spreadsheet is a zip too: whoever reads the text says what to do with it.
  if (!isZip(start) || SPREADSHEET.test(file)) return given;
  const entries = await listZip(archive, MAX_ENTRIES);
  if (entries.some(({ path }) => path === '[Content_Types].xml' || path === 'mimetype')) return given;
  const table = oneTable(entries, file);
  checkUnpacked([table], archive, maxBytes);
  const source = entrySource(archive, table);
  return isGzip(await firstBytes(source)) ? within(gunzipped(source, file), file, maxBytes) : source;
}

function oneTable(entries: readonly ZipEntry[], file: string): ZipEntry {
  const [table, second] = entries.filter(({ path }) => TABLE.test(path) && !HIDDEN.test(path));
  if (table && !second) return table;
  const found = table && second ? `a zip of several tables (${table.path}, ${second.path})` : 'a zip without a table';
  const mend = 'Choose the file itself.';
  throw new InputError({ file, found, expected: 'one csv, tsv, json or jsonl file in it', mend });
}

function within(source: ByteSource, file: string, maxBytes: number): ByteSource {
  return async function* () {
    let sizeBytes = 0;
    for await (const piece of source()) {
      if ((sizeBytes += piece.length) > maxBytes) {
        const [found, expected] = [`more than ${maxBytes / 1e6} MB in a gzip file`, 'less'];
        throw new InputError({ file, found, expected, mend: 'Keep the columns that say what an item is.' });
      }
      yield piece;
    }
  };
}
