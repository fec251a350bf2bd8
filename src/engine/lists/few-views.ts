// A list for somebody who looked at little. The mean of one view is that view, so its category would take every place;
// but a look is no taste. So no value of a facet, category or brand, has more than two thirds of the list after one view,
// three quarters after two, and so on, until there is more to go by: five things looked at, or anything that says more than
// a look.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { conditionOf, isAsked } from '../../catalog/where.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { shareGroups } from '../../ranking/rerank/share.ts';
import type { WindowEvent } from './history-window.ts';
import type { ForYouRequest } from './lists-api.ts';

const ENOUGH_VIEWS = 5;
/** Items to rank, so that other categories are among them. */
export const FEW_VIEWS_DEPTH = 5000;

export interface ViewShare {
  facets: string[];
  /** Of the list that one value of a facet has, 0 to 1. */
  share: number;
}

/** What one value may have of a list, and of which facets; undefined where enough is known, or a basket leads. */
export function viewShare(
  { vocabularies }: Pick<Manifest, 'vocabularies'>,
  { where = {}, basket }: ForYouRequest,
  window: readonly WindowEvent[],
): ViewShare | undefined {
  if (basket || window.some(({ event: { type } }) => type !== 'view' && type !== 'select')) return undefined;
  const numViewed = new Set(window.map(({ itemIndex }) => itemIndex)).size;
  if (numViewed === 0 || numViewed >= ENOUGH_VIEWS) return undefined;
  // A page that asks for values has said which to show.
  const facets = vocabularies.facets.filter(
    ({ name, isSeries, inMenus }) => !isSeries && inMenus !== false && !isAsked(conditionOf(where[name] ?? [])),
  );
  return { facets: facets.map(({ name }) => name), share: (numViewed + 1) / (numViewed + 2) };
}

/**
 * @returns the k of what was ranked in which no value has more than its share, but those that the catalog itself has more of:
 * where nearly all is in stock, a list may well be
 */
export function sharedOut(
  catalog: ItemCatalog,
  { facets, share }: ViewShare,
  ranked: RankResult,
  k: number,
): RankResult {
  const most = share * catalog.available.count();
  const limited = Object.entries(catalog.facetCounts(facets)).map(
    ([facet, values]) =>
      [facet, new Set(values.filter(({ count }) => count <= most).map(({ value }) => value))] as const,
  );
  const labelsOf = (itemIndex: number) =>
    limited.flatMap(([facet, values]) =>
      catalog.facetValues(itemIndex, facet).flatMap((value) => (values.has(value) ? `${facet}=${value}` : [])),
    );
  const labels = new Map(Array.from(ranked.indices, (itemIndex) => [itemIndex, labelsOf(itemIndex)]));
  return shareGroups(ranked, k, share, (itemIndex) => labels.get(itemIndex)!);
}
