// The operators that our compiler writes for towers, each as calls of kernels. An operator, a type or an attribute that
// is not here is known to ONNX Runtime alone.
import type { OnnxTensor, Shape } from '../onnx-model.ts';
import { sizeOf } from '../onnx-shapes.ts';
import { BINARY, REDUCE, UNARY } from './kernels.ts';
import { matMul, matMulNBits } from './matrix-operators.ts';
import { NotKnown, type PlannedNode, type Value, type ValueType } from './planned-node.ts';
import { asFour, broadcastSteps, contiguousSteps } from './steps.ts';

type Operator = (node: PlannedNode) => void;

const unary =
  (operation: number): Operator =>
  (node) => {
    const a = floatInput(node, 0);
    const out = node.make(0, 'float32');
    node.call('unary', operation, out.place, a.place, sizeOf(a.shape));
  };

const arithmetic =
  (operation: number): Operator =>
  (node) =>
    binary(node, operation, [floatInput(node, 0), floatInput(node, 1)], 'float32');

const comparison =
  (operation: number): Operator =>
  (node) =>
    binary(node, operation, [input(node, 0, 'int32'), input(node, 1, 'int32')], 'bool');

function binary(node: PlannedNode, operation: number, operands: readonly [Value, Value], type: ValueType): void {
  if (node.node.inputs.length !== 2) throw new NotKnown(`${node.node.operator} of ${node.node.inputs.length} operands`);
  const out = node.make(0, type);
  const { dims, walks } = fourOf(node, out.shape, operands.map(stepsTo(out)));
  const [a, b] = operands;
  node.call('binary', operation, out.place, a.place, b.place, ...dims, ...walks.flat());
}

const where: Operator = (node) => {
  const [condition, a] = [input(node, 0, 'bool'), node.input(1)];
  const b = input(node, 2, a.type);
  const out = node.make(0, a.type);
  const { dims, walks } = fourOf(node, out.shape, [condition, a, b].map(stepsTo(out)));
  node.call('where', out.place, condition.place, a.place, b.place, ...dims, ...walks.flat());
};

/** Over axes that lie side by side. */
const reduce =
  (operation: number): Operator =>
  (node) => {
    const a = floatInput(node, 0);
    const rank = a.shape.length;
    const axes = (node.node.inputs.length > 1 ? integers(node, 1) : [...a.shape.keys()]).map(
      (axis) => axis + (axis < 0 ? rank : 0),
    );
    const [first, end] = [Math.min(...axes), Math.max(...axes) + 1];
    if (axes.length === 0 || new Set(axes).size !== end - first)
      throw new NotKnown(`${node.node.operator} over the axes ${axes}`);
    const out = node.make(0, 'float32');
    const [outer, n, inner] = [a.shape.slice(0, first), a.shape.slice(first, end), a.shape.slice(end)].map(sizeOf);
    node.call('reduce', operation, out.place, a.place, outer!, n!, inner!);
  };

/** Only the shape is another one. */
const renamed: Operator = (node) => node.rename();

const cast: Operator = (node) => {
  const a = node.input(0);
  if (node.node.integers.to?.[0] !== FLOAT32) throw new NotKnown(`Cast to type ${node.node.integers.to}`);
  if (a.type === 'float32') return node.rename();
  const out = node.make(0, 'float32');
  node.call('unary', UNARY.toFloat, out.place, a.place, sizeOf(a.shape));
};

const transpose: Operator = (node) => {
  const a = node.input(0);
  const order = node.node.integers.perm ?? [...a.shape.keys()].reverse();
  const steps = contiguousSteps(a.shape);
  const out = node.make(0, a.type);
  copy(
    node,
    out.shape,
    out,
    contiguousSteps(out.shape),
    a,
    order.map((axis) => steps[axis]!),
  );
};

const expand: Operator = (node) => {
  const a = node.input(0);
  const out = node.make(0, a.type);
  copy(node, out.shape, out, contiguousSteps(out.shape), a, broadcastSteps(a.shape, out.shape));
};

const slice: Operator = (node) => {
  const a = node.input(0);
  const out = node.make(0, a.type);
  const steps = contiguousSteps(a.shape);
  let offset = 0;
  const starts = integers(node, 1);
  const axes = node.constant(3) ? integers(node, 3) : [...starts.keys()];
  for (const [i, given] of axes.entries()) {
    const axis = given < 0 ? given + a.shape.length : given;
    const [size, step] = [a.shape[axis]!, node.constant(4) ? integers(node, 4)[i]! : 1];
    if (step < 1) throw new NotKnown(`Slice by steps of ${step}`);
    const start = starts[i]! < 0 ? starts[i]! + size : starts[i]!;
    offset += Math.min(Math.max(start, 0), size) * steps[axis]!;
    steps[axis]! *= step;
  }
  if (sizeOf(out.shape) > 0) copy(node, out.shape, out, contiguousSteps(out.shape), moved(a, offset), steps);
};

