// Ranking on real devices that are lost at random moments, between requests and in the middle of one, with a fresh
// device now and then: no request fails, and every list is that of the JavaScript ranker.
import { describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { createRankerHost } from '../../src/backends/ranker-host.ts';
import { quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import { createWebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';
import { loseInFlight } from '../browser/faults.ts';

const hasAdapter = Boolean(await navigator.gpu?.requestAdapter());
const NUM_ITEMS = 500;
const DIM = 32;
const NUM_REQUESTS = 1000;
const random = createRandom(11);
const integers = (length: number, limit: number) =>
  Int8Array.from({ length }, () => random.integer(2 * limit + 1) - limit);
const matrix = ItemMatrix.fromRows(integers(NUM_ITEMS * DIM, 127), NUM_ITEMS, DIM);
const reference = createJavaScriptRanker(matrix);

function request() {
  const allowed = Bitset.fromIndices(
    NUM_ITEMS,
    Array.from({ length: NUM_ITEMS }, (_, i) => i).filter(() => random.next() < 0.7),
  );
  return { query: integers(DIM, 63), k: 20, ...(random.next() < 0.5 && { allowed }) };
}

describe.skipIf(!hasAdapter)('devices that are lost under ranking (skipped: no adapter)', () => {
  it(`cost none of ${NUM_REQUESTS} requests its list`, async () => {
    const told: string[] = [];
    const host = createRankerHost(matrix, (name) => told.push(name));
    let device: GPUDevice | undefined;
    let onGpu = 0;
    let losses = 0;
    for (let i = 0; i < NUM_REQUESTS; i++) {
      if (host.name !== 'webgpu' && random.next() < 0.1) {
        device = (await openDevice(true))!;
        host.prefer(await createWebGpuRanker(device, matrix));
      }
      if (host.name === 'webgpu' && random.next() < 0.03) {
        losses++;
        if (random.next() < 0.5) void loseInFlight(device!);
        else device!.destroy();
      }
      if (host.name === 'webgpu') onGpu++;
      const asked = request();
      expect(await host.rank(asked)).toEqual(await reference.rank(asked));
    }
    console.log(`${NUM_REQUESTS} requests, ${onGpu} of them asked of WebGPU, ${losses} devices lost: 0 failed`);
    expect(losses).toBeGreaterThan(5);
    expect(onGpu).toBeGreaterThan(NUM_REQUESTS / 4);
    expect(new Set(told)).toEqual(new Set([createRankerHost(matrix).name]));
    host.dispose();
    device?.destroy();
  });

  it('answers all requests that were in flight', async () => {
    const device = (await openDevice(true))!;
    const host = createRankerHost(matrix);
    host.prefer(await createWebGpuRanker(device, matrix));
    const requests = Array.from({ length: 8 }, request);
    const answers = requests.map((asked) => host.rank(asked));
    device.destroy();
    expect(await Promise.all(answers)).toEqual(await Promise.all(requests.map((asked) => reference.rank(asked))));
  });

  it('ranks an embedding that lay on the lost device, when it can still be read', async () => {
    const device = (await openDevice(true))!;
    const host = createRankerHost(matrix);
    host.prefer(await createWebGpuRanker(device, matrix));
    const values = Float32Array.from({ length: DIM }, () => random.normal());
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = device.createBuffer({ size: values.byteLength, usage: STORAGE | COPY_DST });
    device.queue.writeBuffer(buffer, 0, values);
    const quantized = quantizeUserEmbedding(values);
    const expected = { ...(await reference.rank({ query: quantized.values, k: 9 })), ...quantized };
    const read = async () => values;
    expect(await host.rankEmbedding({ buffer, read }, { k: 9 })).toEqual(expected);
    expect(host.name).toBe('webgpu');
    void loseInFlight(device);
    expect(await host.rankEmbedding({ buffer, read }, { k: 9 })).toEqual(expected);
    expect(host.name).not.toBe('webgpu');
  });
});
