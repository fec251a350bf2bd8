// edgevec, a vector database in WebAssembly: its HNSW index with default parameters. Rows have unit length, so the
// nearest by L2 are those with the largest dot product. (Its `dot` metric returns the smallest products first.)

import type { EngineDefinition } from '../harness/engine.ts';

const BATCH = 200;

const engine: EngineDefinition = {
  name: 'edgevec',
  precision: 'f32',
  isApproximate: true,
  async build({ catalog, k, added, host }) {
    const { rows, numItems, dim } = catalog;
    const { default: init, EdgeVec, EdgeVecConfig } = await import('edgevec');
    const { memory } = await init({ module_or_path: await host.readFile('packages/edgevec/edgevec_bg.wasm') });
    const config = new EdgeVecConfig(dim);
    config.metric = 'l2';
    const database = new EdgeVec(config);
    const items = new Map<number, number>();
    for (let item = 0; item < numItems; item++) {
      items.set(database.insert(rows.subarray(item * dim, (item + 1) * dim)), item);
      if (item % BATCH === BATCH - 1) await added(item + 1, numItems);
    }
    return {
      memory: { bytes: memory.buffer.byteLength, kind: 'measured' },
      topK: ({ float }) => (database.search(float, k) as { id: number }[]).map(({ id }) => items.get(id)!),
      dispose: () => database.free(),
    };
  },
};

export default engine;
