// Item-based k-nearest neighbours (M. Deshpande and G. Karypis, Item-based top-N recommendation algorithms, ACM TOIS
// 22(1), 2004): items are similar when the same users have them; a candidate scores the sum of its similarities to the
// items of the history.

import { addRow, type SparseRows, SparseRowsBuilder, transposeRows } from '../../numerics/sparse-rows.ts';
import { type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { topScores } from '../evaluation/top-scores.ts';
import type { Interactions } from '../input/interactions.ts';
import { type FitOptions, forEachStep } from './fitting.ts';
import { type Cooccurrences, cooccurrencesOf, likedItems, userItemMatrix } from './user-item-matrix.ts';

interface ItemKnnOptions extends FitOptions {
  /** Neighbours that each item keeps (default 100). */
  neighbours?: number;
  /** Added to the cosine's denominator, in users: holds down similarities that rest on few of them (default 20). */
  shrink?: number;
}

export async function fitItemKnn(train: Interactions, options: ItemKnnOptions = {}): Promise<ScoringRecommender> {
  // Row h holds the items that have h among their neighbours, so that a history adds up a few rows.
  const rows = transposeRows(await nearestNeighbours(cooccurrencesOf(userItemMatrix(train)), options), train.numItems);
  return scoringRecommender('item-knn', (history) => {
    const scores = new Float32Array(train.numItems);
    for (const item of likedItems(history)) addRow(scores, rows, item);
    return scores;
  });
}

/** Each item's nearest others with their similarity: common users / (sqrt(users of a * users of b) + shrink). */
export async function nearestNeighbours(common: Cooccurrences, options: ItemKnnOptions = {}): Promise<SparseRows> {
  const { neighbours = 100, shrink = 20 } = options;
  const { numItems } = common;
  const norms = Float64Array.from({ length: numItems }, (_, item) => Math.sqrt(common.numUsersOf(item)));
  const builder = new SparseRowsBuilder();
  const similarities = new Float32Array(numItems);
  const kept = new Float32Array(numItems);
  const fitRow = (item: number) => {
    similarities.fill(0);
    kept.fill(0);
    common.addTo(similarities, item);
    for (let other = 0; other < numItems; other++) {
      if (similarities[other]! > 0) similarities[other]! /= norms[item]! * norms[other]! + shrink;
    }
    for (const other of topScores(similarities, neighbours, Uint32Array.of(item))) kept[other] = similarities[other]!;
    builder.addDenseRow(kept);
  };
  await forEachStep(numItems, fitRow, options);
  return builder.finish();
}
