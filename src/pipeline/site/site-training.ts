// What a site's towers learn from: the training part of a split, and the features that it gives the items.

import { type ItemQuality, type LogFacts, siteFeatures } from '../../items/site-features.ts';
import { meanStarsOf, starCounts } from '../closed-form/log-counts.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import type { Split } from '../evaluation/split.ts';
import { type LogSource, trainingLog } from '../training/training-log.ts';

export interface SiteTraining extends LogSource {
  /** f32 [numItems, Q] */
  features: Float32Array;
}
/**
 * Ratings and votes of the items file may have been counted on what is held out: only the training part counts.
 *
 * @param rawItems  in the order of the items file, which the split's rows are of
 */
export function siteTraining(rawItems: readonly ItemQuality[], split: Split): SiteTraining {
  const { train } = split;
  const facts = { popularity: itemPopularity(train), meanStars: meanStarsOf(starCounts(train)) };
  return { features: siteFeatures(rawItems, facts), log: trainingLog('log', split), split };
}

/** The same from a log that is too small to train on: what it counts comes on top of what the items file says. */
export function countedFeatures(rawItems: readonly ItemQuality[], { popularity, meanStars }: LogFacts): Float32Array {
  const hasRatings = rawItems.some(({ rating }) => rating !== undefined);
  const counted = rawItems.map(({ rating, votes, year }, item): ItemQuality => {
    const stars = hasRatings || Number.isNaN(meanStars[item]) ? rating : meanStars[item];
    const all = (votes ?? 0) + popularity[item]!;
    return {
      ...(year !== undefined && { year }),
      ...(stars !== undefined && { rating: stars }),
      ...(all > 0 && { votes: all }),
    };
  });
  return siteFeatures(counted);
}
