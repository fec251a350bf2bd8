// A tensor as the compiler sees it while it lowers a jaxpr: an ONNX value plus a view of it. The view holds what would
// otherwise be copies: transposes (the order of axes) and broadcasts (axes that read no dimension at all, stride 0).
// jax-js writes a matmul, and above all its gradient, as "broadcast both, transpose, multiply and sum along the last
// axis"; because the views stay lazy, dot.ts still sees two plain matrices and emits one MatMul.
import { type DataType, elementCount } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';

/** The logical axis reads no dimension of the value: every index along it gives the same element. */
export const BROADCAST = -1;

export interface LazyTensor {
  readonly name: string; // ONNX value
  readonly dataType: DataType;
  readonly dims: readonly number[]; // shape of the ONNX value
  readonly shape: readonly number[]; // logical shape
  // For each logical axis the dimension of the value that it reads, or BROADCAST. Each dimension that is not 1 is read
  // by exactly one axis of the same size; axes of size 1 are always BROADCAST, so a dimension of 1 is never read.
  readonly axes: readonly number[];
}

/** A tensor that is stored as it is seen. */
export function denseTensor(name: string, dataType: DataType, dims: readonly number[]): LazyTensor {
  if (elementCount(dims) === 0) throw new Error(`graph: tensor has shape [${dims}], expected no empty dimension`);
  return { name, dataType, dims, shape: dims, axes: dims.map((dim, i) => (dim === 1 ? BROADCAST : i)) };
}

/** A tensor whose elements all equal one stored scalar. */
export function uniformTensor(name: string, dataType: DataType, shape: readonly number[]): LazyTensor {
  return { name, dataType, dims: [], shape, axes: shape.map(() => BROADCAST) };
}

/** Views `tensor` in another shape: new axis i shows logical axis `from[i]`, or repeats (BROADCAST). Emits nothing. */
export function viewAs(tensor: LazyTensor, shape: readonly number[], from: readonly number[]): LazyTensor {
  const axes = from.map((axis) => (axis === BROADCAST ? BROADCAST : tensor.axes[axis]!));
  return { ...tensor, shape, axes };
}

/** NumPy broadcasting to `shape`: aligned at the last axis, axes of size 1 repeat. Emits nothing. */
export function broadcastTo(tensor: LazyTensor, shape: readonly number[]): LazyTensor {
  const added = shape.length - tensor.shape.length;
  return viewAs(
    tensor,
    shape,
    shape.map((_, i) => (i < added ? BROADCAST : i - added)),
  );
}

/** Logical axes that read a dimension, in the order in which the value stores them (outermost first). */
export function storedAxes(tensor: LazyTensor): number[] {
  const stored = tensor.axes.flatMap((dim, axis) => (dim === BROADCAST ? [] : [axis]));
  return stored.sort((a, b) => tensor.axes[a]! - tensor.axes[b]!);
}

/**
 * Stores a tensor with one dimension an axis, in the given order of its axes; broadcast axes become dimensions of 1.
 * Emits a Transpose and a Reshape where they are needed.
 *
 * @param order  a permutation of the logical axes (default: logical order)
 * @returns      name of a value with dims shape[order[i]], or 1 where the axis is broadcast
 */
export function storeInOrder(
  writer: GraphWriter,
  tensor: LazyTensor,
  order: readonly number[] = tensor.shape.map((_, i) => i),
): { name: string; dims: number[] } {
  const stored = order.filter((axis) => tensor.axes[axis] !== BROADCAST);
  const ascending = storedAxes(tensor);
  let { name } = tensor;
  if (!sameNumbers(stored, ascending)) {
    const compact = ascending.map((axis) => tensor.shape[axis]!);
    name = reshapeValue(writer, name, tensor.dims, compact);
    name = writer.node('Transpose', [name], { perm: stored.map((axis) => ascending.indexOf(axis)) });
  }
  const moved = name === tensor.name ? tensor.dims : stored.map((axis) => tensor.shape[axis]!);
  const dims = order.map((axis) => (tensor.axes[axis] === BROADCAST ? 1 : tensor.shape[axis]!));
  return { name: reshapeValue(writer, name, moved, dims), dims };
}

/** Stores the tensor in logical order with the axes in `expand` (default all) repeated in memory, the others lazy. */
export function materialize(
  writer: GraphWriter,
  tensor: LazyTensor,
  expand: (axis: number) => boolean = () => true,
): LazyTensor {
  const { name, dims } = storeInOrder(writer, tensor);
  const wanted = dims.map((dim, axis) => (expand(axis) ? tensor.shape[axis]! : dim));
  const expanded = sameNumbers(dims, wanted) ? name : writer.node('Expand', [name, writer.int64s(wanted)]);
  const axes = wanted.map((dim, axis) => (dim === 1 ? BROADCAST : axis));
  return { name: expanded, dataType: tensor.dataType, dims: wanted, shape: tensor.shape, axes };
}

/**
 * Reshapes an ONNX value. Skips a reshape to the same dims and looks through earlier ones, which a later one undoes.
 */
export function reshapeValue(
  writer: GraphWriter,
  name: string,
  from: readonly number[],
  to: readonly number[],
): string {
  if (sameNumbers(from, to)) return name;
  const producer = writer.producer(name);
  const source = producer?.opType === 'Reshape' ? producer.inputs[0]! : name;
  return writer.node('Reshape', [source, writer.int64s(to)]);
}

/** Casts a tensor; nothing is emitted where it has that type already. */
export function castTo(writer: GraphWriter, tensor: LazyTensor, dataType: DataType): LazyTensor {
  if (tensor.dataType === dataType) return tensor;
  return { ...tensor, dataType, name: writer.cast(tensor.name, dataType) };
}

export function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
