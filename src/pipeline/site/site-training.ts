// What a site's towers learn from: the training part of a split, and the features that it gives the items.

import { type ItemQuality, siteFeatures } from '../../items/site-features.ts';
import type { Split } from '../evaluation/split.ts';
import type { SiteTraining } from '../training/train-site.ts';
import { trainingLog } from '../training/training-log.ts';
import { logFacts } from './log-facts.ts';

/**
 * Ratings and votes of the items file may have been counted on what is held out: only the training part counts.
 *
 * @param rawItems  in the order of the items file, which the split's rows are of
 */
export function siteTraining(rawItems: readonly ItemQuality[], split: Split): SiteTraining {
  const rows = Uint32Array.from(rawItems, (_, row) => row);
  return { features: siteFeatures(rawItems, logFacts(split.train)), log: trainingLog('log', split, rows) };
}
