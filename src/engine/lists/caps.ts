// At most so many items of one value in a list: a ranking without what is over the caps, looked through as far down as it
// takes. Its code comes with the first list that has caps.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { limitGroups } from '../../ranking/rerank/limit.ts';
import type { Ranked, RankedSource } from './list-parts.ts';

/** How much farther down a list is looked at where caps leave too little of it. */
const DEEPER = 8;

/** @param pinned  rows that count and stay */
export async function rankCapped<Ranking extends Ranked>(
  catalog: ItemCatalog,
  caps: Readonly<Record<string, number>>,
  { candidates, depth, wanted, rank }: RankedSource<Ranking>,
  pinned: readonly number[],
): Promise<Ranking> {
  const numAllowed = candidates.count();
  for (let looked = depth; ; looked *= DEEPER) {
    const ranking = await rank(looked);
    const ranked = capped(catalog, caps, ranking.ranked, pinned);
    if (ranked.indices.length >= wanted || looked >= numAllowed) return { ...ranking, ranked };
  }
}

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
