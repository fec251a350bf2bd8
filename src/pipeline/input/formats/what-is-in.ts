// What a folder, or a zip, holds: pages of HTML, pages of Markdown, or one file of items.

import { InputError } from '../../../errors.ts';
import type { InputFile, InputFolder } from './input-folder.ts';

const MAX_PAGES = 200_000;
const DATA = /\.(csv|tsv|json|jsonl|ndjson|parquet|xml|rss|atom)(\.gz)?$/i;
const TEXT_OR_ZIP = /\.(txt(\.gz)?|gz|zip)$/i;
const SPREADSHEET = /(^|\/)(\[Content_Types\]\.xml|mimetype)$/;
/** They tell of the folder. */
const ABOUT = /(^|\/)(readme|license|licence|changelog|contributing|code_of_conduct|security)\.(md|markdown|html?)$/i;
/** What a generator makes pages of, in its own folder (Jekyll, Hugo). */
const TEMPLATES = /(^|\/)(_(layouts|includes|site|sass|data)|layouts|archetypes)\//;

export type FolderContent =
  | { kind: 'file'; file: InputFile }
  | { kind: 'html' | 'markdown'; files: InputFile[]; note?: string };

/** @throws InputError for one that holds no items, or files of them that are not one */
export function whatIsIn({ name, files }: InputFolder): FolderContent {
  if (files.some(({ path }) => SPREADSHEET.test(path) && !path.includes('/'))) throw spreadsheet(name);
  const html = files.filter(({ path }) => /\.(html?|xhtml)$/i.test(path) && !TEMPLATES.test(path));
  const markdown = files.filter(
    ({ path }) => /\.(md|mdx|markdown)$/i.test(path) && !ABOUT.test(path) && !TEMPLATES.test(path),
  );
  const numPages = Math.max(html.length, markdown.length);
  const data = files.filter(({ path }) => DATA.test(path));
  const others = data.length > 0 || numPages > 0 ? [] : files.filter(({ path }) => TEXT_OR_ZIP.test(path));
  const [file, second] = [...data, ...others];
  // Beside a site's pages there are always some (search.json, sitemap.xml).
  if (numPages > 1 || (numPages === 1 && !file)) return pages(name, html, markdown);
  if (file && !second) return { kind: 'file', file };
  if (file && second) {
    const found = `several files of rows (${file.path}, ${second.path})`;
    throw new InputError({ file: name, found, expected: 'one of them', mend: 'Give the one that is meant.' });
  }
  const expected = 'pages of HTML or Markdown, or one csv, tsv, json, jsonl, xml or Parquet file';
  throw new InputError({
    file: name,
    found: 'nothing that holds items',
    expected,
    mend: 'Look whether it is the right one.',
  });
}

function pages(name: string, html: InputFile[], markdown: InputFile[]): FolderContent {
  const isHtml = html.length >= markdown.length;
  const [files, left] = isHtml ? [html, markdown] : [markdown, html];
  if (files.length > MAX_PAGES) {
    const found = `${files.length.toLocaleString('en-GB')} pages`;
    const expected = `at most ${MAX_PAGES.toLocaleString('en-GB')}`;
    throw new InputError({ file: name, found, expected, mend: 'Give the folder of one part of the site.' });
  }
  const [kind, other] = isHtml ? (['html', 'Markdown'] as const) : (['markdown', 'HTML'] as const);
  if (left.length === 0) return { kind, files };
  const numLeft = left.length.toLocaleString('en-GB');
  const note = `${files.length.toLocaleString('en-GB')} pages are ${isHtml ? 'HTML' : 'Markdown'} and are read; ${numLeft} of ${other} are left out.`;
  return { kind, files, note };
}

export function spreadsheet(file: string): InputError {
  const mend = 'Open it and save the sheet as CSV.';
  return new InputError({ file, found: 'a spreadsheet (xlsx, ods)', expected: 'a csv, json or jsonl file', mend });
}
