// Rows that are picked from the good guesses: what is further out, and what is new. Each item is held to the row's claim.

import type { TowerEventType } from '../../formats/vocabulary.ts';
import { dot } from '../../numerics/dot.ts';
import { facetMix } from '../../ranking/rerank/calibrate.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { HistoryParts, WindowEvent } from '../lists/history-window.ts';
import type { CatalogParts } from '../lists/list-parts.ts';
import type { RankedItem } from '../lists/lists-api.ts';
import type { Shelf } from './why-api.ts';

/** The best items of the catalog that rows are filled from: all of them are good guesses. */
export const POOL = 400;
/** The list beside which the rows stand, in items. */
export const LIST = 21;
/** A row of fewer says little. */
export const MIN_ITEMS = 5;
/** Further out = less like anything liked than this share of the list. */
const FURTHER_THAN = 0.75;
/** A facet value is new to somebody of whose likes it is at most this share. */
const NEW_SHARE = 0.04;

/** Good guesses, the best first, without what stands elsewhere on the page. */
export interface Pool {
  listed: readonly RankedItem[];
  pool: readonly RankedItem[];
  /** Takes a row's items out of all that its claim holds for, best first. */
  take: (items: RankedItem[]) => RankedItem[];
}

/** Good guesses that are less like anything liked lately than three quarters of the list are. */
export function furtherShelf(parts: CatalogParts, lately: readonly WindowEvent[], { listed, pool, take }: Pool): Shelf {
  const likenessOf = likeness(parts, lately, pool);
  const near = listed.map(({ itemIndex }) => likenessOf(itemIndex)).sort((a, b) => b - a);
  const edge = near[Math.floor(near.length * FURTHER_THAN)] ?? 1;
  return { kind: 'further', items: take(pool.filter(({ itemIndex }) => likenessOf(itemIndex) < edge)) };
}

/** Good guesses all of whose values of the first facet (films: genre) are strange to the likes so far. */
export function newShelf(
  { manifest, catalog }: CatalogParts,
  spoken: readonly WindowEvent[],
  { pool, take }: Pool,
): Shelf | undefined {
  const facet = manifest.vocabularies.facets[0]?.name;
  if (facet === undefined) return undefined;
  const mix = facetMix(spoken.map(({ itemIndex }) => catalog.facetValues(itemIndex, facet)));
  const isNew = (value: string) => (mix.get(value) ?? 0) <= NEW_SHARE;
  const valuesOf = ({ itemIndex }: RankedItem) => catalog.facetValues(itemIndex, facet);
  const items = take(pool.filter((item) => valuesOf(item).length > 0 && valuesOf(item).every(isNew)));
  const values = [...new Set(items.flatMap(valuesOf))];
  return { kind: 'new', items, values };
}

/**
 * The cosine of an item with whatever liked item is most like it. Without the quality dims, and without what all good
 * guesses have in common: that tells none from another.
 */
export function likeness(
  { manifest, catalog }: CatalogParts,
  spoken: readonly WindowEvent[],
  pool: readonly RankedItem[],
) {
  const dims = manifest.embeddingDim - manifest.qualityDims;
  const rowOf = (itemIndex: number) => catalog.embedding(itemIndex).subarray(0, dims);
  const mean = new Float64Array(dims);
  for (const { itemIndex } of pool)
    for (const [d, value] of rowOf(itemIndex).entries()) mean[d]! += value / pool.length;
  const unit = (itemIndex: number) => {
    const row = Float64Array.from(rowOf(itemIndex), (value, d) => value - mean[d]!);
    const length = Math.sqrt(dot(row, row)) || 1;
    return row.map((value) => value / length);
  };
  const liked = spoken.map(({ itemIndex }) => unit(itemIndex));
  return (itemIndex: number) => {
    const row = unit(itemIndex);
    return Math.max(...liked.map((other) => dot(other, row)));
  };
}

/** What the visitor said that they want, oldest first: all of it, and that of the window. */
export function spokenOf({ window, past }: HistoryParts): { spoken: WindowEvent[]; lately: WindowEvent[] } {
  const lately = window.filter(({ type }) => isSpoken(type));
  return { spoken: [...past.filter(({ type }) => isSpoken(type)), ...lately], lately };
}

/** Whether the person said that they want an item, and did not just look at it. */
export function isSpoken(type: TowerEventType): boolean {
  return eventSign(type) >= eventSign('add_to_cart');
}
