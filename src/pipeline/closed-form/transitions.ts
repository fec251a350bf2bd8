// What follows what: a first-order Markov chain softened by distance, in the spirit of the sequential rules of M.
// Ludewig and D. Jannach (Evaluation of session-based recommendation algorithms, UMUAI 28, 2018). Training counts how
// often b comes within a few events after a, nearer ones counting more; a history scores b from each of its last items,
// again nearer ones counting more. The square root damps counts as TF-IDF damps term frequencies: on MovieLens it is
// worth a tenth of Recall.

import { addRow, type SparseRows, SparseRowsBuilder } from '../../numerics/sparse-rows.ts';
import { type History, type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { isNegativeEvent } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';
import type { FitOptions } from './fitting.ts';
import { countsInMemory, FOLLOWING_WEIGHTS, type LogCounts } from './log-counts.ts';

// The defaults were chosen on the VALIDATION cases of ml-1m (leave-last-out, seen masked, every third user) and left as
// they are for every other log; so was how much events after a count as following it (FOLLOWING_WEIGHTS).
/** Last events of a history that are looked at; the n-th last weighs 1 / n. */
const HISTORY_LENGTH = 10;
/** Exponent of the target's popularity in the denominator: 0 = counts as they are, 1 = lift. */
const POPULARITY_EXPONENT = 0.3;

export async function fitTransitions(train: Interactions, options: FitOptions = {}): Promise<ScoringRecommender> {
  const rows = await transitionWeights(train, options);
  return scoringRecommender('transitions', (history) => {
    const scores = new Float32Array(train.numItems);
    addTransitions(scores, rows, history);
    return scores;
  });
}

/** Adds to f32 [numItems] scores what the newest events of a history say comes next. */
export function addTransitions(
  scores: Float32Array,
  rows: SparseRows,
  history: Pick<History, 'items' | 'eventTypes'>,
): void {
  recentItems(history).forEach((item, n) => {
    addRow(scores, rows, item, 1 / (n + 1));
  });
}

/** The last HISTORY_LENGTH items of a history that were not disliked, newest first. */
function recentItems({ items, eventTypes }: Pick<History, 'items' | 'eventTypes'>): number[] {
  const recent: number[] = [];
  for (let i = items.length - 1; i >= 0 && recent.length < HISTORY_LENGTH; i--) {
    if (!isNegativeEvent(eventTypes[i]!)) recent.push(items[i]!);
  }
  return recent;
}

/**
 * Row a, column b: sqrt(count(a, b) / (sqrt(count(a, any)) * popularity(b)^POPULARITY_EXPONENT)), where count adds up
 * FOLLOWING_WEIGHTS, the first of which is 1, over all places where b follows a.
 */
export async function transitionWeights(train: Interactions, options: FitOptions = {}): Promise<SparseRows> {
  const builder = new SparseRowsBuilder();
  await forEachTransitionRow(countsInMemory(train), (_, columns, values) => builder.addRow(columns, values), options);
  return builder.finish();
}

/**
 * The same row by row, for those who keep only a part of each.
 *
 * @param visit  gets the columns that are not 0, ascending, and f32 values of them
 */
export async function forEachTransitionRow(
  counts: Pick<LogCounts, 'popularity' | 'forEachFollowers'>,
  visit: (item: number, columns: Uint32Array, values: Float32Array) => void,
  options: FitOptions = {},
): Promise<void> {
  const popularity = await counts.popularity();
  const divisors = Float64Array.from(popularity, (count) => Math.max(count, 1) ** POPULARITY_EXPONENT);
  const unit = FOLLOWING_WEIGHTS[0]!;
  await counts.forEachFollowers((item, columns, sums) => {
    const total = Math.sqrt(sums.reduce((sum, count) => sum + count, 0) / unit);
    const weightOf = (column: number, i: number) => Math.sqrt(sums[i]! / unit / (total * divisors[column]!));
    visit(item, columns, Float32Array.from(columns, weightOf));
  }, options);
}
