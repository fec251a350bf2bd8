// What can be read in the files of Chromium's IndexedDB (LevelDB) by somebody who has the disk: logs as they are, tables with their
// blocks uncompressed. Format: github.com/google/leveldb, doc/table_format.md, and Snappy's format description.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOOTER_BYTES = 48;
const SNAPPY = 1;

/** Bytes of every file below a folder, as text of one character a byte; tables uncompressed. Files that vanish are left out. */
export async function readableTexts(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes) texts.set(path, (path.endsWith('.ldb') ? readTable(bytes) : bytes).toString('latin1'));
  }
  return texts;
}

/** All keys and values of a table, as far as its blocks have them in one piece. */
function readTable(file: Buffer): Buffer {
  const footer = new Reader(file.subarray(file.length - FOOTER_BYTES));
  footer.handle(); // of the index of filters
  const index = blockAt(file, footer.handle());
  return Buffer.concat([...valuesOf(index)].map((value) => blockAt(file, new Reader(value).handle())));
}

function blockAt(file: Buffer, { offset, size }: { offset: number; size: number }): Buffer {
  const block = file.subarray(offset, offset + size);
  return file[offset + size] === SNAPPY ? unpack(block) : block;
}

/** Values of a block: each entry has the shared and the own length of its key, and that of its value. */
function* valuesOf(block: Buffer): Generator<Buffer> {
  const numRestarts = block.readUInt32LE(block.length - 4);
  const entries = new Reader(block.subarray(0, block.length - 4 * (numRestarts + 1)));
  while (!entries.isAtEnd) {
    entries.varint();
    const [own, size] = [entries.varint(), entries.varint()];
    entries.bytes(own);
    yield entries.bytes(size);
  }
}

/** Snappy: literals, and copies of what was written before. */
function unpack(packed: Buffer): Buffer {
  const from = new Reader(packed);
  const to = Buffer.alloc(from.varint());
  let at = 0;
  while (!from.isAtEnd) {
    const tag = from.number(1);
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const literal = from.bytes((short < 60 ? short : from.number(short - 59)) + 1);
      at += literal.copy(to, at);
      continue;
    }
    const isNear = (tag & 3) === 1;
    const length = isNear ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = isNear ? ((tag >> 5) << 8) | from.number(1) : from.number((tag & 3) === 2 ? 2 : 4);
    for (const end = at + length; at < end; at++) to[at] = to[at - back]!;
  }
  return to;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  bytes(length: number): Buffer {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Little-endian. */
  number(length: number): number {
    return this.bytes(length).readUIntLE(0, length);
  }

  varint(): number {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = this.number(1);
      value += (byte & 127) * place;
      if (byte < 128) return value;
    }
  }

  handle(): { offset: number; size: number } {
    return { offset: this.varint(), size: this.varint() };
  }
}
