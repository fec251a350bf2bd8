// The WebGPU ranker on whatever adapter there is (a software one, mostly): held to the suite of all rankers with both
// ways to multiply and with items split over many buffers, then to catalogs of real size.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { RankRequest } from '../../src/ranking/ranker.ts';
import { hasPackedDot } from '../../src/ranking/webgpu/kernels.ts';
import { createWebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';
import { limitBuffers } from '../browser/device-proxy.ts';
import { describeRanker } from './conformance.ts';

const adapter = await navigator.gpu?.requestAdapter();

describe.skipIf(!adapter)('WebGPU (skipped: no adapter)', async () => {
  const device = (await adapter?.requestDevice())!;
  const hasPacked = adapter && hasPackedDot();

  describe.skipIf(!hasPacked)('(skipped: no packed dot product)', () => {
    describeRanker('webgpu, packed', (matrix) => createWebGpuRanker(device, matrix, { packedDot: true }));
  });
  describeRanker('webgpu, unpacked', (matrix) => createWebGpuRanker(device, matrix, { packedDot: false }));
  describeRanker('webgpu, split', (matrix) => createWebGpuRanker(device, matrix, { maxBindingBytes: 5000 }));

  test('top 100 of 500 random queries over catalogs of 1 to 100,000 items as in JavaScript', async () => {
    const random = createRandom(7);
    for (let catalog = 0; catalog < 50; catalog++) {
      const numItems = Math.round(10 ** (5 * random.next()));
      const matrix = randomMatrix(numItems, 16 * (1 + random.integer(8)), 127, catalog);
      const requests = Array.from({ length: 10 }, () => ({
        query: randomRow(matrix.dim, 63, random.integer(1e9)),
        k: 100,
      }));
      await expectSame(matrix, requests);
    }
  });

  test('more rows than threads, ties by the thousand, the last of a boost', async () => {
    const numItems = 300_001;
    const matrix = randomMatrix(numItems, 16, 1, 3);
    const boosts = new Int32Array(numItems);
    boosts[numItems - 1] = 1000;
    const allowed = Bitset.full(numItems);
    for (let index = 0; index < numItems; index += 3) allowed.delete(index);
    const query = randomRow(16, 1, 4);
    await expectSame(matrix, [
      { query, k: 1 },
      { query, k: 1000, boosts },
      { query, k: 5000, allowed },
      { query: new Int8Array(16), k: 70_000, allowed },
    ]);
  });

  test('a device that binds little: items in several buffers', async () => {
    const { limited, sizes } = limitBuffers(device, 16_384);
    const matrix = randomMatrix(700, 32, 127, 5);
    const requests = Array.from({ length: 9 }, (_, seed) => ({ query: randomRow(32, 63, seed), k: 700 }));
    await expectSame(matrix, requests, limited);
    for (const name of ['items', 'keys', 'results']) expect(sizes.get(name)).toBeLessThanOrEqual(16_384);
  });

  async function expectSame(matrix: ItemMatrix, requests: RankRequest[], on = device): Promise<void> {
    const ranker = await createWebGpuRanker(on, matrix);
    const reference = createJavaScriptRanker(matrix);
    const answers = await Promise.all(requests.map((request) => ranker.rank(request)));
    expect(answers).toEqual(await Promise.all(requests.map((request) => reference.rank(request))));
    ranker.dispose();
  }
});

function randomRow(length: number, range: number, seed: number): Int8Array<ArrayBuffer> {
  const random = createRandom(seed);
  return Int8Array.from({ length }, () => random.integer(2 * range + 1) - range);
}

function randomMatrix(numItems: number, dim: number, range: number, seed: number): ItemMatrix {
  return ItemMatrix.fromRows(randomRow(numItems * dim, range, seed), numItems, dim);
}
