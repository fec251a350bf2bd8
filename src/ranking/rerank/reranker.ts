// What every re-ranker is: a function from a ranked list, longer than what will be shown, to the list that is. A ranker
// scores each item by itself; what depends on the other items of the list (repetition, balance) is decided here.

import type { RankResult } from '../ranker.ts';

/**
 * The `k` best of the candidates, as a list.
 *
 * @param candidates  best first, each index once: what a ranker gave, or another re-ranker
 * @param k           results to return, an integer >= 0
 * @returns           min(k, candidates) of the candidates in the new order. Scores stay with their items, so they no
 *   longer
 *                    descend. Equally good candidates keep their order
 * @throws RangeError for a bad k
 */
export type Reranker = (candidates: RankResult, k: number) => RankResult;

/** A facet's value or a group's key. */
export type Label = string | number;

/** The first min(k, candidates), as they are. @throws RangeError for a bad k */
export function takeFirst({ indices, scores }: RankResult, k: number): RankResult {
  checkK(k);
  return { indices: indices.slice(0, k), scores: scores.slice(0, k) };
}

/** The candidates at the given positions, in their order. */
export function takePositions({ indices, scores }: RankResult, positions: readonly number[]): RankResult {
  return {
    indices: Uint32Array.from(positions, (position) => indices[position]!),
    scores: Int32Array.from(positions, (position) => scores[position]!),
  };
}

/** @throws RangeError unless `k` is an integer >= 0 */
export function checkK(k: number): void {
  if (!(Number.isInteger(k) && k >= 0)) {
    throw new RangeError(`re-ranking: k is ${k}, expected an integer of at least 0`);
  }
}

/** @throws RangeError unless `value` is in 0..1 */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`re-ranking: ${name} is ${value}, expected 0 to 1`);
}
