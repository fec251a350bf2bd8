// From a ranking to a list by a site's rules, one way for every list call: caps, then the order that the list is to have
// (diversity, variety, or relevance alone), then pins. The home list ranks with its factors in the rankers; the others have a
// whole ranking, whose scores the factors move.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { factorsOf, withFactors } from './item-factors.ts';
import { historyOf } from './item-sets.ts';
import type { VisitorParts } from './list-parts.ts';
import { diversify, numCandidates, pin, pinsOf, type Ranked, type RankedSource } from './list-rules.ts';
import type { ListRules } from './lists-api.ts';

export async function ruledList<Ranking extends Ranked>(
  catalog: ItemCatalog,
  rules: ListRules,
  source: RankedSource<Ranking>,
  k: number,
): Promise<Ranking> {
  const { caps } = rules;
  const pins = pinsOf(catalog, rules, source.candidates);
  const pinned = pins.map(({ itemIndex }) => itemIndex);
  const ranking = caps
    ? await (await import('./caps.ts')).rankCapped(catalog, caps, source, pinned)
    : await source.rank(source.depth);
  return { ...ranking, ranked: await pin(source.choose(ranking.ranked), pins, k, ranking.scoresOf) };
}

/**
 * The list to show of all candidates.
 *
 * @param ranked  every candidate, best first
 * @param k       length of the list
 * @param apply   a score with a factor, given as its logarithm
 */
export async function listOfAll(
  parts: VisitorParts,
  rules: ListRules,
  ranked: RankResult,
  k: number,
  apply: (score: number, nats: number) => number,
): Promise<RankResult> {
  const { catalog, history } = parts;
  const { diversity, novelty } = rules;
  const moved = withFactors(ranked, factorsOf(catalog, rules, history.taste().standing, Date.now()), apply);
  const whole: Ranked = {
    ranked: moved,
    scoresOf: async (rows) => {
      const scores = new Map(Array.from(moved.indices, (index, i) => [index, moved.scores[i]!]));
      return { indices: Uint32Array.from(rows), scores: Int32Array.from(rows, (row) => scores.get(row)!) };
    },
  };
  const list = await ruledList(
    catalog,
    rules,
    {
      candidates: Bitset.fromIndices(catalog.numItems, moved.indices),
      wanted: moved.indices.length,
      depth: moved.indices.length,
      rank: async () => whole,
      choose: (fitting) => (diversity || novelty ? diverse(parts, rules, fitting, k) : takeFirst(fitting, k)),
    },
    k,
  );
  return list.ranked;
}

function diverse(parts: VisitorParts, rules: ListRules, ranked: RankResult, k: number): RankResult {
  const { window } = historyOf(parts);
  return diversify(parts, rules, { window, ranked: takeFirst(ranked, numCandidates(parts, k, rules)) }, k);
}

/** Of shares: twice as likely is twice the share. */
export const multiplied = (score: number, nats: number): number => score * Math.exp(nats);
