// From a whole ranking to a list by a site's rules: factors, caps, diversity, pins. One way for every list call but the
// home list, which ranks with its factors in the rankers (home-ranking.ts) and shares the caps.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { applyPins, type Pin } from '../../ranking/pins.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { limitGroups } from '../../ranking/rerank/limit.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { type EngineParts, historyOf } from '../engine-parts.ts';
import { type HomeQuery, type HomeRanking, rankHome } from './home-ranking.ts';
import { factorsOf, withFactors } from './item-factors.ts';
import { diversify, numCandidates, pinsOf } from './list-rules.ts';
import type { ListRules } from './lists-api.ts';
import type { StageClock } from './stage-clock.ts';

/** How much farther down a list is looked at where caps leave too little of it. */
const DEEPER = 8;

/** The ranking without what is over the caps; pinned items count and stay. */
function capped(
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

interface Capping {
  caps: Readonly<Record<string, number>>;
  pins: readonly Pin[];
  /** Items that the list is made of. */
  wanted: number;
  /** Items to rank at first: one value may have all of these places. */
  depth: number;
}

/** The home list's ranking without what is over the caps, from so far down that the list is long enough. */
export async function rankCapped(
  parts: EngineParts,
  query: HomeQuery,
  { caps, pins, wanted, depth }: Capping,
  clock: StageClock,
): Promise<HomeRanking> {
  const pinned = pins.map(({ itemIndex }) => itemIndex);
  const numAllowed = query.candidates.count();
  for (let looked = depth; ; looked *= DEEPER) {
    const ranking = await rankHome(parts, query, { depth: looked, kept: looked }, clock);
    const ranked = capped(parts.catalog, caps, ranking.ranked, pinned);
    if (ranked.indices.length >= wanted || looked >= numAllowed) return { ...ranking, ranked };
  }
}

/**
 * The list to show of all candidates.
 *
 * @param ranked  every candidate, best first
 * @param k       length of the list
 * @param apply   a score with a factor, given as its logarithm
 */
export function ruledList(
  parts: EngineParts,
  rules: ListRules,
  ranked: RankResult,
  k: number,
  apply: (score: number, nats: number) => number,
): RankResult {
  const { catalog, history } = parts;
  const { standing } = history.taste();
  const moved = withFactors(ranked, factorsOf(catalog, rules, standing, Date.now()), apply);
  const pins = pinsOf(catalog, rules, Bitset.fromIndices(catalog.numItems, moved.indices));
  const pinned = pins.map(({ itemIndex }) => itemIndex);
  const fitting = rules.caps ? capped(catalog, rules.caps, moved, pinned) : moved;
  const list = rules.diversity || rules.novelty ? diverse(parts, rules, fitting, k) : takeFirst(fitting, k);
  const inReach = pins.filter(({ position }) => position < k);
  if (inReach.length === 0) return list;
  const scores = new Map(Array.from(moved.indices, (index, i) => [index, moved.scores[i]!]));
  return applyPins(list, inReach, k, (itemIndex) => scores.get(itemIndex)!);
}

function diverse(parts: EngineParts, rules: ListRules, ranked: RankResult, k: number): RankResult {
  const { window } = historyOf(parts);
  return diversify(parts, rules, { window, ranked: takeFirst(ranked, numCandidates(parts, k, rules)) }, k);
}

/** Of shares: twice as likely is twice the share. */
export const multiplied = (score: number, nats: number): number => score * Math.exp(nats);
