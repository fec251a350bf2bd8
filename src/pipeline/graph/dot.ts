// jax-js's dot: multiply two broadcastable tensors and sum along the last axis. A matmul arrives here as
// a [.., M, 1, K] times b [.., 1, N, K], lazily repeated along N and M. Each axis but the last is a batch axis (both
// operands store it), a row axis (only a does), a column axis (only b does) or neither; that is a MatMul of
// [batch, rows, K] and [batch, K, columns]. The result's axes are a view again, so no transpose is written after it.

import { type Aval, broadcasting } from './elementwise.ts';
import {
  BROADCAST,
  broadcastTo,
  castTo,
  type LazyTensor,
  reshapeValue,
  sameNumbers,
  storedAxes,
  storeInOrder,
  viewAs,
} from './lazy-tensor.ts';
import { elementCount } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';
import { reduceTensor } from './reduce.ts';

interface AxisRoles {
  batch: number[];
  rows: number[];
  columns: number[];
  inner: number; // K
}

/**
 * Sum of products along the last axis.
 *
 * @param out  shape: the broadcast shape of both without its last axis
 */
export function dotTensors(writer: GraphWriter, left: LazyTensor, right: LazyTensor, out: Aval): LazyTensor {
  const inner = Math.max(left.shape.at(-1) ?? 1, right.shape.at(-1) ?? 1);
  const shape = [...out.shape, inner];
  const [a, b] = [left, right].map((operand) => broadcastTo(castTo(writer, operand, out.dataType), shape)) as [
    LazyTensor,
    LazyTensor,
  ];
  const roles = axisRoles(a, b);
  const innerIsStored = a.axes[roles.inner] !== BROADCAST && b.axes[roles.inner] !== BROADCAST;
  if (!innerIsStored) return dotWithRepeated(writer, a, b, out);
  if (roles.rows.length + roles.columns.length === 0) {
    const product = broadcasting(writer, 'Mul', [a, b], out.dataType, shape);
    return reduceTensor(writer, product, 'Add', [roles.inner]);
  }
  return matMul(writer, a, b, roles, out);
}

/** If K is repeated in one operand, sum the other along it first; if in both, the sum is a multiplication by K. */
function dotWithRepeated(writer: GraphWriter, a: LazyTensor, b: LazyTensor, out: Aval): LazyTensor {
  const last = a.shape.length - 1;
  const kept = out.shape.map((_, axis) => axis);
  const [sumFirst, other] = a.axes[last] === BROADCAST ? [b, a] : [a, b];
  const summed = reduceTensor(writer, sumFirst, 'Add', [last]);
  return broadcasting(writer, 'Mul', [summed, viewAs(other, out.shape, kept)], out.dataType, out.shape);
}

function axisRoles(a: LazyTensor, b: LazyTensor): AxisRoles {
  const inner = a.shape.length - 1;
  const inA = storedAxes(a).filter((axis) => axis !== inner);
  const inB = storedAxes(b).filter((axis) => axis !== inner);
  return {
    batch: inA.filter((axis) => inB.includes(axis)),
    rows: inA.filter((axis) => !inB.includes(axis)),
    columns: inB.filter((axis) => !inA.includes(axis)),
    inner,
  };
}

function matMul(writer: GraphWriter, a: LazyTensor, b: LazyTensor, roles: AxisRoles, out: Aval): LazyTensor {
  const { batch, rows, columns, inner } = roles;
  const sizes = (axes: readonly number[]) => axes.map((axis) => a.shape[axis]!);
  // Without a batch, ONNX's MatMul takes any number of row dimensions as they are.
  const splitRows = batch.length === 0 && rows.length > 0 && sameNumbers(storedAxes(a), [...rows, inner]);
  const rowGroups = splitRows ? rows.map((axis) => [axis]) : [rows];
  const batchGroups = batch.map((axis) => [axis]);
  const product = writer.node('MatMul', [
    storeGroups(writer, a, [...batchGroups, ...rowGroups, [inner]]),
    storeGroups(writer, b, [...batchGroups, [inner], columns]),
  ]);
  const productDims = [...batchGroups, ...rowGroups, columns].map((group) => elementCount(sizes(group)));
  const order = [...batch, ...rows, ...columns];
  const name = reshapeValue(writer, product, productDims, sizes(order));
  const axes = out.shape.map((_, axis) => order.indexOf(axis));
  return { name, dataType: out.dataType, dims: sizes(order), shape: out.shape, axes };
}

/**
 * Stores a tensor with one dimension a group of axes (1 for an empty group).
 *
 * Where each group lies in one piece, in order, the Transpose comes last: ONNX Runtime then folds a swap of the last
 * two dimensions into the MatMul that reads it.
 */
function storeGroups(writer: GraphWriter, tensor: LazyTensor, groups: readonly (readonly number[])[]): string {
  const stored = storedAxes(tensor);
  const sizes = groups.map((group) => elementCount(group.map((axis) => tensor.shape[axis]!)));
  const start = groups.map((group) => stored.indexOf(group[0] ?? BROADCAST));
  const inPieces = groups.every((group, g) => group.every((axis, i) => stored[start[g]! + i] === axis));
  if (!inPieces) {
    const { name, dims } = storeInOrder(writer, tensor, groups.flat());
    return reshapeValue(writer, name, dims, sizes);
  }
  const pieces = groups.map((_, g) => g).filter((g) => groups[g]!.length > 0);
  pieces.sort((g, h) => start[g]! - start[h]!);
  const dims = pieces.map((g) => sizes[g]!);
  const name = reshapeValue(writer, tensor.name, tensor.dims, dims);
  const axes = groups.map((_, g) => pieces.indexOf(g));
  return storeInOrder(writer, { ...tensor, name, dims, shape: sizes, axes }).name;
}
