// One entry a jax-js primitive: how it lowers to ONNX operators. Parameters and meaning are those of jax-js 0.1.25
// (`Primitive` and `PrimitiveParams` of its typings). What is missing has no place in a tower: convolutions, random
// bits, linear algebra, Fourier transforms and bit shifts.
import {
  add,
  combineBits,
  compare,
  extremum,
  integerDivide,
  multiply,
  negate,
  remainder,
  select,
} from './arithmetic.ts';
import { uniform } from './constants.ts';
import { dotTensors } from './dot.ts';
import { type Aval, promoting, unary } from './elementwise.ts';
import { gatherTensor, type IndexParams, type ScatterParams, scatterTensor } from './indexing.ts';
import { BROADCAST, castTo, denseTensor, type LazyTensor, materialize, viewAs } from './lazy-tensor.ts';
import { concatTensors, flipTensor, padTensor, sliceTensor, splitTensor } from './movement.ts';
import type { DataType } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';
import { type ReduceOp, reduceTensor } from './reduce.ts';
import { reshapeTensor } from './reshape.ts';

/** One primitive applied to operands, with the types that the jaxpr declares for its results. */
export interface PrimitiveCall {
  writer: GraphWriter;
  operands: readonly LazyTensor[];
  // biome-ignore lint/suspicious/noExplicitAny: jax-js types an equation's params so; each lowering knows its own.
  params: Record<string, any>;
  ins: readonly (Aval & { weakType: boolean })[];
  outs: readonly Aval[];
}

export type Lowering = (call: PrimitiveCall) => LazyTensor | LazyTensor[];

const unaryLowering =
  (opType: string): Lowering =>
  ({ writer, operands }) =>
    unary(writer, opType, operands[0]!);

const LOWERINGS: Record<string, Lowering> = {
  add: ({ writer, operands, outs }) => add(writer, operands, outs[0]!),
  mul: ({ writer, operands, outs }) => multiply(writer, operands, outs[0]!),
  idiv: ({ writer, operands, outs }) => integerDivide(writer, operands, outs[0]!),
  mod: ({ writer, operands, outs }) => remainder(writer, operands, outs[0]!),
  min: ({ writer, operands, outs }) => extremum(writer, operands, outs[0]!, 'Min'),
  max: ({ writer, operands, outs }) => extremum(writer, operands, outs[0]!, 'Max'),
  neg: ({ writer, operands }) => negate(writer, operands[0]!),
  bit_combine: ({ writer, operands, params, outs }) => combineBits(writer, operands, params.op, outs[0]!),
  compare: ({ writer, operands, params, ins, outs }) =>
    compare(writer, operands, params.op, promotedType(ins[0]!, ins[1]!), outs[0]!),
  where: ({ writer, operands, outs }) => select(writer, operands, outs[0]!),
  cast: ({ writer, operands, outs }) => castTo(writer, operands[0]!, outs[0]!.dataType),
  stop_gradient: ({ operands }) => operands[0]!,

  reciprocal: unaryLowering('Reciprocal'),
  floor: unaryLowering('Floor'),
  ceil: unaryLowering('Ceil'),
  sqrt: unaryLowering('Sqrt'),
  exp: unaryLowering('Exp'),
  log: unaryLowering('Log'),
  sin: unaryLowering('Sin'),
  cos: unaryLowering('Cos'),
  asin: unaryLowering('Asin'),
  atan: unaryLowering('Atan'),
  erf: unaryLowering('Erf'),
  erfc: ({ writer, operands, outs }) => {
    const one = uniform(writer, 1, outs[0]!.dataType);
    return promoting(writer, 'Sub', [one, unary(writer, 'Erf', operands[0]!)], outs[0]!);
  },

  dot: ({ writer, operands, outs }) => dotTensors(writer, operands[0]!, operands[1]!, outs[0]!),
  reduce: ({ writer, operands, params }) => reduceTensor(writer, operands[0]!, params.op as ReduceOp, params.axis),
  sort: (call) => sortLastAxis(call)[0]!,
  argsort: (call) => sortLastAxis(call),

  gather: ({ writer, operands, params }) =>
    gatherTensor(writer, operands[0]!, operands.slice(1), params as unknown as IndexParams),
  scatter: ({ writer, operands, params }) =>
    scatterTensor(writer, operands[0]!, operands.slice(1), params as unknown as ScatterParams),

  reshape: ({ writer, operands, params }) => reshapeTensor(writer, operands[0]!, params.shape),
  transpose: ({ operands, outs, params }) => viewAs(operands[0]!, outs[0]!.shape, params.perm),
  broadcast: ({ operands, params }) => broadcastNewAxes(operands[0]!, params.shape, params.axis),
  flip: ({ writer, operands, params }) => flipTensor(writer, operands[0]!, params.axis),
  shrink: ({ writer, operands, params }) => sliceTensor(writer, operands[0]!, params.slice),
  pad: ({ writer, operands, params }) => padTensor(writer, operands[0]!, params.width),
  concatenate: ({ writer, operands, params, outs }) => concatTensors(writer, operands, params.axis, outs[0]!),
  split: ({ writer, operands, params }) => splitTensor(writer, operands[0]!, params.axis, params.sizes),
};

