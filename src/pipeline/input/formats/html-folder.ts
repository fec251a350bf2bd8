// A site as a static generator writes it -> one record for each page that is about one thing. A first look at some of
// the pages tells what all of them share: the site's name in titles, lines and pictures that stand everywhere. Lists,
// redirects, the home page and pages that engines shall not find are no items.

import { InputError } from '../../../errors.ts';
import { decoded } from '../../../items/decode-text.ts';
import type { Notes } from '../../../items/notes.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { addressOf } from './addresses.ts';
import { markupEncoding, withNul } from './decode-markup.ts';
import { type HtmlPage, readPage } from './html-page.ts';
import { type InputFile, type InputFolder, wholeOf } from './input-folder.ts';
import { typeOf, whyNoItem } from './page-kind.ts';
import { plainText, TooDeepError } from './plain-text.ts';
import { filled, LeftOut } from './records.ts';
import { lookAtSite, type SiteLook } from './site-look.ts';

export const MAX_PAGE_BYTES = 8_000_000;
const BATCH_PAGES = 50;
const MAX_TITLE_CHARS = 1000;

/** @throws InputError for a folder of which no page is an item */
export async function* htmlRecords(
  { name, files }: InputFolder,
  notes: Notes,
  { signal, onProgress }: OpenFileOptions = {},
): AsyncGenerator<JsonRecord[]> {
  const [leftOut, broken] = [new LeftOut(), new LeftOut()];
  const bar = new PageProgress(files, onProgress);
  const pageOf = async (file: InputFile, left?: LeftOut, mended?: LeftOut) => {
    signal?.throwIfAborted();
    const page = await openPage(file, left, mended);
    bar.add(file);
    return page;
  };
  const site = await lookAtSite(
    files,
    (file) => pageOf(file),
    (numBytes) => bar.expect(numBytes),
  );
  const mended = new LeftOut();
  let batch: JsonRecord[] = [];
  let numItems = 0;
  for (const file of files) {
    const page = await pageOf(file, leftOut, mended);
    if (!page) continue;
    if (page.brokenData) broken.add(page.brokenData, page.path);
    const values = recordOf(page, site);
    const reason = whyNoItem(page) ?? whyNoRecord(page, site, values);
    if (reason) {
      leftOut.add(reason, page.path);
      continue;
    }
    batch.push({ line: ++numItems, values });
    if (batch.length < BATCH_PAGES) continue;
    yield batch;
    batch = [];
  }
  const sentences = leftOut.sentences((pages) => `${pages} left out`);
  if (numItems === 0) {
    const found = `no page that is an item (${sentences.join(' ')})`;
    throw new InputError({
      file: name,
      found,
      expected: 'pages with a title and a text',
      mend: 'Look whether it is the built site.',
    });
  }
  yield batch;
  for (const sentence of sentences) notes.say(sentence);
  for (const sentence of mended.sentences((pages) => `${pages} read as Windows-1252`)) notes.say(sentence);
  for (const sentence of broken.sentences((pages) => `${pages} read without broken JSON-LD`)) notes.say(sentence);
}

/** Undefined for what cannot be read, said in `left`. */
async function openPage(file: InputFile, left?: LeftOut, mended?: LeftOut): Promise<HtmlPage | undefined> {
  const { path, sizeBytes } = file;
  if (sizeBytes > MAX_PAGE_BYTES) {
    left?.add(`larger than ${MAX_PAGE_BYTES / 1e6} MB`, path);
    return undefined;
  }
  const bytes = await wholeOf(file.source, path, MAX_PAGE_BYTES);
  const source = async function* () {
    yield bytes;
  };
  try {
    const { label, isMended } = await markupEncoding(source, path);
    let html = '';
    for await (const text of decoded(source(), label)) html += text;
    if (html.includes('\0')) throw withNul(path);
    if (isMended) mended?.add('not in the encoding that they name', path);
    return readPage(path, html);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof TooDeepError)) throw error;
    left?.add(error instanceof InputError ? error.found : error.message, path);
    return undefined;
  }
}

/** What only shows beside other pages, or when a record is made. */
function whyNoRecord(page: HtmlPage, site: SiteLook, values: JsonObject): string | undefined {
  if (site.isOfItems && !values.type) return 'no items, as most other pages are';
  if (!values.title || !(values.text || values.description || page.data.item)) return 'without a title or a text';
  return undefined;
}

function recordOf(page: HtmlPage, site: SiteLook): JsonObject {
  const { address, canonical, data, facts, meta } = page;
  const own = (key: string) => (site.isRepeated(key, meta.get(key)) ? undefined : meta.get(key));
  const title = [facts.title, meta.get('og:title'), page.title].find(Boolean) as string | undefined;
  const { title: _, ...known } = facts;
  const found = filled({
    type: typeOf(page),
    description: plainText(own('description') ?? own('og:description') ?? ''),
    image: own('og:image') ?? own('twitter:image') ?? page.image,
    date: meta.get('article:published_time') ?? meta.get('date') ?? page.time,
    author: personOf(meta.get('author') ?? meta.get('article:author')),
    category: meta.get('article:section') ?? meta.get('product:category') ?? data.breadcrumb.join(' > '),
    tags: page.articleTags,
    price: meta.get('product:price:amount') ?? meta.get('og:price:amount'),
    currency: meta.get('product:price:currency') ?? meta.get('og:price:currency'),
    availability: meta.get('product:availability'),
    brand: meta.get('product:brand'),
  });
  const values = { ...found, ...filled(known) };
  return filled({
    id: address.replace(/^\/|\/$/g, ''),
    link: canonical ?? address,
    title: title ? site.withoutName(title.slice(0, MAX_TITLE_CHARS)) : page.heading,
    text: page.lines.filter((line) => line !== page.heading && !site.isRepeated('line', line)).join('\n'),
    ...values,
    image: addressOf(values.image as string | undefined, canonical ?? address),
  });
}

/** A name; addresses of profiles are none. */
function personOf(text: string | undefined): string | undefined {
  return text && !/^https?:|^\S+@\S+$/.test(text) ? plainText(text) : undefined;
}

/** Tells of bytes as pages are read, those of the first look too. */
class PageProgress {
  readonly #tell: OpenFileOptions['onProgress'];
  #total: number;
  #read = 0;

  constructor(files: readonly InputFile[], tell: OpenFileOptions['onProgress']) {
    this.#tell = tell;
    this.#total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  expect(numBytes: number): void {
    this.#total += numBytes;
  }

  add({ sizeBytes }: InputFile): void {
    this.#read += sizeBytes;
    this.#tell?.(this.#read, this.#total);
  }
}
