// What can go wrong on a GPU ends in a rejected promise: never in a request that hangs, never in a wrong list. And
// nothing that a ranker makes stays behind.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { RankRequest } from '../../src/ranking/ranker.ts';
import { createWebGpuRanker, type WebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';
import { changeDevice, countBuffers, failBuffers } from '../browser/device-proxy.ts';

const adapter = await navigator.gpu?.requestAdapter();
const openDevice = async () => await (await navigator.gpu.requestAdapter())!.requestDevice();

const numItems = 500;
const dim = 32;
const random = createRandom(1);
const matrix = ItemMatrix.fromRows(
  Int8Array.from({ length: numItems * dim }, () => random.integer(256) - 128),
  numItems,
  dim,
);
const requests = Array.from({ length: 20 }, (_, i): RankRequest => {
  const query = Int8Array.from({ length: dim }, () => random.integer(127) - 63);
  const allowed = Bitset.fromIndices(numItems, [i, 2 * i, 100 + i]);
  return i % 3 === 0 ? { query, k: 5 + i, allowed } : { query, k: 5 + i };
});
const reference = createJavaScriptRanker(matrix);
const expected = await Promise.all(requests.map((request) => reference.rank(request)));

/** Every kind of request at once. */
function askEverything(device: GPUDevice, ranker: WebGpuRanker): Promise<unknown>[] {
  const embedding = device.createBuffer({ size: 4 * dim, usage: GPUBufferUsage.STORAGE });
  return [...requests.map((request) => ranker.rank(request)), ranker.rankEmbedding(embedding, { k: 3 })];
}

async function expectAllRejected(answers: Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(answers)) {
    expect(outcome.status).toBe('rejected');
    expect((outcome as PromiseRejectedResult).reason).not.toBeInstanceOf(RangeError);
  }
}

describe.skipIf(!adapter)('a device that is lost (skipped: no adapter)', () => {
  test('rejects requests in flight and later ones', async () => {
    const device = await openDevice();
    const ranker = await createWebGpuRanker(device, matrix);
    const answers = askEverything(device, ranker);
    device.destroy();
    await expectAllRejected(answers);
    await expectAllRejected(askEverything(device, ranker));
    await expect(ranker.rank(requests[0]!)).rejects.toThrow('webgpu: device is lost (destroyed)');
    ranker.dispose();
  });

  test('at any moment: a request is answered right or rejected', async () => {
    for (const answersBefore of [0, 1, 4, 9, 16]) {
      const device = await openDevice();
      const ranker = await createWebGpuRanker(device, matrix);
      const answers = requests.map((request) => ranker.rank(request));
      await Promise.all(answers.slice(0, answersBefore));
      device.destroy();
      for (const [i, outcome] of (await Promise.allSettled(answers)).entries()) {
        if (outcome.status === 'fulfilled') expect(outcome.value).toEqual(expected[i]);
        else expect(i).toBeGreaterThanOrEqual(answersBefore);
      }
    }
  });

  test('gives no ranker, also when it is lost meanwhile', async () => {
    const gone = await openDevice();
    gone.destroy();
    await expectAllRejected([createWebGpuRanker(gone, matrix)]);
    const going = await openDevice();
    const ranker = createWebGpuRanker(going, matrix);
    going.destroy();
    await expectAllRejected([ranker]);
  });

  test('rejects requests although the browser never answers', async () => {
    const device = await openDevice();
    const silent = changeDevice(device, { popErrorScope: () => new Promise(() => {}) });
    const ranker = createWebGpuRanker(silent, matrix);
    device.destroy();
    await expect(ranker).rejects.toThrow('webgpu: device is lost (destroyed)');
  });
});

describe.skipIf(!adapter)('a device that refuses (skipped: no adapter)', () => {
  test('a kernel: no ranker, and no buffers left', async () => {
    const device = await openDevice();
    const { counted, live } = countBuffers(device);
    const createShaderModule = () => device.createShaderModule({ code: 'fn main() -> nonsense {}' });
    await expectAllRejected([createWebGpuRanker(changeDevice(counted, { createShaderModule }), matrix)]);
    expect(live.size).toBe(0);
  });

  test('the items: no ranker', async () => {
    const device = failBuffers(await openDevice(), 'items');
    await expect(createWebGpuRanker(device, matrix)).rejects.toThrow(/^webgpu: /);
  });

  test.for(['keys', 'results', 'readback', 'allowed'])('a buffer for %s: no answer', async (label) => {
    const ranker = await createWebGpuRanker(failBuffers(await openDevice(), label), matrix);
    await expect(ranker.rank(requests[0]!)).rejects.toThrow(/^webgpu: /);
    ranker.dispose();
  });

  test('memory: no ranker', async () => {
    const popErrorScope = async () => new GPUOutOfMemoryError('no memory left');
    const device = changeDevice(await openDevice(), { popErrorScope });
    await expect(createWebGpuRanker(device, matrix)).rejects.toThrow('webgpu: no memory left');
  });
});

describe.skipIf(!adapter)('buffers (skipped: no adapter)', () => {
  test('do not become more with requests', async () => {
    const { counted, live } = countBuffers(await openDevice());
    const ranker = await createWebGpuRanker(counted, matrix);
    const counts: number[] = [];
    for (let round = 0; round < 20; round++) {
      expect(await Promise.all(requests.map((request) => ranker.rank(request)))).toEqual(expected);
      counts.push(live.size);
    }
    expect(counts.slice(1)).toEqual(counts.slice(0, -1));
    ranker.dispose();
    expect(live.size).toBe(0);
  });

  test('are gone after each of many rankers, also with requests in flight', async () => {
    const { counted, live } = countBuffers(await openDevice());
    for (let cycle = 0; cycle < 50; cycle++) {
      const ranker = await createWebGpuRanker(counted, matrix, { maxBindingBytes: 4000 });
      expect(await ranker.rank(requests[cycle % 20]!)).toEqual(expected[cycle % 20]);
      const answers = requests.map((request) => ranker.rank(request));
      ranker.dispose();
      await Promise.allSettled(answers);
      expect(live.size).toBe(0);
    }
  });

  test('leave the device to its owner', async () => {
    const device = await openDevice();
    (await createWebGpuRanker(device, matrix)).dispose();
    const other = await createWebGpuRanker(device, matrix);
    expect(await other.rank(requests[1]!)).toEqual(expected[1]);
  });
});
