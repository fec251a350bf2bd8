// How much likeness differs over a catalog: the unit in which the content path weighs everything else. A catalog whose
// items share values has likenesses further apart than one of titles alone.

import { dot } from '../numerics/dot.ts';
import { l2Norm } from '../numerics/l2-normalize.ts';

/** Items whose likeness to others is looked at, and those others of a large catalog, both evenly taken. */
const [SAMPLE, MOST_OTHERS] = [200, 20_000];
/** Of a catalog in which nothing differs. */
const LEAST = 0.01;

/**
 * Mean over items of the standard deviation, over the catalog, of the dot product with the item's unit vector.
 *
 * @param embeddings  f32 [n, dim]
 * @param tasteDim    first dims, which say what an item is
 * @returns           above 0
 */
export function likenessDeviation(embeddings: Float32Array, dim: number, tasteDim: number): number {
  const n = embeddings.length / dim;
  const step = Math.max(1, Math.floor(n / SAMPLE));
  const others = Math.min(n, MOST_OTHERS);
  const stride = n / others;
  let [sum, count] = [0, 0];
  for (let item = 0; item < n; item += step) {
    const row = embeddings.subarray(item * dim, item * dim + tasteDim);
    const length = l2Norm(row);
    if (length === 0) continue;
    sum +=
      deviationOf(
        Float64Array.from({ length: others }, (_, i) =>
          dot(row, embeddings, tasteDim, 0, Math.floor(i * stride) * dim),
        ),
      ) / length;
    count++;
  }
  return Math.max(LEAST, count > 0 ? sum / count : 0);
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
