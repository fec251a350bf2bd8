// The towers of the untrained content path (src/untrained) as the three files of a bundle, for a site that has items
// and no logs. A person is the signed recency-weighted mean of the history plus a quality prior. It is safe without any
// training (a dislike never acts as a like) and it is the floor that trained towers must beat.
import { type ContentPath, type ContentPathInput, fitContentPath } from '../../untrained/content-path.ts';
import { quantizeMatMulNBits } from '../graph/quantize-weights.ts';
import { untrainedItemTower, untrainedUserTower } from './untrained-graphs.ts';

type UntrainedInput = ContentPathInput;

export interface UntrainedTowers extends Omit<ContentPath, 'whitening'> {
  /** Bytes of the three ONNX graphs of the bundle (B = 64, 1 and 8). */
  itemTower: Uint8Array;
  userTower: Uint8Array;
  userTowerBatch: Uint8Array;
}

/** Makes the towers. The same input gives the same bytes. */
export function untrainedTowers(input: UntrainedInput): UntrainedTowers {
  const { whitening, ...path } = fitContentPath(input, { stored: dequantized });
  const userTower = (batch: number) => untrainedUserTower(batch, path.prior, path.meanStrength);
  return {
    itemTower: untrainedItemTower(whitening),
    userTower: userTower(1),
    userTowerBatch: userTower(8),
    ...path,
  };
}

/** The weights after quantizing for MatMulNBits and back. */
export function dequantized(weights: Float32Array, numRows: number, numColumns: number): Float32Array {
  const { packed, scales, numBlocks } = quantizeMatMulNBits(weights, numRows, numColumns);
  const blockSize = packed.length / (numColumns * numBlocks);
  return Float32Array.from(weights, (_, i) => {
    const [row, column] = [Math.floor(i / numColumns), i % numColumns];
    const block = column * numBlocks + Math.floor(row / blockSize);
    return (packed[block * blockSize + (row % blockSize)]! - 128) * scales[block]!;
  });
}
