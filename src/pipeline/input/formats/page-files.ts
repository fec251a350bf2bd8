// Pages of a folder, one after the other, whatever they are made of: each is read whole, within a maximum; what is left
// out is counted by why, and told with the first page of each.

import { InputError } from '../../../errors.ts';
import { type ByteSource, decoded } from '../../../items/decode-text.ts';
import type { Notes } from '../../../items/notes.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { type Encoding, withNul } from './decode-markup.ts';
import { type InputFile, type InputFolder, wholeOf } from './input-folder.ts';

const MAX_PAGE_BYTES = 8_000_000;
const BATCH_PAGES = 50;

/** Pages by what is to be said of them: counted, and told with the first of each. */
class PagesSaid {
  readonly #reasons = new Map<string, { count: number; first: string }>();

  /** @param reason  as `with noindex` @param detail  told of the first page alone */
  add(reason: string, path: string, detail?: string): void {
    const known = this.#reasons.get(reason);
    if (known) known.count++;
    else this.#reasons.set(reason, { count: 1, first: detail === undefined ? path : `${path}: ${detail}` });
  }

  /** One a reason. @param what  was done with them, as `left out` */
  sentences(what: string): string[] {
    return [...this.#reasons].map(([reason, { count, first }]) => {
      const pages = count === 1 ? 'A page was' : `${count.toLocaleString('en-GB')} pages were`;
      return `${pages} ${what}: ${reason} (${count === 1 ? '' : 'the first '}${first}).`;
    });
  }
}

/** What is said of pages while they are read. */
export class PageNotes {
  readonly leftOut = new PagesSaid();
  /** Read as Windows-1252. */
  readonly mended = new PagesSaid();
  /** Read without what of their data is broken. */
  readonly broken = new PagesSaid();
  /** What was found in the first that counts as a wrong row. */
  firstWrong: string | undefined;

  /** Why there is no item. */
  whyNone(): string {
    return [this.firstWrong, ...this.leftOut.sentences('left out')].filter(Boolean).join('; ');
  }
}

/**
 * One record for each page that is an item.
 *
 * @param recordOf  undefined for a page that is none, which it notes
 * @throws InputError for a folder of which no page is one
 */
export async function* pageRecords(
  { name, files }: InputFolder,
  notes: Notes,
  recordOf: (file: InputFile, said: PageNotes) => Promise<JsonObject | undefined>,
): AsyncGenerator<JsonRecord[]> {
  const said = new PageNotes();
  let batch: JsonRecord[] = [];
  let numItems = 0;
  for (const file of files) {
    const values = await recordOf(file, said);
    if (!values) continue;
    batch.push({ line: ++numItems, values });
    if (batch.length < BATCH_PAGES) continue;
    yield batch;
    batch = [];
  }
  if (numItems === 0) {
    const found = `no page that is an item (${said.whyNone()})`;
    const mend = 'Look whether it is the right folder.';
    throw new InputError({ file: name, found, expected: 'pages with a title and a text', mend });
  }
  yield batch;
  const sentences = [
    ...said.leftOut.sentences('left out'),
    ...said.mended.sentences('read as Windows-1252'),
    ...said.broken.sentences('read without what is broken in its data'),
  ];
  for (const sentence of sentences) notes.say(sentence);
}

/** Undefined for a page that cannot be read, which is noted. */
export async function pageText(
  { path, sizeBytes, source }: InputFile,
  encodingOf: (source: ByteSource, path: string) => Promise<Encoding>,
  { leftOut, mended }: PageNotes,
): Promise<string | undefined> {
  if (sizeBytes > MAX_PAGE_BYTES) {
    leftOut.add(`larger than ${MAX_PAGE_BYTES / 1e6} MB`, path);
    return undefined;
  }
  try {
    const bytes = await wholeOf(source, path, MAX_PAGE_BYTES);
    const held: ByteSource = async function* () {
      yield bytes;
    };
    const { label, isMended } = await encodingOf(held, path);
    let text = '';
    for await (const piece of decoded(held(), label)) text += piece;
    if (text.includes('\0')) throw withNul(path);
    if (isMended) mended.add('not in UTF-8, nor in an encoding that they name', path);
    return text;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    leftOut.add(error.found, path);
    return undefined;
  }
}

/** Tells of bytes as pages are read. */
export class PageProgress {
  readonly #tell: OpenFileOptions['onProgress'];
  #total = 0;
  #read = 0;

  constructor(tell: OpenFileOptions['onProgress']) {
    this.#tell = tell;
  }

  /** That these will be read, once. */
  expect(files: readonly InputFile[]): void {
    this.#total += files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  add({ sizeBytes }: InputFile): void {
    this.#read += sizeBytes;
    this.#tell?.(this.#read, this.#total);
  }
}
