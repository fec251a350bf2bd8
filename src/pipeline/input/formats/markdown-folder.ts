// A folder of Markdown with front matter, as Hugo, Jekyll, Astro or Eleventy read it -> one record a page: keys become
// columns, beside the page's text, title, date, address and picture. Drafts, home and list pages are no items.

import { encodingOf, firstBytes } from '../../../items/decode-text.ts';
import type { Notes } from '../../../items/notes.ts';
import type { JsonObject, JsonRecord } from '../../../items/parse-json.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { addressOf } from './addresses.ts';
import { frontMatterOf } from './front-matter.ts';
import { TooDeepError } from './html-text.ts';
import type { InputFile, InputFolder } from './input-folder.ts';
import { markdownText } from './markdown-text.ts';
import { type PageNotes, PageProgress, pageRecords, pageText } from './page-files.ts';
import { filled } from './records.ts';

/** Keys that say how a page is built, and not what it is. */
const OF_THE_GENERATOR = new Set(
  'id text link draft published layout template permalink url slug aliases redirect_from outputs cascade sitemap menu'.split(
    ' ',
  ),
);
/** Tables whose keys are meant as the page's own (Zola, Hugo). */
const LIFTED = ['taxonomies', 'extra', 'params'];
const IMAGE_KEYS = [
  ...['image', 'cover', 'featured_image', 'featuredImage', 'coverImage', 'cover_image', 'thumbnail', 'hero'],
  ...['heroImage', 'hero_image', 'banner', 'teaser', 'og_image', 'ogImage'],
];
/** Keys that say the same, the first of which is kept under the first name. */
const SAME_KEYS = [
  ['date', 'pubDate', 'publishDate', 'pubdate', 'published_at', 'publishedAt', 'datePublished', 'created'],
  ['updated', 'updatedDate', 'lastmod', 'modified', 'last_modified_at'],
] as const;

/** @throws InputError for a folder of which no page is an item */
export async function* markdownRecords(
  folder: InputFolder,
  notes: Notes,
  { signal, onProgress }: OpenFileOptions = {},
): AsyncGenerator<JsonRecord[]> {
  const bar = new PageProgress(onProgress);
  bar.expect(folder.files);
  yield* pageRecords(folder, notes, async (file, said) => {
    signal?.throwIfAborted();
    const values = await recordOf(file, said, notes);
    bar.add(file);
    return values;
  });
}

async function recordOf(file: InputFile, said: PageNotes, notes: Notes): Promise<JsonObject | undefined> {
  const { path } = file;
  const source = await pageText(file, textEncoding, said);
  if (source === undefined) return undefined;
  const { values, body, broken } = await frontMatterOf(source);
  if (broken) {
    // It may be a draft: the page is no item.
    const found = `${path}: ${broken}`;
    said.firstWrong ??= found;
    notes.badRow({ found, expected: 'front matter that can be read' }, 'left out: broken front matter');
    return undefined;
  }
  const front = lifted(values);
  try {
    const markdown = markdownText(body, /\.mdx$/i.test(path));
    const reason = whyNoItem(path, front, markdown.text);
    if (reason) {
      said.leftOut.add(reason, path);
      return undefined;
    }
    const { image, others } = imageIn(front);
    const id = path.replace(/\.\w+$/, '').replace(/(.)\/index$/, '$1');
    const name = nameOf(id);
    const link = linkOf(front, id);
    const { title = markdown.heading ?? name.title, date = name.date, ...further } = others;
    return filled({
      id,
      link,
      title: typeof title === 'object' ? name.title : title,
      text: markdown.text,
      ...further,
      date,
      image: addressOf(image ?? markdown.image, link),
    });
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    said.leftOut.add(error.message, path);
    return undefined;
  }
}

async function textEncoding(source: InputFile['source']) {
  const label = await encodingOf(source, await firstBytes(source));
  return { label, isMended: label === 'windows-1252' };
}

function whyNoItem(path: string, front: JsonObject, text: string): string | undefined {
  if (front.draft === true || front.published === false || /(^|\/)_drafts\//.test(path)) return 'drafts';
  if (/(^|\/)(_index|404)\.\w+$/i.test(path)) return 'lists and errors';
  if (/^index\.\w+$/i.test(path)) return 'the home page';
  if (front.layout === 'page' || front.type === 'page') return 'pages about the site';
  return text === '' && Object.keys(front).length === 0 ? 'without a text' : undefined;
}

function lifted(values: JsonObject): JsonObject {
  const front = { ...values };
  for (const name of LIFTED) {
    const table = front[name];
    if (typeof table !== 'object' || table === null || Array.isArray(table)) continue;
    delete front[name];
    for (const [key, value] of Object.entries(table)) front[key] ??= value;
  }
  for (const [name, ...others] of SAME_KEYS) {
    for (const other of others) {
      front[name] ??= front[other];
      delete front[other];
    }
    if (front[name] === undefined) delete front[name];
  }
  delete front.updated;
  return front;
}

/** The picture, and the keys that are columns. */
function imageIn(front: JsonObject): { image: string | undefined; others: JsonObject } {
  const key = IMAGE_KEYS.find((name) => pictureOf(front[name]) !== undefined);
  const kept = Object.entries(front).filter(([name]) => name !== key && !OF_THE_GENERATOR.has(name));
  const others = Object.fromEntries(kept.map(([name, value]) => [name, plainOf(value)]));
  return { image: key && pictureOf(front[key]), others };
}

function pictureOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return typeof first === 'string' ? first : undefined;
  const { image, src, url } = first as JsonObject;
  return [image, src, url].find((text): text is string => typeof text === 'string' && text !== '');
}

/** Things with a name as that name. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => (Array.isArray(entry) ? undefined : plainOf(entry)));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  const { name, title } = value as JsonObject;
  return typeof name === 'string' ? name : typeof title === 'string' ? title : value;
}

/** `posts/2024-05-31-a-walk` -> a date and `A walk` */
function nameOf(id: string): { title: string; date?: string } {
  const file = id.split('/').at(-1)!;
  const [, date, rest] = /^(\d{4}-\d{2}-\d{2})[-_](.+)$/.exec(file) ?? [];
  const words = (rest ?? file).replace(/[-_]+/g, ' ').trim() || file;
  return { title: words[0]!.toUpperCase() + words.slice(1), ...(date && { date }) };
}

function linkOf({ permalink, url, slug }: JsonObject, id: string): string {
  const given = [permalink, url].find((text) => typeof text === 'string' && !text.includes('{'));
  const whole = addressOf(given as string | undefined);
  if (whole) return whole;
  const folder = id.includes('/') ? id.slice(0, id.lastIndexOf('/') + 1) : '';
  const path = typeof slug === 'string' && slug !== '' ? (slug.includes('/') ? slug : folder + slug) : id;
  return addressOf(`/${path.replace(/^\/+|\/+$/g, '')}/`) ?? `/${id}/`;
}
