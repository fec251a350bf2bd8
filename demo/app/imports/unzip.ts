// A zip as it was downloaded, opened a few files at a time: what it says of itself is compared with the limits before a byte is
// unpacked, and no more than it said is ever unpacked.
import { type ByteSource, RequestError } from '../../../src/visitor-files.ts';
import { checkSize } from './export-file.ts';

const MAX_INFLATED_BYTES = 128_000_000;
/** Times its own size that an archive may unpack to, where that is much. */
const MAX_RATIO = 100;
const MUCH_BYTES = 10_000_000;
/** Entries of an archive, and those of them that are read. */
const MAX_ENTRIES = 20_000;
const MAX_ARCHIVE_FILES = 2000;
/** Unpacked at once, unless one file alone has more. */
const BATCH_BYTES = 8_000_000;

export interface ZipEntry {
  path: string;
  /** Of the entries in the archive, from 0. */
  place: number;
  sizeBytes: number;
}

export interface ReadEntry {
  path: string;
  source: ByteSource;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Its csv and JSON files; of two with one path the later. @throws RequestError for an archive that holds too much */
export async function listZip(name: string, bytes: Uint8Array): Promise<ZipEntry[]> {
  const entries = new Map<string, ZipEntry>();
  let [numEntries, numFiles, numBytes] = [0, 0, 0];
  const refuse = (found: string) => {
    throw new RequestError(`${name}: it ${found}, expected less`);
  };
  await unpack(name, bytes, (path, sizeBytes) => {
    if (++numEntries > MAX_ENTRIES) refuse(`holds more than ${MAX_ENTRIES} files`);
    if (!/\.(csv|json)$/i.test(path)) return false;
    numBytes += checkSize(`${name}: ${path}`, sizeBytes);
    if (++numFiles > MAX_ARCHIVE_FILES) refuse(`holds more than ${MAX_ARCHIVE_FILES} csv and JSON files`);
    if (numBytes > MAX_INFLATED_BYTES) refuse(`unpacks to more than ${MAX_INFLATED_BYTES / 1e6} MB`);
    if (numBytes > Math.max(MUCH_BYTES, MAX_RATIO * bytes.byteLength)) {
      refuse(`unpacks to more than ${MAX_RATIO} times its size`);
    }
    entries.set(path, { path, place: numEntries - 1, sizeBytes });
    return false;
  });
  return [...entries.values()];
}

/** @param wanted  of `listZip` @throws RequestError for an archive that is broken */
export async function* readZip(
  name: string,
  bytes: Uint8Array,
  wanted: readonly ZipEntry[],
): AsyncGenerator<ReadEntry> {
  for (const batch of batchesOf(wanted)) {
    const places = new Set(batch.map(({ place }) => place));
    let place = 0;
    const unpacked = await unpack(name, bytes, () => places.has(place++));
    for (const { path } of batch) {
      yield { path, source: sourceOf(unpacked[path] ?? new Uint8Array()) };
      delete unpacked[path];
    }
  }
}

/** Of what is unpacked; texts of so many are let go of soon. */
const PIECE_BYTES = 1 << 16;
/** Of a file: each is asked of the browser. */
const FILE_PIECE_BYTES = 1 << 18;

function sourceOf(bytes: Uint8Array): ByteSource {
  return async function* () {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  };
}

/** A file that somebody chose: of what is on their disk a piece at a time. */
export function sourceOfFile(file: Blob): ByteSource {
  return async function* () {
    for (let at = 0; at < file.size; at += FILE_PIECE_BYTES) {
      yield new Uint8Array(await file.slice(at, at + FILE_PIECE_BYTES).arrayBuffer());
    }
  };
}

function* batchesOf(entries: readonly ZipEntry[]): Generator<ZipEntry[]> {
  let batch: ZipEntry[] = [];
  let numBytes = 0;
  for (const entry of entries) {
    if (batch.length > 0 && numBytes + entry.sizeBytes > BATCH_BYTES) {
      yield batch;
      [batch, numBytes] = [[], 0];
    }
    batch.push(entry);
    numBytes += entry.sizeBytes;
  }
  if (batch.length > 0) yield batch;
}

async function unpack(
  name: string,
  bytes: Uint8Array,
  wants: (path: string, sizeBytes: number) => boolean,
): Promise<Record<string, Uint8Array>> {
  const { unzipSync } = await import('fflate');
  try {
    return unzipSync(bytes, { filter: ({ name: path, originalSize }) => wants(path, originalSize) });
  } catch (cause) {
    if (cause instanceof RequestError) throw cause;
    throw new RequestError(`${name}: the archive is broken, expected a zip as it was downloaded`, { cause });
  }
}
