// Texts that are made of what a row says: a title or an id where it has none, a description that fits on a card.

import { cutText } from './cells.ts';
import { labelOf } from './column-names.ts';
import { slug } from './slug.ts';

/** Of an id made of title and year: histories hold them, so this stays. */
const MAX_MADE_ID_CHARS = 200;
const MAX_DESCRIPTION_CHARS = 400;
/** Of a title that is made of a description. */
const MAX_MADE_TITLE_CHARS = 60;

/** `Set of 6`, `6-piece`, `6er-Set`: how many come together. */
export function piecesIn(title: string): string | undefined {
  const [, of, count] =
    /\b(?:set|pack|box|bundle|lot) (?:of|de|von) (\d{1,4})\b|\b(\d{1,4})[ -]?(?:pack|pieces?|pcs|er[ -]set|teilig|pièces|piezas)\b/i.exec(
      title,
    ) ?? [];
  return of ?? count;
}

export function firstWords(text: string): string {
  const [sentence] = text.split(/(?<=[.!?])\s/);
  if (sentence!.length <= MAX_MADE_TITLE_CHARS) return sentence!.replace(/[.!?]$/, '');
  const space = text.lastIndexOf(' ', MAX_MADE_TITLE_CHARS);
  return `${text.slice(0, space > 0 ? space : MAX_MADE_TITLE_CHARS)}…`;
}

/** `garden-hose_20m` -> `Garden hose 20m`; an id without words says nothing to people. */
export function wordsOfId(id: string): string {
  const words = cutText(id, MAX_MADE_TITLE_CHARS)
    .replace(/[-_/]+/g, ' ')
    .trim();
  return /\p{L}{2,}/u.test(words) ? labelOf(words) : '';
}

/** A history finds its items again by these, whatever row they are in then. */
export function madeId(title: string, year: number | undefined): string {
  const parts = [slug(title) || 'item', year].filter((part) => part !== undefined);
  return parts.join('-').slice(0, MAX_MADE_ID_CHARS);
}

export function shortened(text: string): string {
  if (text.length <= MAX_DESCRIPTION_CHARS) return text;
  const space = text.lastIndexOf(' ', MAX_DESCRIPTION_CHARS);
  return `${text.slice(0, space > 0 ? space : MAX_DESCRIPTION_CHARS)}…`;
}
