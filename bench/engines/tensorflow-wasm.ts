// TensorFlow.js on its WebAssembly backend with one thread: matMul, then topk, or a heap in JavaScript over the scores,
// should its topk be the slower of the two.

import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { EngineDefinition } from '../harness/engine.ts';
import { floatTopK } from '../harness/float-top-k.ts';
import { transpose } from '../harness/transpose.ts';
import { watchWasmMemory } from '../harness/wasm-memory.ts';

type TensorFlow = typeof import('@tensorflow/tfjs-core');

const engine: EngineDefinition = {
  name: 'tensorflow-wasm',
  precision: 'f32',
  variants: ['query x items, topk', 'items x query, topk', 'query x items, heap'],
  async build({ catalog, k, variant = '' }) {
    const { rows, numItems, dim } = catalog;
    const { tf, wasmBytes } = await tensorFlow();
    const queryFirst = variant.startsWith('query');
    const items = queryFirst ? tf.tensor2d(transpose(rows, dim), [dim, numItems]) : tf.tensor2d(rows, [numItems, dim]);
    const scoresOf = (query: Float32Array) => {
      const product = queryFirst
        ? tf.matMul(tf.tensor2d(query, [1, dim]), items as Tensor2D)
        : tf.matMul(items as Tensor2D, tf.tensor2d(query, [dim, 1]));
      return tf.reshape(product, [numItems]);
    };
    return {
      memory: { bytes: wasmBytes(), kind: 'measured' },
      async topK({ float }) {
        const byHeap = variant.endsWith('heap');
        const result = tf.tidy(() =>
          byHeap ? scoresOf(float) : tf.topk(scoresOf(float), Math.min(k, numItems)).indices,
        );
        const values = result.dataSync();
        result.dispose();
        return byHeap ? floatTopK(values, k) : values;
      },
      dispose: () => items.dispose(),
    };
  },
};

let loaded: Promise<{ tf: TensorFlow; wasmBytes(): number }> | undefined;

function tensorFlow() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const { result, wasmBytes } = await watchWasmMemory(async () => {
    const tf = await import('@tensorflow/tfjs-core');
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (typeof WorkerGlobalScope !== 'undefined')
      setWasmPaths('/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await tf.setBackend('wasm');
    await tf.ready();
    tf.tensor1d([1]).dataSync(); // the memory exists from here on
    return tf;
  });
  return { tf: result, wasmBytes };
}

export default engine;
