// The loop that maximal marginal relevance and calibration share: choose items one by one, each time the one with the
// most relevance less what it costs in the list so far. Choosing the best list of all would take exponential time; for
// both, the papers choose greedily. Because they share the loop, one list can heed both at once.

import type { RankResult } from '../ranker.ts';
import { checkK, checkShare, type Reranker, takeFirst, takePositions } from './reranker.ts';

/** What choosing a candidate costs, given the candidates that were chosen before. One object serves one list. */
export interface Penalty {
  /** Cost of choosing the candidate at `position` next. */
  costOf(position: number): number;
  /** Told after each choice. */
  choose(position: number): void;
}

export interface Criterion {
  /** Share of the objective, 0..1. What all criteria leave of 1 is the weight of relevance. */
  weight: number;
  /** Starts a list. @param indices  u32 [numCandidates], item indices by position */
  start(indices: Uint32Array): Penalty;
}

/**
 * At each step takes the candidate that maximizes
 *
 *   (1 - sum of weights) * relevance  -  sum of weight * cost
 *
 * with relevance = the score, scaled linearly so that the candidates' lowest is 0 and their highest 1. Without any
 * weight above 0 the order is that of the candidates. Takes O(k * candidates) calls of `costOf`.
 *
 * @throws RangeError for a weight, or a sum of weights, outside 0..1
 */
export function createGreedyReranker(criteria: readonly Criterion[]): Reranker {
  const totalWeight = criteria.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight } of criteria) checkShare('weight', weight);
  checkShare('sum of weights', totalWeight);
  const active = criteria.filter(({ weight }) => weight > 0);
  if (active.length === 0) return takeFirst;

  return (candidates, k) => {
    checkK(k);
    const gains = scaleToUnit(candidates.scores).map((relevance) => (1 - totalWeight) * relevance);
    const penalties = active.map(({ weight, start }) => ({ weight, penalty: start(candidates.indices) }));
    return chooseGreedily(candidates, k, gains, penalties);
  };
}

type WeightedPenalty = Pick<Criterion, 'weight'> & { penalty: Penalty };

function chooseGreedily(candidates: RankResult, k: number, gains: Float64Array, penalties: WeightedPenalty[]) {
  const rest = Array.from(gains.keys());
  const chosen: number[] = [];
  while (chosen.length < k && rest.length > 0) {
    const [position] = rest.splice(bestOf(rest, gains, penalties), 1) as [number];
    for (const { penalty } of penalties) penalty.choose(position);
    chosen.push(position);
  }
  return takePositions(candidates, chosen);
}

/**
 * Place in `rest` of the position with the largest gain less its costs; on a tie the first, which is the better ranked.
 */
function bestOf(rest: readonly number[], gains: Float64Array, penalties: readonly WeightedPenalty[]): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < rest.length; place++) {
    const position = rest[place]!;
    let value = gains[position]!;
    for (const { weight, penalty } of penalties) value -= weight * penalty.costOf(position);
    if (value > bestValue) {
      best = place;
      bestValue = value;
    }
  }
  return best;
}

/** Min-max scaling to 0..1, in f64; all 0 where all are equal. */
function scaleToUnit(scores: Int32Array): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return Float64Array.from(scores, (score) => (high > low ? (score - low) / (high - low) : 0));
}
