// A person's taste without any model: the mean of the items they dealt with, the newest counting most, and what they
// dislike counting against. It answers until the towers are there, and is the floor that they must beat.

/**
 *           sum_i s_i * w_i * x_i
 * mean  =  -----------------------      with  w_i = 2^(-(n - 1 - i) / halfLifeEvents)
 *               sum_i w_i
 *
 * All events are in the denominator, whatever their sign. Turning a like into a neutral event or a dislike hence only
 * ever lowers the score (dot product) of that item and of whatever points its way: a dislike never acts as a like.
 *
 * @param rows            f32 [n, dim], row-major, oldest event first
 * @param signs           [n], each in -1..1: 1 = like, -1 = dislike, between = weaker evidence
 * @param dim             values in a row
 * @param halfLifeEvents  events after which an event counts half, above 0; Infinity = all count the same
 * @returns               f32 [dim]; zeros for no events
 * @throws RangeError     for sizes that disagree, or a half-life that is not above 0
 */
export function signedRecencyMean(
  rows: Float32Array,
  signs: ArrayLike<number>,
  dim: number,
  halfLifeEvents: number,
): Float32Array<ArrayBuffer> {
  const numEvents = signs.length;
  if (rows.length !== numEvents * dim) {
    throw new RangeError(`recency mean: rows has ${rows.length} values, expected ${numEvents} x ${dim}`);
  }
  if (!(halfLifeEvents > 0)) throw new RangeError(`recency mean: half-life is ${halfLifeEvents}, expected above 0`);
  const sum = new Float64Array(dim);
  let weightSum = 0;
  for (let i = 0; i < numEvents; i++) {
    const weight = 2 ** (-(numEvents - 1 - i) / halfLifeEvents);
    weightSum += weight;
    for (let d = 0; d < dim; d++) sum[d]! += signs[i]! * weight * rows[i * dim + d]!;
  }
  return Float32Array.from(sum, (value) => (weightSum === 0 ? 0 : value / weightSum));
}
