// What a sample of times says: the median, which one slow call does not move, and the 95th percentile, which a person
// notices.

/**
 * The smallest value that at least `share` of the values do not exceed (nearest rank).
 *
 * @param share  in (0, 1]: 0.5 is the median
 * @throws RangeError without values
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('statistics: there are 0 values, expected at least 1');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export interface TimeSummary {
  p50Ms: number;
  p95Ms: number;
}

/** @param samplesMs  at least one */
export function summarize(samplesMs: readonly number[]): TimeSummary {
  return { p50Ms: percentile(samplesMs, 0.5), p95Ms: percentile(samplesMs, 0.95) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
