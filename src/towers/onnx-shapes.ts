// The operators that our compiler and the text encoder's builder write, each with the shapes of what it makes. So the
// size of everything a model will ever hold is known before a runtime starts it, and an operator that is not here runs
// nowhere. Shapes are those of the ONNX specification, operator set 18.

import type { OnnxNode, OnnxTensor, Shape } from './onnx-model.ts';

/** A node with what is known of its inputs. */
export interface NodeInputs {
  shapes: readonly Shape[];
  /** Of inputs that are constants. */
  constants: readonly (OnnxTensor | undefined)[];
  integers: OnnxNode['integers'];
  numOutputs: number;
}

type ShapeRule = (node: NodeInputs) => Shape[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

const asFirst: ShapeRule = ({ shapes }) => [shapeAt(shapes, 0)];
const broadcast: ShapeRule = ({ shapes }) => [shapes.reduce(broadcastTwo, [])];

const reduce: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const axes = node.shapes.length > 1 ? axesOf(integersAt(node, 1), shape.length) : [...shape.keys()];
  const keeps = (node.integers.keepdims?.[0] ?? 1) === 1;
  return [shape.flatMap((size, axis) => (axes.includes(axis) ? (keeps ? [1] : []) : [size]))];
};

const matMul: ShapeRule = ({ shapes }) => {
  const [a, b] = [shapeAt(shapes, 0), shapeAt(shapes, 1)];
  if (a.length < 2 || b.length < 2 || a.at(-1) !== b.at(-2)) refuse(`shapes [${a}] and [${b}]`);
  return [[...broadcastTwo(a.slice(0, -2), b.slice(0, -2)), a.at(-2)!, b.at(-1)!]];
};

/** Constants: weights [N, blocks, bytes of a block], and a scale for each block. */
const matMulNBits: ShapeRule = ({ shapes, constants, integers }) => {
  const [N, K, bits, blockSize] = ['N', 'K', 'bits', 'block_size'].map((name) => integers[name]?.[0] ?? 0);
  const shape = shapeAt(shapes, 0);
  const numBlocks = Math.ceil(K! / blockSize!);
  const weights = [N, numBlocks, (blockSize! * bits!) / 8];
  if (shape.at(-1) !== K || `${constants[1]?.dims}` !== `${weights}`) {
    refuse(`shapes [${shape}] and [${constants[1]?.dims}] for K ${K}, N ${N}, expected [${weights}]`);
  }
  if (sizeOf(constants[2]?.dims ?? []) !== N! * numBlocks) refuse(`scales of shape [${constants[2]?.dims}]`);
  return [[...shape.slice(0, -1), N!]];
};

const reshape: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const target = integersAt(node, 1).map((size, axis) => (size === 0 ? (shape[axis] ?? 0) : size));
  const rest = sizeOf(shape) / sizeOf(target.filter((size) => size !== -1));
  const reshaped = target.map((size) => (size === -1 ? rest : size));
  const isWrong = reshaped.some((size) => !Number.isInteger(size) || size < 0) || sizeOf(reshaped) !== sizeOf(shape);
  if (isWrong) refuse(`shape [${shape}] as [${target}]`);
  return [reshaped];
};

const transpose: ShapeRule = ({ shapes, integers }) => {
  const shape = shapeAt(shapes, 0);
  const order = integers.perm ?? [...shape.keys()].reverse();
  if (order.length !== shape.length || new Set(order).size !== order.length) refuse(`perm [${order}]`);
  return [order.map((axis) => shape[axis] ?? refuse(`perm [${order}]`))];
};

/** No larger than what it is cut from; starts and ends beyond the edge mean the edge. */
const slice: ShapeRule = (node) => {
  const shape = [...shapeAt(node.shapes, 0)];
  const [starts, ends] = [integersAt(node, 1), integersAt(node, 2)];
  const axes = axesOf(node.constants[3] ? integersAt(node, 3) : [...starts.keys()], shape.length);
  const steps = node.constants[4] ? integersAt(node, 4) : starts.map(() => 1);
  for (const [i, axis] of axes.entries()) {
    const size = shape[axis]!;
    const [start, end, step] = [starts[i] ?? 0, ends[i] ?? 0, steps[i] || refuse('step 0')];
    const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
    const edge = (at: number) => Math.min(Math.max(at < 0 ? at + size : at, low), high);
    shape[axis] = Math.max(0, Math.ceil((edge(end) - edge(start)) / step));
  }
  return [shape];
};

