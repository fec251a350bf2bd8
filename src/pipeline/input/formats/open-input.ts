// What a path is, and its rows. A file is told by its first bytes and not by its name; a folder by what most of it is.
// What is packed is unpacked on the way: gzip around any file, a zip around one file or a folder of pages.

import { stat } from 'node:fs/promises';
import { InputError } from '../../../errors.ts';
import { type ByteSource, firstBytes } from '../../../items/decode-text.ts';
import type { Notes } from '../../../items/notes.ts';
import type { JsonRecord } from '../../../items/parse-json.ts';
import { type OpenRows, openRows, type RowLimits, recordRows, type TextFormat } from '../../../items/read-rows.ts';
import type { OpenFileOptions } from '../open-file.ts';
import { openParquet } from '../parquet-rows.ts';
import { markupEncoding, markupTexts } from './decode-markup.ts';
import { diskFile, diskFolder, type InputFile, type InputFolder, wholeOf } from './input-folder.ts';
import { kindOfMarkup } from './kind-of-markup.ts';
import { unpacked } from './unpacked.ts';
import { whatIsIn } from './what-is-in.ts';

export type InputFormat = TextFormat | 'parquet' | 'merchant' | 'feed' | 'html' | 'markdown';

/** Of what is held whole. */
const MAX_WHOLE_BYTES = 64_000_000;
const JSON_FEED = /^\s*\{(?:[^{}[\]]*,)?\s*"version"\s*:\s*"https?:\/\/jsonfeed\.org\/version\//;

/** A reading: where it is from, what is said of it, and what it may hold. */
interface Reading {
  notes: Notes;
  limits: RowLimits;
  /** Of each file that is opened. */
  options: OpenFileOptions;
  /** Of a folder of pages, which count themselves. */
  pageOptions: OpenFileOptions;
}

/** @throws InputError for what holds no items, also while its rows are read */
export async function openInput(
  path: string,
  notes: Notes,
  limits: RowLimits,
  pageOptions: OpenFileOptions = {},
): Promise<OpenRows<InputFormat>> {
  // Looking what a file is reads some of it before: the bar is of what follows.
  let isOpen = false;
  const onProgress: OpenFileOptions['onProgress'] = (...sizes) => isOpen && pageOptions.onProgress?.(...sizes);
  const reading = { notes, limits, options: { ...pageOptions, onProgress }, pageOptions };
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const open = isFolder
    ? await openFolder(await diskFolder(path, reading.options), reading)
    : await openOne(await diskFile(path, path, reading.options), reading);
  isOpen = open.format !== 'html' && open.format !== 'markdown';
  return open;
}

async function openFolder(folder: InputFolder, reading: Reading): Promise<OpenRows<InputFormat>> {
  const { notes, limits, pageOptions } = reading;
  const { numLinks, name } = folder;
  if (numLinks > 0) notes.say(`${numLinks} symbolic ${numLinks === 1 ? 'link was' : 'links were'} not followed.`);
  const found = whatIsIn(folder);
  if (found.kind === 'file') {
    notes.say(`${found.file.path} of ${name} is read.`);
    return openOne(found.file, reading);
  }
  if (found.note) notes.say(found.note);
  const pages = { name, files: found.files, numLinks };
  if (found.kind === 'html') {
    const { htmlRecords } = await import('./html-folder.ts');
    return recordsOf('html', htmlRecords(pages, notes, pageOptions), notes, limits);
  }
  const { markdownRecords } = await import('./markdown-folder.ts');
  return recordsOf('markdown', markdownRecords(pages, notes, pageOptions), notes, limits);
}

async function openOne(given: InputFile, reading: Reading): Promise<OpenRows<InputFormat>> {
  const { notes, limits } = reading;
  const file = await unpacked(given);
  if ('files' in file) return openFolder(file, reading);
  const { path, place, source } = file;
  if ((await firstBytes(source)) === 'PAR1') {
    const bytes = place ? undefined : (await wholeOf(source, path, MAX_WHOLE_BYTES)).buffer;
    return openParquet(place ?? path, notes, limits, bytes);
  }
  if (/\.(md|mdx|markdown)$/i.test(path)) throw onePage(notes.file, 'Markdown');
  return (await openMarkup(file, reading)) ?? openRows(source, notes, limits);
}

/** The first of a file without blanks, marks of an encoding and what UTF-16 has between letters. */
async function firstLetters(source: ByteSource): Promise<string> {
  for await (const bytes of source()) {
    return String.fromCharCode(...bytes.subarray(0, 4096))
      .replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff|\0/g, '')
      .trimStart();
  }
  return '';
}

/** Undefined for what is none. */
async function openMarkup(file: InputFile, { notes, limits }: Reading): Promise<OpenRows<InputFormat> | undefined> {
  const { source } = file;
  const first = await firstLetters(source);
  const isJsonFeed = JSON_FEED.test(first);
  if (!isJsonFeed && !first.startsWith('<')) return undefined;
  const encoding = await markupEncoding(source, notes.file);
  const kind = isJsonFeed
    ? 'feed'
    : kindOfMarkup(await headOf(markupTexts(source, encoding.label, notes.file)), notes.file);
  if (kind === 'html') throw onePage(notes.file, 'HTML');
  if (encoding.isMended) {
    notes.say(
      'The file is not in the encoding that it names; it was read as Windows-1252. Look whether accents came out right.',
    );
  }
  if (kind === 'merchant') {
    const { merchantRecords } = await import('./merchant-xml.ts');
    const texts = markupTexts(source, encoding.label, notes.file);
    return recordsOf('merchant', merchantRecords(texts, notes.file), notes, limits);
  }
  const { feedRecords } = await import('./feed.ts');
  return recordsOf('feed', feedRecords(source, encoding.label, notes.file), notes, limits);
}

function recordsOf(
  format: InputFormat,
  records: AsyncIterable<JsonRecord[]>,
  notes: Notes,
  limits: RowLimits,
): OpenRows<InputFormat> {
  notes.lineWord = 'item';
  return { format, ...recordRows(records, notes, limits) };
}

function onePage(file: string, format: string): InputError {
  const mend = 'Give the folder that it is in: each page of it becomes an item.';
  return new InputError({
    file,
    found: `one page of ${format}`,
    expected: 'a list of items, or a folder of pages',
    mend,
  });
}

/** Enough for the first items of any feed. */
const HEAD_CHARS = 300_000;

async function headOf(texts: AsyncIterable<string>): Promise<string> {
  let head = '';
  for await (const text of texts) if ((head += text).length >= HEAD_CHARS) break;
  return head.slice(0, HEAD_CHARS);
}
