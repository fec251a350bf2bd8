// Calibrated recommendations (Steck, RecSys 2018): somebody whose history is 70 % drama and 30 % documentaries should
// see about that mix, where ranking by relevance alone tends to fill the list with the larger interest.

import type { Criterion, Penalty } from './greedy.ts';
import type { Label } from './reranker.ts';

/** The paper's alpha: this share of the person's mix is blended into the list's, so that no logarithm is infinite. */
const SMOOTHING = 0.01;

/** p(value | person): positive shares that sum to 1; empty where nothing is known. */
export type FacetMix = ReadonlyMap<Label, number>;

export interface MixOptions {
  /** The person's own mix, by `facetMix`. Empty: nothing to heed. */
  mix: FacetMix;
  /** An item's values of the facet, without repeats; none: the item changes no mix. */
  valuesOf: (itemIndex: number) => readonly Label[];
}

/**
 * The mix of a history: every item spreads its weight evenly over its values. Items without a value do not count.
 *
 * @param items    values of each item, without repeats
 * @param weights  [items], at least 0, such as recency (default: all 1)
 */
export function facetMix(items: readonly (readonly Label[])[], weights?: ArrayLike<number>): FacetMix {
  const sums = new Map<Label, number>();
  let total = 0;
  for (const [i, values] of items.entries()) {
    const weight = weights?.[i] ?? 1;
    if (values.length === 0 || weight <= 0) continue;
    total += weight;
    for (const value of values) sums.set(value, (sums.get(value) ?? 0) + weight / values.length);
  }
  return new Map(Array.from(sums, ([value, sum]) => [value, sum / total]));
}

/**
 * The cost of missing the mix: the divergence KL(p, q~) of the list with the candidate in it, 0 to log(1 / alpha) =
 * 4.6, where
 *
 *   KL(p, q~) = sum over values of p log(p / q~),   q~ = (1 - alpha) q + alpha p
 *
 * p is the person's mix and q that of the list. The list's mix is all 0 while it holds no item with a value.
 *
 * @param weight  share of the objective, 0..1, the paper's lambda: 1 looks at the mix alone
 */
export function miscalibration(weight: number, { mix, valuesOf }: MixOptions): Criterion {
  return { weight, start: (indices) => startCalibration(mix, Array.from(indices, valuesOf)) };
}

/**
 * A candidate adds to a few values and dilutes all others alike. So the terms of a diluted list are summed once a step,
 * and a candidate replaces only its own.
 */
function startCalibration(mix: FacetMix, valuesByPosition: (readonly Label[])[]): Penalty {
  const shares = Float64Array.from(mix.values());
  const places = new Map(Array.from(mix.keys(), (value, place) => [value, place]));
  const placesByPosition = valuesByPosition.map((values) =>
    values.flatMap((value) => places.get(value) ?? []).sort((a, b) => a - b),
  );
  /** Items with a value in the list, and how many of them each value has; an item of two values is half in each. */
  let numItems = 0;
  const counts = new Float64Array(shares.length);
  /** Divergence of the list as it is, and with one more item that has none of the person's values. */
  let current = 0;
  let diluted = 0;

  const term = (place: number, count: number, total: number) => {
    const p = shares[place]!;
    return p * Math.log(p / ((1 - SMOOTHING) * (total === 0 ? 0 : count / total) + SMOOTHING * p));
  };
  const divergence = (total: number) => shares.reduce((sum, _, place) => sum + term(place, counts[place]!, total), 0);

  function update(): void {
    current = divergence(numItems);
    diluted = divergence(numItems + 1);
  }

  function costOf(position: number): number {
    const values = valuesByPosition[position]!;
    if (values.length === 0) return current;
    let cost = diluted;
    for (const place of placesByPosition[position]!) {
      const count = counts[place]!;
      cost += term(place, count + 1 / values.length, numItems + 1) - term(place, count, numItems + 1);
    }
    return cost;
  }

  function choose(position: number): void {
    const values = valuesByPosition[position]!;
    if (values.length === 0) return;
    numItems++;
    for (const place of placesByPosition[position]!) counts[place]! += 1 / values.length;
    update();
  }

  update();
  return { costOf, choose };
}
