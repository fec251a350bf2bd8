// Series of a catalog: facets whose values are one saga each. A list has one item of a series in every ten places, so
// that six of one saga are not six ideas. Engine and build share the rule: the first list stands in the page before the
// engine is there, and must be the same.

import type { Manifest } from '../formats/manifest.ts';
import type { RankResult } from '../ranking/ranker.ts';
import { createCapReranker } from '../ranking/rerank/cap.ts';
import type { ItemCatalog } from './item-catalog.ts';
import { conditionOf, isAsked, type Where } from './where.ts';

const PLACES = 10;
/** Items to rank beyond a list, so that something can take the place of what is put off. */
export const SERIES_RESERVE = 40;

/** Names of the facets whose values are series, but for those that are asked for. */
export function seriesFacets({ vocabularies }: Pick<Manifest, 'vocabularies'>, where: Where = {}): string[] {
  const isWanted = (name: string) => isAsked({ ...conditionOf(where[name] ?? []), none: [] });
  return vocabularies.facets.filter(({ name, isSeries }) => isSeries && !isWanted(name)).map(({ name }) => name);
}

/**
 * The k to show of what was ranked.
 *
 * @param facets  names, as `seriesFacets` gives them
 * @param ranked  SERIES_RESERVE more than k, where there are as many
 */
export function capSeries(catalog: ItemCatalog, facets: readonly string[], ranked: RankResult, k: number): RankResult {
  const groupsOf = (itemIndex: number) => facets.flatMap((name) => catalog.facetValues(itemIndex, name));
  return createCapReranker({ places: PLACES, groupsOf })(ranked, k);
}
