// How widely known the items of a list are, as one more cost of the greedy loop: somebody may ask for what everybody
// knows, or for what hardly anybody does. Unlike repetition it does not depend on what was chosen before.

import type { Criterion } from './greedy.ts';
import { checkShare } from './reranker.ts';

export interface NoveltyOptions {
  /** -1..1: below 0 known items are preferred, above 0 unknown ones. */
  novelty: number;
  /** 0..1, by item index. */
  popularityOf: (itemIndex: number) => number;
}

/** Its share of the objective when novelty is 1 or -1 and nothing else is asked for. */
export const NOVELTY_AT_FULL = 0.3;

/**
 * The cost of how known (or unknown) an item is: its rank among the candidates, 0..1.
 *
 * @param weightAtFull  share of the objective at a novelty of 1 or -1, 0..1
 * @throws RangeError for a novelty outside -1..1
 */
export function familiarity({ novelty, popularityOf }: NoveltyOptions, weightAtFull = NOVELTY_AT_FULL): Criterion {
  checkShare('novelty', Math.abs(novelty));
  return {
    weight: weightAtFull * Math.abs(novelty),
    start: (indices) => {
      const known = shareBelow(Array.from(indices, popularityOf));
      return { costOf: (position) => (novelty > 0 ? known[position]! : 1 - known[position]!), choose: () => {} };
    },
  };
}

/**
 * For each value the share of all values that is smaller, 0..1. Votes are spread so unevenly that their size would let
 * a few famous items decide alone.
 */
function shareBelow(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const last = Math.max(1, sorted.length - 1);
  const places = new Map<number, number>();
  sorted.forEach((value, place) => {
    if (!places.has(value)) places.set(value, place);
  });
  return Float64Array.from(values, (value) => places.get(value)! / last);
}
