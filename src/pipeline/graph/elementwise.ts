// Element by element operators on lazy views. Operands are broadcast by viewing, cast to the type that jax-js promotes
// to, and laid out in the order in which the largest of them is stored, so that a transpose is not written out only to
// be added to.
import {
  BROADCAST,
  broadcastTo,
  castTo,
  type LazyTensor,
  storedAxes,
  storeInOrder,
  uniformTensor,
} from './lazy-tensor.ts';
import { type Attribute, type DataType, elementCount } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';

/** Type and shape of a result, as the jaxpr declares it. */
export interface Aval {
  readonly dataType: DataType;
  readonly shape: readonly number[];
}

/** Applies an operator of one operand; the view is kept. */
export function unary(writer: GraphWriter, opType: string, tensor: LazyTensor): LazyTensor {
  return { ...tensor, name: writer.node(opType, [tensor.name]) };
}

/**
 * Applies an ONNX operator that broadcasts its operands, such as Add or Where.
 *
 * @param resultType  element type of the result (the operands must already be what the operator takes)
 * @param shape       logical shape of the result, to which every operand broadcasts
 */
export function broadcasting(
  writer: GraphWriter,
  opType: string,
  operands: readonly LazyTensor[],
  resultType: DataType,
  shape: readonly number[],
  attributes: Record<string, Attribute> = {},
): LazyTensor {
  const views = operands.map((operand) => broadcastTo(operand, shape));
  if (views.every((view) => view.axes.every((axis) => axis === BROADCAST))) {
    const names = views.map((view) => storeInOrder(writer, { ...view, shape: [], axes: [] }).name);
    return uniformTensor(writer.node(opType, names, attributes), resultType, shape);
  }
  const order = commonOrder(views, shape);
  const stored = views.map((view) => storeForBroadcast(writer, view, order));
  const inputs = stored.map((value) => value.name);
  const kept = order.slice(order.length - Math.max(...stored.map((value) => value.dims.length)));
  const dims = kept.map((_, i) => Math.max(...stored.map((value) => value.dims.at(i - kept.length) ?? 1)));
  const axes = shape.map((_, axis) => ((dims[kept.indexOf(axis)] ?? 1) === 1 ? BROADCAST : kept.indexOf(axis)));
  return { name: writer.node(opType, inputs, attributes), dataType: resultType, dims, shape, axes };
}

/** `broadcasting` with the operands cast to the result's type first. */
export function promoting(writer: GraphWriter, opType: string, operands: readonly LazyTensor[], out: Aval): LazyTensor {
  const cast = operands.map((operand) => castTo(writer, operand, out.dataType));
  return broadcasting(writer, opType, cast, out.dataType, out.shape);
}

/** Order of the logical axes in which the largest operand stores them; axes that it repeats stay where they are. */
function commonOrder(views: readonly LazyTensor[], shape: readonly number[]): number[] {
  const largest = views.reduce((a, b) => (elementCount(b.dims) > elementCount(a.dims) ? b : a));
  const stored = storedAxes(largest);
  let next = 0;
  return shape.map((_, axis) => (largest.axes[axis] === BROADCAST ? axis : stored[next++]!));
}

/** Stores an operand in that order, leaving out dimensions of 1 at the front, which ONNX adds by itself. */
function storeForBroadcast(writer: GraphWriter, view: LazyTensor, order: readonly number[]) {
  const lazyFront = order.findIndex((axis) => view.axes[axis] !== BROADCAST);
  const needed = lazyFront < 0 ? 0 : order.length - lazyFront;
  const rank = Math.max(needed, Math.min(view.dims.length, order.length));
  return storeInOrder(writer, view, order.slice(order.length - rank));
}
