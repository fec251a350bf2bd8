// Arithmetic, comparison and selection, with jax-js's type promotion. Identities that gradients are full of (adding 0,
// multiplying by 1 or by a structural 0, choosing between equals, adding a negation) are folded while lowering.
// Multiplying by a constant 0 gives 0 even where the other operand is not finite: these zeros are absent tangents.
import { uniform, uniformValue } from './constants.ts';
import { type Aval, broadcasting, promoting, unary } from './elementwise.ts';
import { broadcastTo, castTo, type LazyTensor } from './lazy-tensor.ts';
import type { DataType } from './onnx-graph.ts';
import type { GraphWriter } from './onnx-writer.ts';

type Operands = readonly LazyTensor[];

/** x + y; for booleans, or. */
export function add(writer: GraphWriter, [x, y]: Operands, out: Aval): LazyTensor {
  if (out.dataType === 'bool') return promoting(writer, 'Or', [x!, y!], out);
  if (uniformValue(writer, x!) === 0) return resultAs(writer, y!, out);
  if (uniformValue(writer, y!) === 0) return resultAs(writer, x!, out);
  const negatedY = withoutNegation(writer, y!);
  if (negatedY) return promoting(writer, 'Sub', [x!, negatedY], out);
  const negatedX = withoutNegation(writer, x!);
  if (negatedX) return promoting(writer, 'Sub', [y!, negatedX], out);
  return promoting(writer, 'Add', [x!, y!], out);
}

/** x * y; for booleans, and. */
export function multiply(writer: GraphWriter, [x, y]: Operands, out: Aval): LazyTensor {
  if (out.dataType === 'bool') return promoting(writer, 'And', [x!, y!], out);
  for (const [factor, other] of [
    [x!, y!],
    [y!, x!],
  ] as const) {
    const value = uniformValue(writer, factor);
    if (value === 0) return uniform(writer, 0, out.dataType, out.shape);
    if (value === 1) return resultAs(writer, other, out);
  }
  return promoting(writer, 'Mul', [x!, y!], out);
}

export function negate(writer: GraphWriter, tensor: LazyTensor): LazyTensor {
  const value = uniformValue(writer, tensor);
  if (value !== undefined) return uniform(writer, -value, tensor.dataType, tensor.shape);
  return withoutNegation(writer, tensor) ?? unary(writer, 'Neg', tensor);
}

/** The larger or the smaller of two; for booleans, or and and. */
export function extremum(writer: GraphWriter, operands: Operands, out: Aval, opType: 'Max' | 'Min'): LazyTensor {
  const logical = opType === 'Max' ? 'Or' : 'And';
  return promoting(writer, out.dataType === 'bool' ? logical : opType, operands, out);
}

/** Quotient rounded towards zero. */
export function integerDivide(writer: GraphWriter, operands: Operands, out: Aval): LazyTensor {
  const quotient = promoting(writer, 'Div', operands, out);
  if (out.dataType !== 'float32') return quotient; // ONNX's integer division truncates
  // trunc(q) = sign(q) * floor(|q|)
  const whole = unary(writer, 'Floor', unary(writer, 'Abs', quotient));
  return promoting(writer, 'Mul', [unary(writer, 'Sign', quotient), whole], out);
}

/** Remainder with the sign of the numerator, as in C and JavaScript. */
export function remainder(writer: GraphWriter, operands: Operands, out: Aval): LazyTensor {
  const [x, y] = operands.map((operand) => castTo(writer, operand, out.dataType));
  return broadcasting(writer, 'Mod', [x!, y!], out.dataType, out.shape, { fmod: 1 });
}

/** Compares two tensors after casting both to `type`. */
export function compare(writer: GraphWriter, operands: Operands, op: string, type: DataType, out: Aval): LazyTensor {
  const ordered = op === 'less' || op === 'less_equal';
  const cast = operands.map((operand) => castTo(writer, operand, ordered && type === 'bool' ? 'int32' : type));
  const emit = (opType: string) => broadcasting(writer, opType, cast, 'bool', out.shape);
  if (op === 'less') return emit('Less');
  if (op === 'less_equal') return emit('LessOrEqual');
  if (op === 'equal') return emit('Equal');
  if (op === 'not_equal') return unary(writer, 'Not', emit('Equal'));
  throw new Error(`graph: compare "${op}" has no ONNX lowering`);
}

/** x where the condition holds, y elsewhere. */
export function select(writer: GraphWriter, [condition, x, y]: Operands, out: Aval): LazyTensor {
  const [a, b] = [castTo(writer, x!, out.dataType), castTo(writer, y!, out.dataType)];
  const sameView = a.name === b.name && a.axes.every((axis, i) => axis === b.axes[i]);
  if (sameView && a.axes.length === b.axes.length) return resultAs(writer, a, out);
  if (out.dataType !== 'bool') return broadcasting(writer, 'Where', [condition!, a, b], out.dataType, out.shape);
  // ONNX Runtime's Where takes no booleans: (c and x) or (not c and y).
  const ifTrue = broadcasting(writer, 'And', [condition!, a], 'bool', out.shape);
  const ifFalse = broadcasting(writer, 'And', [unary(writer, 'Not', condition!), b], 'bool', out.shape);
  return broadcasting(writer, 'Or', [ifTrue, ifFalse], 'bool', out.shape);
}

/** and, or, xor of booleans or of the bits of integers. */
export function combineBits(writer: GraphWriter, operands: Operands, op: string, out: Aval): LazyTensor {
  const names: Record<string, string> = { and: 'And', or: 'Or', xor: 'Xor' };
  const name = names[op];
  if (!name) throw new Error(`graph: bit_combine "${op}" has no ONNX lowering`);
  return promoting(writer, out.dataType === 'bool' ? name : `Bitwise${name}`, operands, out);
}

function resultAs(writer: GraphWriter, tensor: LazyTensor, out: Aval): LazyTensor {
  return castTo(writer, broadcastTo(tensor, out.shape), out.dataType);
}

/** x where the tensor is Neg(x), else undefined. */
function withoutNegation(writer: GraphWriter, tensor: LazyTensor): LazyTensor | undefined {
  const producer = writer.producer(tensor.name);
  return producer?.opType === 'Neg' ? { ...tensor, name: producer.inputs[0]! } : undefined;
}
