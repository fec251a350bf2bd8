// The quality prior: user-side weights on the item's quality dims (its features), so that a catalog without any history
// opens with well-rated, well-known items, and so that among equally fitting items the better one comes first.

/** Weight of each feature value against a similarity of -1 to 1. Freshness is left out: new is not better. */
const RATING_WEIGHT = 0.4;
const POPULARITY_WEIGHT = 0.2;
/** An unknown value counts as this quantile of the known ones: somewhat below average, not last. */
const QUANTILE_OF_UNKNOWN = 0.25;

/**
 * Weights in the order of FEATURES. A value's weight w is paired with -w times the quantile on its flag, so that an
 * unknown value (0 and flag 0) adds exactly what an item at the quantile adds: nothing.
 *
 * @param features  f32 [n, 6] of the catalog
 * @returns         f32 [6]
 */
export function qualityPrior(features: Float32Array): Float32Array {
  const weights = [RATING_WEIGHT, POPULARITY_WEIGHT, 0];
  return Float32Array.from(weights.flatMap((weight, i) => [weight, 0 - weight * quantileOfKnown(features, 2 * i)]));
}

function quantileOfKnown(features: Float32Array, column: number): number {
  const known: number[] = [];
  for (let i = column; i < features.length; i += 6) if (features[i + 1] === 1) known.push(features[i]!);
  known.sort((a, b) => a - b);
  return known[Math.floor(known.length * QUANTILE_OF_UNKNOWN)] ?? 0;
}
