// Reads the parts of a binary file one after the other, little-endian, and never more than is there: a file that is cut
// off is refused with the name of the part that is missing.
import { CatalogFormatError } from '../errors.ts';
import { fail } from './checks.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

export type ByteReader = ReturnType<typeof createByteReader>;

/** @param label  first words of every message, for example the file's path */
export function createByteReader(bytes: Uint8Array, label: string) {
  let offset = 0;
  function take(length: number, name: string): Uint8Array {
    if (bytes.length - offset < length) {
      const found = bytes.length - offset;
      fail(label, `${name} has ${found} bytes, expected ${length}: the content is cut off`);
    }
    offset += length;
    return bytes.subarray(offset - length, offset);
  }
  const view = (length: number, name: string) => {
    const part = take(length, name);
    return new DataView(part.buffer, part.byteOffset, length);
  };
  return {
    take,
    view,
    uint8: (name: string) => view(1, name).getUint8(0),
    uint16: (name: string) => view(2, name).getUint16(0, true),
    uint32: (name: string) => view(4, name).getUint32(0, true),
    left: () => bytes.length - offset,
    /** One line of UTF-8 of so many bytes, without control characters. */
    line: (length: number, name: string) => decodeLine(take(length, name), name, label),
  };
}

interface Format {
  magic: string;
  version: number;
  /** Of the inflated file. */
  maxBytes: number;
}

/** Reads how every file of a format begins, magic and version. @returns the reader of what follows */
export function readStart(bytes: Uint8Array, { magic, version, maxBytes }: Format, label: string): ByteReader {
  if (bytes.length > maxBytes) fail(label, `content has ${bytes.length} bytes, expected at most ${maxBytes}`);
  const reader = createByteReader(bytes, label);
  const foundMagic = String.fromCharCode(...reader.take(magic.length, 'magic'));
  if (foundMagic !== magic) fail(label, `magic is ${JSON.stringify(foundMagic)}, expected '${magic}'`);
  const found = reader.uint32('version');
  if (found !== version) {
    const hint = found > version ? ': the file is newer than this code, update the code' : '';
    fail(label, `version is ${found}, expected ${version}${hint}`);
  }
  return reader;
}

function decodeLine(utf8: Uint8Array, name: string, label: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch (cause) {
    throw new CatalogFormatError(`${label}: ${name} is not readable, expected UTF-8`, { cause });
  }
  if (!CONTROL.test(text)) return text;
  const found = JSON.stringify(text);
  fail(label, `${name} is ${found}, expected one line without control characters`);
}
