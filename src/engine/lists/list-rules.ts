// What a page asks of the order of a list beside relevance: diversity re-orders what was ranked, pins come last. Ids become rows here. A rule never overrides the visitor or a filter: what may not be in the list, no pin
// brings back.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import { capSeries, lovedSeries, SERIES_RESERVE, seriesFacets } from '../../catalog/series.ts';
import { conditionOf, isAsked } from '../../catalog/where.ts';
import { RequestError } from '../../errors.ts';
import type { Manifest } from '../../formats/manifest.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { applyPins, type Pin } from '../../ranking/pins.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { facetMix, type MixOptions } from '../../ranking/rerank/calibrate.ts';
import type { CoverageOptions } from '../../ranking/rerank/coverage.ts';
import { candidatesFor, createDiversityReranker } from '../../ranking/rerank/diversity.ts';
import { takeFirst } from '../../ranking/rerank/reranker.ts';
import { eventSign, HALF_LIFE_EVENTS } from '../../towers/event-evidence.ts';
import type { WindowEvent } from './history-window.ts';
import type { CatalogParts, Ranked } from './list-parts.ts';
import type { ListRules } from './lists-api.ts';

/** Share of the items, the best-known ones, that are left out at a novelty of 1; from NOVEL on, more and more. */
const BEST_KNOWN = 0.05;
const NOVEL = 0.5;

/** Places that are diversified; what is below is by relevance alone. Choosing k of c takes time in k * c. */
const DIVERSE_PLACES = 200;
/** Items of which a list is chosen so that each liked item has its part (docs/formats/item-to-item.md). */
const COVERED = 160;

/**
 * The pins of a request that can be heeded: those of `candidates`.
 *
 * @throws RequestError for an id that is not in the catalog, once the whole catalog is there: before that, or when a
 * part of it could not be had, it may be an item that this page just does not have, and the list must not fail for that
 */
export function pinsOf(catalog: ItemCatalog, { pins = [] }: ListRules, candidates: Bitset): Pin[] {
  const { isWhole } = catalog;
  return pins.flatMap(({ itemId, position }) => {
    const itemIndex = catalog.indexOf(itemId);
    if (itemIndex === undefined && isWhole) throw new RequestError(`pins: '${itemId}' is not in the catalog`);
    return itemIndex !== undefined && candidates.has(itemIndex) ? [{ itemIndex, position }] : [];
  });
}

/** How many items to rank, so that k can be chosen. */
export function numCandidates(
  { manifest }: CatalogParts,
  k: number,
  request: ListRules,
  served?: CoverageOptions,
): number {
  const { diversity = 0, novelty = 0, where } = request;
  const reserve = seriesFacets(manifest, where).length > 0 ? SERIES_RESERVE : 0;
  const diverse = candidatesFor(Math.min(k, DIVERSE_PLACES), Math.max(diversity, Math.abs(novelty)));
  return Math.max(k, diverse, served ? COVERED : 0) + reserve;
}

/** Whether a list should hold little known items: these come with the last shards. */
export function isForNovel({ novelty = 0 }: ListRules): boolean {
  return novelty > NOVEL;
}

/** Somebody who wants surprises has heard of the best-known items: they are left out. */
export function withoutBestKnown({ manifest, catalog }: CatalogParts, request: ListRules, items: Bitset): Bitset {
  const { novelty = 0 } = request;
  const popularityOf = isForNovel(request) ? popularityIn(manifest, catalog) : undefined;
  if (!popularityOf) return items;
  const limit = 1 - (BEST_KNOWN * (novelty - NOVEL)) / (1 - NOVEL);
  const known = [...items.indices()].filter((itemIndex) => popularityOf(itemIndex) > limit);
  return items.andNot(Bitset.fromIndices(items.length, known));
}

interface Rerankable {
  window: readonly WindowEvent[];
  ranked: RankResult;
  /** Absent: whether each liked item has its part is not looked at. */
  served?: CoverageOptions | undefined;
}

