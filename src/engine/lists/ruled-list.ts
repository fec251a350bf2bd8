// From a whole ranking to a list by a site's rules: factors, caps, diversity, pins. One way for every list call but the
// home list, which ranks with its factors in the rankers (recommend.ts) and shares the caps.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { applyPins } from '../../ranking/pins.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { limitGroups } from '../../ranking/rerank/limit.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { type EngineParts, historyOf } from '../engine-parts.ts';
import type { ListRules } from './api.ts';
import { factorsOf, withFactors } from './item-factors.ts';
import { diversify, numCandidates, pinsOf } from './list-rules.ts';

/** The ranking without what is over the caps; pinned items count and stay. */
export function capped(
  catalog: ItemCatalog,
  caps: Readonly<Record<string, number>>,
  ranked: RankResult,
  pinned: readonly number[],
): RankResult {
  const limits = Object.entries(caps).map(([facet, most]) => ({
    most,
    groupsOf: (itemIndex: number) => catalog.facetValues(itemIndex, facet),
  }));
  return limitGroups(ranked, limits, pinned);
}

/**
 * The list to show of all candidates.
 *
 * @param ranked  every candidate, best first
 * @param k       length of the list
 * @param apply   a score with a factor, given as its logarithm
 */
export async function ruledList(
  parts: EngineParts,
  rules: ListRules,
  ranked: RankResult,
  k: number,
  apply: (score: number, nats: number) => number,
): Promise<RankResult> {
  const { catalog, history } = parts;
  const { standing } = await history.taste();
  const moved = withFactors(ranked, factorsOf(catalog, rules, standing, Date.now()), apply);
  const pins = pinsOf(catalog, rules, Bitset.fromIndices(catalog.numItems, moved.indices));
  const pinned = pins.map(({ itemIndex }) => itemIndex);
  const fitting = rules.caps ? capped(catalog, rules.caps, moved, pinned) : moved;
  const list = rules.diversity || rules.novelty ? await diverse(parts, rules, fitting, k) : takeFirst(fitting, k);
  const inReach = pins.filter(({ position }) => position < k);
  if (inReach.length === 0) return list;
  const scores = new Map(Array.from(moved.indices, (index, i) => [index, moved.scores[i]!]));
  return applyPins(list, inReach, k, (itemIndex) => scores.get(itemIndex)!);
}

async function diverse(parts: EngineParts, rules: ListRules, ranked: RankResult, k: number): Promise<RankResult> {
  const { window } = await historyOf(parts);
  return diversify(parts, rules, { window, ranked: takeFirst(ranked, numCandidates(parts, k, rules)) }, k);
}

/** Of shares: twice as likely is twice the share. */
export const multiplied = (score: number, nats: number): number => score * Math.exp(nats);