const concat: ShapeRule = ({ shapes, integers }) => {
  const joined = [...shapeAt(shapes, 0)];
  const [axis] = axesOf(integers.axis ?? [], joined.length);
  if (axis === undefined) refuse('no axis');
  const odd = shapes.find((shape) => `${shape.with(axis, 0)}` !== `${joined.with(axis, 0)}`);
  if (odd) refuse(`shapes [${joined}] and [${odd}]`);
  joined[axis] = shapes.reduce((sum, shape) => sum + (shape[axis] ?? refuse(`shape [${shape}]`)), 0);
  return [joined];
};

const split: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const [axis = 0] = axesOf(node.integers.axis ?? [0], shape.length);
  const sizes = integersAt(node, 1);
  const isWrong = sizes.length !== node.numOutputs || sizes.reduce((sum, size) => sum + size, 0) !== shape[axis];
  if (isWrong) refuse(`sizes [${sizes}] of [${shape}] for ${node.numOutputs} outputs`);
  return sizes.map((size) => shape.with(axis, size));
};

const gather: ShapeRule = ({ shapes, integers }) => {
  const shape = shapeAt(shapes, 0);
  const [axis = 0] = axesOf(integers.axis ?? [0], shape.length);
  return [[...shape.slice(0, axis), ...shapeAt(shapes, 1), ...shape.slice(axis + 1)]];
};

const expand: ShapeRule = (node) => [broadcastTwo(shapeAt(node.shapes, 0), integersAt(node, 1))];

const pad: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const pads = integersAt(node, 1);
  if (pads.length !== 2 * shape.length) refuse(`${pads.length} pads for [${shape}]`);
  return [shape.map((size, axis) => size + pads[axis]! + pads[axis + shape.length]!)];
};

const topK: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const [axis = 0] = axesOf(node.integers.axis ?? [-1], shape.length);
  const best = shape.with(axis, integersAt(node, 1)[0] ?? 0);
  return [best, best];
};

const squeeze: ShapeRule = (node) => {
  const shape = shapeAt(node.shapes, 0);
  const axes = axesOf(integersAt(node, 1), shape.length);
  return [shape.filter((_, axis) => !axes.includes(axis))];
};

const named = (rule: ShapeRule, names: string): [string, ShapeRule][] => names.split(' ').map((name) => [name, rule]);

/** By operator. */
export const SHAPE_RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...named(asFirst, 'Abs Asin Atan Cast Ceil Cos CumSum Erf Exp Floor Identity LayerNormalization Log Neg Not'),
  ...named(asFirst, 'Reciprocal Relu ScatterElements Sign Sin Softmax Sqrt Tanh'),
  ...named(broadcast, 'Add And BitwiseAnd BitwiseOr BitwiseXor Div Equal Less LessOrEqual Max Min Mod Mul Or Pow Sub'),
  ...named(broadcast, 'Where Xor'),
  ...named(reduce, 'ReduceMax ReduceMin ReduceProd ReduceSum'),
  ['Concat', concat],
  ['Expand', expand],
  ['Gather', gather],
  ['MatMul', matMul],
  ['Pad', pad],
  ['Reshape', reshape],
  ['Slice', slice],
  ['Split', split],
  ['Squeeze', squeeze],
  ['TopK', topK],
  ['Transpose', transpose],
  ['com.microsoft.MatMulNBits', matMulNBits],
]);

function shapeAt(shapes: readonly Shape[], i: number): Shape {
  return shapes[i] ?? refuse(`no input ${i}`);
}

/** Sizes and axes that are given as an input: a constant, or nobody knows them before. */
function integersAt({ constants }: NodeInputs, i: number): readonly number[] {
  const constant = constants[i];
  if (!constant || constant.integers.length !== sizeOf(constant.dims))
    refuse(`input ${i} that is no constant of int64`);
  return constant.integers;
}

function axesOf(axes: readonly number[], rank: number): number[] {
  return axes.map((axis) => (axis < -rank || axis >= rank ? refuse(`axis ${axis} of ${rank}`) : (axis + rank) % rank));
}

function broadcastTwo(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x, y] = [a[axis + a.length - rank] ?? 1, b[axis + b.length - rank] ?? 1];
    if (x !== y && x !== 1 && y !== 1) refuse(`shapes [${a}] and [${b}]`);
    return x === 1 ? y : x;
  });
}

function refuse(found: string): never {
  throw new RangeError(found);
}
