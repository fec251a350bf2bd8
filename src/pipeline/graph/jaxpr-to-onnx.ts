// The compiler: a jaxpr of jax-js 0.1.25 (a forward pass, or a loss with its gradient) becomes an ONNX graph. It walks
// the equations once, keeping a lazy view for each variable, and writes out what the outputs need. Everything is
// static: shapes come from the example arguments that the function was traced with.
import { type ClosedJaxpr, type Array as JaxArray, type Jaxpr, makeJaxpr } from '@jax-js/jax';
import { constantTensor, uniform } from './constants.ts';
import { castTo, denseTensor, type LazyTensor, materialize } from './lazy-tensor.ts';
import { encodeModel } from './onnx-codec.ts';
import type { DataType, OnnxGraph } from './onnx-graph.ts';
import { GraphWriter } from './onnx-writer.ts';
import { lowerPrimitive } from './primitives.ts';

export interface CompileOptions {
  // Names in the flattened order of the traced function's arguments and results (an object's keys in the order in which
  // they were added). Default in0, in1, ... and out0, out1, ...
  inputNames?: readonly string[];
  outputNames?: readonly string[];
}

type Var = Jaxpr['inBinders'][number];
type Atom = Jaxpr['outs'][number];
type Environment = Map<Atom, LazyTensor>;

/**
 * Compiles what `makeJaxpr(fn)(...exampleArgs).jaxpr` returns to the bytes of an ONNX model.
 *
 * Inputs and outputs are float32, int32, uint32 or bool as traced, with static shapes. Arrays that the function closed
 * over become constants.
 *
 * @throws Error that names the first primitive without a lowering
 */
export async function compileJaxpr(closed: ClosedJaxpr, options: CompileOptions = {}): Promise<Uint8Array> {
  return encodeModel(await compileJaxprToGraph(closed, options));
}

/** As `compileJaxpr`, but returns the graph before encoding, for a pass such as `quantizeGraph`. */
export async function compileJaxprToGraph(closed: ClosedJaxpr, options: CompileOptions = {}): Promise<OnnxGraph> {
  const { jaxpr, consts } = closed;
  checkNames('input', options.inputNames, jaxpr.inBinders.length - consts.length);
  checkNames('output', options.outputNames, jaxpr.outs.length);
  const writer = new GraphWriter();
  const environment: Environment = new Map();
  declareInputs(writer, closed, options.inputNames, environment);
  await bindConstants(writer, closed, environment);
  lowerEquations(writer, jaxpr, environment);
  for (const [i, atom] of jaxpr.outs.entries()) {
    const tensor = materialize(writer, castTo(writer, read(writer, environment, atom), dataTypeOf(atom)));
    writer.output(options.outputNames?.[i] ?? `out${i}`, tensor.name, tensor.dataType, tensor.shape);
  }
  return writer.finish();
}

/**
 * Traces a function and compiles it.
 *
 * @param fn           of arrays or trees of arrays, written with jax-js
 * @param exampleArgs  arrays (or trees) whose shapes and types are traced; not consumed
 */
export async function compileFunction<Args extends unknown[]>(
  fn: (...args: Args) => unknown,
  exampleArgs: Args,
  options: CompileOptions = {},
): Promise<Uint8Array> {
  const { jaxpr } = (makeJaxpr as unknown as Tracer)(fn)(...exampleArgs);
  const bytes = await compileJaxpr(jaxpr, options);
  jaxpr.dispose();
  return bytes;
}

type Tracer = (fn: (...args: never[]) => unknown) => (...args: unknown[]) => { jaxpr: ClosedJaxpr };

function declareInputs(
  writer: GraphWriter,
  { jaxpr, consts }: ClosedJaxpr,
  names: readonly string[] | undefined,
  environment: Environment,
): void {
  for (const [i, binder] of jaxpr.inBinders.slice(consts.length).entries()) {
    const dataType = dataTypeOf(binder);
    const name = writer.input(names?.[i] ?? `in${i}`, dataType, binder.aval.shape);
    environment.set(binder, denseTensor(name, dataType, binder.aval.shape));
  }
}

/** The first binders of a closed jaxpr are the arrays that the function closed over. */
async function bindConstants(writer: GraphWriter, closed: ClosedJaxpr, environment: Environment): Promise<void> {
  for (const [i, value] of closed.consts.entries()) {
    const binder = closed.jaxpr.inBinders[i]!;
    const data = await (value as unknown as JaxArray).ref.data();
    environment.set(binder, constantTensor(writer, data, dataTypeOf(binder), binder.aval.shape));
  }
}

function lowerEquations(writer: GraphWriter, jaxpr: Jaxpr, environment: Environment): void {
  for (const { primitive, inputs, params, outBinders } of jaxpr.eqns) {
    const operands = inputs.map((atom) => read(writer, environment, atom));
    const results =
      (primitive as string) === 'jit'
        ? inlineCall(writer, params.jaxpr as Jaxpr, operands)
        : lowerPrimitive(primitive, {
            writer,
            operands,
            params,
            ins: inputs.map(avalOf),
            outs: outBinders.map(avalOf),
          });
    for (const [i, binder] of outBinders.entries()) environment.set(binder, results[i]!);
  }
}

/** A nested call is compiled in place; its constants are its first operands already. */
function inlineCall(writer: GraphWriter, jaxpr: Jaxpr, operands: readonly LazyTensor[]): LazyTensor[] {
  const environment: Environment = new Map(jaxpr.inBinders.map((binder, i) => [binder, operands[i]!]));
  lowerEquations(writer, jaxpr, environment);
  return jaxpr.outs.map((atom) => read(writer, environment, atom));
}

/** The tensor of a variable, or of a literal, which is a scalar of the type that the jaxpr gives it. */
function read(writer: GraphWriter, environment: Environment, atom: Atom): LazyTensor {
  const known = environment.get(atom);
  if (known) return known;
  if ('value' in atom) return uniform(writer, Number(atom.value), dataTypeOf(atom));
  throw new Error(`graph: jaxpr reads ${atom}, expected a variable that was bound before`);
}

function avalOf(atom: Atom | Var) {
  return { dataType: dataTypeOf(atom), shape: atom.aval.shape, weakType: atom.aval.weakType };
}

function dataTypeOf(atom: Atom | Var): DataType {
  const dtype = String(atom.aval.dtype);
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'uint32' || dtype === 'bool') return dtype;
  throw new Error(`graph: tensor has dtype "${dtype}", expected float32, int32, uint32 or bool`);
}

function checkNames(kind: string, names: readonly string[] | undefined, expected: number): void {
  if (!names) return;
  if (names.length !== expected) throw new Error(`graph: ${names.length} ${kind} names, expected ${expected}`);
  if (new Set(names).size !== expected) throw new Error(`graph: ${kind} names repeat: ${names.join(', ')}`);
}
