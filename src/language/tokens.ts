// A sentence as words: lower case, without accents and apostrophes, each with its place in the text, and with the
// punctuation before it. "90's", "90s" and "1h30" come apart in the way that numbers are read.
import { withoutAccents } from '../text/without-accents.ts';

export interface Token {
  /** `dont`, `90`, `90s`, `km`. */
  word: string;
  /** The word without its endings, by the language pack. */
  stem: string;
  start: number;
  end: number;
  /**
   * The mark before the word: `.` ends a sentence (`.`, `!`, `?`, `;`, `:`), `,` a part of it, `-` joins words or
   * numbers, `/` offers another, '' is a space.
   */
  before: '.' | ',' | '-' | '/' | '';
  /** A sign of money stands at it: `€15`, `20 €`. */
  isMoney?: true;
  /** It was typed otherwise: a misspelt word. */
  isRespelt?: true;
  /** Typed with a minus, as engines for words take what is not wanted: `jacket -red`. */
  isExcluded?: true;
}

/** Longest text that is read, in UTF-16 code units; what is behind it is left. */
export const MAX_READ_LENGTH = 500;

const TOKEN =
  /\d{2,4}['’]?s(?!\p{L})|\d+(?:st|nd|rd|th)(?!\p{L})|(?<!\d)\p{L}+\d+(?!\p{L})|\d+(?:[.,]\d+)?|(?:\p{L}|\p{M})+(?:['’](?:\p{L}|\p{M})+)*/gu;

export function tokenize(text: string, stem: (word: string) => string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.slice(0, MAX_READ_LENGTH).matchAll(TOKEN)) {
    const word = withoutAccents(match[0].replace(/(?<=\p{L})['’]s$/u, '')).replace(/['’]/g, '');
    const between = text.slice(last, match.index);
    last = match.index + match[0].length;
    if (word === '') continue;
    const token: Token = { word, stem: stem(word), start: match.index, end: last, before: markOf(between) };
    const isMoney = /[€$£]\s?$/.test(between) || /^\s?[€$£]/.test(text.slice(last, last + 2));
    if (isMoney && /^\d/.test(word)) token.isMoney = true;
    if (/(^|\s)-$/.test(between) && /^\p{L}/u.test(word)) token.isExcluded = true;
    tokens.push(token);
  }
  return tokens;
}

function markOf(between: string): Token['before'] {
  if (/[.!?;:…\n()[\]]/.test(between)) return '.';
  if (/,/.test(between)) return ',';
  if (/\s[-–—]\s|—/.test(between)) return ',';
  if (/[/|]/.test(between)) return '/';
  return /^[-–]$/.test(between) ? '-' : '';
}
