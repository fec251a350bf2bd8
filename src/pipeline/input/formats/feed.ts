// RSS 2.0 and 1.0, Atom and JSON Feed, by feedsmith -> one record an entry. XML goes through our own reader first, which
// refuses entities, depth and length without an end, and says in which line a feed is broken.

import type { parseFeed } from 'feedsmith';
import { InputError } from '../../../errors.ts';
import type { ByteSource } from '../../../items/decode-text.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import { addressOf } from './addresses.ts';
import { firstImage, htmlText, parseHtml, textLines } from './html-text.ts';
import { wholeOf } from './input-folder.ts';
import { filled } from './records.ts';
import { XmlReader } from './xml-reader.ts';

const MAX_BYTES = 64_000_000;

type Feed = ReturnType<typeof parseFeed<string>>;
type FeedOf<Format extends Feed['format']> = Extract<Feed, { format: Format }>['feed'];

/** What all kinds of feeds say of an entry. */
interface Entry {
  id?: string | undefined;
  link?: string | undefined;
  title?: string | undefined;
  /** HTML. */
  content?: string | undefined;
  summary?: string | undefined;
  date?: string | undefined;
  authors: (string | undefined)[];
  categories: (string | undefined)[];
  images: (string | undefined)[];
}

/** @throws InputError for what is no feed, while it is read */
export async function* feedRecords(source: ByteSource, label: string, file: string): AsyncGenerator<JsonRecord[]> {
  const text = new TextDecoder(label).decode(await wholeOf(source, file, MAX_BYTES)).trimStart();
  if (!text.startsWith('{')) checkXml(text, file);
  const entries = entriesOf(await parsed(text, file));
  yield entries.map((entry, i) => ({ line: i + 1, values: recordOf(entry) }));
}

function checkXml(text: string, file: string): void {
  const reader = new XmlReader(file, {});
  reader.push(text);
  reader.end();
}

async function parsed(text: string, file: string): Promise<Feed> {
  const { parseFeed } = await import('feedsmith');
  try {
    return parseFeed<string>(text);
  } catch (cause) {
    const found = `a feed that cannot be read (${(cause as Error).message})`;
    const mend = 'Export it again, or look at it with a feed validator.';
    throw new InputError({ file, found, expected: 'RSS, Atom or JSON Feed', mend }, { cause });
  }
}

function entriesOf(parsedFeed: Feed): Entry[] {
  switch (parsedFeed.format) {
    case 'rss':
      return (parsedFeed.feed.items ?? []).map(rssEntry);
    case 'rdf':
      return (parsedFeed.feed.items ?? []).map(rdfEntry);
    case 'atom':
      return (parsedFeed.feed.entries ?? []).map(atomEntry);
    case 'json':
      return (parsedFeed.feed.items ?? []).map(jsonEntry);
  }
}

type RssItem = NonNullable<FeedOf<'rss'>['items']>[number];

function rssEntry(item: RssItem): Entry {
  const { guid, link, dc, media } = item;
  const enclosures = item.enclosures?.filter(({ type }) => type?.startsWith('image/'));
  return {
    id: guid?.value ?? link,
    link: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
    title: item.title,
    content: item.content?.encoded,
    summary: item.description,
    date: item.pubDate ?? dc?.dates?.[0],
    authors: [...(item.authors ?? []).map(({ name }) => name), ...(dc?.creators ?? [])],
    categories: [...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])],
    images: [...mediaImages(media), ...(enclosures ?? []).map(({ url }) => url), item.itunes?.image],
  };
}

function rdfEntry(item: NonNullable<FeedOf<'rdf'>['items']>[number]): Entry {
  const { dc, link, media } = item;
  return {
    id: item.rdf?.about ?? link,
    link,
    title: item.title,
    content: item.content?.encoded,
    summary: item.description,
    date: dc?.dates?.[0],
    authors: dc?.creators ?? [],
    categories: dc?.subjects ?? [],
    images: mediaImages(media),
  };
}

function atomEntry(entry: NonNullable<FeedOf<'atom'>['entries']>[number]): Entry {
  const links = entry.links ?? [];
  const link = links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
  const enclosures = links.filter(({ rel, type }) => rel === 'enclosure' && type?.startsWith('image/'));
  return {
    id: entry.id ?? link,
    link,
    title: entry.title?.value,
    content: entry.content?.value,
    summary: entry.summary?.value ?? entry.media?.groups?.[0]?.description?.value,
    date: entry.published ?? entry.updated,
    authors: (entry.authors ?? []).map(({ name }) => name),
    categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
    images: [...mediaImages(entry.media), ...enclosures.map(({ href }) => href)],
  };
}

function jsonEntry(item: NonNullable<FeedOf<'json'>['items']>[number]): Entry {
  const attachments = item.attachments?.filter(({ mime_type: type }) => type?.startsWith('image/'));
  return {
    id: item.id ?? item.url,
    link: item.url ?? item.external_url,
    title: item.title,
    content: item.content_html ?? item.content_text,
    summary: item.summary,
    date: item.date_published ?? item.date_modified,
    authors: (item.authors ?? []).map(({ name }) => name),
    categories: item.tags ?? [],
    images: [item.image, item.banner_image, ...(attachments ?? []).map(({ url }) => url)],
  };
}

function mediaImages(media: RssItem['media']): (string | undefined)[] {
  const parts = [...(media ? [media] : []), ...(media?.groups ?? [])];
  const contents = parts.flatMap((part) => part.contents ?? []);
  const images = contents.filter(({ medium, type }) => medium === 'image' || type?.startsWith('image/'));
  const thumbnails = parts.flatMap((part) => part.thumbnails ?? []);
  return [...images, ...thumbnails].map(({ url }) => url);
}

/** What WordPress puts under each entry. */
const WORDPRESS_END = /\s*The post .{0,300} (appeared|first appeared|appeared first) on .{0,200}$/s;

function recordOf({ id, link, title, content, summary, date, authors, categories, images }: Entry): JsonObject {
  const nodes = parseHtml(content ?? summary ?? '');
  const text = (textLines(nodes).join('\n') || htmlText(summary ?? '')).replace(WORDPRESS_END, '').trim();
  const image = images.find(Boolean) ?? firstImage(nodes);
  return filled({
    id: id?.trim(),
    title: title && htmlText(title),
    link: addressOf(link),
    text,
    date: date && isoDate(date),
    author: texts(authors),
    tags: texts(categories),
    image: addressOf(image, link),
  });
}

/** An address of a person is nobody's business. */
function texts(values: readonly (string | undefined)[]): string[] {
  const plain = values
    .map((value) => htmlText(value ?? ''))
    .filter((value) => value !== '' && !/^\S+@\S+$/.test(value));
  return [...new Set(plain)];
}

/** `Tue, 03 Nov 2026 07:00:00 +0000` -> `2026-11-03T07:00:00Z`; as it is where it begins with the year, or is no date. */
function isoDate(text: string): string {
  const time = /^\s*\d{4}/.test(text) ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace('.000Z', 'Z');
}
