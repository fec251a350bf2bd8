// Primitives that move elements without computing: slices, padding, flips, concatenation and splits. They work on the
// dimensions that a view reads, in the order in which they are stored; repeated axes are only written out where an
// operator makes their elements differ.

import type { Aval } from './elementwise.ts';
import { BROADCAST, castTo, type LazyTensor, materialize } from './lazy-tensor.ts';
import type { GraphWriter } from './onnx-writer.ts';

type Range = readonly [start: number, end: number];

// Smallest int64: "to the very first element" for a Slice that steps backwards.
const BEFORE_FIRST = -(2 ** 63);

/** Takes `ranges[axis]` (end excluded) of every axis. */
export function sliceTensor(writer: GraphWriter, tensor: LazyTensor, ranges: readonly Range[]): LazyTensor {
  const shape = ranges.map(([start, end]) => end - start);
  const cut = tensor.axes.flatMap((dim, axis) =>
    dim === BROADCAST || shape[axis] === tensor.shape[axis] ? [] : [axis],
  );
  if (cut.length === 0) return { ...tensor, shape };
  const inputs = [
    tensor.name,
    writer.int64s(cut.map((axis) => ranges[axis]![0])),
    writer.int64s(cut.map((axis) => ranges[axis]![1])),
    writer.int64s(cut.map((axis) => tensor.axes[axis]!)),
  ];
  const dims = [...tensor.dims];
  for (const axis of cut) dims[tensor.axes[axis]!] = shape[axis]!;
  const axes = tensor.axes.map((dim) => (dim === BROADCAST || dims[dim] === 1 ? BROADCAST : dim));
  return { ...tensor, name: writer.node('Slice', inputs), dims, shape, axes };
}

/** Reverses the elements along each of `axes`. */
export function flipTensor(writer: GraphWriter, tensor: LazyTensor, axes: readonly number[]): LazyTensor {
  const dims = axes.map((axis) => tensor.axes[axis]!).filter((dim) => dim !== BROADCAST);
  if (dims.length === 0) return tensor;
  const repeated = (value: number) => writer.int64s(dims.map(() => value));
  const name = writer.node('Slice', [
    tensor.name,
    repeated(-1),
    repeated(BEFORE_FIRST),
    writer.int64s(dims),
    repeated(-1),
  ]);
  return { ...tensor, name };
}

/** Adds zeros (false) before and after each axis; a negative width cuts. */
export function padTensor(writer: GraphWriter, tensor: LazyTensor, widths: readonly Range[]): LazyTensor {
  if (tensor.dataType === 'bool')
    return castTo(writer, padTensor(writer, castTo(writer, tensor, 'int32'), widths), 'bool');
  const padded = new Set(widths.flatMap(([before, after], axis) => (before === 0 && after === 0 ? [] : [axis])));
  if (padded.size === 0) return tensor;
  const shape = tensor.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1]);
  const stored = materialize(writer, tensor, (axis) => padded.has(axis)); // one dimension an axis
  const side = (i: 0 | 1) => widths.map((width) => width[i]);
  const name = writer.node('Pad', [stored.name, writer.int64s([...side(0), ...side(1)])]);
  const dims = stored.dims.map((dim, axis) => dim + widths[axis]![0] + widths[axis]![1]);
  return { ...stored, name, dims, shape, axes: dims.map((dim, axis) => (dim === 1 ? BROADCAST : axis)) };
}

/** Joins tensors along an axis. An axis that every operand repeats stays lazy. */
export function concatTensors(
  writer: GraphWriter,
  operands: readonly LazyTensor[],
  axis: number,
  out: Aval,
): LazyTensor {
  const lazy = out.shape.map((_, i) => i !== axis && operands.every((operand) => operand.axes[i] === BROADCAST));
  const stored = operands.map((operand) => materialize(writer, castTo(writer, operand, out.dataType), (i) => !lazy[i]));
  const name = writer.node(
    'Concat',
    stored.map((operand) => operand.name),
    { axis },
  );
  const dims = out.shape.map((size, i) => (lazy[i] ? 1 : size));
  const axes = dims.map((dim, i) => (dim === 1 ? BROADCAST : i));
  return { name, dataType: out.dataType, dims, shape: out.shape, axes };
}

/** Cuts a tensor along an axis into pieces of the given sizes. */
export function splitTensor(
  writer: GraphWriter,
  tensor: LazyTensor,
  axis: number,
  sizes: readonly number[],
): LazyTensor[] {
  const shapes = sizes.map((size) => tensor.shape.toSpliced(axis, 1, size));
  const dim = tensor.axes[axis]!;
  if (dim === BROADCAST) return shapes.map((shape) => ({ ...tensor, shape }));
  const names = writer.nodes('Split', [tensor.name, writer.int64s(sizes)], sizes.length, { axis: dim });
  return sizes.map((size, i) => ({
    ...tensor,
    name: names[i]!,
    dims: tensor.dims.toSpliced(dim, 1, size),
    shape: shapes[i]!,
    axes: size === 1 ? tensor.axes.toSpliced(axis, 1, BROADCAST) : tensor.axes,
  }));
}
