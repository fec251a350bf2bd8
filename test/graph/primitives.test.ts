// Every primitive that the compiler lowers, against jax-js's own result; the differentiable ones with their gradients.
// The last test demands that each lowering was met by some case.
import { defaultDevice, init, type Array as JaxArray, type Jaxpr, lax, makeJaxpr, nn, numpy as np } from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileFunction } from '../../src/pipeline/graph/jaxpr-to-onnx.ts';
import { LOWERED_PRIMITIVES } from '../../src/pipeline/graph/primitives.ts';
import {
  expectSameAsJax,
  feedsOf,
  gradientStep,
  intArray,
  nativeRuntime,
  randomArray,
  runModel,
  type TestFunction,
  webRuntime,
} from './run-model.ts';

beforeAll(async () => {
  await init('cpu');
  defaultDevice('cpu');
});

interface Case {
  fn: TestFunction;
  args: () => JaxArray[];
  gradientOf?: number[]; // arguments to differentiate by (default none)
  relative?: number;
}

const a = (seed = 1) => randomArray([3, 4], seed);
const positive = () => np.abs(randomArray([3, 4], 7)).add(0.1);
const ints = () => intArray([7, -7, 9, -2, 0, 5], [2, 3]);
const bools = () => np.array([true, false, true, true, false, false]).reshape([2, 3]);
const otherBools = () => np.array([true, true, false, false, false, true]).reshape([2, 3]);
const unsigned = () => np.array(Uint32Array.of(1, 6, 3, 2, 8, 4), { shape: [2, 3], dtype: np.uint32 });

type A = JaxArray;