/** The k to show of what was ranked, by the request's diversity and novelty, few of a series, and some for each like. */
export function diversify(
  bundle: CatalogParts,
  request: ListRules,
  { window, ranked, served }: Rerankable,
  k: number,
): RankResult {
  const { manifest, catalog } = bundle;
  const { diversity = 0, novelty = 0, where } = request;
  const series = seriesFacets(manifest, where);
  const chosen = series.length > 0 ? k + SERIES_RESERVE : k;
  const facet = manifest.vocabularies.facets[0]?.name;
  // Somebody who asks for values of the facet has said which values to show.
  const popularityOf = novelty === 0 ? undefined : popularityIn(manifest, catalog);
  const calibration =
    facet !== undefined && !isAsked(conditionOf(where?.[facet] ?? [])) ? ownMix(catalog, facet, window) : undefined;
  const rerank = createDiversityReranker({
    diversity,
    embedding: (itemIndex) => catalog.embeddings.row(itemIndex),
    qualityDims: manifest.qualityDims,
    ...(calibration && { calibration }),
    ...(popularityOf && { novelty: { novelty, popularityOf } }),
    ...(served && { coverage: served }),
  });
  // Coverage alone chooses among the same items whatever k is, so that a longer list begins like a shorter one.
  const isDiverse = diversity !== 0 || novelty !== 0;
  const head = rerank(isDiverse ? ranked : takeFirst(ranked, COVERED), Math.min(chosen, DIVERSE_PLACES));
  const list = withRest(head, ranked, chosen);
  if (series.length === 0) return list;
  const liked = window.filter(({ type }) => eventSign(type) === 1).map(({ itemIndex }) => itemIndex);
  return capSeries(catalog, series, list, k, lovedSeries(catalog, series, [...new Set(liked)]));
}

/** Puts the pinned items in their places. */
export async function pin(
  list: RankResult,
  pins: readonly Pin[],
  k: number,
  scoresOf: Ranked['scoresOf'],
): Promise<RankResult> {
  if (pins.length === 0) return list;
  const { indices, scores } = await scoresOf(pins.map(({ itemIndex }) => itemIndex));
  return applyPins(list, pins, k, (itemIndex) => scores[indices.indexOf(itemIndex)]!);
}

/**
 * How widely known an item is, 0 to 1: 1 less the share of the catalog's items that are known better, by its popularity
 * feature, whatever the scale of that; undefined where it has none. An item of which it is not known is little known.
 * Items that are not there yet are taken for lesser known ones.
 */
export function popularityIn({ vocabularies }: Manifest, catalog: ItemCatalog): PopularityOf | undefined {
  const column = vocabularies.features.indexOf('popularity');
  if (column < 0) return undefined;
  const numAvailable = catalog.available.count();
  const known = popularities.get(catalog);
  if (known?.numAvailable === numAvailable) return known.popularityOf;
  const popularityOf = rankPopularity(catalog, column);
  popularities.set(catalog, { numAvailable, popularityOf });
  return popularityOf;
}

type PopularityOf = (itemIndex: number) => number;

/** A surprising list asks twice, and the next one again: ranks are made once for the items that are there. */
const popularities = new WeakMap<ItemCatalog, { numAvailable: number; popularityOf: PopularityOf }>();

function rankPopularity(catalog: ItemCatalog, column: number): PopularityOf {
  const knownTo = (itemIndex: number) => catalog.features[itemIndex * catalog.numFeatures + column]!;
  const descending = Float32Array.from(catalog.available.indices(), knownTo).sort().reverse();
  const betterThan = new Map<number, number>();
  for (const [place, value] of descending.entries()) if (!betterThan.has(value)) betterThan.set(value, place);
  const others = Math.max(1, catalog.numItems - 1);
  return (itemIndex) => 1 - (betterThan.get(knownTo(itemIndex)) ?? others) / others;
}

/** The visitor's own mix of a facet, from what speaks for items, newer events more; undefined while nothing does. */
function ownMix(catalog: ItemCatalog, facet: string, window: readonly WindowEvent[]): MixOptions | undefined {
  const valuesOf = (itemIndex: number) => catalog.facetValues(itemIndex, facet);
  const weights = window.map(({ type }, i) => {
    return Math.max(0, eventSign(type)) * 2 ** (-(window.length - 1 - i) / HALF_LIFE_EVENTS);
  });
  const values = window.map(({ itemIndex }) => valuesOf(itemIndex));
  const mix = facetMix(values, weights);
  return mix.size > 0 ? { mix, valuesOf } : undefined;
}

/** The head of a list, then what else was ranked, in its order, up to k. */
function withRest(head: RankResult, ranked: RankResult, k: number): RankResult {
  const shown = new Set(head.indices);
  const places = Array.from(ranked.indices.keys()).filter((place) => !shown.has(ranked.indices[place]!));
  const rest = places.slice(0, Math.max(0, k - head.indices.length));
  return {
    indices: Uint32Array.of(...head.indices, ...rest.map((place) => ranked.indices[place]!)),
    scores: Int32Array.of(...head.scores, ...rest.map((place) => ranked.scores[place]!)),
  };
}
