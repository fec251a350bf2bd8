// How often each item was taken and how it was rated, in a part of a log.

import type { LogFacts } from '../../items/site-features.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import type { Interactions } from '../input/interactions.ts';

export function logFacts(log: Interactions): LogFacts {
  const sums = new Float64Array(log.numItems);
  const counts = new Uint32Array(log.numItems);
  log.ratings?.forEach((stars, event) => {
    if (Number.isNaN(stars)) return;
    sums[log.items[event]] += stars;
    counts[log.items[event]]++;
  });
  return { popularity: itemPopularity(log), meanStars: sums.map((sum, item) => sum / counts[item]) };
}