const cases: Record<string, Case> = {
  add: { fn: (x: A, y: A) => x.add(y), args: () => [a(), randomArray([4], 2)], gradientOf: [0, 1] },
  'add of a negation is a subtraction': {
    fn: (x: A, y: A) => x.sub(y),
    args: () => [a(), randomArray([4], 2)],
    gradientOf: [0, 1],
  },
  'add of booleans': { fn: (x: A, y: A) => np.add(x, y), args: () => [bools(), otherBools()] },
  'add of mixed types': { fn: (x: A, y: A) => x.add(y), args: () => [ints(), randomArray([2, 3])] },
  'add of unsigned and signed': { fn: (x: A, y: A) => x.add(y), args: () => [unsigned(), ints()] },
  mul: { fn: (x: A, y: A) => x.mul(y), args: () => [a(), randomArray([3, 1], 2)], gradientOf: [0, 1] },
  'mul of booleans': { fn: (x: A, y: A) => np.multiply(x, y), args: () => [bools(), otherBools()] },
  'mul by a plain number keeps integers': { fn: (x: A) => x.mul(3), args: () => [ints()] },
  div: { fn: (x: A, y: A) => x.div(y), args: () => [a(), positive()], gradientOf: [0, 1] },
  'idiv of integers': {
    fn: (x: A, y: A) => truncatedQuotient(x, y),
    args: () => [ints(), intArray([2, 2, -4, 3, 5, -3], [2, 3])],
  },
  'mod of integers': {
    fn: (x: A, y: A) => np.fmod(x, y),
    args: () => [ints(), intArray([4, 4, -5, 3, 2, -3], [2, 3])],
  },
  'mod of floats': {
    fn: (x: A, y: A) => np.fmod(x, y),
    args: () => [randomArray([3, 4], 3, 9), positive()],
    gradientOf: [0],
  },
  'floor division': { fn: (x: A, y: A) => np.floorDivide(x, y), args: () => [randomArray([3, 4], 3, 9), positive()] },
  remainder: { fn: (x: A, y: A) => np.remainder(x, y), args: () => [ints(), intArray([4, 4, -5, 3, 2, -3], [2, 3])] },
  min: { fn: (x: A, y: A) => np.minimum(x, y), args: () => [a(), a(2)], gradientOf: [0, 1] },
  max: { fn: (x: A, y: A) => np.maximum(x, y), args: () => [a(), a(2)], gradientOf: [0, 1] },
  'max with a number': { fn: (x: A) => nn.relu(x), args: () => [a()], gradientOf: [0] },
  'max of integers': { fn: (x: A) => np.maximum(x, 1), args: () => [ints()] },
  'max of booleans': { fn: (x: A, y: A) => np.maximum(x, y), args: () => [bools(), otherBools()] },
  'min of booleans': { fn: (x: A, y: A) => np.minimum(x, y), args: () => [bools(), otherBools()] },
  neg: { fn: (x: A) => x.neg(), args: () => [a()], gradientOf: [0] },
  'neg of a neg': { fn: (x: A) => np.exp(x.neg()).neg().neg(), args: () => [a()], gradientOf: [0] },
  'neg of integers': { fn: (x: A) => x.neg(), args: () => [ints()] },
  reciprocal: { fn: (x: A) => np.reciprocal(x), args: () => [positive()], gradientOf: [0] },
  sqrt: { fn: (x: A) => np.sqrt(x), args: () => [positive()], gradientOf: [0] },
  exp: { fn: (x: A) => np.exp(x), args: () => [a()], gradientOf: [0] },
  log: { fn: (x: A) => np.log(x), args: () => [positive()], gradientOf: [0] },
  sin: { fn: (x: A) => np.sin(x), args: () => [a()], gradientOf: [0] },
  cos: { fn: (x: A) => np.cos(x), args: () => [a()], gradientOf: [0] },
  asin: { fn: (x: A) => np.asin(x.mul(0.9)), args: () => [a()], gradientOf: [0], relative: 1e-4 },
  atan: { fn: (x: A) => np.atan(x), args: () => [a()], gradientOf: [0] },
  erf: { fn: (x: A) => lax.erf(x), args: () => [randomArray([3, 4], 1, 3)], gradientOf: [0] },
  erfc: { fn: (x: A) => lax.erfc(x), args: () => [randomArray([3, 4], 1, 3)], gradientOf: [0] },
  floor: { fn: (x: A) => np.floor(x), args: () => [randomArray([3, 4], 1, 5)], gradientOf: [0] },
  ceil: { fn: (x: A) => np.ceil(x), args: () => [randomArray([3, 4], 1, 5)] },
  tanh: { fn: (x: A) => np.tanh(x), args: () => [randomArray([3, 4], 1, 30)], gradientOf: [0] },
  sigmoid: { fn: (x: A) => nn.sigmoid(x), args: () => [randomArray([3, 4], 1, 30)], gradientOf: [0] },
  softplus: { fn: (x: A) => nn.softplus(x), args: () => [randomArray([3, 4], 1, 9)], gradientOf: [0] },
  gelu: { fn: (x: A) => nn.gelu(x), args: () => [randomArray([3, 4], 1, 3)], gradientOf: [0] },
  silu: { fn: (x: A) => nn.silu(x), args: () => [randomArray([3, 4], 1, 3)], gradientOf: [0] },
  'abs and sign': { fn: (x: A) => np.abs(x.ref).add(np.sign(x)), args: () => [a()], gradientOf: [0] },
  power: { fn: (x: A) => np.power(x, 3), args: () => [positive()], gradientOf: [0], relative: 1e-4 },
  stop_gradient: { fn: (x: A) => lax.stopGradient(x.ref).mul(x), args: () => [a()], gradientOf: [0] },
  'cast to integer cuts': { fn: (x: A) => x.astype(np.int32), args: () => [randomArray([3, 4], 5, 9)] },
  'cast to boolean': { fn: (x: A) => x.astype(np.bool), args: () => [ints()] },
  'cast from boolean': { fn: (x: A) => x.astype(np.float32).mul(2), args: () => [bools()] },
  'cast to unsigned': { fn: (x: A) => np.abs(x).astype(np.uint32), args: () => [ints()] },
  'bit_combine of booleans': {
    fn: (x: A, y: A) => [np.logicalAnd(x.ref, y.ref), np.logicalOr(x.ref, y.ref), np.bitwiseXor(x, y)],
    args: () => [bools(), otherBools()],
  },
  'bit_combine of integers': {
    fn: (x: A, y: A) => [np.bitwiseAnd(x.ref, y.ref), np.bitwiseOr(x.ref, y.ref), np.bitwiseXor(x, y)],
    args: () => [ints(), intArray([3, 5, -6, 7, 1, 2], [2, 3])],
  },
  'logical not': { fn: (x: A) => np.logicalNot(x), args: () => [bools()] },
  'compare less': {
    fn: (x: A, y: A) => [np.less(x.ref, y.ref), np.greater(x, y)],
    args: () => [ints(), intArray([7, 1, 2], [3])],
  },
  'compare less_equal': {
    fn: (x: A, y: A) => [np.lessEqual(x.ref, y.ref), np.greaterEqual(x, y)],
    args: () => [a(), a(2)],
  },
  'compare equal': {
    fn: (x: A, y: A) => [np.equal(x.ref, y.ref), np.notEqual(x, y)],
    args: () => [ints(), intArray([7, -7, 2], [3])],
  },
  'compare integers with a fraction': { fn: (x: A) => np.less(x, 0.5), args: () => [ints()] },
  'compare mixed types': { fn: (x: A, y: A) => np.less(x, y), args: () => [ints(), randomArray([2, 3], 3, 8)] },
  'compare booleans': { fn: (x: A, y: A) => np.equal(x, y), args: () => [bools(), otherBools()] },
  where: {
    fn: (x: A, y: A) => np.where(np.less(x.ref, y.ref), x, y),
    args: () => [a(), randomArray([1, 4], 3)],
    gradientOf: [0, 1],
  },
  'where of numbers': { fn: (x: A) => np.where(x, 1, 0).astype(np.float32), args: () => [bools()] },
  'where of integers': { fn: (c: A, x: A) => np.where(c, x, -1), args: () => [bools(), ints()] },
  'where of booleans': {
    fn: (c: A, x: A, y: A) => np.where(c, x, y),
    args: () => [bools(), otherBools(), np.array([true, false, true])],
  },
  'reduce to sum': { fn: (x: A) => x.sum(1), args: () => [randomArray([2, 3, 4])], gradientOf: [0] },
  'reduce to sum with kept dims': {
    fn: (x: A) => x.sum([0, 2], { keepdims: true }),
    args: () => [randomArray([2, 3, 4])],
    gradientOf: [0],
  },
  'reduce to product': { fn: (x: A) => np.prod(x, 1), args: () => [positive()], gradientOf: [0] },
  'reduce to maximum': { fn: (x: A) => np.max(x, -1), args: () => [randomArray([2, 3, 4])], gradientOf: [0] },
  'reduce to minimum': { fn: (x: A) => np.min(x, 0), args: () => [randomArray([2, 3, 4])], gradientOf: [0] },
  'reduce all': { fn: (x: A) => x.sum(), args: () => [a()], gradientOf: [0] },
  'reduce integers': { fn: (x: A) => [x.ref.sum(0), np.max(x, 1)], args: () => [ints()] },
  'reduce booleans': { fn: (x: A) => [np.any(x.ref, 1), np.all(x, 0)], args: () => [bools()] },
  'reduce repeated axes': {
    fn: (x: A) => {
      const wide = np.broadcastTo(x.reshape([3, 1, 4]), [3, 5, 4]);
      return [wide.ref.sum(1), np.max(wide.ref, 1), np.prod(wide, [0, 1])];
    },
    args: () => [positive()],
  },
  'mean and variance': { fn: (x: A) => np.mean(x.ref, 1).add(np.var_(x, 1)), args: () => [a()], gradientOf: [0] },
  argmax: { fn: (x: A) => [np.argmax(x.ref, 1), np.argmin(x, 0)], args: () => [a()] },
  sort: { fn: (x: A) => np.sort(x, -1), args: () => [a()], gradientOf: [0] },
  argsort: {
    fn: (x: A) => np.argsort(x, -1),
    args: () => [intArray([3, 1, 3, 1, 2, 2, 2, 0], [2, 4]).astype(np.float32)],
  },
  'sort along another axis': { fn: (x: A) => np.sort(x, 0), args: () => [a()] },
  reshape: { fn: (x: A) => x.reshape([4, 3]).mul(np.array([1, 2, 3])), args: () => [a()], gradientOf: [0] },
  transpose: { fn: (x: A) => x.transpose([2, 0, 1]), args: () => [randomArray([2, 3, 4])], gradientOf: [0] },
  'transpose added to a plain tensor': {
    fn: (x: A, y: A) => np.exp(x.transpose([1, 0])).add(y),
    args: () => [a(), randomArray([4, 3], 2)],
    gradientOf: [0, 1],
  },
  broadcast: { fn: (x: A) => np.broadcastTo(x, [2, 3, 4]), args: () => [a()], gradientOf: [0] },
  'broadcast of an axis of size 1': {
    fn: (x: A) => np.broadcastTo(x, [5, 3, 4]),
    args: () => [randomArray([3, 1])],
    gradientOf: [0],
  },
  flip: { fn: (x: A) => np.flip(x, [0, 1]), args: () => [a()], gradientOf: [0] },
  'flip of a repeated axis': { fn: (x: A) => np.flip(np.broadcastTo(x, [3, 4]), 0), args: () => [randomArray([4])] },
  shrink: { fn: (x: A) => x.slice([1, 3], [], [0, 2]), args: () => [randomArray([4, 2, 3])], gradientOf: [0] },
  'shrink to one row': { fn: (x: A) => x.slice(1), args: () => [a()], gradientOf: [0] },
  'shrink of a repeated axis': {
    fn: (x: A) => np.broadcastTo(x, [5, 4]).slice([1, 3], [2]),
    args: () => [randomArray([4])],
    gradientOf: [0],
  },
  pad: {
    fn: (x: A) =>
      np.pad(x, [
        [1, 2],
        [0, 3],
      ]),
    args: () => [a()],
    gradientOf: [0],
  },
  'pad of a repeated axis': {
    fn: (x: A) =>
      np.pad(np.broadcastTo(x, [3, 4]), [
        [1, 0],
        [0, 0],
      ]),
    args: () => [randomArray([4])],
  },
  'pad of integers and booleans': { fn: (x: A, y: A) => [np.pad(x, 1), np.pad(y, 1)], args: () => [ints(), bools()] },
  concatenate: {
    fn: (x: A, y: A) => np.concatenate([x, y], 1),
    args: () => [a(), randomArray([3, 2], 2)],
    gradientOf: [0, 1],
  },
  'concatenate of repeated and transposed': {
    fn: (x: A, y: A) => np.concatenate([np.broadcastTo(x, [2, 4]), y.transpose([1, 0])], 0),
    args: () => [randomArray([4]), randomArray([4, 3], 2)],
    gradientOf: [0, 1],
  },
  'concatenate with constant zeros': {
    fn: (x: A) => np.concatenate([x, np.zeros([2, 4])], 0),
    args: () => [a()],
    gradientOf: [0],
  },
  stack: { fn: (x: A, y: A) => np.stack([x, y], 1), args: () => [a(), a(2)], gradientOf: [0, 1] },
  split: {
    fn: (x: A) => {
      const [first, second, third] = np.split(x, [2, 3], 1) as [A, A, A];
      return first.sum(1).add(second.mul(2).sum(1)).add(third.sum(1));
    },
    args: () => [randomArray([3, 6])],
    gradientOf: [0],
  },
  'split of a repeated axis': {
    fn: (x: A) => np.split(np.broadcastTo(x, [4, 3]), 2, 0),
    args: () => [randomArray([3])],
  },
  dot: { fn: (x: A, y: A) => np.matmul(x, y), args: () => [a(), randomArray([4, 5], 2)], gradientOf: [0, 1] },
  'dot of integers': {
    fn: (x: A, y: A) => np.matmul(x, y),
    args: () => [ints(), intArray([1, 2, 3, 4, 5, 6], [3, 2])],
  },
  'dot of vectors': {
    fn: (x: A, y: A) => np.dot(x, y),
    args: () => [randomArray([6]), randomArray([6], 2)],
    gradientOf: [0, 1],
  },
  outer: {
    fn: (x: A, y: A) => np.outer(x, y),
    args: () => [randomArray([3]), randomArray([4], 2)],
    gradientOf: [0, 1],
  },
  'dot with a sum over a repeated axis': {
    fn: (x: A, y: A) => np.matmul(np.broadcastTo(x.reshape([3, 1]), [3, 4]), y),
    args: () => [randomArray([3]), randomArray([4, 5], 2)],
    gradientOf: [0, 1],
  },
  'dot of two repeated axes': {
    fn: (x: A, y: A) => np.matmul(np.broadcastTo(x.reshape([3, 1]), [3, 4]), np.broadcastTo(y, [4, 5])),
    args: () => [randomArray([3]), randomArray([5], 2)],
  },
  // np.einsum needs iterator helpers, which Node 20 lacks.
  'dot with a batch': {
    fn: (x: A, y: A) => np.matmul(x, y.transpose([0, 2, 1])),
    args: () => [randomArray([2, 3, 4]), randomArray([2, 5, 4], 2)],
    gradientOf: [0, 1],
  },
  gather: {
    fn: (x: A, i: A) => np.take(x, i, 0),
    args: () => [randomArray([5, 3]), intArray([0, 4, 4, 1, 1, 1], [2, 3])],
    gradientOf: [0],
  },
  'cumulative sum': { fn: (x: A) => np.cumsum(x, 1), args: () => [a()], gradientOf: [0] },
  'triangular mask': {
    fn: (x: A) => x.add(np.triu(np.ones([4, 4]), 1).mul(-1e9)),
    args: () => [randomArray([2, 4, 4])],
  },
  softmax: { fn: (x: A) => nn.softmax(x, -1), args: () => [randomArray([2, 3, 4], 1, 20)], gradientOf: [0] },
  logsumexp: { fn: (x: A) => nn.logsumexp(x, -1), args: () => [randomArray([2, 3, 4], 1, 20)], gradientOf: [0] },
  standardize: {
    fn: (x: A) => nn.standardize(x),
    args: () => [randomArray([2, 3, 4])],
    gradientOf: [0],
    relative: 1e-4,
  },
  'one hot': { fn: (i: A) => nn.oneHot(i, 5), args: () => [intArray([0, 4, 2])] },
  'a literal as result': { fn: () => np.array(3), args: () => [a()] },
  'an argument as result, twice': { fn: (x: A) => [x.ref, x], args: () => [a()] },
};

