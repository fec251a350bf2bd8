// Reductions along axes. A repeated (broadcast) axis needs no memory: its sum is a multiplication by its length, its
// product a power, and its maximum the value itself.

import { uniform } from './constants.ts';
import { broadcasting } from './elementwise.ts';
import { BROADCAST, castTo, type LazyTensor, viewAs } from './lazy-tensor.ts';
import type { GraphWriter } from './onnx-writer.ts';

export type ReduceOp = 'Add' | 'Mul' | 'Max' | 'Min';

const REDUCE_OPERATORS: Record<ReduceOp, string> = {
  Add: 'ReduceSum',
  Mul: 'ReduceProd',
  Max: 'ReduceMax',
  Min: 'ReduceMin',
};

/** Reduces a tensor along `axes` (each once, not negative) and drops them. Booleans: Max is any, Min is all. */
export function reduceTensor(
  writer: GraphWriter,
  tensor: LazyTensor,
  op: ReduceOp,
  axes: readonly number[],
): LazyTensor {
  if (!(op in REDUCE_OPERATORS)) throw new Error(`graph: reduce "${op}" has no ONNX lowering`);
  if (tensor.dataType === 'bool') {
    const counted = reduceTensor(writer, castTo(writer, tensor, 'int32'), boolAsInteger(op), axes);
    return castTo(writer, counted, 'bool');
  }
  const kept = tensor.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const repeats = axes.filter((axis) => tensor.axes[axis] === BROADCAST);
  const count = repeats.reduce((product, axis) => product * tensor.shape[axis]!, 1);
  const reduced = reduceStored(writer, tensor, op, axes);
  const shape = kept.map((axis) => tensor.shape[axis]!);
  return repeatReduced(writer, viewAs(reduced, shape, kept), op, count);
}

// jax-js adds booleans as a saturating sum (or) and multiplies them as and.
function boolAsInteger(op: ReduceOp): ReduceOp {
  return op === 'Add' ? 'Max' : op === 'Mul' ? 'Min' : op;
}

/** Reduces the dimensions that the axes read; those axes become BROADCAST, to be dropped by the caller. */
function reduceStored(writer: GraphWriter, tensor: LazyTensor, op: ReduceOp, axes: readonly number[]): LazyTensor {
  const gone = axes.map((axis) => tensor.axes[axis]!).filter((dim) => dim !== BROADCAST);
  if (gone.length === 0) return tensor;
  gone.sort((a, b) => a - b);
  // Dimensions of 1 stay: jax-js mostly wants them back ("keepdims"), and a view does not read them anyway.
  const name = writer.node(REDUCE_OPERATORS[op], [tensor.name, writer.int64s(gone)], { keepdims: 1 });
  const dims = tensor.dims.map((dim, i) => (gone.includes(i) ? 1 : dim));
  return { ...tensor, name, dims, axes: tensor.axes.map((dim) => (gone.includes(dim) ? BROADCAST : dim)) };
}

function repeatReduced(writer: GraphWriter, tensor: LazyTensor, op: ReduceOp, count: number): LazyTensor {
  if (count === 1 || op === 'Max' || op === 'Min') return tensor;
  const factor = uniform(writer, count, tensor.dataType);
  return broadcasting(writer, op === 'Add' ? 'Mul' : 'Pow', [tensor, factor], tensor.dataType, tensor.shape);
}
