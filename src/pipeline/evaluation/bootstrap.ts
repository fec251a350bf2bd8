// How sure is a mean over users? Users are drawn again, with replacement, as many as there are, many times over; the
// spread of the means is the interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 6 and
// 13). The draws depend on seed and number of users alone, so that two models are resampled in step and their
// differences pair up.

import { createRandom } from '../../numerics/random.ts';

/** Resamples of users; percentiles want at least 1,000. */
export const RESAMPLES = 2000;
/** Share of the means that an interval holds. */
const CONFIDENCE = 0.95;

/** Both ends belong to it. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Means of some columns over the same resamples of users.
 *
 * @param columns    f64 [users] each: one value a user
 * @param resamples  number of resamples (default 2,000)
 * @returns          f64 [resamples] for each column; NaN where there are no users
 */
export function bootstrapMeans(
  columns: readonly Float64Array[],
  seed: number,
  resamples: number = RESAMPLES,
): Float64Array[] {
  const users = columns[0]?.length ?? 0;
  const means = columns.map(() => new Float64Array(resamples).fill(Number.NaN));
  if (users === 0) return means;
  const random = createRandom(seed);
  const width = columns.length;
  // User by user, so that a draw reads one place of memory, however many columns there are.
  const values = new Float64Array(users * width);
  for (const [c, column] of columns.entries()) for (let i = 0; i < users; i++) values[i * width + c] = column[i]!;
  const sums = new Float64Array(width);
  for (let resample = 0; resample < resamples; resample++) {
    sums.fill(0);
    for (let i = 0; i < users; i++) {
      const start = random.integer(users) * width;
      for (let c = 0; c < width; c++) sums[c]! += values[start + c]!;
    }
    for (let c = 0; c < width; c++) means[c]![resample] = sums[c]! / users;
  }
  return means;
}

/** The percentile interval: of B ordered means, number B * 0.025 to number B * 0.975 (section 13.3). */
export function percentileInterval(means: Float64Array): Interval {
  const sorted = means.slice().sort();
  const outside = (1 - CONFIDENCE) / 2;
  const ordered = (share: number) => sorted[Math.max(1, Math.round(share * sorted.length)) - 1]!;
  return { low: ordered(outside), high: ordered(1 - outside) };
}
