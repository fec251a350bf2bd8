// Literals and constants of a jaxpr as tensors. A constant whose elements are all equal (zeros, ones, a scale) is kept
// as one scalar that broadcasts lazily: jax-js closes over many of these, as large as the activations they meet.
import { denseTensor, type LazyTensor, uniformTensor } from './lazy-tensor.ts';
import { type DataType, elementCount, type TensorData, zeroData } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';

/** A scalar constant of a type, viewed in a shape (default: a scalar). */
export function uniform(writer: GraphWriter, value: number, dataType: DataType, shape: readonly number[] = []) {
  const data = zeroData(dataType, 1);
  if (data instanceof BigInt64Array) data[0] = BigInt(value);
  else data[0] = value;
  return uniformTensor(writer.initializer(dataType, [], data), dataType, shape);
}

/**
 * A constant tensor.
 *
 * @param values  row-major elements of `shape`; booleans as 0 and 1
 */
export function constantTensor(
  writer: GraphWriter,
  values: ArrayLike<number>,
  dataType: DataType,
  shape: readonly number[],
): LazyTensor {
  const first = values[0];
  if (first !== undefined && Array.prototype.every.call(values, (value) => Object.is(value, first)))
    return uniform(writer, first, dataType, shape);
  const data = zeroData(dataType, elementCount(shape)) as Exclude<TensorData, BigInt64Array>;
  data.set(values);
  return denseTensor(writer.initializer(dataType, shape, data), dataType, shape);
}

/** The value of a tensor whose elements are all one known constant, else undefined. */
export function uniformValue(writer: GraphWriter, tensor: LazyTensor): number | undefined {
  const constant = writer.constant(tensor.name);
  return constant?.data.length === 1 ? Number(constant.data[0]) : undefined;
}
