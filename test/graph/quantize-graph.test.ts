// The 8-bit pass on graphs: what it rewrites, what it leaves, and how far results move, under both runtimes.
import { createHash } from 'node:crypto';
import { defaultDevice, init, type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { bindInputs } from '../../src/pipeline/graph/bind-inputs.ts';
import { compileFunction } from '../../src/pipeline/graph/jaxpr-to-onnx.ts';
import { decodeModel } from '../../src/pipeline/graph/onnx-codec.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { quantizeOnnx } from '../../src/pipeline/graph/quantize-graph.ts';
import { BLOCK_SIZE, quantizeMatMulNBits } from '../../src/pipeline/graph/quantize-weights.ts';
import { expectClose, intArray, nativeRuntime, type Runtime, randomArray, runModel, webRuntime } from './run-model.ts';

beforeAll(async () => {
  await init('cpu');
  defaultDevice('cpu');
});

const runtimes: [string, () => Promise<Runtime>][] = [
  ['native', nativeRuntime],
  ['web', webRuntime],
];

const values = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => (((i * 37 + seed * 11) % 101) - 50) / 100);

/** x [...left, K] @ constant [K, N] */
function matMulModel(left: number[], K: number, N: number): Uint8Array {
  const writer = new GraphWriter();
  const x = writer.input('x', 'float32', [...left, K]);
  const product = writer.node('MatMul', [x, writer.initializer('float32', [K, N], values(K * N, 1), 'w')]);
  writer.output('y', product, 'float32', [...left, N]);
  return writer.encode();
}

function gatherModel(rows: number, rest: number[], indexDims: number[]): Uint8Array {
  const writer = new GraphWriter();
  const index = writer.input('index', 'int32', indexDims);
  const dims = [rows, ...rest];
  const size = dims.reduce((product, dim) => product * dim, 1);
  const table = writer.initializer('float32', dims, values(size, 2), 'table');
  writer.output('y', writer.node('Gather', [table, index], { axis: 0 }), 'float32', [...indexDims, ...rest]);
  return writer.encode();
}

const operatorsOf = (model: Uint8Array) => decodeModel(model).nodes.map((node) => node.opType);

/** x [.., K] @ the weights [K, N] as they are stored: the operator itself must add no error. */
function productWithSteps(x: Float32Array, weights: Float32Array, K: number, N: number): Float32Array {
  const { packed, scales, numBlocks } = quantizeMatMulNBits(weights, K, N);
  const product = new Float32Array((x.length / K) * N);
  for (let i = 0; i < product.length; i++)
    for (let k = 0, n = i % N; k < K; k++) {
      const step = packed[n * numBlocks * BLOCK_SIZE + k]! - 128;
      product[i]! += x[Math.floor(i / N) * K + k]! * step * scales[n * numBlocks + Math.floor(k / BLOCK_SIZE)]!;
    }
  return product;
}

/** Cosine between two results. */
function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe.each(runtimes)('8-bit graphs under the %s runtime', (_, runtimeOf) => {
  test.each([
    [[1], 64, 48],
    [[7], 70, 33],
    [[2, 3], 33, 40],
    [[2, 2, 2], 96, 16],
  ])('a product of [%s, %i] with [K, %i] stays within the error of its weights', async (left, K, N) => {
    const runtime = await runtimeOf();
    const model = matMulModel(left, K, N);
    const size = left.reduce((product, dim) => product * dim, K);
    const x = values(size, 3);
    const feeds = () => ({ x: new runtime.Tensor('float32', x, [...left, K]) });
    const [exact] = await runModel(runtime, model, feeds());
    const quantized = quantizeOnnx(model, { minElements: 1 });
    expect(operatorsOf(quantized)).toEqual(['MatMulNBits', 'Identity']);
    const [rounded] = await runModel(runtime, quantized, feeds());
    expect(rounded!.dims).toEqual(exact!.dims);
    // Each weight is off by at most half a step, 0.5 / 127 / 2; each |x| is at most 0.5.
    exact!.data.forEach((value, i) => {
      expect(Math.abs(value - rounded!.data[i]!)).toBeLessThanOrEqual((K * 0.5 * 0.5) / 127 / 2 + 1e-6);
    });
    expectClose(rounded!.data, productWithSteps(x, values(K * N, 1), K, N), 1e-5);
  });

  test.each([
    [50, [24], [2, 3]],
    [20, [8, 8], [5]],
  ])('rows of a table of %i stay within half a step', async (rows, rest, indexDims) => {
    const runtime = await runtimeOf();
    const model = gatherModel(rows, rest, indexDims);
    const count = indexDims.reduce((product, dim) => product * dim, 1);
    const index = Int32Array.from({ length: count }, (_, i) => (i * 7) % rows);
    const feeds = () => ({ index: new runtime.Tensor('int32', index, indexDims) });
    const [exact] = await runModel(runtime, model, feeds());
    const quantized = quantizeOnnx(model);
    expect(operatorsOf(quantized)).toEqual(['Gather', 'Cast', 'Sub', 'Gather', 'Mul', 'Identity']);
    const [rounded] = await runModel(runtime, quantized, feeds());
    expect(rounded!.dims).toEqual(exact!.dims);
    exact!.data.forEach((value, i) => {
      expect(Math.abs(value - rounded!.data[i]!)).toBeLessThanOrEqual((0.5 / 127) * 0.501);
    });
  });

  test('a tower with its parameters bound is quantized whole, within 1e-3 in cosine', async () => {
    const runtime = await runtimeOf();
    const { float32, int8, feeds } = await towerModels(runtime);
    const [exact] = await runModel(runtime, float32, feeds());
    const [rounded] = await runModel(runtime, int8, feeds());
    expect(cosine(exact!.data as Float32Array, rounded!.data as Float32Array)).toBeGreaterThan(0.999);
    expect(exact!.data).not.toEqual(rounded!.data);
  });
});

