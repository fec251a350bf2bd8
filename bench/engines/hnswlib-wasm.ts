// hnswlib in WebAssembly (Malkov and Yashunin 2016: a graph of near neighbours, searched greedily), with the parameters
// of its own README; the search list is twice k. Made for browsers: its loader refuses to run in Node.

import { type EngineDefinition, LeftOut } from '../harness/engine.ts';
import { watchWasmMemory } from '../harness/wasm-memory.ts';

const BATCH = 500;
const LINKS = 16;
const EF_CONSTRUCTION = 200;

const engine: EngineDefinition = {
  name: 'hnswlib-wasm',
  precision: 'f32',
  isApproximate: true,
  async build({ catalog, k, added, host }) {
    if (host.runtime === 'node') throw new LeftOut('its loader runs in browsers only');
    const { rows, numItems, dim } = catalog;
    const { result: library, wasmBytes } = await watchWasmMemory(async () => {
      const { loadHnswlib } = await import('hnswlib-wasm');
      return loadHnswlib();
    });
    const index = new library.HierarchicalNSW('ip', dim, '');
    index.initIndex(numItems, LINKS, EF_CONSTRUCTION, 100);
    index.setEfSearch(2 * k);
    for (let first = 0; first < numItems; first += BATCH) {
      const labels = Array.from({ length: Math.min(BATCH, numItems - first) }, (_, i) => first + i);
      index.addPoints(
        labels.map((item) => rows.subarray(item * dim, (item + 1) * dim)),
        labels,
        false,
      );
      await added(first + labels.length, numItems);
    }
    return {
      memory: { bytes: wasmBytes(), kind: 'measured' },
      topK: ({ float }) => index.searchKnn(float, k, undefined).neighbors,
    };
  },
};

export default engine;
