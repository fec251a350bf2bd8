// The bytes of a file as text, or in words why they are none: most files that are dropped by mistake are told by their first bytes.

import { MAX_FILE_BYTES, refuse } from './table.ts';

/** First bytes of what people have in place of a csv. */
const MAGIC: readonly { bytes: readonly number[]; found: string; mend: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    found: 'a zip or a spreadsheet (xlsx, ods)',
    mend: 'Open it and save the sheet as CSV, or unpack it first.',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], found: 'an old Office file', mend: 'Open it and save the sheet as CSV.' },
  { bytes: [0x1f, 0x8b], found: 'a gzip file', mend: 'Unpack it first.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], found: 'a PDF', mend: 'A PDF holds pages, not rows: look for a table export.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], found: 'a picture', mend: 'Choose the file with the list itself.' },
  { bytes: [0xff, 0xd8, 0xff], found: 'a picture', mend: 'Choose the file with the list itself.' },
  { bytes: [0x50, 0x41, 0x52, 0x31], found: 'a Parquet file', mend: 'Export it as CSV or JSON lines.' },
  { bytes: [0x53, 0x51, 0x4c, 0x69], found: 'an SQLite database', mend: 'Export one table of it as CSV.' },
];
const EXPECTED = 'a csv, json or jsonl file';

export interface DecodedFile {
  text: string;
  notes: string[];
}

/** @throws CatalogFormatError for a file that is too large, empty, or no text */
export function decodeFile(bytes: Uint8Array, fileName: string): DecodedFile {
  if (bytes.length > MAX_FILE_BYTES) {
    const megabytes = `${Math.ceil(bytes.length / 1e6)} MB`;
    refuse(fileName, megabytes, `at most ${MAX_FILE_BYTES / 1e6} MB`, 'Keep the columns that say what an item is.');
  }
  const known = MAGIC.find((magic) => magic.bytes.every((byte, i) => bytes[i] === byte));
  if (known) refuse(fileName, known.found, EXPECTED, known.mend);
  const decoded = decodeText(bytes);
  if (decoded.text.trim() === '') refuse(fileName, 'an empty file', EXPECTED, 'Choose one with rows in it.');
  if (isBinary(decoded.text)) refuse(fileName, 'bytes that are no text', EXPECTED, 'Save the list as CSV in UTF-8.');
  if (/^\s*<(!doctype|html|\?xml)/i.test(decoded.text.slice(0, 200))) {
    refuse(fileName, 'a web page or XML', EXPECTED, 'Look for a download link to the data itself.');
  }
  return decoded;
}

/** UTF-8, or UTF-16 with its mark; else what older spreadsheets write. */
function decodeText(bytes: Uint8Array): DecodedFile {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be';
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), notes: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    const note = 'The file is not UTF-8; it was read as Windows-1252. Look whether accents came out right.';
    return { text: new TextDecoder('windows-1252').decode(bytes), notes: [note] };
  }
}

function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  return /[\u0000-\u0006\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, 20_000));
}