test('both runtimes agree on an 8-bit tower', async () => {
  const [native, web] = [await nativeRuntime(), await webRuntime()];
  const towers = [await towerModels(native), await towerModels(web)] as const;
  const [a] = await runModel(native, towers[0].int8, towers[0].feeds());
  const [b] = await runModel(web, towers[1].int8, towers[1].feeds());
  expectClose(a!.data, b!.data, 1e-5);
});

/** An embedding table, a scaled and a transposed weight, a bias: every parameter is an input that is bound later. */
async function towerModels(runtime: Runtime) {
  const tower = (
    table: JaxArray,
    w: JaxArray,
    scale: JaxArray,
    u: JaxArray,
    bias: JaxArray,
    ids: JaxArray,
    x: JaxArray,
  ) => {
    const hidden = nn.relu(np.matmul(np.take(table, ids, 0).add(x), w.mul(scale)).add(bias));
    return np.matmul(hidden, u.transpose());
  };
  const shapes = { table: [40, 64], w: [64, 96], scale: [96], u: [48, 96], bias: [96] };
  const zeros = Object.values(shapes).map((shape) => np.zeros(shape));
  const args = [...zeros, intArray(Array(6).fill(0)), randomArray([6, 64])] as Parameters<typeof tower>;
  const inputNames = [...Object.keys(shapes), 'ids', 'x'];
  const model = await compileFunction(tower, args, { inputNames, outputNames: ['y'] });
  const parameters = Object.entries(shapes).map(
    ([name, shape], i) =>
      [
        name,
        values(
          shape.reduce((product, dim) => product * dim, 1),
          i,
        ),
      ] as const,
  );
  const float32 = bindInputs(model, Object.fromEntries(parameters));
  const feeds = () => ({
    ids: new runtime.Tensor('int32', Int32Array.of(1, 39, 1, 0, 7, 20), [6]),
    x: new runtime.Tensor('float32', values(6 * 64, 9), [6, 64]),
  });
  return { float32, int8: quantizeOnnx(float32), feeds };
}

describe('what is quantized', () => {
  test('every large matrix and table of a bound tower, also behind a Transpose and a scale', async () => {
    const { float32, int8 } = await towerModels(await nativeRuntime());
    const operators = operatorsOf(int8);
    expect(operators.filter((operator) => operator === 'MatMulNBits').length).toBe(2);
    expect(operators).not.toContain('MatMul');
    expect(operators).not.toContain('Transpose');
    const floats = decodeModel(int8).initializers.filter(
      ({ name, dataType }) => dataType === 'float32' && !/_scale/.test(name),
    );
    expect(floats.map(({ dims }) => dims)).toEqual([[], [96], []]); // the zero of relu, the bias, the zero point of the table
    expect(int8.length).toBeLessThan(float32.length * 0.35);
  });

  test('not small matrices, low ones, matrices that are inputs, or the left operand of a vector', () => {
    expect(operatorsOf(quantizeOnnx(matMulModel([2], 32, 31)))).toContain('MatMul'); // 992 elements
    expect(operatorsOf(quantizeOnnx(matMulModel([2], 31, 100)))).toContain('MatMul'); // less than a block high
    expect(operatorsOf(quantizeOnnx(matMulModel([], 64, 64)))).toContain('MatMul'); // x is [K]
    expect(operatorsOf(quantizeOnnx(gatherModel(9, [9], [2])))).toEqual(['Gather', 'Identity']);
    const writer = new GraphWriter();
    const product = writer.node('MatMul', [
      writer.input('x', 'float32', [2, 64]),
      writer.input('w', 'float32', [64, 64]),
    ]);
    writer.output('y', product, 'float32', [2, 64]);
    expect(operatorsOf(quantizeOnnx(writer.encode()))).toContain('MatMul');
  });

  test('a weight that is read twice is stored once', () => {
    const writer = new GraphWriter();
    const w = writer.initializer('float32', [64, 64], values(64 * 64, 1), 'w');
    const once = writer.node('MatMul', [writer.input('x', 'float32', [2, 64]), w]);
    writer.output('y', writer.node('MatMul', [once, w]), 'float32', [2, 64]);
    const { nodes, initializers } = decodeModel(quantizeOnnx(writer.finish()));
    expect(nodes.filter(({ opType }) => opType === 'MatMulNBits').length).toBe(2);
    expect(initializers.map(({ name }) => name)).toEqual(['w_q8', 'w_q8_scale']);
  });

  test('the same model gives the same bytes', () => {
    const bytes = quantizeOnnx(matMulModel([2], 64, 32));
    expect(quantizeOnnx(matMulModel([2], 64, 32))).toEqual(bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '0a230a26e763d19cd7d3394864f146dbdfa03d2ec6d2bb93153234b7c2fe5b33',
    );
  });
});
