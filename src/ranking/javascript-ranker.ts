// The ranker in plain JavaScript: every allowed row's exact dot product, then the k best. It runs everywhere and needs
// no set-up: what is left when there is neither WebGPU nor WebAssembly.

import { createTopK, type TopKCollector } from '../numerics/top-k.ts';
import { dotWithRow, type ItemMatrix, TILE_ROWS } from './item-matrix.ts';
import { checkRankRequest, type Ranker, type RankRequest } from './ranker.ts';

/** Tiles that all queries of a batch are held against before the next ones are read: 64 kB at 64 dimensions. */
const TILES_A_CHUNK = 64;

export function createJavaScriptRanker(matrix: ItemMatrix): Ranker {
  const { numItems, dim, numTiles } = matrix;

  function rankBatch(requests: readonly RankRequest[]) {
    for (const request of requests) checkRankRequest(request, numItems, dim);
    const { tiles } = matrix;
    const tops = requests.map(({ k }) => createTopK(k, numItems));
    for (let first = 0; first < numTiles; first += TILES_A_CHUNK) {
      const end = Math.min(first + TILES_A_CHUNK, numTiles) * TILE_ROWS;
      requests.forEach((request, i) => {
        scanRows(tiles, first * TILE_ROWS, Math.min(end, numItems), request, tops[i]!);
      });
    }
    return tops.map((top) => top.finish());
  }

  return {
    name: 'javascript',
    rank: async (request) => rankBatch([request])[0]!,
    rankBatch: async (requests) => rankBatch(requests),
    rowsChanged() {},
    dispose() {},
  };
}

/** Offers the rows from `first` up to `end` to `top`. */
function scanRows(
  tiles: Int8Array,
  first: number,
  end: number,
  { query, allowed, boosts }: RankRequest,
  top: TopKCollector,
): void {
  for (let index = first; index < end; index++) {
    if (allowed && !allowed.has(index)) continue;
    const score = dotWithRow(tiles, index, query) + (boosts ? boosts[index]! : 0);
    top.add(index, score);
  }
}
