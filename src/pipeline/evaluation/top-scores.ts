// The k best of float scores, for the baselines. Our own towers are ranked by the page's integer ranker instead.

/**
 * @param scores    f32 [numItems], finite
 * @param k         results, at least 0; small against numItems (insertion into a sorted list)
 * @param excluded  indexes to leave out; may repeat
 * @returns         u32 [min(k, candidates)], best first, ties to the lower index
 */
export function topScores(scores: Float32Array, k: number, excluded: Uint32Array): Uint32Array {
  const isExcluded = new Uint8Array(scores.length);
  for (const index of excluded) isExcluded[index] = 1;
  const best = new Uint32Array(k);
  let size = 0;
  for (let index = 0; index < scores.length; index++) {
    if (isExcluded[index] === 1 || (size === k && (k === 0 || scores[index]! <= scores[best[k - 1]!]!))) continue;
    let place = size < k ? size++ : k - 1;
    for (; place > 0 && scores[best[place - 1]!]! < scores[index]!; place--) best[place] = best[place - 1]!;
    best[place] = index;
  }
  return best.slice(0, size);
}
