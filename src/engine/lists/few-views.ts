// A list for somebody who looked at little. The mean of one view is that view, so its category would take every place;
// but a look is no taste. So a category has two thirds of the list after one view, three quarters after two, and so on,
// until there is more to go by: five things looked at, or anything that says more than a look.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { conditionOf, isAsked } from '../../catalog/where.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { shareGroups } from '../../ranking/rerank/share.ts';
import type { ForYouRequest } from './api.ts';
import type { WindowEvent } from './history-window.ts';

const ENOUGH_VIEWS = 5;
/** Items to rank, so that other categories are among them. */
export const FEW_VIEWS_DEPTH = 5000;

export interface ViewShare {
  facet: string;
  /** Of the list that one value of the facet has, 0 to 1. */
  share: number;
}

/** What one category may have of a list; undefined where enough is known, or the page itself asks for categories. */
export function viewShare(
  { vocabularies }: Pick<Manifest, 'vocabularies'>,
  { where = {}, basket }: ForYouRequest,
  window: readonly WindowEvent[],
): ViewShare | undefined {
  const facet = vocabularies.facets.find(({ isSeries, inMenus }) => !isSeries && inMenus !== false)?.name;
  if (facet === undefined || basket || isAsked(conditionOf(where[facet] ?? []))) return undefined;
  if (window.some(({ event: { type } }) => type !== 'view' && type !== 'select')) return undefined;
  const numViewed = new Set(window.map(({ itemIndex }) => itemIndex)).size;
  return numViewed === 0 || numViewed >= ENOUGH_VIEWS ? undefined : { facet, share: (numViewed + 1) / (numViewed + 2) };
}

/** @returns the k of what was ranked in which no category has more than its share */
export function sharedOut(
  catalog: ItemCatalog,
  { facet, share }: ViewShare,
  ranked: RankResult,
  k: number,
): RankResult {
  return shareGroups(ranked, k, share, (itemIndex) => catalog.facetValues(itemIndex, facet));
}
