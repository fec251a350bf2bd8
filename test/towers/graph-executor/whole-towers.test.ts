// The films' towers by our own kernels beside ONNX Runtime: the two sets of kernels give the same bits, and ONNX Runtime
// the same int8 embeddings but for some that stand between two steps. `PRIVET_HISTORIES=10000 npm run unit -- FILE` compares
// as many and prints what it found.
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelLoadError } from '../../../src/errors.ts';
import { createWasmRanker } from '../../../src/ranking/wasm-ranker.ts';
import { createJavaScriptKernels } from '../../../src/towers/graph-executor/javascript-kernels.ts';
import { createWasmKernels } from '../../../src/towers/graph-executor/wasm-kernels.ts';
import { onOnnxRuntime, onOwnKernels } from '../../../src/towers/tower-graph.ts';
import { checkUserTower, startUserTower } from '../../../src/towers/user-tower.ts';
import { type Bytes, mutatedBytes } from '../../attack/mutate.ts';
import {
  Comparison,
  EMBEDDING_DIM,
  embedItems,
  historyOf,
  matrixOf,
  modelFile,
  randomHistories,
  userTower,
} from './whole-towers.ts';

const NUM_HISTORIES = Number(process.env.PRIVET_HISTORIES ?? 200);
/** JavaScript takes some 40 ms a history. */
const NUM_IN_JAVASCRIPT = NUM_HISTORIES / 5;
/** So many may take half an hour where other work is on the machine. */
const TIMEOUT_MS = Math.max(180_000, NUM_HISTORIES * 200);
const NUM_ITEMS = 1000;

const wasm = onOwnKernels(createWasmKernels);
const js = onOwnKernels(createJavaScriptKernels);
const reference = onOnnxRuntime(ort, { executionProviders: ['wasm'] });
let items: Float32Array;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  items = await embedItems(reference, NUM_ITEMS);
});

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('the item tower', () => {
  it('gives the same bits in WebAssembly and JavaScript, and ONNX Runtime gives them within 1e-5', async () => {
    const [a, b, expected] = [await embedItems(wasm, 130), await embedItems(js, 130), await embedItems(reference, 130)];
    expect(a).toEqual(b);
    expect(largestDifference(a, expected)).toBeLessThan(1e-5);
  });
});

describe(`the user tower over ${NUM_HISTORIES} histories`, { timeout: TIMEOUT_MS }, () => {
  it('gives the same bits in WebAssembly and JavaScript', async () => {
    const [a, b] = [await userTower(wasm), await userTower(js)];
    for (const history of randomHistories(items, NUM_IN_JAVASCRIPT, 2)) {
      expect(await a.run([history])).toEqual(await b.run([history]));
    }
  });

  it('gives the int8 embeddings and lists of ONNX Runtime, which round otherwise in some', async () => {
    const [ours, theirs] = [await userTower(wasm), await userTower(reference)];
    const comparison = new Comparison(createWasmRanker(matrixOf(items))!);
    for (const history of randomHistories(items, NUM_HISTORIES, 3)) {
      const [[a], [b]] = [await ours.run([history]), await theirs.run([history])];
      await comparison.add(a!, b!);
    }
    const { found } = comparison;
    if (process.env.PRIVET_HISTORIES) console.log('our WebAssembly beside ONNX Runtime:', found);
    expect(found.histories).toBe(NUM_HISTORIES);
    expect(found.largestStep).toBeLessThanOrEqual(1);
    expect(found.embeddings / NUM_HISTORIES).toBeLessThan(0.02);
    expect(found.sharedItems).toBeGreaterThan(0.999);
  });

  it('eight at a time, gives what one at a time gives within 1e-5', async () => {
    const [one, eight] = [await userTower(wasm), await userTower(wasm, 8)];
    const histories = [...randomHistories(items, 20, 4)];
    const [a, b] = [await one.run(histories), await eight.run(histories)];
    for (const [n, embedding] of a.entries()) expect(largestDifference(embedding, b[n]!)).toBeLessThan(1e-5);
  });
});

describe('a user tower whose file is broken', () => {
  it('starts and answers, or is refused in words: it never hangs, crashes, or takes much memory', async () => {
    const bytes = (await modelFile('user-tower')) as Bytes;
    const sizes = { batchSize: 1, embeddingDim: EMBEDDING_DIM };
    const history = historyOf(items, 7);
    let numRefused = 0;
    // The graph itself stands in front of the weights and behind them.
    for (const broken of mutatedBytes(bytes, 300, 5, {
      places: [
        [0, 30_000],
        [bytes.length - 3000, bytes.length],
      ],
    })) {
      try {
        const tower = await startUserTower(wasm, checkUserTower(broken, sizes));
        expect((await tower.run([history]))[0]).toHaveLength(EMBEDDING_DIM);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelLoadError);
        expect((error as Error).message).toMatch(/^user-tower: /);
        numRefused++;
      }
    }
    expect(numRefused).toBeGreaterThan(100);
  });
});
