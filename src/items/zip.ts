// A zip (PKWARE's APPNOTE 6.3, zip64 too): its directory, and the content of single entries, read at the places where
// they stand. Sizes are compared with the limits before a byte is unpacked, and no entry gives more than it said.

import { InputError } from '../errors.ts';
import type { ByteSource } from './decode-text.ts';
import { damaged, inflated, isTooMuch, MAX_RATIO } from './unpack.ts';

/** A file that can be read at any place. */
export interface Archive {
  /** For messages. */
  file: string;
  sizeBytes: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface ZipEntry {
  /** With `/` between its parts, relative and without `..`. */
  path: string;
  sizeBytes: number;
  packedBytes: number;
  checksum: number;
  method: number;
  /** Of its own header. */
  start: number;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const DIRECTORY_END_64_BYTES = 56;
const DIRECTORY_ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
/** What stands for a number that is in the zip64 fields. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Held while it is read: some hundred bytes an entry. */
const MAX_DIRECTORY_BYTES = 128_000_000;
const PIECE_BYTES = 1 << 18;

export function isZip(start: string): boolean {
  return start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06');
}

/**
 * The files in a zip, in its order; of two with one path the later.
 *
 * @param maxEntries  folders among them
 * @param wants       whether an entry will be read (default: all)
 * @throws InputError for a zip that is damaged, encrypted, of too many entries, or names a place outside of itself
 */
export async function listZip(
  archive: Archive,
  maxEntries: number,
  wants: (path: string) => boolean = () => true,
): Promise<ZipEntry[]> {
  const { file } = archive;
  const { start, end, numEntries } = await directoryPlace(archive);
  if (numEntries > maxEntries) {
    throw tooMuch(file, `a zip of more than ${maxEntries.toLocaleString('en-GB')} entries`);
  }
  if (end - start > MAX_DIRECTORY_BYTES) throw tooMuch(file, 'a zip with too long a directory');
  const directory = await archive.read(start, end);
  const entries = new Map<string, ZipEntry>();
  for (const entry of entriesIn(directory, numEntries, file)) {
    if (!entry.path.endsWith('/') && wants(entry.path)) entries.set(entry.path, entry);
  }
  return [...entries.values()];
}

/** @throws InputError for entries that together unpack to more, or to too many times the size of the zip */
export function checkUnpacked(entries: readonly ZipEntry[], { file, sizeBytes }: Archive, maxBytes: number): void {
  const unpackedBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (unpackedBytes > maxBytes) throw tooMuch(file, `a zip that unpacks to more than ${maxBytes / 1e6} MB`);
  if (isTooMuch(unpackedBytes, sizeBytes)) {
    throw tooMuch(file, `a zip that unpacks to more than ${MAX_RATIO} times its size`);
  }
}

function tooMuch(file: string, found: string): InputError {
  return new InputError({ file, found, expected: 'less', mend: 'Unpack it, and give what holds the items.' });
}

/** The content of an entry. It throws an InputError where that is not what the directory says. */
export function entrySource(archive: Archive, entry: ZipEntry): ByteSource {
  const file = `${archive.file}/${entry.path}`;
  return async function* () {
    const packed = packedPieces(archive, entry, file);
    let sizeBytes = 0;
    let checksum = 0;
    for await (const piece of entry.method === STORED ? packed : inflated(packed, 'deflate-raw', file)) {
      sizeBytes += piece.length;
      if (sizeBytes > entry.sizeBytes) throw damaged(file);
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (sizeBytes !== entry.sizeBytes || checksum !== entry.checksum) throw damaged(file);
  };
}

/** All of a file that can be read at any place, from its first byte. */
export function archiveSource(archive: Archive): ByteSource {
  return () => piecesOf(archive, 0, archive.sizeBytes);
}

async function* piecesOf(archive: Archive, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += PIECE_BYTES) yield await archive.read(at, Math.min(to, at + PIECE_BYTES));
}

async function* packedPieces(archive: Archive, entry: ZipEntry, file: string): AsyncGenerator<Uint8Array> {
  const header = await readView(archive, entry.start, entry.start + LOCAL_HEADER_BYTES);
  if (header.getUint32(0, true) !== LOCAL_HEADER) throw damaged(file);
  const from = entry.start + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const to = from + entry.packedBytes;
  if (to > archive.sizeBytes) throw damaged(file);
  yield* piecesOf(archive, from, to);
}

interface DirectoryPlace {
  start: number;
  end: number;
  numEntries: number;
}

async function directoryPlace(archive: Archive): Promise<DirectoryPlace> {
  const { file, sizeBytes } = archive;
  const tailStart = Math.max(0, sizeBytes - MAX_COMMENT_BYTES - DIRECTORY_END_BYTES - LOCATOR_64_BYTES);
  const tail = await readView(archive, tailStart, sizeBytes);
  let at = tail.byteLength - DIRECTORY_END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== DIRECTORY_END) at--;
  if (at < 0) throw damaged(file);
  let numEntries = tail.getUint16(at + 10, true);
  let lengthBytes = tail.getUint32(at + 12, true);
  let start = tail.getUint32(at + 16, true);
  const locator = at - LOCATOR_64_BYTES;
  if (locator >= 0 && tail.getUint32(locator, true) === LOCATOR_64) {
    const place = Number(tail.getBigUint64(locator + 8, true));
    const end64 = await readView(archive, place, place + DIRECTORY_END_64_BYTES);
    numEntries = Number(end64.getBigUint64(32, true));
    lengthBytes = Number(end64.getBigUint64(40, true));
    start = Number(end64.getBigUint64(48, true));
  }
  if (start + lengthBytes > sizeBytes) throw damaged(file);
  return { start, end: start + lengthBytes, numEntries };
}

function* entriesIn(directory: Uint8Array, numEntries: number, file: string): Generator<ZipEntry> {
  const view = viewOf(directory);
  let at = 0;
  for (let i = 0; i < numEntries; i++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged(file);
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > view.byteLength) throw damaged(file);
    const path = pathOf(directory.subarray(at + ENTRY_BYTES, nameEnd), file);
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    if (!path.endsWith('/')) checkPacking(flags, method, `${file}/${path}`);
    const [packedBytes, sizeBytes, start] = sizesOf(view, at, nameEnd, extraEnd);
    yield { path, sizeBytes, packedBytes, start, method, checksum: view.getUint32(at + 16, true) };
    at = extraEnd + view.getUint16(at + 32, true);
  }
}

