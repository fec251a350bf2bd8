// XML and HTML as text. Both may name their encoding in their first line, which goes before what the bytes look like.

import { InputError, quoted } from '../../../errors.ts';
import { type ByteSource, decoded, encodingOf, firstBytes } from '../../../items/decode-text.ts';

/** Of the file: an encoding is named in the first of them. */
const HEAD_BYTES = 4096;
const NAMED = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']|<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i;

/** A file's encoding; `isMended` where it is not the one that the file names, or UTF-8. */
export interface Encoding {
  label: string;
  isMended: boolean;
}

/** @throws InputError for a name that is no encoding */
export async function markupEncoding(source: ByteSource, file: string): Promise<Encoding> {
  const start = await firstBytes(source);
  const named = NAMED.exec(await headOf(source));
  const label = named ? labelOf((named[1] ?? named[2])!, file) : 'utf-8';
  // Text that was read as bytes cannot be UTF-16: a name or a mark at its beginning says so, and is wrong or comes first.
  const isWide = start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff');
  if (label !== 'utf-8' && !label.startsWith('utf-16') && !isWide) return { label, isMended: false };
  const found = await encodingOf(source, start);
  return { label: found, isMended: found === 'windows-1252' };
}

function labelOf(name: string, file: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch (cause) {
    const found = `the encoding ${quoted(name)}`;
    const mend = 'Save the file in UTF-8, and name that.';
    throw new InputError({ file, found, expected: 'one that has a name, such as utf-8', mend }, { cause });
  }
}

async function headOf(source: ByteSource): Promise<string> {
  let head = '';
  for await (const bytes of source()) {
    head += String.fromCharCode(...bytes.subarray(0, HEAD_BYTES - head.length));
    if (head.length >= HEAD_BYTES) break;
  }
  return head;
}

/** @throws InputError for text with NUL bytes in it, while it is read */
export async function* markupTexts(source: ByteSource, label: string, file: string): AsyncGenerator<string> {
  for await (const text of decoded(source(), label)) {
    if (text.includes('\0')) throw withNul(file);
    yield text;
  }
}

export function withNul(file: string): InputError {
  const mend = 'Save it in UTF-8, or look whether it is damaged.';
  return new InputError({ file, found: 'NUL bytes in a text', expected: 'text', mend });
}
