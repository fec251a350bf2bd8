// Recall and NDCG of a model with their intervals, and how it differs from another model on the same users.

import { bootstrapMeans, type Interval, percentileInterval } from './bootstrap.ts';
import { NOT_ASKED, ndcgAt, recallAt } from './case-ranks.ts';
import type { SeenMode } from './evaluate.ts';
import type { CaseSegment, SegmentedCases } from './segments.ts';

export interface Estimate extends Interval {
  mean: number;
  /** f64 [resamples]: the means over the resamples of users; two models' pair up. */
  resampled: Float64Array;
}

export interface Accuracy {
  model: string;
  seen: SeenMode;
  segment: CaseSegment;
  k: number;
  users: number;
  recall: Estimate;
  ndcg: Estimate;
}

interface AccuracySettings {
  ks: readonly number[];
  seed: number;
  /** Resamples of users (default 2,000). */
  resamples?: number;
}

/**
 * @param ranks  u16 [numCases], see case-ranks.ts
 * @returns      by segment and K
 */
export function accuracyOf(
  { model, seen, ranks }: { model: string; seen: SeenMode; ranks: Uint16Array },
  segments: SegmentedCases,
  { ks, seed, resamples }: AccuracySettings,
): Accuracy[] {
  return [...segments.members].flatMap(([segment, members]) => {
    const asked = members.filter((index) => ranks[index] !== NOT_ASKED);
    const column = (valueAt: (rank: number, k: number) => number, k: number) =>
      Float64Array.from(asked, (index) => valueAt(ranks[index]!, k));
    const columns = ks.flatMap((k) => [column(recallAt, k), column(ndcgAt, k)]);
    const estimates = estimate(columns, seed, resamples);
    return ks.map((k, i) => {
      const [recall, ndcg] = [estimates[2 * i]!, estimates[2 * i + 1]!];
      return { model, seen, segment, k, users: asked.length, recall, ndcg };
    });
  });
}

/** Means and intervals of columns of one value a user. */
export function estimate(columns: readonly Float64Array[], seed: number, resamples?: number): Estimate[] {
  return bootstrapMeans(columns, seed, resamples).map((resampled, i) => ({
    mean: columns[i]!.reduce((sum, value) => sum + value, 0) / columns[i]!.length,
    ...percentileInterval(resampled),
    resampled,
  }));
}

/** `model` is the one that is compared with; the estimates are of the differences. */
export type Difference = Accuracy;

/** Paired differences, `reference` less each other model, where both were asked the same (seen mode, segment, K). */
export function differencesFrom(reference: string, accuracies: readonly Accuracy[]): Difference[] {
  const keyOf = ({ seen, segment, k }: Accuracy) => `${seen} ${segment} ${k}`;
  const references = new Map(accuracies.filter(({ model }) => model === reference).map((own) => [keyOf(own), own]));
  return accuracies.flatMap((other) => {
    const own = references.get(keyOf(other));
    if (own === undefined || other.model === reference) return [];
    const { model, seen, segment, k, users } = other;
    const [recall, ndcg] = [subtract(own.recall, other.recall), subtract(own.ndcg, other.ndcg)];
    return [{ model, seen, segment, k, users, recall, ndcg }];
  });
}

/** The interval of a difference is that of the differences, resample by resample. */
function subtract(a: Estimate, b: Estimate): Estimate {
  const resampled = a.resampled.map((value, i) => value - b.resampled[i]!);
  return { mean: a.mean - b.mean, ...percentileInterval(resampled), resampled };
}
