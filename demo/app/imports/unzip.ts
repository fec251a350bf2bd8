// A zip as it was downloaded: what it says of itself is compared with the limits before a byte is unpacked, and no more than it
// said is ever unpacked.
import {
  type Archive,
  type ByteSource,
  entrySource,
  InputError,
  listZip as listEntries,
  RequestError,
  type ZipEntry,
} from '../../../src/visitor-files.ts';
import { checkSize } from './export-file.ts';

const MAX_INFLATED_BYTES = 128_000_000;
/** Times its own size that an archive may unpack to, where that is much. */
const MAX_RATIO = 100;
const MUCH_BYTES = 10_000_000;
/** Entries of an archive, and those of them that are read. */
const MAX_ENTRIES = 20_000;
const MAX_ARCHIVE_FILES = 2000;
/** Of a file: each is asked of the browser. */
const FILE_PIECE_BYTES = 1 << 18;

export type { ZipEntry };

export interface ReadEntry {
  path: string;
  source: ByteSource;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Its csv and JSON files; of two with one path the later. @throws RequestError for an archive that holds too much */
export async function listZip(name: string, file: Blob): Promise<ZipEntry[]> {
  const refuse = (found: string) => {
    throw new RequestError(`${name}: it ${found}, expected less`);
  };
  let numEntries = 0;
  const entries = await orBroken(name, () =>
    listEntries(archiveOf(name, file), Number.POSITIVE_INFINITY, (path) => {
      if (++numEntries > MAX_ENTRIES) refuse(`holds more than ${MAX_ENTRIES} files`);
      return /\.(csv|json)$/i.test(path);
    }),
  );
  let numBytes = 0;
  for (const { path, sizeBytes } of entries) numBytes += checkSize(`${name}: ${path}`, sizeBytes);
  if (entries.length > MAX_ARCHIVE_FILES) refuse(`holds more than ${MAX_ARCHIVE_FILES} csv and JSON files`);
  if (numBytes > MAX_INFLATED_BYTES) refuse(`unpacks to more than ${MAX_INFLATED_BYTES / 1e6} MB`);
  if (numBytes > Math.max(MUCH_BYTES, MAX_RATIO * file.size)) {
    refuse(`unpacks to more than ${MAX_RATIO} times its size`);
  }
  return entries;
}

/** @param wanted  of `listZip`. Their sources throw a RequestError for an archive that is broken */
export function* readZip(name: string, file: Blob, wanted: readonly ZipEntry[]): Generator<ReadEntry> {
  const archive = archiveOf(name, file);
  for (const entry of wanted) {
    const source: ByteSource = async function* () {
      const pieces = entrySource(archive, entry)()[Symbol.asyncIterator]();
      for (;;) {
        const { done, value } = await orBroken(name, () => pieces.next());
        if (done) return;
        yield value;
      }
    };
    yield { path: entry.path, source };
  }
}

/** A file that somebody chose: of what is on their disk a piece at a time. */
export function sourceOfFile(file: Blob): ByteSource {
  return async function* () {
    for (let at = 0; at < file.size; at += FILE_PIECE_BYTES) {
      yield new Uint8Array(await file.slice(at, at + FILE_PIECE_BYTES).arrayBuffer());
    }
  };
}

function archiveOf(name: string, file: Blob): Archive {
  const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
  return { file: name, sizeBytes: file.size, read };
}

async function orBroken<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new RequestError(`${name}: the archive is broken, expected a zip as it was downloaded`, { cause });
  }
}
