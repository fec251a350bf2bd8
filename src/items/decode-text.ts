// The bytes of a file as text, or in words why they are none: most files that are given by mistake are told by their
// first bytes.

import { InputError } from '../errors.ts';
import type { Notes } from './notes.ts';

/** A file: its bytes in pieces, from the first, as often as it is called. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

export interface OpenText {
  /** The first of it, to tell by what the file is. */
  head: string;
  /** The whole text in pieces, as often as it is called. */
  texts: () => AsyncIterable<string>;
}

/** First bytes of what people have in place of a csv. */
const MAGIC: readonly [bytes: string, found: string, mend: string][] = [
  ['PK\x03\x04', 'a zip or a spreadsheet (xlsx, ods)', 'Open it and save the sheet as CSV, or unpack it first.'],
  ['\xd0\xcf\x11\xe0', 'an old Office file', 'Open it and save the sheet as CSV.'],
  ['\x1f\x8b', 'a gzip file', 'Unpack it first.'],
  ['%PDF', 'a PDF', 'A PDF holds pages, not rows: look for a table export.'],
  ['\x89PNG', 'a picture', 'Choose the file with the list itself.'],
  ['\xff\xd8\xff', 'a picture', 'Choose the file with the list itself.'],
  ['PAR1', 'a Parquet file', 'Export it as CSV or JSON lines.'],
  ['SQLi', 'an SQLite database', 'Export one table of it as CSV.'],
];
/** Enough for the first row of nearly any file. */
const HEAD_CHARS = 1_000_000;
/** Windows-1252 from 0x80 to 0x9f: the decoder of Node 20 gives control characters for them. */
const FROM_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** @throws InputError for a file that is empty or no text */
export async function openText(source: ByteSource, notes: Notes): Promise<OpenText> {
  const refuse = (found: string, mend: string): never => {
    throw new InputError({ file: notes.file, found, expected: 'a csv, json or jsonl file', mend });
  };
  const start = await firstBytes(source);
  const [, found, mend] = MAGIC.find(([bytes]) => start.startsWith(bytes)) ?? [];
  if (found && mend) refuse(found, mend);
  const encoding = await encodingOf(source, start);
  if (encoding === 'windows-1252') {
    notes.say('The file is not UTF-8; it was read as Windows-1252. Look whether accents came out right.');
  }
  const texts = () => decoded(source(), encoding);
  let head = '';
  for await (const text of texts()) {
    head += text;
    if (head.length >= HEAD_CHARS) break;
  }
  if (head.trim() === '') refuse('an empty file', 'Choose one with rows in it.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  const binary = head.slice(0, 20_000).search(/[\u0000-\u0006\u000e-\u001a\u001c-\u001f]/);
  if (binary >= 0) {
    const line = head.slice(0, binary).split(/\r\n|\n|\r/).length;
    const byte = head[binary] === '\0' ? 'a NUL byte' : 'a control character';
    refuse(`bytes that are no text (${byte} in line ${line})`, 'Save the list as CSV in UTF-8.');
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(head.slice(0, 200))) {
    refuse('a web page or XML', 'Look for a download link to the data itself.');
  }
  return { head, texts };
}

/** The first four as characters. */
export async function firstBytes(source: ByteSource): Promise<string> {
  for await (const bytes of source()) return String.fromCharCode(...bytes.subarray(0, 4));
  return '';
}

/** UTF-16 by its mark, UTF-8 where all of the file is; else what older spreadsheets write. */
export async function encodingOf(source: ByteSource, start: string): Promise<string> {
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of source()) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

export async function* decoded(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const isWindows = encoding === 'windows-1252';
  for await (const bytes of pieces) {
    const text = decoder.decode(bytes, { stream: true });
    yield isWindows ? text.replace(/[\u0080-\u009f]/g, (char) => FROM_0X80[char.charCodeAt(0) - 0x80]!) : text;
  }
  yield decoder.decode();
}
