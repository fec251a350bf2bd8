// Calibration in the sense of Steck (Calibrated Recommendations, RecSys 2018): a person who liked 7 comedies and 3
// dramas should be shown about that mix. Measured as the Kullback-Leibler divergence between the mix of values of one
// facet (genres, categories, …) in a history and in a list; 0 = the same mix.

import type { Item } from '../../items/item.ts';

/**
 * Share of the history's mix that is blended into the list's, so that a value missing there costs much, not infinitely
 * much.
 */
const SMOOTHING = 0.01;

export interface ItemGroups {
  /** Name of the facet. */
  name: string;
  numGroups: number;
  /** Numbers of an item's values, by item; empty = unknown. */
  ofItem: Uint16Array[];
}

/**
 * @param newIndexes  u32 [numItems]: row of the items file -> the evaluator's number
 */
export function itemGroups(
  items: readonly Pick<Item, 'facets'>[],
  facetName: string,
  newIndexes: Uint32Array,
): ItemGroups {
  const numbers = new Map<string, number>();
  const ofItem: Uint16Array[] = new Array(items.length);
  for (const [row, { facets }] of items.entries()) {
    ofItem[newIndexes[row]!] = Uint16Array.from(new Set(facets[facetName] ?? []), (value) => {
      if (!numbers.has(value)) numbers.set(value, numbers.size);
      return numbers.get(value)!;
    });
  }
  return { name: facetName, numGroups: numbers.size, ofItem };
}

/**
 * The mix of some items: every item counts the same and shares itself out equally among its values (equations 2 and 3,
 * without weights). Items without a value don't count.
 *
 * @returns  f64 [numGroups], sum 1; undefined if no item has a value
 */
export function mixOf(items: Iterable<number>, { numGroups, ofItem }: ItemGroups): Float64Array | undefined {
  const mix = new Float64Array(numGroups);
  let counted = 0;
  for (const item of items) {
    for (const group of ofItem[item]!) mix[group]! += 1 / ofItem[item]!.length;
    if (ofItem[item]!.length > 0) counted++;
  }
  return counted === 0 ? undefined : mix.map((share) => share / counted);
}

/**
 * Equations 5 and 6: sum of p log(p / q'), with q' = (1 - SMOOTHING) q + SMOOTHING p, in nats.
 *
 * @param history  p, sum 1
 * @param list     q, sum 1
 * @returns        0 for equal mixes, at most log(1 / SMOOTHING) = 4.6
 */
export function divergence(history: Float64Array, list: Float64Array): number {
  let sum = 0;
  for (const [group, p] of history.entries()) {
    if (p > 0) sum += p * Math.log(p / ((1 - SMOOTHING) * list[group]! + SMOOTHING * p));
  }
  return sum;
}
