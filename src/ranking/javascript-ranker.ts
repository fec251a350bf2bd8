// The ranker in plain JavaScript: every allowed row's exact dot product, then the k best. It runs everywhere and needs
// no set-up: what is left when there is neither WebGPU nor WebAssembly.

import { createTopK } from '../numerics/top-k.ts';
import { dotWithRow, type ItemMatrix } from './item-matrix.ts';
import { checkRankRequest, type Ranker } from './ranker.ts';

export function createJavaScriptRanker(matrix: ItemMatrix): Ranker {
  const { numItems, dim } = matrix;
  return {
    name: 'javascript',
    async rank(request) {
      checkRankRequest(request, numItems, dim);
      const { query, k, allowed, boosts } = request;
      const { tiles } = matrix;
      const top = createTopK(k, numItems);
      for (let index = 0; index < numItems; index++) {
        if (allowed && !allowed.has(index)) continue;
        top.add(index, dotWithRow(tiles, index, query) + (boosts ? boosts[index]! : 0));
      }
      return top.finish();
    },
    rowsChanged() {},
    dispose() {},
  };
}
