// The lists that have a ranking of all candidates: the factors of the rules move its scores, and then it is a list by the rules
// as any other.
import { Bitset } from '../../ranking/bitset.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { factorsOf, withFactors } from './item-factors.ts';
import { historyOf } from './item-sets.ts';
import type { Ranked, VisitorParts } from './list-parts.ts';
import { diversify, numCandidates } from './list-rules.ts';
import type { ListRules } from './lists-api.ts';
import { ruledList } from './ruled-list.ts';

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
