// Scales what is known of an item's quality to the item tower's `features` input (src/formats/vocabulary.ts FEATURES):
// three values in [0, 1], each followed by a flag. Unknown is value 0 with flag 0; a known value of 0 has flag 1, so
// the two never look alike. Page and pipeline use the same functions.

/** Raw facts of one item. Absent, negative or non-finite means unknown. */
export interface RawFeatures {
  /** Mean rating, 0 to 10. */
  rating?: number;
  /** Number of votes behind the rating. */
  votes?: number;
  /** Worldwide gross or another measure of how much the item was sold; any one unit over the catalog. */
  gross?: number;
  /** Year of release. */
  year?: number;
}

/** Numbers a catalog is scaled with. */
export interface RatingShrinkage {
  /** Mean rating of the catalog, 0 to 10. */
  meanRating: number;
  /** Votes that the mean counts for. */
  priorVotes: number;
}

/** Votes that the catalog's mean counts for, in films: a film needs some hundred votes to stand on its own. */
export const DEFAULT_PRIOR_VOTES = 500;
/** Years that map to freshness 0 and 1; earlier and later years are clamped. */
export const FRESHNESS_YEARS = [1920, 2030] as const;
/** Length of one item's features: value and flag for rating, popularity, freshness. */
export const NUM_FEATURES = 6;

const isKnown = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value >= 0;
const clampToUnit = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Rating in [0, 1], shrunk towards the catalog's mean: (votes * rating + priorVotes * mean) / (votes + priorVotes) /
 * 10. A rating without a vote count weighs as much as the mean. Undefined where the rating is unknown.
 */
export function scaleRating(raw: RawFeatures, shrinkage: RatingShrinkage): number | undefined {
  if (!isKnown(raw.rating)) return undefined;
  const { meanRating, priorVotes } = shrinkage;
  const votes = isKnown(raw.votes) ? raw.votes : priorVotes;
  if (votes + priorVotes === 0) return clampToUnit(raw.rating / 10);
  return clampToUnit((votes * raw.rating + priorVotes * meanRating) / (votes + priorVotes) / 10);
}

/** Freshness in [0, 1], linear over FRESHNESS_YEARS. Undefined where the year is unknown. */
export function scaleFreshness(year: number | undefined): number | undefined {
  if (!isKnown(year)) return undefined;
  const [oldest, newest] = FRESHNESS_YEARS;
  return clampToUnit((year - oldest) / (newest - oldest));
}

/**
 * Percentile rank of each known value among the known values, ties at their middle: lowest 0, highest 1, a lone value
 * 0.5. Unknown values stay undefined and do not count.
 */
export function percentileRanks(values: readonly (number | undefined)[]): (number | undefined)[] {
  const sorted = values.filter(isKnown).sort((a, b) => a - b);
  const span = sorted.length - 1;
  return values.map((value) => {
    if (!isKnown(value)) return undefined;
    if (span === 0) return 0.5;
    const below = lowerBound(sorted, (other) => other >= value);
    const equal = lowerBound(sorted, (other) => other > value) - below;
    return (below + (equal - 1) / 2) / span;
  });
}

/** Mean of the known ratings, 5 (the middle of the scale) where there are none. */
export function meanRating(items: readonly RawFeatures[]): number {
  const ratings = items.map((item) => item.rating).filter(isKnown);
  return ratings.length === 0 ? 5 : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}

/**
 * Features of a whole catalog. Popularity is the percentile rank of an item's votes; where votes are unknown, the
 * percentile rank of its gross among the catalog's known grosses.
 *
 * @param items       raw facts, one an item
 * @param priorVotes  votes that the catalog's mean rating counts for (default 500)
 * @returns           f32 [items.length, 6], row-major, in the order of FEATURES
 */
export function scaleFeatures(items: readonly RawFeatures[], priorVotes = DEFAULT_PRIOR_VOTES): Float32Array {
  const shrinkage = { meanRating: meanRating(items), priorVotes };
  const byVotes = percentileRanks(items.map((item) => item.votes));
  const byGross = percentileRanks(items.map((item) => item.gross));
  const features = new Float32Array(items.length * NUM_FEATURES);
  items.forEach((item, i) => {
    const values = [scaleRating(item, shrinkage), byVotes[i] ?? byGross[i], scaleFreshness(item.year)];
    features.set(withKnownFlags(values), i * NUM_FEATURES);
  });
  return features;
}

/** Puts the flag behind each value: undefined becomes 0, 0; a known value v becomes v, 1. */
export function withKnownFlags(values: readonly (number | undefined)[]): number[] {
  return values.flatMap((value) => (value === undefined ? [0, 0] : [value, 1]));
}

/** First index of an ascending array for which the (monotone) condition holds. */
function lowerBound(sorted: readonly number[], condition: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (condition(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