/** jax-js has no public integer division that truncates but `trunc(x / y)` of integers. */
function truncatedQuotient(x: A, y: A): A {
  return np.trunc(np.divide(x, y));
}

const met = new Set<string>();

function collect(jaxpr: Jaxpr): void {
  for (const { primitive, params } of jaxpr.eqns) {
    met.add(primitive);
    if (params.jaxpr) collect(params.jaxpr as Jaxpr);
  }
}

function trace(fn: TestFunction, args: readonly JaxArray[]): void {
  collect(
    (makeJaxpr(fn as never) as unknown as (...args: unknown[]) => { jaxpr: { jaxpr: Jaxpr } })(...args).jaxpr.jaxpr,
  );
}

const runtimes = { native: nativeRuntime, web: webRuntime };

describe.each(Object.entries(runtimes))('primitives under the %s runtime', (_, runtime) => {
  for (const [name, { fn, args, relative }] of Object.entries(cases))
    test(name, async () => {
      trace(fn, args());
      await expectSameAsJax(fn, args(), { relative, runtime: await runtime() });
    });
});

describe.each(Object.entries(runtimes))('gradients under the %s runtime', (_, runtime) => {
  for (const [name, { fn, args, gradientOf, relative }] of Object.entries(cases))
    if (gradientOf)
      test(name, async () => {
        const step = gradientStep(fn, gradientOf);
        trace(step, args());
        await expectSameAsJax(step, args(), { relative, runtime: await runtime() });
      });
});

test('every lowering was met above', () => {
  expect(LOWERED_PRIMITIVES.filter((name) => !met.has(name))).toEqual([]);
});

test('booleans are ordered false < true', async () => {
  // jax-js's WebAssembly backend has no kernel for this one.
  const runtime = await nativeRuntime();
  const model = await compileFunction((x: A, y: A) => np.less(x, y), [bools(), otherBools()]);
  const [less] = await runModel(runtime, model, await feedsOf(runtime, [bools(), otherBools()]));
  expect([...less!.data]).toEqual([0, 1, 0, 0, 0, 1]);
});

test('a primitive without a lowering is named', async () => {
  const sorted = compileFunction((x: A) => np.linalg.cholesky(x), [randomArray([3, 3])]);
  await expect(sorted).rejects.toThrow('graph: primitive "cholesky" has no ONNX lowering; there is one for add,');
});

test('a dtype that the graphs do not use is named', async () => {
  const half = compileFunction((x: A) => x.add(1), [np.zeros([3], { dtype: np.float16 })]);
  await expect(half).rejects.toThrow('graph: tensor has dtype "float16", expected float32, int32, uint32 or bool');
});
