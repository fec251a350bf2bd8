// A small transformer over embeddings that are gathered from a table made inside the graph, with padding, dropout masks
// and a full softmax: what the towers' training step is made of. Loss and all gradients must be jax-js's, and the same
// bits at every run, duplicates in the gather included.
import { defaultDevice, init, type Array as JaxArray, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileFunction } from '../../src/pipeline/graph/jaxpr-to-onnx.ts';
import { expectClose, feedsOf, intArray, nativeRuntime, randomArray, runModel, webRuntime } from './run-model.ts';

beforeAll(async () => {
  await init('cpu');
  defaultDevice('cpu');
});

const [BATCH, LENGTH, DIM, HEADS, ITEMS, CONTENT] = [2, 6, 8, 2, 9, 5];
type Params = Record<string, JaxArray>;

function parameters(): Params {
  const weight = (shape: number[], seed: number) => randomArray(shape, seed, 0.4);
  return {
    content: weight([CONTENT, DIM], 1),
    feed1: weight([DIM, 16], 2),
    feed2: weight([16, DIM], 3),
    gain: np.ones([DIM]).add(weight([DIM], 4)),
    output: weight([DIM, DIM], 5),
    position: weight([LENGTH, DIM], 6),
    qkv: weight([DIM, 3 * DIM], 7),
  };
}

interface Data {
  content: JaxArray; // f32 [ITEMS, CONTENT]
  history: JaxArray; // i32 [BATCH * LENGTH], many duplicates
  targets: JaxArray; // i32 [BATCH * LENGTH]
  mask: JaxArray; // f32 [BATCH, LENGTH]
  dropout: JaxArray; // f32 [BATCH, LENGTH, DIM]
}

function data(): Data {
  const rows = BATCH * LENGTH;
  return {
    content: randomArray([ITEMS, CONTENT], 11),
    history: intArray(Array.from({ length: rows }, (_, i) => (i * i) % 4)),
    targets: intArray(Array.from({ length: rows }, (_, i) => (i * 5) % ITEMS)),
    mask: np.array(
      Float32Array.from({ length: rows }, (_, i) => (i % LENGTH < 2 ? 0 : 1)),
      { shape: [BATCH, LENGTH] },
    ),
    dropout: np.array(
      Float32Array.from({ length: rows * DIM }, (_, i) => (i % 5 === 0 ? 0 : 1.25)),
      {
        shape: [BATCH, LENGTH, DIM],
      },
    ),
  };
}

function block(p: Params, x: JaxArray, mask: JaxArray): JaxArray {
  const split = (y: JaxArray) => y.reshape([BATCH, LENGTH, HEADS, DIM / HEADS]).transpose([0, 2, 1, 3]);
  const normed = nn.standardize(x.ref).mul(p.gain!.ref);
  const [q, k, v] = np.split(np.matmul(normed, p.qkv!.ref), 3, -1).map(split) as [JaxArray, JaxArray, JaxArray];
  const causal = np.triu(np.ones([LENGTH, LENGTH]), 1).mul(-1e9);
  const padding = mask.neg().add(1).mul(-1e9).reshape([BATCH, 1, 1, LENGTH]);
  const scores = np.matmul(q, np.swapaxes(k, -1, -2)).mul((DIM / HEADS) ** -0.5);
  const attended = np.matmul(nn.softmax(scores.add(causal).add(padding), -1), v);
  const middle = x.add(np.matmul(attended.transpose([0, 2, 1, 3]).reshape([BATCH, LENGTH, DIM]), p.output!.ref));
  return middle.ref.add(np.matmul(nn.gelu(np.matmul(middle, p.feed1!.ref)), p.feed2!.ref));
}

function loss(p: Params, d: Data): JaxArray {
  const items = np.tanh(np.matmul(d.content, p.content!.ref));
  const history = np.take(items.ref, d.history, 0).reshape([BATCH, LENGTH, DIM]);
  let x = history.mul(Math.sqrt(DIM)).add(p.position!.ref).mul(d.dropout);
  x = block(p, x, d.mask.ref);
  x = block(p, x, d.mask.ref).reshape([BATCH * LENGTH, DIM]);
  const targetScore = x.ref.mul(np.take(items.ref, d.targets, 0)).sum(-1);
  const normalizer = nn.logsumexp(np.matmul(x, items.transpose()), -1);
  const weight = d.mask.reshape([BATCH * LENGTH]);
  return normalizer.sub(targetScore).mul(weight.ref).sum().div(weight.sum());
}

const step = valueAndGrad(loss as never) as unknown as (p: Params, d: Data) => [JaxArray, Params];

async function compiled() {
  const args: [Params, Data] = [parameters(), data()];
  const model = await compileFunction(step as never, args as never);
  return { model, leaves: tree.leaves(args as never) as JaxArray[] };
}

describe('a transformer training step', () => {
  test.each([
    ['native', nativeRuntime],
    ['web', webRuntime],
  ])('has the loss and gradients of jax-js under the %s runtime', async (_, runtimeOf) => {
    const { model, leaves } = await compiled();
    const runtime = await runtimeOf();
    const actual = await runModel(runtime, model, await feedsOf(runtime, leaves));
    const expected = tree.leaves(step(parameters(), data()) as [JaxArray, Params]) as JaxArray[];
    expect(actual.length).toBe(8);
    for (const [i, array] of expected.entries()) {
      const values = (await array.data()) as Float32Array;
      const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      expect(largest).toBeGreaterThan(1e-3); // a gradient of zeros would prove nothing
      const scaled = (x: ArrayLike<number>) => Float32Array.from(x, (value) => value / largest);
      expectClose(scaled(actual[i]!.data as Float32Array), scaled(values), 1e-4);
    }
  });

  test('compiles to the same bytes twice', async () => {
    expect((await compiled()).model).toEqual((await compiled()).model);
  });
});

test('a scatter of many duplicates adds exactly, with the same bits at every run', async () => {
  const [rows, dim, numUpdates] = [301, 64, 3000];
  const gather = (table: JaxArray, index: JaxArray, weights: JaxArray) => np.take(table, index, 0).mul(weights).sum();
  const index = Int32Array.from({ length: numUpdates }, (_, i) => (i % 3 === 0 ? 7 : (i * 7919) % rows));
  const weights = Float32Array.from({ length: numUpdates * dim }, (_, i) => ((i * 31) % 101) / 101 - 0.5);
  const args = [np.zeros([rows, dim]), intArray([...index]), np.array(weights, { shape: [numUpdates, dim] })];
  const model = await compileFunction(valueAndGrad(gather as never) as (...xs: JaxArray[]) => unknown, args);

  const expected = new Float32Array(rows * dim);
  for (let i = 0; i < weights.length; i++) expected[index[Math.floor(i / dim)]! * dim + (i % dim)]! += weights[i]!;
  const runtime = await nativeRuntime();
  const feeds = await feedsOf(runtime, args);
  const session = await runtime.InferenceSession.create(model, { intraOpNumThreads: 2, logSeverityLevel: 3 });
  for (let run = 0; run < 100; run++) expect((await session.run(feeds)).out1!.data).toEqual(expected);
  await session.release();
});
