// Constant folding of parameters: moves (Reshape, Transpose, Identity) and f32 arithmetic between constants, so that a
// weight that is transposed or scaled before use is one initializer, which the quantizer can see. A fold that would
// make the model larger (a broadcast) is left to ONNX Runtime, which folds the rest when it loads the model.
import { elementCount, type OnnxGraph, type OnnxNode, type Tensor } from './onnx-graph.ts';
import { pruneGraph } from './prune-graph.ts';

type Fold = (inputs: readonly Tensor[], node: OnnxNode) => Omit<Tensor, 'name'> | undefined;

const FOLDS: Record<string, Fold> = {
  Identity: ([x]) => x,
  Reshape: ([x, shape]) => reshape(x!, shape!),
  Transpose: ([x], { attributes }) => transpose(x!, attributes.perm as readonly number[] | undefined),
  Neg: ([x]) => mapFloats(x!, (value) => -value),
  Reciprocal: ([x]) => mapFloats(x!, (value) => 1 / value),
  Add: ([a, b]) => combineFloats(a!, b!, (x, y) => x + y),
  Sub: ([a, b]) => combineFloats(a!, b!, (x, y) => x - y),
  Mul: ([a, b]) => combineFloats(a!, b!, (x, y) => x * y),
  Div: ([a, b]) => combineFloats(a!, b!, (x, y) => x / y),
};

/**
 * Replaces nodes whose inputs are all constants by their results; f32 results are rounded as the operator rounds them.
 */
export function foldConstants(graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const outputs = new Set(graph.outputs.map((output) => output.name));
  const nodes = graph.nodes.filter((node) => {
    const folded = outputs.has(node.outputs[0]!) ? undefined : foldNode(node, constants);
    if (folded) constants.set(folded.name, folded);
    return !folded;
  });
  return pruneGraph({ ...graph, nodes, initializers: [...constants.values()] });
}

function foldNode(node: OnnxNode, constants: ReadonlyMap<string, Tensor>): Tensor | undefined {
  const fold = node.domain === '' && Object.hasOwn(FOLDS, node.opType) ? FOLDS[node.opType] : undefined;
  const inputs = node.inputs.map((name) => constants.get(name));
  if (!fold || !inputs.every((input) => input !== undefined)) return undefined;
  const result = fold(inputs, node);
  if (!result || result.data.length > Math.max(...inputs.map((input) => input.data.length))) return undefined;
  return { ...result, name: node.outputs[0]! };
}

function reshape(x: Tensor, shape: Tensor) {
  const dims = Array.from(shape.data, Number);
  return elementCount(dims) === x.data.length && dims.every((dim) => dim > 0) ? { ...x, dims } : undefined;
}

function transpose(x: Tensor, perm: readonly number[] = x.dims.map((_, i) => x.dims.length - 1 - i)) {
  const dims = perm.map((axis) => x.dims[axis]!);
  const strides = stridesOf(x.dims);
  const data = x.data.slice();
  const source = offsets(
    dims,
    perm.map((axis) => strides[axis]!),
  );
  for (let i = 0; i < data.length; i++) data[i] = x.data[source[i]!]!;
  return { dataType: x.dataType, dims, data };
}

function mapFloats(x: Tensor, compute: (value: number) => number) {
  if (!(x.data instanceof Float32Array)) return undefined;
  return { ...x, data: x.data.map(compute) };
}

function combineFloats(a: Tensor, b: Tensor, compute: (x: number, y: number) => number) {
  if (!(a.data instanceof Float32Array) || !(b.data instanceof Float32Array)) return undefined;
  const rank = Math.max(a.dims.length, b.dims.length);
  const dims = Array.from({ length: rank }, (_, i) => Math.max(a.dims.at(i - rank) ?? 1, b.dims.at(i - rank) ?? 1));
  const [x, y] = [a.data, b.data];
  const [xAt, yAt] = [a, b].map((operand) => offsets(dims, broadcastStrides(operand.dims, rank))) as [
    Uint32Array,
    Uint32Array,
  ];
  const data = Float32Array.from({ length: elementCount(dims) }, (_, i) => compute(x[xAt[i]!]!, y[yAt[i]!]!));
  return { dataType: a.dataType, dims, data };
}

function stridesOf(dims: readonly number[]): number[] {
  return dims.map((_, i) => elementCount(dims.slice(i + 1)));
}

function broadcastStrides(dims: readonly number[], rank: number): number[] {
  const strides = stridesOf(dims).map((stride, i) => (dims[i] === 1 ? 0 : stride));
  return [...Array<number>(rank - dims.length).fill(0), ...strides];
}

/** Offset of every element, in row-major order of `dims`, in a buffer with the given strides. */
function offsets(dims: readonly number[], strides: readonly number[]): Uint32Array {
  let result: number[] = [0];
  for (const [axis, dim] of dims.entries())
    result = result.flatMap((base) => Array.from({ length: dim }, (_, i) => base + i * strides[axis]!));
  return Uint32Array.from(result);
}
