// Series of a catalog: facets whose values are one saga each. A list has one item of a series in every ten places, so
// that six of one saga are not six ideas, unless somebody loves the saga: then its other parts are what they want next.
// Engine and build share the rule: the first list stands in the page before the engine is there, and must be the same.

import type { Manifest } from '../formats/manifest.ts';
import type { RankResult } from '../ranking/ranker.ts';
import { createCapReranker } from '../ranking/rerank/cap.ts';
import { type Label, takePositions } from '../ranking/rerank/reranker.ts';
import type { ItemCatalog } from './item-catalog.ts';
import { conditionOf, isAsked, type Where } from './where.ts';

const PLACES = 10;
/** Liked parts by which a series is loved. */
const LOVED_PARTS = 3;
/** Places in which a loved series has one item: half the list. */
const LOVED_PLACES = 2;
/** The detail that orders the parts of a series. */
const ORDER = 'year';
/** Items to rank beyond a list, so that something can take the place of what is put off. */
export const SERIES_RESERVE = 40;

/** Names of the facets whose values are series, but for those that are asked for. */
export function seriesFacets({ vocabularies }: Pick<Manifest, 'vocabularies'>, where: Where = {}): string[] {
  const isWanted = (name: string) => isAsked({ ...conditionOf(where[name] ?? []), none: [] });
  return vocabularies.facets.filter(({ name, isSeries }) => isSeries && !isWanted(name)).map(({ name }) => name);
}

/** @param liked  rows, each once @returns series of which enough is liked */
export function lovedSeries(catalog: ItemCatalog, facets: readonly string[], liked: readonly number[]): Set<string> {
  const counts = new Map<string, number>();
  for (const series of liked.flatMap((itemIndex) => seriesOf(catalog, facets, itemIndex)))
    counts.set(series, (counts.get(series) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= LOVED_PARTS).map(([series]) => series));
}

/**
 * The k to show of what was ranked. Parts of a loved series stand in the order of their years.
 *
 * @param facets  names, as `seriesFacets` gives them
 * @param ranked  SERIES_RESERVE more than k, where there are as many
 * @param loved   series, as `lovedSeries` gives them
 */
export function capSeries(
  catalog: ItemCatalog,
  facets: readonly string[],
  ranked: RankResult,
  k: number,
  loved: ReadonlySet<string> = new Set(),
): RankResult {
  const groupsOf = (itemIndex: number) => seriesOf(catalog, facets, itemIndex);
  const placesOf = (group: Label) => (loved.has(String(group)) ? LOVED_PLACES : undefined);
  const list = createCapReranker({ places: PLACES, placesOf, groupsOf })(ranked, k);
  return [...loved].reduce(
    (ordered, series) => inOrder(catalog, ordered, (row) => groupsOf(row).includes(series)),
    list,
  );
}

const seriesOf = (catalog: ItemCatalog, facets: readonly string[], itemIndex: number): string[] =>
  facets.flatMap((name) => catalog.facetValues(itemIndex, name));

/** A list whose parts stand in their order, in the places that they have together; scores go with their items. */
function inOrder(catalog: ItemCatalog, list: RankResult, isPart: (itemIndex: number) => boolean): RankResult {
  const yearOf = (place: number) => Number(catalog.detail(list.indices[place]!, ORDER) ?? Infinity);
  const places = [...list.indices.keys()].filter((place) => isPart(list.indices[place]!));
  const ordered = places.toSorted((a, b) => yearOf(a) - yearOf(b) || a - b);
  const from = [...list.indices.keys()];
  for (const [i, place] of places.entries()) from[place] = ordered[i]!;
  return takePositions(list, from);
}
