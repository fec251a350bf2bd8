// What a site's items, or a log, say of each item's quality, as the features of the quality vector.

import { type RawFeatures, scaleFeatures } from './feature-scaling.ts';

/** What a log's training part says of an item. */
export interface LogFacts {
  /** u32 [numItems], events that don't speak against the item. */
  popularity: Uint32Array;
  /** f64 [numItems], mean stars from 0 to 5; NaN = none. */
  meanStars: Float64Array;
}

/** As an items file gives it. */
export interface ItemQuality {
  /** Mean rating in the site's own unit. */
  rating?: number;
  /** Number of ratings, sales or visits. */
  votes?: number;
  year?: number;
}

/**
 * Features for the quality vector.
 *
 * @param log  facts from a log; without it the items' own rating and votes count
 * @returns    f32 [numItems, 6] (src/items/feature-scaling.ts)
 */
export function siteFeatures(items: readonly ItemQuality[], log?: LogFacts): Float32Array {
  const unit = ratingUnit(items);
  const raw = items.map(({ rating, votes, year }, i): RawFeatures => {
    if (log === undefined) return { year, votes, rating: rating === undefined ? undefined : rating * unit };
    const stars = log.meanStars[i]!;
    return { year, votes: log.popularity[i] || undefined, rating: Number.isNaN(stars) ? undefined : 2 * stars };
  });
  return scaleFeatures(raw, medianOf(raw.flatMap(({ votes }) => votes ?? [])));
}

/** Brings ratings to 0-10: a catalog whose largest is at most 5 counts stars, beyond 10 percent. */
function ratingUnit(items: readonly ItemQuality[]): number {
  const largest = items.reduce((max, { rating = 0 }) => Math.max(max, rating), 0);
  if (largest <= 5) return 2;
  return largest <= 10 ? 1 : 0.1;
}

/** A typical item's votes: what the catalog's mean rating counts for. At least 1. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(1, sorted[sorted.length >> 1] ?? 1);
}
