// The table without any tower, for comparison: what goes with the last items of the history, and nothing else.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import { itemsToContinue, tableSums } from '../../item-to-item/item-to-item-table.ts';
import { type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { tableEvents } from '../evaluation/tower-recommender.ts';

export function tableRecommender(table: ItemToItemTable): ScoringRecommender {
  return scoringRecommender('table', (history) => {
    const scores = new Float32Array(table.numItems);
    for (const [item, sum] of tableSums(table, itemsToContinue(tableEvents(history)))) scores[item] = sum;
    return scores;
  });
}
