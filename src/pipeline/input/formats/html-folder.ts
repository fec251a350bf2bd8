// A site as a static generator writes it -> one record for each page that is about one thing. A first look at some of
// the pages tells what all of them share: the site's name in titles, lines and pictures that stand everywhere. Lists,
// redirects, the home page and pages that engines shall not find are no items.

import type { Notes } from '../../../items/notes.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { addressOf } from './addresses.ts';
import { markupEncoding } from './decode-markup.ts';
import { type HtmlPage, readPage } from './html-page.ts';
import { htmlText, TooDeepError } from './html-text.ts';
import type { InputFile, InputFolder } from './input-folder.ts';
import { PageNotes, PageProgress, pageRecords, pageText } from './page-files.ts';
import { typeOf, whyNoItem } from './page-kind.ts';
import { filled } from './records.ts';
import { lookAtSite, lookedAt, type SiteLook } from './site-look.ts';

const MAX_TITLE_CHARS = 1000;

/** @throws InputError for a folder of which no page is an item */
export async function* htmlRecords(
  folder: InputFolder,
  notes: Notes,
  { signal, onProgress }: OpenFileOptions = {},
): AsyncGenerator<JsonRecord[]> {
  const bar = new PageProgress(onProgress);
  const pageOf = async (file: InputFile, said: PageNotes) => {
    signal?.throwIfAborted();
    const page = await openPage(file, said);
    bar.add(file);
    return page;
  };
  const looked = lookedAt(folder.files);
  bar.expect([...looked, ...folder.files]);
  // Nothing is said of the first look: all pages come again.
  const site = await lookAtSite(looked, (file) => pageOf(file, new PageNotes()));
  yield* pageRecords(folder, notes, async (file, said) => {
    const page = await pageOf(file, said);
    if (!page) return undefined;
    const values = recordOf(page, site);
    const reason = whyNoItem(page) ?? whyNoRecord(page, site, values);
    if (reason) said.leftOut.add(reason, page.path);
    if (!reason && page.brokenData) said.broken.add('JSON-LD', page.path, page.brokenData);
    return reason ? undefined : values;
  });
}

/** Undefined for what cannot be read, which is noted. */
async function openPage(file: InputFile, said: PageNotes): Promise<HtmlPage | undefined> {
  const html = await pageText(file, markupEncoding, said);
  try {
    return html === undefined ? undefined : readPage(file.path, html);
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    said.leftOut.add(error.message, file.path);
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
    description: htmlText(own('description') ?? own('og:description') ?? ''),
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
  return text && !/^https?:|^\S+@\S+$/.test(text) ? htmlText(text) : undefined;
}
