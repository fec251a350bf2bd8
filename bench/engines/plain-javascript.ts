// No library: score all rows of a Float32Array in a loop, then take the k best by a heap.

import type { EngineDefinition } from '../harness/engine.ts';
import { floatTopK, scoreRows } from '../harness/float-top-k.ts';

const engine: EngineDefinition = {
  name: 'plain-javascript',
  async build({ catalog, k }) {
    const scores = new Float32Array(catalog.numItems);
    return {
      topK({ float }) {
        scoreRows(catalog.rows, float, scores);
        return floatTopK(scores, k);
      },
    };
  },
};

export default engine;