/** @throws InputError for what is packed in a way that is not read here */
function checkPacking(flags: number, method: number, file: string): void {
  if (flags & 1) {
    const [found, expected] = ['an encrypted file', 'one that can be read'];
    throw new InputError({ file, found, expected, mend: 'Unpack it with its password.' });
  }
  if (method === STORED || method === DEFLATED) return;
  const found = `a file packed by method ${method}`;
  throw new InputError({
    file,
    found,
    expected: 'Deflate, as zips usually have it',
    mend: 'Unpack it, or zip it anew.',
  });
}

/** From the zip64 field where an entry's own has no room. */
function sizesOf(view: DataView, at: number, extraStart: number, extraEnd: number): [number, number, number] {
  let packedBytes = view.getUint32(at + 20, true);
  let sizeBytes = view.getUint32(at + 24, true);
  let start = view.getUint32(at + 42, true);
  for (let extra = extraStart; extra + 4 <= extraEnd; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) !== 1) continue;
    let field = extra + 4;
    const next = () => {
      field += 8;
      return field <= extraEnd ? Number(view.getBigUint64(field - 8, true)) : Number.POSITIVE_INFINITY;
    };
    if (sizeBytes === ELSEWHERE) sizeBytes = next();
    if (packedBytes === ELSEWHERE) packedBytes = next();
    if (start === ELSEWHERE) start = next();
  }
  return [packedBytes, sizeBytes, start];
}

/** Names are UTF-8, or in a code page that nobody names: then letters beyond ASCII may come out wrong. */
function pathOf(bytes: Uint8Array, file: string): string {
  const path = new TextDecoder().decode(bytes).replaceAll('\\', '/');
  if (!path.startsWith('/') && !/^[a-z]:/i.test(path) && !path.split('/').includes('..') && !path.includes('\0')) {
    return path;
  }
  const found = `an entry named ${JSON.stringify(path.slice(0, 100))}`;
  const mend = 'Zip the folder itself, without names of places outside of it.';
  throw new InputError({ file, found, expected: 'names inside the zip', mend });
}

/** @throws InputError for a place that is not in the file */
async function readView(archive: Archive, start: number, end: number): Promise<DataView> {
  if (end > archive.sizeBytes) throw damaged(archive.file);
  return viewOf(await archive.read(start, end));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** @param before  of the bytes before these */
function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
