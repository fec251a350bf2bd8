// Content vectors, whitened on the site's own catalog. Text encoders put a large common part into every vector and most
// variance into a few directions ("this is a film"); whitening takes both away, so that what tells the items of this
// very catalog apart counts.
import { l2Norm } from '../numerics/l2-normalize.ts';
import { coordinatesAlong, type PrincipalComponents, principalComponents } from '../numerics/principal-components.ts';

/** Smallest divisor: keeps 0 / 0 from becoming NaN. */
export const EPSILON = 1e-6;

/**
 * A direction is divided by sqrt(variance + SHRINKAGE * largest variance): directions of less than a tenth of the
 * largest variance are hardly raised above their share, because they are mostly noise. 0.1 was best among 0.001 to 1 in
 * a trial.
 */
const SHRINKAGE = 0.1;

/** What whitens the vectors of a catalog, and later ones as well. */
export interface Whitening extends Pick<PrincipalComponents, 'mean' | 'directions'> {
  /** f64 [count]: what a coordinate is divided by; 0 where the data has no such direction. */
  deviations: Float64Array;
}

/**
 * @param content     f32 [n, contentDim], unit-length rows, of the catalog or of a sample of it
 * @param count       components that are kept
 * @param iterations  of principal-components.ts
 */
export function fitWhitening(
  content: Float32Array,
  contentDim: number,
  count: number,
  seed: number,
  iterations?: number,
): Whitening {
  const { mean, directions, variances } = principalComponents(content, contentDim, count, seed, iterations);
  return { mean, directions, deviations: variances.map((variance) => Math.sqrt(variance + SHRINKAGE * variances[0]!)) };
}

/** @returns f32 [n, count], rows of unit length */
export function whiten(content: Float32Array, { mean, directions, deviations }: Whitening): Float32Array<ArrayBuffer> {
  const count = deviations.length;
  const rows = coordinatesAlong(content, mean.length, { mean, directions });
  const whitened = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += count) {
    const row = rows.subarray(start, start + count);
    for (let p = 0; p < count; p++) row[p] = deviations[p]! > 0 ? row[p]! / deviations[p]! : 0;
    const length = Math.max(l2Norm(row), EPSILON);
    for (let p = 0; p < count; p++) whitened[start + p] = row[p]! / length;
  }
  return whitened;
}
