// From a ranking to a list by a site's rules, one way for every list call: caps, then the order that the list is to have
// (diversity, variety, or relevance alone), then pins. The home list ranks with its factors in the rankers
// (recommend.ts); the others have a whole ranking, whose scores the factors move (list-of-all.ts).
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { pin, pinsOf, type Ranked, type RankedSource } from './list-rules.ts';
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
