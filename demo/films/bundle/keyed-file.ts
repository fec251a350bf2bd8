// What the committed files of films share: a header, then the stable item ids of the rows, then the rows. All numbers
// are little-endian.
//
//   offset       bytes  what
//   0            4      magic
//   4            u32    version, 1
//   countAt      u32    count: rows
//   headerBytes         for each row, its id: u16 length in bytes, then UTF-8
//   ...                 the rows
import { CatalogFormatError } from '../../../src/errors.ts';

const VERSION = 1;

export interface KeyedFormat {
  /** First words of every message. */
  noun: string;
  magic: string;
  headerBytes: number;
  countAt: number;
}

/** @throws CatalogFormatError for an id that is empty, repeated or too long */
export function encodeKeyed(format: KeyedFormat, ids: readonly string[], rows: Uint8Array): Uint8Array<ArrayBuffer> {
  checkIds(format, ids);
  const encoded = ids.map((id) => new TextEncoder().encode(id));
  const idBytes = encoded.reduce((sum, id) => sum + 2 + id.length, 0);
  const bytes = new Uint8Array(format.headerBytes + idBytes + rows.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(format.magic));
  view.setUint32(4, VERSION, true);
  view.setUint32(format.countAt, ids.length, true);
  let at = format.headerBytes;
  for (const [i, id] of encoded.entries()) {
    if (id.length > 0xffff) fail(format, `id of row ${i} has ${id.length} bytes, expected at most ${0xffff}`);
    view.setUint16(at, id.length, true);
    bytes.set(id, at + 2);
    at += 2 + id.length;
  }
  bytes.set(rows, at);
  return bytes;
}

/** @throws CatalogFormatError for another magic or version, and ids that are cut off, no UTF-8, empty or repeated */
export function decodeKeyed(format: KeyedFormat, bytes: Uint8Array): { ids: string[]; rows: Uint8Array } {
  const { magic, headerBytes, countAt } = format;
  if (bytes.length < headerBytes) fail(format, `${bytes.length} bytes, expected at least ${headerBytes}`);
  const view = viewOf(bytes);
  const found = String.fromCharCode(...bytes.subarray(0, 4));
  if (found !== magic) fail(format, `magic is '${found}', expected '${magic}'`);
  const version = view.getUint32(4, true);
  if (version !== VERSION) fail(format, `version is ${version}, expected ${VERSION}`);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const count = view.getUint32(countAt, true);
  const ids: string[] = [];
  let at = headerBytes;
  for (let row = 0; row < count; row++) {
    const end = at + 2 + (at + 2 <= bytes.length ? view.getUint16(at, true) : 0);
    if (end > bytes.length) fail(format, `file ends in the id of row ${row}, expected ${count} ids`);
    try {
      ids.push(decoder.decode(bytes.subarray(at + 2, end)));
    } catch {
      fail(format, `id of row ${row} is no UTF-8, expected UTF-8`);
    }
    at = end;
  }
  checkIds(format, ids);
  return { ids, rows: bytes.subarray(at) };
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

export function fail({ noun }: KeyedFormat, problem: string): never {
  throw new CatalogFormatError(`${noun}: ${problem}`);
}

function checkIds(format: KeyedFormat, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const [row, id] of ids.entries()) {
    if (id === '') fail(format, `id of row ${row} is empty, expected an id`);
    if (seen.has(id)) fail(format, `id of row ${row} is '${id}' again, expected distinct ids`);
    seen.add(id);
  }
}
