// Matrix products. Weights are packed, and those of 8 bits dequantized, when a graph is loaded: four times their size in
// the file, 1.5 MB for the films' user tower. Kept as they are they would be dequantized in each run, which a single
// history is too little work for.
import type { OnnxTensor, Shape } from '../onnx-model.ts';
import { sizeOf } from '../onnx-shapes.ts';
import { PANEL, packedSize } from './kernels.ts';
import { type Fill, floatsOf, NotKnown, type Place, type PlannedNode, type Value } from './planned-node.ts';
import { broadcastSteps } from './steps.ts';

/** The stored value of weight 0. */
const ZERO_POINT = 128;

export function matMul(node: PlannedNode): void {
  const [a, bShape] = [node.input(0), node.shapeOf(1)];
  if (a.type !== 'float32') throw new NotKnown(`MatMul of ${a.type}`);
  const [K, N] = [bShape.at(-2)!, bShape.at(-1)!];
  const out = node.make(0, 'float32');
  const matrices = rightOperands(node, K, N);
  if (sizeOf(bShape) === K * N) {
    multiply(node, out.place, a.place, matrices(0), rowsOf(a), K, N);
    return;
  }
  const M = a.shape.at(-2)!;
  for (const { at, aAt, bAt } of batches(out.shape, a.shape, bShape)) {
    multiply(node, moved(out.place, at * M * N), moved(a.place, aAt * M * K), matrices(bAt), M, K, N);
  }
}

const rowsOf = ({ shape }: Value): number => sizeOf(shape.slice(0, -1));

function multiply(node: PlannedNode, out: Place, a: Place, b: Place, M: number, K: number, N: number): void {
  node.call('multiply', out, a, b, M, K, N);
}

/** @returns the n-th matrix, packed: a constant once, others in each run, in one room that the next one takes over */
function rightOperands(node: PlannedNode, K: number, N: number): (n: number) => Place {
  const constant = node.constant(1);
  if (constant) {
    if (constant.type !== 'float32') throw new NotKnown(`MatMul of ${constant.type}`);
    return (n) =>
      node.fixed(packedSize(K, N), fillPacked(K, N, constant.data.subarray(4 * n * K * N, 4 * (n + 1) * K * N)));
  }
  const b: Value = node.input(1);
  if (b.type !== 'float32') throw new NotKnown(`MatMul of ${b.type}`);
  const packed = node.scratch(packedSize(K, N));
  return (n) => {
    node.call('pack', packed, moved(b.place, n * K * N), K, N);
    return packed;
  };
}

/** Which matrices are multiplied, of operands with a dimension or more before those of the matrix. */
function* batches(out: Shape, a: Shape, b: Shape): Generator<{ at: number; aAt: number; bAt: number }> {
  const shape = out.slice(0, -2);
  const [aSteps, bSteps] = [a, b].map((operand) => broadcastSteps(operand.slice(0, -2), shape));
  for (let at = 0; at < sizeOf(shape); at++) {
    let [rest, aAt, bAt] = [at, 0, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis]!;
      rest = (rest - index) / shape[axis]!;
      aAt += index * aSteps![axis]!;
      bAt += index * bSteps![axis]!;
    }
    yield { at, aAt, bAt };
  }
}

export function matMulNBits(node: PlannedNode): void {
  const { K, N, bits, block_size: blockSize } = node.node.integers;
  const [a, weights, scales] = [node.input(0), node.constant(1), node.constant(2)];
  const isOurs = bits?.[0] === 8 && node.node.inputs.length === 3 && a.type === 'float32';
  if (!isOurs || weights?.type !== 'uint8' || scales?.type !== 'float32')
    throw new NotKnown('MatMulNBits of another kind');
  const matrix = { K: K![0]!, N: N![0]!, blockSize: blockSize![0]!, weights, scales };
  const out = node.make(0, 'float32');
  const packed = node.fixed(packedSize(matrix.K, matrix.N), fillDequantized(matrix));
  multiply(node, out.place, a.place, packed, rowsOf(a), matrix.K, matrix.N);
}

interface QuantizedMatrix {
  K: number;
  N: number;
  blockSize: number;
  /** u8 [N, blocks, blockSize] */
  weights: OnnxTensor;
  /** f32 [N, blocks] */
  scales: OnnxTensor;
}

const fillDequantized =
  ({ K, N, blockSize, weights, scales }: QuantizedMatrix): Fill =>
  ({ floats }) => {
    const numBlocks = Math.ceil(K / blockSize);
    const steps = floatsOf(scales.data);
    for (let n = 0; n < N; n++)
      for (let k = 0; k < K; k++) {
        const step = steps[n * numBlocks + Math.floor(k / blockSize)]!;
        floats[packedAt(k, n, K)] = (weights.data[n * numBlocks * blockSize + k]! - ZERO_POINT) * step;
      }
  };

const fillPacked =
  (K: number, N: number, matrix: Uint8Array): Fill =>
  ({ floats }) => {
    const values = floatsOf(matrix);
    for (let k = 0; k < K; k++) for (let n = 0; n < N; n++) floats[packedAt(k, n, K)] = values[k * N + n]!;
  };

const packedAt = (k: number, n: number, K: number): number => (n - (n % PANEL)) * K + k * PANEL + (n % PANEL);

const moved = ({ room, offsetBytes }: Place, words: number): Place => ({ room, offsetBytes: offsetBytes + 4 * words });
