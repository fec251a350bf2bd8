// Every operator that the executor knows, in graphs of one node over random shapes: both sets of kernels beside ONNX
// Runtime, which is the judge. What it does not know it names.
import fc from 'fast-check';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/numerics/random.ts';
import type { Attribute, TensorData } from '../../../src/pipeline/graph/onnx-graph.ts';
import { GraphWriter } from '../../../src/pipeline/graph/onnx-writer.ts';
import { quantizeOnnx } from '../../../src/pipeline/graph/quantize-graph.ts';
import { createJavaScriptKernels } from '../../../src/towers/graph-executor/javascript-kernels.ts';
import { OPERATORS } from '../../../src/towers/graph-executor/operators.ts';
import { createWasmKernels } from '../../../src/towers/graph-executor/wasm-kernels.ts';
import { inspectModel } from '../../../src/towers/inspect-model.ts';
import { sizeOf } from '../../../src/towers/onnx-shapes.ts';
import { type Feeds, onOnnxRuntime, onOwnKernels, readOutput } from '../../../src/towers/tower-graph.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

const starts = {
  wasm: onOwnKernels(createWasmKernels),
  js: onOwnKernels(createJavaScriptKernels),
  reference: onOnnxRuntime(ort, { executionProviders: ['wasm'], logSeverityLevel: 3 }),
};

type Shape = number[];
interface Case {
  writer: GraphWriter;
  feeds: Feeds;
  random: ReturnType<typeof createRandom>;
}

const caseOf = (seed: number): Case => ({ writer: new GraphWriter(), feeds: {}, random: createRandom(seed) });

/** An input of the graph. @param integers  i32 from 0 up to this; absent: f32 */
function feed({ writer, feeds, random }: Case, shape: Shape, integers?: number): string {
  const name = `in${Object.keys(feeds).length}`;
  const size = { length: sizeOf(shape) };
  const data =
    integers === undefined
      ? Float32Array.from(size, () => random.normal())
      : Int32Array.from(size, () => random.integer(integers));
  feeds[name] = { data, shape };
  return writer.input(name, integers === undefined ? 'float32' : 'int32', shape);
}

function constant({ writer, random }: Case, shape: Shape): string {
  return writer.initializer(
    'float32',
    shape,
    Float32Array.from({ length: sizeOf(shape) }, () => random.normal()),
  );
}

const int64s = ({ writer }: Case, ...values: number[]) =>
  writer.initializer('int64', [values.length], BigInt64Array.from(values, BigInt) as TensorData);

/** A bool as a number, since graphs of ours have no outputs of it. */
function asNumber(one: Case, condition: string): string {
  const [yes, no] = [one.writer.scalar(1), one.writer.scalar(0)];
  return one.writer.node('Where', [condition, yes, no]);
}

async function outputsOf({ writer, feeds }: Case, value: string, shape: Shape, eightBits = false) {
  writer.output('y', value, 'float32', shape);
  const bytes = eightBits ? quantizeOnnx(writer.encode(), { minElements: 1 }) : writer.encode();
  const model = { name: 'graph', bytes, inspected: inspectModel(bytes) };
  const outputs: Record<string, Float32Array> = {};
  for (const [name, start] of Object.entries(starts)) {
    const graph = await start(model);
    outputs[name] = await readOutput(graph, feeds, 'y');
    await graph.dispose();
  }
  return outputs;
}

async function expectSame(one: Case, value: string, shape: Shape, { tolerance = 0, eightBits = false } = {}) {
  const { wasm, js, reference } = await outputsOf(one, value, shape, eightBits);
  expect(wasm).toEqual(js);
  expect(wasm).toHaveLength(reference!.length);
  wasm!.forEach((x, i) => {
    const y = reference![i]!;
    if (!Object.is(x, y) && !(Math.abs(x - y) <= tolerance * (1 + Math.abs(y)))) expect.fail(`${i}: ${x}, ${y}`);
  });
}

