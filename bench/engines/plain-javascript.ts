// No library: score all rows of a Float32Array in a loop, then take the k best, by a heap or by sorting.

import type { EngineDefinition } from '../harness/engine.ts';
import { floatTopK, scoreRows } from '../harness/float-top-k.ts';

const engine: EngineDefinition = {
  name: 'plain-javascript',
  precision: 'f32',
  variants: ['heap', 'sort'],
  async build({ catalog, k, variant }) {
    const rows = catalog.rows.slice();
    const scores = new Float32Array(catalog.numItems);
    return {
      memory: { bytes: rows.byteLength + scores.byteLength, kind: 'stated' },
      topK({ float }) {
        scoreRows(rows, float, scores);
        return variant === 'heap' ? floatTopK(scores, k) : sortedTopK(scores, k);
      },
    };
  },
};

function sortedTopK(scores: Float32Array, k: number): Uint32Array {
  const order = Uint32Array.from(scores, (_, index) => index);
  return order.sort((a, b) => scores[b]! - scores[a]! || a - b).subarray(0, k);
}

export default engine;
