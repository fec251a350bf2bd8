// Wordings of an item's text for training: the full text that is served, texts with fields left out at random, and the
// short texts that a person might type. A tower that only ever saw one wording would hang on it.

import type { Random } from '../../numerics/random.ts';
import { ITEM_TEXT_FIELDS, type ItemTextFields, itemText } from '../../text/item-text.ts';

export type Wording = (fields: ItemTextFields, random: Random) => string;

/** The texts whose content vectors training reads. All that is random in them is drawn in this order, item by item. */
export interface Wordings {
  /** Of the item itself; the first is the one that is served. */
  content: readonly Wording[];
  /** What somebody might type to find it. */
  queries: readonly Wording[];
}

/** Chance that a field stays in a thinned wording. */
const KEEP = 0.5;

export const servedText: Wording = (fields) => itemText(fields);

/** The item's text with each field but the title kept at random. */
export function thinnedText(fields: ItemTextFields, random: Random): string {
  return itemText(fields, new Set(ITEM_TEXT_FIELDS.filter(() => random.next() < KEEP)));
}

/** What someone types who knows the title. */
export function titleQuery(fields: ItemTextFields): string {
  return fields.title;
}

/** What someone types who knows only the kind: genres, kind of story, decade. Falls back to the title. */
export function kindQuery(fields: ItemTextFields): string {
  const decade = fields.year === undefined ? '' : `from the ${Math.floor(fields.year / 10) * 10}s`;
  const kind = [...(fields.genres ?? []), fields.creativeType ?? ''].filter(Boolean);
  if (kind.length === 0) return titleQuery(fields);
  return `${kind.join(' ').toLowerCase()} ${decade}`.trim();
}

/** What someone types who knows how it should feel or what it is about: two tags. Without tags as `kindQuery`. */
export function moodQuery(fields: ItemTextFields, random: Random): string {
  const tags = [...(fields.tags ?? [])];
  if (tags.length === 0) return kindQuery(fields);
  random.shuffle(tags);
  return tags.slice(0, 2).join(' ');
}

/** Of a site's items, of which nothing but the fields is known. */
export const SITE_WORDINGS: Wordings = { content: [servedText, thinnedText], queries: [titleQuery, kindQuery] };