/** Names of the primitives that can be lowered; a nested `jit` is inlined by the compiler itself. */
export const LOWERED_PRIMITIVES: readonly string[] = Object.keys(LOWERINGS);

/**
 * Lowers one primitive.
 *
 * @returns one tensor a result of the equation
 * @throws  Error that names a primitive without a lowering
 */
export function lowerPrimitive(primitive: string, call: PrimitiveCall): LazyTensor[] {
  const lowering = Object.hasOwn(LOWERINGS, primitive) ? LOWERINGS[primitive] : undefined;
  if (!lowering)
    throw new Error(
      `graph: primitive "${primitive}" has no ONNX lowering; there is one for ${LOWERED_PRIMITIVES.join(', ')}`,
    );
  const result = lowering(call);
  return Array.isArray(result) ? result : [result];
}

/**
 * jax-js's broadcast: the axes listed in `added` are new, the others are the tensor's, in order (size 1 may repeat).
 */
function broadcastNewAxes(tensor: LazyTensor, shape: readonly number[], added: readonly number[]): LazyTensor {
  let next = 0;
  return viewAs(
    tensor,
    shape,
    shape.map((_, axis) => (added.includes(axis) ? BROADCAST : next++)),
  );
}

/** Ascending and stable along the last axis: TopK breaks ties by the lower index. Returns [values, int32 indices]. */
function sortLastAxis({ writer, operands }: PrimitiveCall): LazyTensor[] {
  const { name, dataType, dims } = materialize(writer, operands[0]!);
  const inputs = [name, writer.int64s([dims.at(-1)!])];
  const [values, indices] = writer.nodes('TopK', inputs, 2, { axis: -1, largest: 0, sorted: 1 });
  return [denseTensor(values!, dataType, dims), denseTensor(writer.cast(indices!, 'int32'), 'int32', dims)];
}

// jax-js's lattice. A weakly typed operand (a plain number) takes the other's type, or an integer beside a boolean.
const TYPE_RANKS: readonly DataType[] = ['bool', 'uint32', 'int32', 'float32'];

function promotedType(a: PrimitiveCall['ins'][number], b: PrimitiveCall['ins'][number]): DataType {
  const rank = (type: DataType) => TYPE_RANKS.indexOf(type);
  if (a.weakType === b.weakType) return TYPE_RANKS[Math.max(rank(a.dataType), rank(b.dataType))]!;
  const strong = a.weakType ? b : a;
  return TYPE_RANKS[Math.max(rank(strong.dataType), rank('uint32'))]!;
}
