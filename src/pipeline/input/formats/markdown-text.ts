// Markdown -> plain text: without marks, code blocks, addresses of links, and what generators put between (shortcodes,
// imports, components). And what a page says by itself: its first heading and its first picture.

import { firstImage, htmlText, parseHtml } from './html-text.ts';

/** Read of a page, and of a line of it: far more than a cell holds. */
const MAX_CHARS = 100_000;
const MAX_LINE_CHARS = 10_000;
const FENCE = /^ {0,3}(?:>\s*)?(`{3,}|~{3,})/;
const PICTURE = /!\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)/;

export interface MarkdownText {
  text: string;
  heading: string | undefined;
  /** Its address, as it stands there. */
  image: string | undefined;
}

/** @param isMdx  imports, exports and expressions in braces are code */
export function markdownText(body: string, isMdx: boolean): MarkdownText {
  const lines = withoutCode(withoutComments(body.slice(0, MAX_CHARS)).split(/\r\n|\n|\r/), isMdx);
  const heading = headingOf(lines);
  const kept = heading ? lines.filter((_, i) => i < heading.from || i >= heading.to) : lines;
  const paragraphs = [''];
  for (const line of kept) {
    const plain = plainLine(line, isMdx);
    const last = paragraphs.length - 1;
    if (plain === '' || /^\s*([-*+]|\d+[.)])\s|^ {0,3}#/.test(line)) paragraphs.push(plain);
    else paragraphs[last] = paragraphs[last] === '' ? plain : `${paragraphs[last]} ${plain}`;
  }
  // What is left of HTML and its entities goes by the parser.
  const text = paragraphs.map(inPlain).filter(Boolean).join('\n');
  return { text, heading: heading && (inPlain(plainLine(heading.text, isMdx)) || undefined), image: imageOf(lines) };
}

function inPlain(text: string): string {
  return htmlText(text).replace(/\s+/g, ' ').trim();
}

function withoutComments(text: string): string {
  let [kept, at] = ['', 0];
  for (;;) {
    const from = text.indexOf('<!--', at);
    const to = from < 0 ? -1 : text.indexOf('-->', from);
    if (to < 0) return kept + text.slice(at);
    kept += text.slice(at, from);
    at = to + '-->'.length;
  }
}

/** Fenced blocks, and imports and exports of MDX up to the next blank line. */
function withoutCode(lines: readonly string[], isMdx: boolean): string[] {
  const kept: string[] = [];
  let fence: string | undefined;
  let isCode = false;
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark) fence = mark;
    else {
      if (isMdx && /^(import|export)\s/.test(line)) isCode = true;
      if (line.trim() === '') isCode = false;
      if (!isCode) kept.push(line.slice(0, MAX_LINE_CHARS));
    }
  }
  return kept;
}

interface Heading {
  text: string;
  /** Its lines. */
  from: number;
  to: number;
}

/** The first of the page itself (`# Text`, or a line with a line of `=` under it), or whatever one it begins with. */
function headingOf(lines: readonly string[]): Heading | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const from = lines.findIndex(
    (line, i) => /^ {0,3}#\s/.test(line) || isUnderlined(lines, i) || (i === first && /^ {0,3}#{2,6}\s/.test(line)),
  );
  if (from < 0) return undefined;
  const isTwo = isUnderlined(lines, from);
  return { text: lines[from]!, from, to: from + (isTwo ? 2 : 1) };
}

function isUnderlined(lines: readonly string[], i: number): boolean {
  return lines[i]!.trim() !== '' && /^ {0,3}=+\s*$/.test(lines[i + 1] ?? '');
}

function imageOf(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const image =
      PICTURE.exec(line)?.[1] ??
      /\{\{[<%]\s*figure\s[^}]*src="([^"]+)"/.exec(line)?.[1] ??
      (/<img\s/i.test(line) ? firstImage(parseHtml(line)) : undefined);
    if (image) return image;
  }
  return undefined;
}

/** One line without its marks; '' for one that has nothing else. */
function plainLine(line: string, isMdx: boolean): string {
  const bare = line
    .replace(/^\s*(?:>\s?)+/, '')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, '')
    .replace(/^ {0,3}#{1,6}\s+|\s+#+\s*$/g, '');
  // A rule, a line under a heading or between rows of a table, a fence of a box, an address that is named elsewhere.
  if (/^\s*([-*_=|:]\s*)+$|^\s*:{3,}|^\s*\[[^\]^]+\]:\s/.test(bare)) return '';
  const code = isMdx ? /\{\{[^}]*\}\}|\{%[^%]*%\}|\{[^{}]*\}/g : /\{\{[^}]*\}\}|\{%[^%]*%\}|\{[:#.][^}]*\}/g;
  return bare
    .replace(code, ' ')
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, ' ')
    .replace(/\[\^[^\]]*\]:?/g, ' ')
    .replace(/\[([^\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])/g, '$1')
    .replace(/<?\bhttps?:\/\/[^\s<>)]+>?/g, ' ')
    .replace(/(`+)([^`]+)\1/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]+)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+)\*|(?<!\w)_(?=\S)([^_]+)_(?!\w)/g, '$1$2')
    .replace(/^\s*\||\|\s*$/g, '')
    .replace(/\s\|\s/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
    .trim();
}
