// Which items are most alike, as an item-to-item table (docs/formats/item-to-item.md) made of content alone: a page adds
// it up as it does a table that was counted in a log. The dot product with a mean hears all items a little; the table
// hears the nearest of each item loudly, with all words and columns, which a few directions can't hold.

import { type ItemToItemTable, SEQUENTIAL_HISTORY } from '../formats/item-to-item.ts';
import { createTopK, type TopK } from '../numerics/top-k.ts';
import { HALF_WEIGHT_AT } from './forgetting.ts';
import { type Likeness, likenessBehind } from './likeness/likeness.ts';

/** Neighbours that an item keeps: at most so many, and no more than a tenth of the catalog, at least 10. */
const MOST_NEIGHBOURS = 100;
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
/** Likeness as an integer, for the ranking of neighbours. */
const LIKENESS_STEPS = 1_000_000;
/** No sum of a history reaches it: sums count in full. */
const KNEE = 1000;

/**
 * @param numItems    at least 2
 * @param deviation   of likeness over the catalog, as embeddings have it
 * @param onProgress  told the items that are done, now and then
 */
export function contentTable(
  likeness: Likeness,
  { numItems, deviation }: { numItems: number; deviation: number },
  onProgress: (done: number, total: number) => void = () => {},
): ItemToItemTable {
  const k = Math.min(numItems - 1, MOST_NEIGHBOURS, Math.max(10, Math.ceil(numItems / 10)));
  const alike = nearestOfAll(likenessBehind(likeness), numItems, k, onProgress);
  const usual = alike.reduce((sum, { scores }) => sum + (scores[0] ?? 0), 0) / numItems;
  const offsets = new Uint32Array(numItems + 1);
  const neighbours = new Uint32Array(numItems * k);
  const weights = new Uint8Array(numItems * k);
  let size = 0;
  for (const [item, { indices, scores }] of alike.entries()) {
    for (const place of Array.from(indices.keys()).sort((a, b) => indices[a]! - indices[b]!)) {
      const weight = weightOf(scores[place]!, usual);
      if (weight === 0) continue; // it would be no neighbour
      neighbours[size] = indices[place]!;
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

function weightOf(likeness: number, usual: number): number {
  if (likeness <= 0) return 0;
  return Math.round(MAX_WEIGHT * Math.exp(SHARPNESS * (Math.min(NEAREST, likeness / usual) - NEAREST)));
}

/** Of each item the k most alike, best first, in steps of likeness. */
function nearestOfAll(
  likenessOf: (item: number) => Float64Array,
  numItems: number,
  k: number,
  onProgress: (done: number, total: number) => void,
): TopK[] {
  const tops = Array.from({ length: numItems }, () => createTopK(k, numItems));
  for (let item = 0; item < numItems; item++) {
    const likeness = likenessOf(item);
    for (let other = item + 1; other < numItems; other++) {
      const steps = Math.round(LIKENESS_STEPS * likeness[other]!);
      tops[item]!.add(other, steps);
      tops[other]!.add(item, steps);
    }
    if (item % 256 === 255) onProgress(item + 1, numItems);
  }
  return tops.map((top) => top.finish());
}
