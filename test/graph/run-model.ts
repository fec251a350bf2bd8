// Runs compiled graphs under ONNX Runtime and compares them with jax-js's own result. onnxruntime-node is an optional
// dependency: where it is missing, onnxruntime-web's WebAssembly build takes its place.
import { type Array as JaxArray, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type * as Ort from 'onnxruntime-common';
import { expect } from 'vitest';
import { type CompileOptions, compileFunction } from '../../src/pipeline/graph/jaxpr-to-onnx.ts';
import { inspectModel } from '../../src/towers/inspect-model.ts';

export type Runtime = typeof Ort;

// Its Node build defines Worker, which jax-js's WebAssembly device takes for shared memory and fails: tests use
// jax-js's `cpu`.
export async function webRuntime(): Promise<Runtime> {
  return (await import('onnxruntime-web')) as unknown as Runtime;
}

/** onnxruntime-node, or onnxruntime-web where it is not installed. */
export async function nativeRuntime(): Promise<Runtime> {
  try {
    const module = (await import('onnxruntime-node')) as unknown as { default?: Runtime } & Runtime;
    return module.default ?? module;
  } catch {
    return webRuntime();
  }
}

export interface Value {
  data: Float32Array | Int32Array | Uint32Array | Uint8Array;
  dims: readonly number[];
}

/** Runs a model once. Feeds by name; returns outputs in the model's order. */
export async function runModel(runtime: Runtime, model: Uint8Array, feeds: Record<string, Ort.Tensor>) {
  const options = { intraOpNumThreads: 2, logSeverityLevel: 3 as const };
  const session = await runtime.InferenceSession.create(model, options);
  try {
    const results = await session.run(feeds);
    return session.outputNames.map((name) => {
      const tensor = results[name]!;
      return { data: tensor.data, dims: tensor.dims } as Value;
    });
  } finally {
    await session.release();
  }
}

/** Feeds in0, in1, ... from jax-js arrays, which are not consumed. */
export async function feedsOf(runtime: Runtime, args: readonly JaxArray[]): Promise<Record<string, Ort.Tensor>> {
  const feeds: Record<string, Ort.Tensor> = {};
  for (const [i, array] of args.entries()) {
    const data = await array.ref.data();
    const dtype = String(array.dtype);
    const values = dtype === 'bool' ? Uint8Array.from(data) : data;
    feeds[`in${i}`] = new runtime.Tensor(dtype as 'float32', values as Float32Array, array.shape);
  }
  return feeds;
}

// biome-ignore lint/suspicious/noExplicitAny: tests trace functions of any arity.
export type TestFunction = (...args: any[]) => unknown;

export interface CheckOptions extends CompileOptions {
  relative?: number; // largest difference / (1 + |expected|), default 2e-5
  runtime?: Runtime;
}

/**
 * Compiles `fn`, runs it under ONNX Runtime and expects jax-js's shapes and values, and that a page that looks through the
 * model works out these shapes. Returns the model.
 */
export async function expectSameAsJax(fn: TestFunction, args: readonly JaxArray[], options: CheckOptions = {}) {
  const model = await compileFunction(fn, [...args], options);
  const runtime = options.runtime ?? (await nativeRuntime());
  const actual = await runModel(runtime, model, await feedsOf(runtime, args));
  const { outputs, shapes } = inspectModel(model);
  expect(outputs.map(({ name }) => shapes.get(name))).toEqual(actual.map(({ dims }) => [...dims]));
  const expected = tree.leaves(fn(...args.map((array) => array.ref)) as JaxArray[]);
  expect(actual.length).toBe(expected.length);
  for (const [i, array] of expected.entries()) {
    expect([...actual[i]!.dims]).toEqual([...array.shape]);
    expectClose(actual[i]!.data, await array.data(), options.relative ?? 2e-5);
  }
  return model;
}

/** Expects every element within `relative` * (1 + |expected|); infinities and NaN must agree. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [Number(actual[i]), Number(expected[i])];
    if (Object.is(a, b) || a === b) continue;
    const error = Math.abs(a - b) / (1 + Math.abs(b));
    if (!(error <= relative)) expect.fail(`element ${i} is ${a}, expected ${b} (relative error ${error})`);
  }
}

/** Pseudo-random float array in (-scale, scale), fixed by the seed. */
export function randomArray(shape: readonly number[], seed = 1, scale = 1): JaxArray {
  let state = seed * 2654435761 + 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: size }, () => next() * scale);
  return np.array(data, { shape: [...shape] });
}

/** int32 array of the given values. */
export function intArray(values: readonly number[], shape: readonly number[] = [values.length]): JaxArray {
  return np.array(Int32Array.from(values), { shape: [...shape], dtype: np.int32 });
}

/** Value and gradients of a sum of `fn`'s result with uneven weights, so that a misplaced element changes both. */
export function gradientStep(fn: TestFunction, argnums: number[]): TestFunction {
  const loss = (...args: JaxArray[]) => {
    const result = fn(...args) as JaxArray;
    const weights = Float32Array.from({ length: result.size }, (_, i) => (((i * 37) % 11) - 4.5) / 4);
    return result.mul(np.array(weights, { shape: result.shape })).sum();
  };
  return valueAndGrad(loss as never, { argnums }) as TestFunction;
}
