// Likes that have nothing to do with each other tell little of a taste: three famous films that everybody has seen. The list
// then leans on what is good and known, as it does for somebody without a history; likes that are close to each other are
// followed. It is shrinkage to the prior, by how much the likes agree.
import { dot } from '../../numerics/dot.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { WindowEvent } from './history-window.ts';
import type { HomeQuery } from './home-ranking.ts';
import type { CatalogParts, ListParts } from './list-parts.ts';

/** Liked items that are looked at, the last ones. */
const MOST_LIKED = 20;
/**
 * Cosines of a like and the one nearest to it, means over the likes: up to the first they are scattered, from the second on
 * they agree. Three random likes of film lovers have .03 to .47 (nine of ten), written people .51 to .76, all likes of a
 * film lover .55 to .67 (research/LOG.md, 2026-12-01).
 */
const SCATTERED = 0.2;
const AGREE = 0.5;

/** Whether scores are in the unit of the prior's: those of a trained tower, once it is there. */
export function isInNats({ embedder, manifest }: Pick<ListParts, 'embedder' | 'manifest'>): boolean {
  return embedder.hasTower && manifest.models.userTower !== undefined;
}

/**
 * By row, what words and the prior add to a score; undefined where neither moves anything.
 *
 * @param wished  f32 [numItems], in nats
 * @param window  of whom the list is for
 */
export function natsOf(
  parts: ListParts,
  wished: Float32Array | undefined,
  window: readonly WindowEvent[],
): HomeQuery['nats'] {
  const weight = isInNats(parts) ? priorWeight(parts, window) : 0;
  if (!wished && weight === 0) return undefined;
  return (itemIndex) => (wished?.[itemIndex] ?? 0) + (weight > 0 ? weight * priorScore(parts, itemIndex) : 0);
}

/** @returns 0 to 1: how much of the prior's scores is added; 0 for fewer than two likes, which say all that there is */
export function priorWeight(parts: CatalogParts, window: readonly WindowEvent[]): number {
  const liked = window.filter(({ type }) => eventSign(type) === 1).map(({ itemIndex }) => itemIndex);
  const rows = [...new Set(liked.toReversed())].slice(0, MOST_LIKED).map((itemIndex) => tasteOf(parts, itemIndex));
  if (rows.length < 2) return 0;
  const nearest = rows.map((row) => Math.max(...rows.filter((other) => other !== row).map((other) => dot(row, other))));
  const agreement = nearest.reduce((sum, cosine) => sum + cosine, 0) / nearest.length;
  return Math.min(1, Math.max(0, (AGREE - agreement) / (AGREE - SCATTERED)));
}

/** An item's score for somebody without a history, in nats. */
export function priorScore({ catalog, manifest }: CatalogParts, itemIndex: number): number {
  return dot(manifest.prior, catalog.embeddings.row(itemIndex)) * manifest.itemScale;
}

/** f64 [D - Q], of length 1: how good an item is says nothing about taste. */
function tasteOf({ catalog, manifest }: CatalogParts, itemIndex: number): Float64Array {
  const { embeddingDim, qualityDims } = manifest;
  const row = Float64Array.from(catalog.embeddings.row(itemIndex).subarray(0, embeddingDim - qualityDims));
  const length = Math.sqrt(dot(row, row)) || 1;
  return row.map((value) => value / length);
}
