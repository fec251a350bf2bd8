// TensorFlow.js on its WebAssembly backend with one thread: matMul, then topk.

import type { EngineDefinition } from '../harness/engine.ts';
import { transpose } from '../harness/transpose.ts';

const engine: EngineDefinition = {
  name: 'tensorflow-wasm',
  async build({ catalog, k }) {
    const { rows, numItems, dim } = catalog;
    const tf = await loadTensorFlow();
    const items = tf.tensor2d(transpose(rows, dim), [dim, numItems]);
    return {
      topK({ float }) {
        const indices = tf.tidy(() => {
          const scores = tf.reshape(tf.matMul(tf.tensor2d(float, [1, dim]), items), [numItems]);
          return tf.topk(scores, Math.min(k, numItems)).indices;
        });
        const values = indices.dataSync();
        indices.dispose();
        return values;
      },
    };
  },
};

async function loadTensorFlow() {
  const tf = await import('@tensorflow/tfjs-core');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths('/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  await tf.ready();
  return tf;
}

export default engine;
