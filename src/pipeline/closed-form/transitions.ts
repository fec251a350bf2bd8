// What follows what: a first-order Markov chain softened by distance, in the spirit of the sequential rules of M.
// Ludewig and D. Jannach (Evaluation of session-based recommendation algorithms, UMUAI 28, 2018). Training counts how
// often b comes within a few events after a, nearer ones counting more; a history scores b from each of its last items,
// again nearer ones counting more. The square root damps counts as TF-IDF damps term frequencies: on MovieLens it is
// worth a tenth of Recall.

import { addRow, type SparseRows, SparseRowsBuilder } from '../../numerics/sparse-rows.ts';
import { type History, type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import { isNegativeEvent } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';
import { type FitOptions, forEachStep } from './fitting.ts';

// The defaults were chosen on the VALIDATION cases of ml-1m (leave-last-out, seen masked, every third user) and left as
// they are for every other log.
/** Events after a that count as following it. */
const WINDOW = 10;
/** Weight of the next event but n is DISTANCE_DECAY^n. */
const DISTANCE_DECAY = 0.8;
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
 * DISTANCE_DECAY^n over all places where b follows a.
 */
export async function transitionWeights(train: Interactions, options: FitOptions = {}): Promise<SparseRows> {
  const builder = new SparseRowsBuilder();
  await forEachTransitionRow(train, (_, row) => builder.addDenseRow(row), options);
  return builder.finish();
}

/**
 * The same row by row, for those who keep only a part of each.
 *
 * @param visit  gets f32 [numItems], which is used again for the next row
 */
export async function forEachTransitionRow(
  train: Interactions,
  visit: (item: number, row: Float32Array) => void,
  options: FitOptions = {},
): Promise<void> {
  const popularity = itemPopularity(train);
  const divisors = Float64Array.from(popularity, (count) => Math.max(count, 1) ** POPULARITY_EXPONENT);
  const followers = followersByItem(train);
  const row = new Float32Array(train.numItems);
  const fitRow = (item: number) => {
    row.fill(0);
    followers.addCounts(item, row);
    const total = Math.sqrt(row.reduce((sum, count) => sum + count, 0));
    for (let b = 0; b < row.length; b++) if (row[b]! > 0) row[b] = Math.sqrt(row[b]! / (total * divisors[b]!));
    visit(item, row);
  };
  await forEachStep(train.numItems, fitRow, options);
}

/** The training sequences without dislikes, and where in them each item stands. */
function followersByItem(train: Interactions): { addCounts(item: number, counts: Float32Array): void } {
  const sequences: Uint32Array[] = [];
  const places: { sequence: Uint32Array; index: number }[][] = Array.from({ length: train.numItems }, () => []);
  for (let user = 0; user < train.numUsers; user++) {
    const range = { start: train.offsets[user], end: train.offsets[user + 1] };
    const types = train.eventTypes.subarray(range.start, range.end);
    const sequence = train.items.subarray(range.start, range.end).filter((_, i) => !isNegativeEvent(types[i]!));
    sequences.push(sequence);
    sequence.forEach((item, index) => {
      places[item]!.push({ sequence, index });
    });
  }
  return {
    addCounts(item, counts) {
      for (const { sequence, index } of places[item]!) {
        const end = Math.min(index + WINDOW, sequence.length - 1);
        for (let i = index + 1, weight = 1; i <= end; i++, weight *= DISTANCE_DECAY) counts[sequence[i]!]! += weight;
      }
    },
  };
}
