// The quality prior: user-side weights on the item's quality dims (its features), so that a catalog without any history
// opens with well-rated, well-known items, and so that among about equally fitting items the better one comes first.
// Weights are in standard deviations of likeness (content-likeness.ts): so one weight fits logs of any kind, while a
// constant one drowned the likeness of one catalog and was drowned by that of another.

/**
 * What the whole range of each feature is worth, in standard deviations of likeness. Freshness is left out: new is not
 * better. Popularity is chosen on validation targets of both MovieLens logs: 2 has most of what 3 to 6 have, and costs
 * least where popularity says little. No log was at hand for ratings.
 */
const RATING_WEIGHT = 4;
const POPULARITY_WEIGHT = 2;
/** An unknown value counts as this quantile of the known ones: somewhat below average, not last. */
const QUANTILE_OF_UNKNOWN = 0.25;

/**
 * Weights in the order of FEATURES. A value's weight w is paired with -w times the quantile on its flag, so that an
 * unknown value (0 and flag 0) adds exactly what an item at the quantile adds: nothing.
 *
 * @param features   f32 [n, 6] of the catalog
 * @param deviation  of likeness over the catalog, above 0
 * @returns          f32 [6]
 */
export function qualityPrior(features: Float32Array, deviation: number): Float32Array {
  const weights = [RATING_WEIGHT * deviation, POPULARITY_WEIGHT * deviation, 0];
  return Float32Array.from(weights.flatMap((weight, i) => [weight, 0 - weight * quantileOfKnown(features, 2 * i)]));
}

function quantileOfKnown(features: Float32Array, column: number): number {
  const known: number[] = [];
  for (let i = column; i < features.length; i += 6) if (features[i + 1] === 1) known.push(features[i]!);
  known.sort((a, b) => a - b);
  return known[Math.floor(known.length * QUANTILE_OF_UNKNOWN)] ?? 0;
}
