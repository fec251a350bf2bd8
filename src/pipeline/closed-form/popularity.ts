// The same list for everyone: the items with the most training events. The floor that any personal list must beat.

import { type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import type { Interactions } from '../input/interactions.ts';

export function fitPopularity(train: Interactions): ScoringRecommender {
  const scores = Float32Array.from(itemPopularity(train));
  return scoringRecommender('popularity', () => scores);
}