const size = fc.integer({ min: 1, max: 6 });
const shapes = fc.array(size, { minLength: 1, maxLength: 4 });
/** A shape, and one that is repeated to it: fewer dimensions, and some of 1. */
const broadcasts = shapes.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    smaller: fc
      .tuple(fc.integer({ min: 0, max: shape.length }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
      .map(([from, ones]) => shape.slice(from).map((n, i) => (ones[i] ? 1 : n))),
  }),
);

async function forAll<T>(arbitrary: fc.Arbitrary<T>, check: (one: Case, drawn: T) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(fc.nat(), arbitrary, (seed, drawn) => check(caseOf(seed), drawn));
  await fc.assert(property, { seed: 1, numRuns: 12 });
}

describe('an operator gives what ONNX Runtime gives', () => {
  const tested = new Set(['Identity']);
  const test = (operators: readonly string[], check: (operator: string) => Promise<void>) => {
    for (const operator of operators) tested.add(operator);
    it.each(operators)('%s', check);
  };

  test(['Abs', 'Exp', 'Log', 'Neg', 'Reciprocal', 'Sqrt', 'Tanh'], (operator) =>
    forAll(shapes, async (one, shape) => {
      const x = feed(one, shape);
      const positive = one.writer.node('Abs', [x]);
      const isOfPositive = operator === 'Log' || operator === 'Sqrt';
      const y = one.writer.node(operator, [isOfPositive ? positive : x]);
      await expectSame(one, y, shape, { tolerance: 1e-6 });
    }),
  );

  test(['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min'], (operator) =>
    forAll(broadcasts, async (one, { shape, smaller }) => {
      const [a, b] = [feed(one, shape), feed(one, smaller)];
      await expectSame(one, one.writer.node(operator, one.random.next() < 0.5 ? [a, b] : [b, a]), shape);
    }),
  );

  test(['Equal', 'Less', 'LessOrEqual'], (operator) =>
    forAll(broadcasts, async (one, { shape, smaller }) => {
      const compared = one.writer.node(operator, [feed(one, smaller, 3), feed(one, shape, 3)]);
      await expectSame(one, asNumber(one, compared), shape);
    }),
  );

  test(['Where'], () =>
    forAll(broadcasts, async (one, { shape, smaller }) => {
      const condition = one.writer.node('Equal', [feed(one, smaller, 2), feed(one, [1], 2)]);
      await expectSame(one, one.writer.node('Where', [condition, feed(one, shape), constant(one, smaller)]), shape);
    }),
  );

  test(['ReduceSum', 'ReduceMax'], (operator) =>
    forAll(fc.tuple(shapes, fc.nat(), fc.nat(), fc.boolean()), async (one, [shape, from, count, keeps]) => {
      const first = from % shape.length;
      const axes = [...shape.keys()].slice(first, first + 1 + (count % 2));
      const inputs = [feed(one, shape), int64s(one, ...axes.map((axis) => axis - (keeps ? shape.length : 0)))];
      const y = one.writer.node(operator, inputs, { keepdims: keeps ? 1 : 0 });
      const made = shape.flatMap((n, axis) => (axes.includes(axis) ? (keeps ? [1] : []) : [n]));
      await expectSame(one, y, made, { tolerance: 1e-6 });
    }),
  );

  test(['Transpose'], () =>
    forAll(
      shapes.chain((shape) =>
        fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })),
      ),
      async (one, [shape, perm]) => {
        const y = one.writer.node('Transpose', [feed(one, shape)], { perm });
        await expectSame(
          one,
          y,
          perm.map((axis) => shape[axis]!),
        );
      },
    ),
  );

  test(['Slice'], () =>
    forAll(
      fc.tuple(
        shapes,
        fc.nat(),
        fc.integer({ min: -7, max: 7 }),
        fc.integer({ min: -7, max: 7 }),
        fc.integer({ min: 1, max: 3 }),
      ),
      async (one, [shape, at, start, end, step]) => {
        const axis = at % shape.length;
        const kept = shape[axis]!;
        const edge = (place: number) => Math.min(Math.max(place < 0 ? place + kept : place, 0), kept);
        const length = Math.max(0, Math.ceil((edge(end) - edge(start)) / step));
        fc.pre(length > 0);
        const inputs = [feed(one, shape), ...[start, end, axis, step].map((n) => int64s(one, n))];
        await expectSame(one, one.writer.node('Slice', inputs), shape.with(axis, length));
      },
    ),
  );

  test(['Concat'], () =>
    forAll(fc.tuple(shapes, fc.nat(), size), async (one, [shape, at, more]) => {
      const axis = at % shape.length;
      const parts = [feed(one, shape), constant(one, shape.with(axis, more)), feed(one, shape.with(axis, 1))];
      await expectSame(one, one.writer.node('Concat', parts, { axis }), shape.with(axis, shape[axis]! + more + 1));
    }),
  );

  test(['Split'], () =>
    forAll(fc.tuple(shapes, fc.nat(), size, size), async (one, [shape, at, first, second]) => {
      const axis = at % shape.length;
      const inputs = [feed(one, shape.with(axis, first + second)), int64s(one, first, second)];
      const [a, b] = one.writer.nodes('Split', inputs, 2, { axis });
      const joined = one.writer.node('Concat', [b!, a!], { axis });
      await expectSame(one, joined, shape.with(axis, first + second));
    }),
  );

  test(['Expand'], () =>
    forAll(broadcasts, async (one, { shape, smaller }) => {
      await expectSame(one, one.writer.node('Expand', [feed(one, smaller), int64s(one, ...shape)]), shape);
    }),
  );

  test(['Reshape', 'Squeeze'], (operator) =>
    forAll(shapes, async (one, shape) => {
      const isReshape = operator === 'Reshape';
      const a = one.writer.node('Neg', [feed(one, isReshape ? shape : [1, ...shape])]);
      const y = one.writer.node(operator, [a, isReshape ? int64s(one, -1) : int64s(one, 0)]);
      // What it is a view of is read again behind it.
      const sum = isReshape ? one.writer.node('Add', [y, one.writer.node('Reshape', [a, int64s(one, -1)])]) : y;
      await expectSame(one, sum, isReshape ? [sizeOf(shape)] : shape);
    }),
  );

  test(['Cast', 'Gather'], () =>
    forAll(fc.tuple(size, shapes, fc.integer({ min: 1, max: 40 })), async (one, [rows, indices, width]) => {
      const table = one.writer.initializer(
        'uint8',
        [rows, width],
        Uint8Array.from({ length: rows * width }, () => one.random.integer(256)),
      );
      const y = one.writer.node('Gather', [table, feed(one, indices, rows)], { axis: 0 });
      await expectSame(one, one.writer.cast(y, 'float32'), [...indices, width]);
    }),
  );

  it('Gather of a table of 8 bits, as the exporter writes it', () =>
    forAll(fc.tuple(size, shapes, fc.integer({ min: 1, max: 40 })), async (one, [rows, indices, width]) => {
      const y = one.writer.node('Gather', [constant(one, [rows, width]), feed(one, indices, rows)], { axis: 0 });
      await expectSame(one, y, [...indices, width], { eightBits: true, tolerance: 1e-6 });
    }));

  const matrices = fc.record({
    M: fc.integer({ min: 1, max: 9 }),
    K: fc.integer({ min: 1, max: 70 }),
    N: fc.integer({ min: 1, max: 19 }),
  });
  test(['MatMul'], () =>
    forAll(
      fc.tuple(matrices, broadcasts, fc.constantFrom('constant', 'input')),
      async (one, [{ M, K, N }, { shape, smaller }, kind]) => {
        const [left, right] = one.random.next() < 0.5 ? [shape, smaller] : [smaller, shape];
        const b = kind === 'constant' ? constant(one, [...right, K, N]) : feed(one, [...right, K, N]);
        const y = one.writer.node('MatMul', [feed(one, [...left, M, K]), b]);
        await expectSame(one, y, [...shape, M, N], { tolerance: 1e-5 });
      },
    ),
  );

  test(['com.microsoft.MatMulNBits'], () =>
    forAll(fc.tuple(matrices, shapes), async (one, [{ M, K, N }, left]) => {
      const weights = constant(one, [K + 31, N]);
      const y = one.writer.node('MatMul', [feed(one, [...left, M, K + 31]), weights]);
      await expectSame(one, y, [...left, M, N], { eightBits: true, tolerance: 2e-5 });
    }),
  );

  it('and there is a test of each that is known', () => {
    expect([...tested].sort()).toEqual([...OPERATORS.keys()].sort());
  });
});

