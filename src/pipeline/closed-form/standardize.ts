// Scores of different models on one scale, so that they can be added.

/**
 * Mean 0, deviation 1 over the items; zeros when all scores are the same.
 *
 * @param into  where the result goes (default: a new array); may be `scores` itself
 */
export function standardize(scores: Float32Array, into = new Float32Array(scores.length)): Float32Array {
  let sum = 0;
  let squares = 0;
  for (const score of scores) {
    sum += score;
    squares += score * score;
  }
  const mean = sum / scores.length;
  const deviation = Math.sqrt(Math.max(0, squares / scores.length - mean * mean));
  if (!(deviation > 0)) return into.fill(0);
  for (let i = 0; i < scores.length; i++) into[i] = (scores[i]! - mean) / deviation;
  return into;
}
