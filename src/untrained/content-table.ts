// Which items are most alike, as an item-to-item table (docs/formats/item-to-item.md) made of content alone: a page adds
// it up as it does a table that was counted in a log. The dot product with a mean hears all items a little; the table
// hears the nearest of each item loudly, with all words and columns, which a few directions can't hold.

import { type ItemToItemTable, SEQUENTIAL_HISTORY } from '../formats/item-to-item.ts';
import { HALF_WEIGHT_AT } from './forgetting.ts';
import type { Nearest } from './likeness/alike-index.ts';

/**
 * Neighbours that an item keeps: at most so many, no more than a tenth of the catalog, and so many in all, since a page loads
 * them; at least 10.
 */
const [MOST_NEIGHBOURS, MOST_IN_ALL, LEAST_NEIGHBOURS] = [100, 3_000_000, 10];
/**
 * A neighbour weighs exp(SHARPNESS * (s - NEAREST)), where s is its likeness as a share of what the nearest neighbours of
 * all items have in the mean, at most NEAREST: near ones say far more than others. Chosen with the strength on validation
 * targets of both MovieLens logs.
 */
const NEAREST = 1.5;
const SHARPNESS = 3;
/** What a weight of 1 adds to a score, in standard deviations of likeness. */
const STRENGTH = 8;
/** What a weight of 1 adds to a cosine beside an item: neighbours stand first, in their order. */
const SIMILAR_STRENGTH = 3;
const MAX_WEIGHT = 255;
/** No sum of a history reaches it: sums count in full. */
const KNEE = 1000;

/** @param numItems  at least 2 */
export function neighboursPerItem(numItems: number): number {
  const most = Math.min(MOST_NEIGHBOURS, Math.ceil(numItems / 10), Math.floor(MOST_IN_ALL / numItems));
  return Math.min(numItems - 1, Math.max(LEAST_NEIGHBOURS, most));
}

export interface TableInput {
  nearest: Nearest;
  /** What a likeness of 1 is in scores. */
  unit: number;
  /** Of likeness over the catalog, as embeddings have it. */
  deviation: number;
  /** Likeness of an item to its nearest, in the mean (default: that of these). */
  usual?: number;
}

export function contentTable({
  nearest,
  unit,
  deviation,
  usual = usualLikeness(nearest, unit),
}: TableInput): ItemToItemTable {
  const { k, counts, items, scores } = nearest;
  const numItems = counts.length;
  const offsets = new Uint32Array(numItems + 1);
  const neighbours = new Uint32Array(numItems * k);
  const weights = new Uint8Array(numItems * k);
  let size = 0;
  for (let item = 0; item < numItems; item++) {
    const places = Array.from({ length: counts[item]! }, (_, i) => item * k + i);
    for (const place of places.sort((a, b) => items[a]! - items[b]!)) {
      const weight = neighbourWeight(scores[place]! / unit, usual);
      if (weight === 0) continue; // it would be no neighbour
      neighbours[size] = items[place]!;
      weights[size++] = weight;
    }
    offsets[item + 1] = size;
  }
  const strength = Math.fround(STRENGTH * deviation);
  return {
    ...{ numItems, neighboursPerItem: k, offsets, scale: Math.fround(1 / MAX_WEIGHT), knee: KNEE },
    ...{ neighbours: neighbours.slice(0, size), weights: weights.slice(0, size) },
    ...{ towerStrength: strength, meanStrength: strength, similarStrength: SIMILAR_STRENGTH },
    ...SEQUENTIAL_HISTORY,
    halfWeightAt: HALF_WEIGHT_AT,
  };
}

/** Likeness of an item to its nearest, in the mean. */
export function usualLikeness({ k, counts, scores }: Nearest, unit: number): number {
  let sum = 0;
  for (const [item, count] of counts.entries()) if (count > 0) sum += scores[item * k]!;
  return sum / unit / counts.length;
}

/** 0 to 255 */
export function neighbourWeight(likeness: number, usual: number): number {
  if (likeness <= 0) return 0;
  return Math.round(MAX_WEIGHT * Math.exp(SHARPNESS * (Math.min(NEAREST, likeness / usual) - NEAREST)));
}
