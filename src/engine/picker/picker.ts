// What to ask a newcomer: the well-known items of the catalog, less what was answered or shown, chosen by
// pick-items.ts.

import { firstItems } from '../../catalog/first-items.ts';
import type { ItemSummary } from '../../catalog/item-summary.ts';
import { object } from '../../history/stored-event.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import { check, resultCount } from '../base/check.ts';
import { historyParts } from '../lists/history-window.ts';
import { withoutItems } from '../lists/item-sets.ts';
import type { VisitorParts } from '../lists/list-parts.ts';
import { popularityIn } from '../lists/list-rules.ts';
import type { PickerRequest } from '../lists/lists-api.ts';
import { LIST_RULES } from '../lists/rule-schemas.ts';
import { type PickerAnswer, pickItems } from './pick-items.ts';

const DEFAULT_ITEMS = 6;
/** Choosing takes time in the square of it: about 15 ms for these. */
const CANDIDATES = 150;
/** Popularity is the logarithm of a number of people; this makes something like that number of it again. */
const KNOWN_POWER = 8;
/** Newest answers that are heeded: with more there is nothing left to ask. */
const MAX_ANSWERS = 20;

const pickerRequest = object({ count: resultCount, exclude: LIST_RULES.exclude }, 'a request');

/** @returns at most `count` items, the most telling first. @throws RequestError */
export function pickerItems(parts: VisitorParts, request: PickerRequest): ItemSummary[] {
  const { count = DEFAULT_ITEMS, exclude = [] } = check('picker', pickerRequest, request) as PickerRequest;
  const { catalog, history } = parts;
  const { standing, known: knownIds } = history.taste();
  const allowed = withoutItems(parts.catalog, catalog.available, [...knownIds, ...exclude]);
  const candidates = wellKnown(parts);
  const excluded = new Set(candidates.map(({ itemIndex }) => itemIndex).filter((index) => !allowed.has(index)));
  const { window } = historyParts(standing, (itemId) => catalog.indexOf(itemId));
  const answers: PickerAnswer[] = window.slice(-MAX_ANSWERS).map(({ itemIndex, type }) => {
    return { embedding: contentOf(parts, itemIndex), sign: eventSign(type) };
  });
  return pickItems(candidates, answers, excluded, count).map((itemIndex) => catalog.summary(itemIndex));
}

/** Without a popularity feature the catalog's own order tells what is known: rows are sorted by the prior. */
function wellKnown(parts: VisitorParts) {
  const { manifest, catalog } = parts;
  const popularityOf = popularityIn(manifest, catalog) ?? (() => 1);
  const indices = firstItems(catalog).sort((a, b) => popularityOf(b) - popularityOf(a) || a - b);
  return indices.slice(0, CANDIDATES).map((itemIndex) => {
    const known = popularityOf(itemIndex) ** KNOWN_POWER;
    return { itemIndex, embedding: contentOf(parts, itemIndex), known };
  });
}

/** f32 [D], without the quality dims: how good a film is says nothing about taste. */
function contentOf({ catalog, manifest }: VisitorParts, itemIndex: number): Float32Array {
  const { embeddingDim, qualityDims } = manifest;
  return Float32Array.from(catalog.embedding(itemIndex).subarray(0, embeddingDim - qualityDims));
}
