// ONNX Runtime's WebAssembly provider with one thread: MatMul and TopK in one graph, f32. The graph is made by Privet's
// own writer (bench/node/top-k-model.ts); the items are handed over beside it, as external data.

import { benchFile } from '../harness/bench-file.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import { transpose } from '../harness/transpose.ts';

const engine: EngineDefinition = {
  name: 'onnxruntime-wasm',
  async build({ catalog, k }) {
    const { rows, numItems, dim } = catalog;
    const ort = await import('onnxruntime-web/wasm');
    ort.env.wasm.numThreads = 1;
    const model = await benchFile(`top-k.onnx?items=${numItems}&dim=${dim}&k=${Math.min(k, numItems)}`);
    const externalData = [{ path: 'items.bin', data: new Uint8Array(transpose(rows, dim).buffer) }];
    const session = await ort.InferenceSession.create(model, { externalData });
    return {
      async topK({ float }) {
        const { indices } = await session.run({ query: new ort.Tensor('float32', float, [1, dim]) });
        return Int32Array.from(indices!.data as BigInt64Array, Number);
      },
    };
  },
};

export default engine;