const concat: Operator = (node) => {
  const values = node.node.inputs.map((_, i) => node.input(i));
  const out = node.make(0, values[0]!.type);
  const axis = axisOf(node, out.shape);
  let offset = 0;
  for (const value of values) {
    if (value.type !== out.type) throw new NotKnown(`Concat of ${out.type} and ${value.type}`);
    copy(node, value.shape, moved(out, offset), contiguousSteps(out.shape), value, contiguousSteps(value.shape));
    offset += value.shape[axis]! * contiguousSteps(out.shape)[axis]!;
  }
};

const split: Operator = (node) => {
  const a = node.input(0);
  const axis = axisOf(node, a.shape);
  const steps = contiguousSteps(a.shape);
  let offset = 0;
  for (const i of node.node.outputs.keys()) {
    const out = node.make(i, a.type);
    copy(node, out.shape, out, contiguousSteps(out.shape), moved(a, offset), steps);
    offset += out.shape[axis]! * steps[axis]!;
  }
};

/** Of rows. */
const gather: Operator = (node) => {
  if ((node.node.integers.axis?.[0] ?? 0) !== 0) throw new NotKnown('Gather along another axis than the first');
  const [table, indices] = [node.input(0), input(node, 1, 'int32')];
  const out = node.make(0, table.type);
  const [rows, ...rest] = table.shape;
  node.call('gather', out.place, table.place, indices.place, rows!, sizeOf(rest), sizeOf(indices.shape));
};

/** TensorProto.DataType. */
const FLOAT32 = 1;

const of = (make: (operation: number) => Operator, operations: Record<string, number>): [string, Operator][] =>
  Object.entries(operations).map(([name, operation]) => [name, make(operation)]);

/** By name. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...of(unary, { Sqrt: UNARY.sqrt, Reciprocal: UNARY.reciprocal, Exp: UNARY.exp, Neg: UNARY.neg, Abs: UNARY.abs }),
  ...of(unary, { Log: UNARY.log, Tanh: UNARY.tanh }),
  ...of(arithmetic, { Add: BINARY.add, Sub: BINARY.sub, Mul: BINARY.mul, Div: BINARY.div }),
  ...of(arithmetic, { Max: BINARY.max, Min: BINARY.min }),
  ...of(comparison, { Equal: BINARY.equal, Less: BINARY.less, LessOrEqual: BINARY.lessOrEqual }),
  ...of(reduce, { ReduceSum: REDUCE.sum, ReduceMax: REDUCE.max }),
  ['Cast', cast],
  ['Concat', concat],
  ['Expand', expand],
  ['Gather', gather],
  ['Identity', renamed],
  ['MatMul', matMul],
  ['Reshape', renamed],
  ['Slice', slice],
  ['Split', split],
  ['Squeeze', renamed],
  ['Transpose', transpose],
  ['Where', where],
  ['com.microsoft.MatMulNBits', matMulNBits],
]);

function copy(node: PlannedNode, shape: Shape, to: Value, toSteps: number[], from: Value, fromSteps: number[]): void {
  const { dims, walks } = fourOf(node, shape, [toSteps, fromSteps]);
  node.call('copy', to.place, from.place, ...dims, ...walks.flat());
}

/** The same memory, from some words on. */
function moved(value: Value, words: number): Value {
  const { room, offsetBytes } = value.place;
  return { ...value, place: { room, offsetBytes: offsetBytes + 4 * words } };
}

const stepsTo =
  (out: Value) =>
  ({ shape }: Value): number[] =>
    broadcastSteps(shape, out.shape);

function fourOf({ node }: PlannedNode, shape: Shape, walks: readonly number[][]) {
  const four = asFour(shape, walks);
  if (!four) throw new NotKnown(`${node.operator} over ${shape.length} dimensions that cannot be joined to four`);
  return four;
}

function input(node: PlannedNode, i: number, type: ValueType): Value {
  const value = node.input(i);
  if (value.type !== type) throw new NotKnown(`${node.node.operator} of ${value.type}`);
  return value;
}

const floatInput = (node: PlannedNode, i: number): Value => input(node, i, 'float32');

/** Of a constant of int64: src/towers/onnx-shapes.ts has looked at it. */
function integers(node: PlannedNode, i: number): readonly number[] {
  return (node.constant(i) as OnnxTensor).integers;
}

function axisOf({ node }: PlannedNode, shape: Shape): number {
  const axis = node.integers.axis?.[0] ?? 0;
  return axis < 0 ? axis + shape.length : axis;
}
