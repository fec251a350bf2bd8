// gather and its gradient, the accumulating scatter. jax-js indexes several axes at once with one integer tensor each;
// they become one index into those axes merged, so that both are plain operators on int32 indices along one axis.
//
// The scatter is ScatterElements, not ScatterND: ONNX Runtime's CPU ScatterND adds duplicate rows from several threads
// without a lock (21 of 200 runs were wrong with 3,200 rows into 3,456 x 128), ScatterElements adds them in order, the
// same bits each time.
import { uniform } from './constants.ts';
import { type Aval, promoting } from './elementwise.ts';
import { BROADCAST, castTo, denseTensor, type LazyTensor, materialize, reshapeValue, viewAs } from './lazy-tensor.ts';
import { elementCount } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';
import { reshapeTensor } from './reshape.ts';

export interface IndexParams {
  axis: readonly number[]; // axes of the indexed tensor, one an index tensor
  outDim: number; // where the index's axes stand in the result
}

export interface ScatterParams extends IndexParams {
  op: string; // 'add' or 'update'
  shape: readonly number[]; // of the result
  uniqueIndices: boolean;
}

/** Rows of a tensor by index. An index out of range is an error at run time (a negative one counts from the end). */
export function gatherTensor(
  writer: GraphWriter,
  data: LazyTensor,
  indices: readonly LazyTensor[],
  { axis, outDim }: IndexParams,
): LazyTensor {
  const index = mergeIndices(
    writer,
    indices,
    axis.map((a) => data.shape[a]!),
  );
  const merged = mergeAxes(writer, data, axis);
  const indexRank = index.shape.length;
  const rest = merged.shape.slice(1);
  const shape = [...rest.slice(0, outDim), ...index.shape, ...rest.slice(outDim)];
  // Result axes: index axes at outDim, the others as they are in `merged` (its axis 0 is the indexed one).
  const fromData = shape.map((_, i) => (i < outDim ? i + 1 : i < outDim + indexRank ? BROADCAST : i - indexRank + 1));
  const dim = merged.axes[0]!;
  if (dim === BROADCAST) return viewAs(merged, shape, fromData);
  const name = writer.node('Gather', [merged.name, index.name], { axis: dim });
  const dims = merged.dims.toSpliced(dim, 1, ...index.dims);
  const axes = shape.map((_, i) => {
    if (i >= outDim && i < outDim + indexRank) return shifted(index.axes[i - outDim]!, dim);
    const from = merged.axes[fromData[i]!]!;
    return from > dim ? from + index.dims.length - 1 : from;
  });
  return { name, dataType: data.dataType, dims, shape, axes };
}

/** Adds `updates` at the indexed places of a tensor of zeros: duplicates accumulate, in order, deterministically. */
export function scatterTensor(
  writer: GraphWriter,
  updates: LazyTensor,
  indices: readonly LazyTensor[],
  { op, shape, axis, outDim, uniqueIndices }: ScatterParams,
): LazyTensor {
  if (op !== 'add' && op !== 'update') throw new Error(`graph: scatter "${op}" has no ONNX lowering`);
  const sizes = axis.map((a) => shape[a]!);
  const index = mergeIndices(writer, indices, sizes);
  const rest = shape.flatMap((size, a) => (axis.includes(a) ? [] : [size]));
  const [count, rows] = [elementCount(index.shape), elementCount(sizes)];
  const flat = flattenUpdates(writer, updates, index.shape.length, outDim);
  const width = elementCount(rest);
  const where = writer.node('Expand', [flatIndex(writer, index, count), writer.int64s([count, width])]);
  const zeros = materialize(writer, uniform(writer, 0, updates.dataType, [rows, width]));
  const attributes = { axis: 0, reduction: op === 'add' && !uniqueIndices ? 'add' : 'none' };
  const name = writer.node('ScatterElements', [zeros.name, where, flat], attributes);
  const result = denseTensor(name, updates.dataType, [rows, width]);
  const wide = reshapeTensor(writer, result, [...sizes, ...rest]);
  const order = [...axis, ...shape.map((_, a) => a).filter((a) => !axis.includes(a))];
  return viewAs(
    wide,
    shape,
    shape.map((_, a) => order.indexOf(a)),
  );
}

/** One int32 index into the merged axes: row-major over their sizes. */
function mergeIndices(writer: GraphWriter, indices: readonly LazyTensor[], sizes: readonly number[]): LazyTensor {
  const cast = indices.map((index) => castTo(writer, index, 'int32'));
  const shape = broadcastShape(cast.map((index) => index.shape));
  const out: Aval = { dataType: 'int32', shape };
  return cast.reduce((sum, index, i) => {
    const scaled = promoting(writer, 'Mul', [sum, uniform(writer, sizes[i]!, 'int32')], out);
    return promoting(writer, 'Add', [scaled, index], out);
  });
}

/** Moves the indexed axes to the front, in order, as one axis. */
function mergeAxes(writer: GraphWriter, data: LazyTensor, axis: readonly number[]): LazyTensor {
  const rest = data.shape.map((_, a) => a).filter((a) => !axis.includes(a));
  const order = [...axis, ...rest];
  const front = viewAs(
    data,
    order.map((a) => data.shape[a]!),
    order,
  );
  if (axis.length === 1) return front;
  const merged = elementCount(axis.map((a) => data.shape[a]!));
  return reshapeTensor(writer, front, [merged, ...rest.map((a) => data.shape[a]!)]);
}

/** Updates as [count, width]: the index's axes first, everything stored. */
function flattenUpdates(writer: GraphWriter, updates: LazyTensor, indexRank: number, outDim: number): string {
  const axes = updates.shape.map((_, a) => a);
  const isIndex = (a: number) => a >= outDim && a < outDim + indexRank;
  const order = [...axes.filter(isIndex), ...axes.filter((a) => !isIndex(a))];
  const front = materialize(
    writer,
    viewAs(
      updates,
      order.map((a) => updates.shape[a]!),
      order,
    ),
  );
  const count = elementCount(front.shape.slice(0, indexRank));
  return reshapeValue(writer, front.name, front.dims, [count, elementCount(front.shape) / count]);
}

function flatIndex(writer: GraphWriter, index: LazyTensor, count: number): string {
  const { name, dims } = materialize(writer, index);
  return reshapeValue(writer, writer.cast(name, 'int64'), dims, [count, 1]);
}

function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) => Math.max(...shapes.map((shape) => shape.at(i - rank) ?? 1)));
}

function shifted(dim: number, by: number): number {
  return dim === BROADCAST ? BROADCAST : dim + by;
}
