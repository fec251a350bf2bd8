// The untrained content path's one map: content vectors, whitened on the site's own catalog. Text encoders put a large
// common part into every vector and most variance into a few directions ("this is a film"); whitening takes both away,
// so that what tells the items of this very catalog apart counts.
import { l2Norm } from '../numerics/l2-normalize.ts';
import { principalComponents } from '../numerics/principal-components.ts';

/** Smallest divisor: keeps 0 / 0 from becoming NaN. */
export const EPSILON = 1e-6;

/**
 * A direction is divided by sqrt(variance + SHRINKAGE * largest variance): directions of less than a tenth of the
 * largest variance are hardly raised above their share, because they are mostly noise. 0.1 was best among 0.001 to 1 in
 * a trial.
 */
const SHRINKAGE = 0.1;

export interface Whitening {
  /** f32 [contentDim, embeddingDim], row-major; columns past the components are zeros */
  weights: Float32Array;
  /** f32 [embeddingDim]; whitened = content * weights + bias, to be scaled to unit length */
  bias: Float32Array;
}

export interface WhiteningSizes {
  contentDim: number;
  embeddingDim: number;
  /** Columns that are filled, at most embeddingDim. */
  numComponents: number;
}

/** The weights as whoever uses them will hold them, for example after 8-bit rounding. */
export type StoredWeights = (weights: Float32Array, numRows: number, numColumns: number) => Float32Array;

export interface FitOptions {
  /** Default: as they are. */
  stored?: StoredWeights;
  /** Of principal-components.ts (default 30). */
  iterations?: number;
}

/** @param content  f32 [n, contentDim], unit-length rows */
export function whitenContent(
  content: Float32Array,
  sizes: WhiteningSizes,
  seed: number,
  { stored = (weights) => weights, iterations }: FitOptions = {},
): Whitening {
  const { contentDim, embeddingDim, numComponents } = sizes;
  const { mean, directions, variances } = principalComponents(content, contentDim, numComponents, seed, iterations);
  const weights = new Float32Array(contentDim * embeddingDim);
  for (let p = 0; p < numComponents; p++) {
    const deviation = Math.sqrt(variances[p]! + SHRINKAGE * variances[0]!);
    const factor = deviation > 0 ? 1 / deviation : 0;
    for (let d = 0; d < contentDim; d++) weights[d * embeddingDim + p] = directions[p * contentDim + d]! * factor;
  }
  return { weights, bias: biasThatCentres(mean, stored(weights, contentDim, embeddingDim), embeddingDim) };
}

/** -mean * weights. From the weights as they will be held, so that rounding does not move the centre. */
function biasThatCentres(mean: Float64Array, weights: Float32Array, embeddingDim: number): Float32Array {
  const bias = new Float64Array(embeddingDim);
  for (let i = 0; i < weights.length; i++) bias[i % embeddingDim]! -= mean[Math.floor(i / embeddingDim)]! * weights[i]!;
  return Float32Array.from(bias);
}

/**
 * unit(rows * weights + bias): what the item tower's graph computes.
 *
 * @param rows  f32 [n, contentDim]
 * @returns     f32 [n, embeddingDim], rows of unit length in the components
 */
export function whiten(rows: Float32Array, { weights, bias }: Whitening): Float32Array<ArrayBuffer> {
  const embeddingDim = bias.length;
  const contentDim = weights.length / embeddingDim;
  const whitened = new Float32Array((rows.length / contentDim) * embeddingDim);
  const row = new Float64Array(embeddingDim);
  for (let i = 0; i * contentDim < rows.length; i++) {
    row.set(bias);
    for (let d = 0; d < contentDim; d++) {
      const value = rows[i * contentDim + d]!;
      for (let p = 0; p < embeddingDim; p++) row[p]! += value * weights[d * embeddingDim + p]!;
    }
    const length = Math.max(l2Norm(row), EPSILON);
    for (let p = 0; p < embeddingDim; p++) whitened[i * embeddingDim + p] = row[p]! / length;
  }
  return whitened;
}
