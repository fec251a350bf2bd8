// The untrained content path's one map: content vectors, whitened on the site's own catalog. Text encoders put a large
// common part into every vector and most variance into a few directions ("this is a film"); whitening takes both away, so
// that what tells the items of this very catalog apart counts.

import { principalComponents } from '../../numerics/principal-components.ts';
import { quantizeMatMulNBits } from '../graph/quantize-weights.ts';

/**
 * A direction is divided by sqrt(variance + SHRINKAGE * largest variance): directions of less than a tenth of the largest
 * variance are hardly raised above their share, because they are mostly noise. 0.1 was best among 0.001 to 1 in a trial.
 */
const SHRINKAGE = 0.1;

export interface Whitening {
  /** f32 [contentDim, embeddingDim], row-major; columns past the components are zeros */
  weights: Float32Array;
  /** f32 [embeddingDim]; whitened = content * weights + bias, to be scaled to unit length */
  bias: Float32Array;
}

/**
 * @param content        f32 [n, contentDim], unit-length rows
 * @param numComponents  columns that are filled, at most embeddingDim
 */
export function whitenContent(
  content: Float32Array,
  sizes: { contentDim: number; embeddingDim: number; numComponents: number },
  seed: number,
): Whitening {
  const { contentDim, embeddingDim, numComponents } = sizes;
  const { mean, directions, variances } = principalComponents(content, contentDim, numComponents, seed);
  const weights = new Float32Array(contentDim * embeddingDim);
  for (let p = 0; p < numComponents; p++) {
    const deviation = Math.sqrt(variances[p]! + SHRINKAGE * variances[0]!);
    const factor = deviation > 0 ? 1 / deviation : 0;
    for (let d = 0; d < contentDim; d++) weights[d * embeddingDim + p] = directions[p * contentDim + d]! * factor;
  }
  return { weights, bias: biasThatCentres(mean, dequantized(weights, contentDim, embeddingDim), embeddingDim) };
}

/** -mean * weights. From the weights as the graph will hold them, so that rounding does not move the centre. */
function biasThatCentres(mean: Float64Array, weights: Float32Array, embeddingDim: number): Float32Array {
  const bias = new Float64Array(embeddingDim);
  for (let i = 0; i < weights.length; i++) bias[i % embeddingDim]! -= mean[Math.floor(i / embeddingDim)]! * weights[i]!;
  return Float32Array.from(bias);
}

/** The weights after quantizing for MatMulNBits and back. */
function dequantized(weights: Float32Array, numRows: number, numColumns: number): Float32Array {
  const { packed, scales, numBlocks } = quantizeMatMulNBits(weights, numRows, numColumns);
  const blockSize = packed.length / (numColumns * numBlocks);
  return Float32Array.from(weights, (_, i) => {
    const [row, column] = [Math.floor(i / numColumns), i % numColumns];
    const block = column * numBlocks + Math.floor(row / blockSize);
    return (packed[block * blockSize + (row % blockSize)]! - 128) * scales[block]!;
  });
}
