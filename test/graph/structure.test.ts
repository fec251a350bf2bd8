// What the lazy views are for, asserted on the emitted nodes: a matmul and its gradient are MatMuls of the matrices as
// they are, nothing large is expanded, and nothing is computed twice.
import { defaultDevice, init, type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileFunction } from '../../src/pipeline/graph/jaxpr-to-onnx.ts';
import { decodeModel } from '../../src/pipeline/graph/onnx-codec.ts';
import { gradientStep, intArray, randomArray, type TestFunction } from './run-model.ts';

beforeAll(async () => {
  await init('cpu');
  defaultDevice('cpu');
});

async function operatorsOf(fn: TestFunction, args: JaxArray[]): Promise<string[]> {
  const { nodes } = decodeModel(await compileFunction(fn, args));
  return nodes.map((node) => node.opType).filter((opType) => opType !== 'Identity');
}

const count = (operators: string[], opType: string) => operators.filter((operator) => operator === opType).length;

describe('matrix products', () => {
  test('x @ w is one MatMul, for any rank of x', async () => {
    const matmul = (x: JaxArray, w: JaxArray) => np.matmul(x, w);
    expect(await operatorsOf(matmul, [randomArray([5, 6]), randomArray([6, 7])])).toEqual(['MatMul']);
    expect(await operatorsOf(matmul, [randomArray([2, 3, 5, 6]), randomArray([6, 7])])).toEqual(['MatMul']);
  });

  test('x @ w.T transposes w next to the MatMul, where ONNX Runtime fuses it', async () => {
    const fn = (x: JaxArray, w: JaxArray) => np.matmul(x, w.transpose());
    expect(await operatorsOf(fn, [randomArray([5, 6]), randomArray([7, 6])])).toEqual(['Transpose', 'MatMul']);
  });

  test('the gradient of a matmul is two MatMuls and no Expand', async () => {
    const step = gradientStep((x: JaxArray, w: JaxArray) => np.matmul(x, w), [0, 1]);
    const operators = await operatorsOf(step, [randomArray([50, 60]), randomArray([60, 70])]);
    expect(count(operators, 'MatMul')).toBe(3);
    expect(count(operators, 'Expand')).toBe(0);
    expect(count(operators, 'ReduceSum')).toBe(1); // the loss
  });

  test('attention and its gradient expand nothing', async () => {
    const attention = (q: JaxArray, k: JaxArray, v: JaxArray) => {
      const scores = np.matmul(q, np.swapaxes(k, -1, -2)).mul(0.5);
      return np.matmul(nn.softmax(scores, -1), v);
    };
    const args = [1, 2, 3].map((seed) => randomArray([2, 3, 5, 4], seed));
    const operators = await operatorsOf(gradientStep(attention, [0, 1, 2]), args);
    expect(count(operators, 'MatMul')).toBe(6);
    expect(count(operators, 'Expand')).toBe(0);
  });

  test('a batch of row by row products is no MatMul', async () => {
    const fn = (x: JaxArray, y: JaxArray) => x.mul(y).sum(-1);
    expect(await operatorsOf(fn, [randomArray([5, 6]), randomArray([5, 6], 2)])).toEqual([
      'Mul',
      'ReduceSum',
      'Reshape',
    ]);
  });
});

describe('folding', () => {
  test('adding 0, multiplying by 1 and choosing between equals leave nothing', async () => {
    const fn = (x: JaxArray) =>
      np
        .where(np.less(x.ref, 0), np.ones([3]), np.ones([3]))
        .mul(x)
        .add(np.zeros([2, 3]));
    expect(await operatorsOf(fn, [randomArray([2, 3])])).toEqual([]);
  });

  test('multiplying by zeros is zeros', async () => {
    const operators = await operatorsOf((x: JaxArray) => np.exp(x).mul(np.zeros([3])), [randomArray([2, 3])]);
    expect(count(operators, 'Exp')).toBe(0);
  });

  test('subtraction is one node', async () => {
    expect(await operatorsOf((x: JaxArray, y: JaxArray) => x.sub(y), [randomArray([3]), randomArray([3])])).toEqual([
      'Sub',
    ]);
  });

  test('equal expressions are computed once', async () => {
    const fn = (x: JaxArray) => np.exp(x.ref).add(np.exp(x));
    expect(await operatorsOf(fn, [randomArray([3])])).toEqual(['Exp', 'Add']);
  });

  test('large uniform constants are stored as scalars', async () => {
    const model = await compileFunction((x: JaxArray) => x.mul(np.full([100, 100], 3)), [randomArray([100, 100])]);
    expect(decodeModel(model).initializers.map(({ dims }) => dims)).toEqual([[]]);
  });
});

describe('gather and scatter', () => {
  test('rows of a table are one Gather with int32 indices', async () => {
    const fn = (table: JaxArray, index: JaxArray) => np.take(table, index, 0);
    expect(await operatorsOf(fn, [randomArray([9, 4]), intArray([1, 2])])).toEqual(['Gather']);
  });

  test('the gradient never uses ScatterND, whose sum races in ONNX Runtime', async () => {
    const step = gradientStep((table: JaxArray, index: JaxArray) => np.take(table, index, 0), [0]);
    const operators = await operatorsOf(step, [randomArray([9, 4]), intArray([1, 2, 2])]);
    expect(count(operators, 'ScatterElements')).toBe(1);
    expect(count(operators, 'ScatterND')).toBe(0);
  });
});

describe('names', () => {
  const add = (tree: { b: JaxArray; a: JaxArray }) => [tree.a.ref.add(tree.b.ref), tree.a.mul(tree.b)];
  const example = () => [{ b: randomArray([2]), a: randomArray([2], 2) }] as unknown as JaxArray[];

  test('follow the flattened order of the arguments', async () => {
    const names = { inputNames: ['first_b', 'then_a'], outputNames: ['sum', 'product'] };
    const graph = decodeModel(await compileFunction(add as TestFunction, example(), names));
    expect(graph.inputs.map(({ name }) => name)).toEqual(names.inputNames);
    expect(graph.outputs.map(({ name }) => name)).toEqual(names.outputNames);
  });

  test('are numbered by default', async () => {
    const graph = decodeModel(await compileFunction(add as TestFunction, example()));
    expect(graph.inputs.map(({ name }) => name)).toEqual(['in0', 'in1']);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['out0', 'out1']);
  });

  test('must be as many as there are values, and different', async () => {
    await expect(compileFunction(add as TestFunction, example(), { inputNames: ['x'] })).rejects.toThrow(
      'graph: 1 input names, expected 2',
    );
    await expect(compileFunction(add as TestFunction, example(), { outputNames: ['x', 'x'] })).rejects.toThrow(
      'graph: output names repeat: x, x',
    );
  });
});

test('the same function compiles to the same bytes', async () => {
  const step = gradientStep((x: JaxArray, w: JaxArray) => nn.gelu(np.matmul(nn.standardize(x), w)), [0, 1]);
  const args = () => [randomArray([4, 8]), randomArray([8, 8], 2)];
  expect(await compileFunction(step, args())).toEqual(await compileFunction(step, args()));
});

test('an empty tensor is refused', async () => {
  const empty = compileFunction((x: JaxArray) => x.mul(2), [np.zeros([0, 3])]);
  await expect(empty).rejects.toThrow('graph: tensor has shape [0,3], expected no empty dimension');
});
