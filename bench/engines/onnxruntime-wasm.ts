// ONNX Runtime's WebAssembly provider with one thread: MatMul and TopK in one graph, f32. The graph is made by Privet's
// own writer (bench/node/top-k-model.ts); the items are handed over beside it, as external data.

import type { EngineDefinition } from '../harness/engine.ts';
import { transpose } from '../harness/transpose.ts';
import { watchWasmMemory } from '../harness/wasm-memory.ts';

type Ort = typeof import('onnxruntime-web/wasm');

const engine: EngineDefinition = {
  name: 'onnxruntime-wasm',
  precision: 'f32',
  variants: ['query x items', 'items x query'],
  async build({ catalog, k, variant, host }) {
    const { rows, numItems, dim } = catalog;
    const queryFirst = variant === 'query x items';
    const order = queryFirst ? 'query-first' : 'items-first';
    const model = await host.readFile(
      `top-k.onnx?items=${numItems}&dim=${dim}&k=${Math.min(k, numItems)}&order=${order}`,
    );
    const items = queryFirst ? transpose(rows, dim) : rows;
    const externalData = [{ path: 'items.bin', data: new Uint8Array(items.buffer) }];
    const { ort, session, wasmBytes } = await open((runtime) =>
      runtime.InferenceSession.create(model, { externalData }),
    );
    const dims = queryFirst ? [1, dim] : [dim, 1];
    return {
      memory: { bytes: wasmBytes(), kind: 'measured' },
      async topK({ float }) {
        const { indices } = await session.run({ query: new ort.Tensor('float32', float, dims) });
        return Int32Array.from(indices!.data as BigInt64Array, Number);
      },
      dispose: () => session.release(),
    };
  },
};

let bytesOfRuntime: (() => number) | undefined;

/** The runtime makes its memory with its first session. */
async function open(create: (ort: Ort) => ReturnType<Ort['InferenceSession']['create']>) {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  if (bytesOfRuntime) return { ort, session: await create(ort), wasmBytes: bytesOfRuntime };
  const { result, wasmBytes } = await watchWasmMemory(() => create(ort));
  bytesOfRuntime = wasmBytes;
  return { ort, session: result, wasmBytes };
}

export default engine;