describe('what the executor does not know', () => {
  const start = async (write: (one: Case) => { y: string; shape: Shape }) => {
    const one = caseOf(1);
    const { y, shape } = write(one);
    one.writer.output('y', y, 'float32', shape);
    const bytes = one.writer.encode();
    return starts.wasm({ name: 'graph', bytes, inspected: inspectModel(bytes) });
  };
  const unary =
    (operator: string, attributes: Record<string, Attribute> = {}) =>
    (one: Case) => ({
      y: one.writer.node(operator, [feed(one, [2, 3])], attributes),
      shape: [2, 3],
    });

  it.each<[string, (one: Case) => { y: string; shape: Shape }, string]>([
    ['an operator', unary('Erf'), 'the operator Erf'],
    [
      'a type',
      (one) => ({ y: one.writer.node('Add', [feed(one, [2], 5), feed(one, [2], 5)]), shape: [2] }),
      'Add of int32',
    ],
    [
      'axes apart',
      (one) => ({
        y: one.writer.node('ReduceSum', [feed(one, [2, 3, 2]), int64s(one, 0, 2)], { keepdims: 0 }),
        shape: [3],
      }),
      'ReduceSum over the axes 0,2',
    ],
    [
      'turning around',
      (one) => ({
        y: one.writer.node('Slice', [feed(one, [4]), ...[3, -5, 0, -1].map((n) => int64s(one, n))]),
        shape: [4],
      }),
      'Slice by steps of -1',
    ],
    [
      'too much memory',
      (one) => ({
        y: one.writer.node('Neg', [one.writer.node('Expand', [feed(one, [1]), int64s(one, 15_000_000)])]),
        shape: [15_000_000],
      }),
      'bytes of memory, expected at most 64000000',
    ],
    [
      'too much work',
      (one) => {
        const a = one.writer.input('a', 'float32', [1300, 1300]);
        return { y: one.writer.node('MatMul', [a, a]), shape: [1300, 1300] };
      },
      'multiplications, expected at most',
    ],
  ])('is named: %s', async (_, write, problem) => {
    await expect(start(write)).rejects.toThrow(problem);
  });

  it('is not computed in part: a feed of another size is refused, and an index beyond a table', async () => {
    const one = caseOf(2);
    const y = one.writer.node('Gather', [constant(one, [3, 2]), feed(one, [2], 3)], { axis: 0 });
    one.writer.output('y', y, 'float32', [2, 2]);
    const bytes = one.writer.encode();
    for (const start of [starts.wasm, starts.js]) {
      const graph = await start({ name: 'graph', bytes, inspected: inspectModel(bytes) });
      const ask = (...data: number[]) => readOutput(graph, { in0: { data: Int32Array.from(data), shape: [2] } }, 'y');
      await expect(ask(0)).rejects.toThrow('input "in0" holds 1 values, expected 2');
      await expect(ask(0, 3)).rejects.toThrow('gather: index 3 of 3 rows');
      expect(await ask(2, 0)).toHaveLength(4);
    }
  });
});
