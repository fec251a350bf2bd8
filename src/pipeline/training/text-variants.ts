// Wordings of an item's text for training: the full text that is served, and texts with fields left out at random. A
// tower that only ever saw one wording would hang on it.

import type { Random } from '../../numerics/random.ts';
import { ITEM_TEXT_FIELDS, type ItemTextFields, itemText } from '../../text/item-text.ts';

export type Wording = (fields: ItemTextFields, random: Random) => string;

/** Chance that a field stays in a thinned wording. */
const KEEP = 0.5;

export const servedText: Wording = (fields) => itemText(fields);

/** The item's text with each field but the title kept at random. */
export function thinnedText(fields: ItemTextFields, random: Random): string {
  return itemText(fields, new Set(ITEM_TEXT_FIELDS.filter(() => random.next() < KEEP)));
}

/** Of a site's items, of which nothing but the fields is known. */
export const SITE_WORDINGS: readonly Wording[] = [servedText, thinnedText];
