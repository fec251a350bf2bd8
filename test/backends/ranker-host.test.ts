// How ranking moves from one backend to the next. The backends here fail on demand; ranker-loss.slow.gpu.test.ts does it
// with a real device.
import { describe, expect, it } from 'vitest';
import { ModelHost } from '../../src/backends/model-host.ts';
import { type LentEmbedding, RankerHost } from '../../src/backends/ranker-host.ts';
import { quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { Ranker, RankerName, RankRequest } from '../../src/ranking/ranker.ts';

const DIM = 16;
const NUM_ITEMS = 70;
const random = createRandom(5);
const integers = (length: number, limit: number) =>
  Int8Array.from({ length }, () => random.integer(2 * limit + 1) - limit);
const matrix = ItemMatrix.fromRows(integers(NUM_ITEMS * DIM, 127), NUM_ITEMS, DIM);
const reference = createJavaScriptRanker(matrix);

/** A backend that answers as JavaScript does, until `fails` says so. */
function fake(name: RankerName, fails: () => boolean, error: () => Error = () => new Error(`${name} is gone`)) {
  const log: string[] = [];
  const attempt = async <T>(answer: () => Promise<T>) => {
    await null;
    if (fails()) throw error();
    return answer();
  };
  const ranker: Ranker = {
    name,
    rank: (request) => attempt(() => reference.rank(request)),
    rowsChanged: (first, count) => log.push(`rows ${first} ${count}`),
    dispose: () => log.push('disposed'),
  };
  return { ranker, log };
}

const never = () => false;
const always = () => true;
const query = (): RankRequest => ({ query: integers(DIM, 63), k: 10 });

function hostOf(...rankers: Ranker[]) {
  const told: string[] = [];
  const host = new RankerHost(matrix, rankers, (name, reason) => told.push(`${name}: ${reason}`));
  return { host, told };
}

describe('the ranker host', () => {
  it('asks the first backend while that works', async () => {
    const { host, told } = hostOf(fake('webgpu', never).ranker, fake('wasm-simd', always).ranker);
    const request = query();
    expect(await host.rank(request)).toEqual(await reference.rank(request));
    expect([host.name, told]).toEqual(['webgpu', []]);
  });

  it('answers a failed request from the next one that works, frees what failed, and tells', async () => {
    const [gpu, wasm] = [fake('webgpu', always), fake('wasm-simd', always)];
    const { host, told } = hostOf(gpu.ranker, wasm.ranker, reference);
    const request = query();
    expect(await host.rank(request)).toEqual(await reference.rank(request));
    expect(host.name).toBe('javascript');
    expect(told).toEqual(['wasm-simd: webgpu is gone', 'javascript: wasm-simd is gone']);
    expect([gpu.log, wasm.log]).toEqual([['disposed'], ['disposed']]);
  });

  it('answers all that were in flight, and leaves a backend once', async () => {
    const { host, told } = hostOf(fake('webgpu', always).ranker, reference);
    const requests = Array.from({ length: 5 }, query);
    const results = await Promise.all(requests.map((request) => host.rank(request)));
    expect(results).toEqual(await Promise.all(requests.map((request) => reference.rank(request))));
    expect(told).toHaveLength(1);
  });

  it('leaves a request that makes no sense to its caller, and stays', async () => {
    const { host, told } = hostOf(reference, fake('javascript', never).ranker);
    await expect(host.rank({ ...query(), k: -1 })).rejects.toThrow('ranking: k is -1');
    await expect(host.rank({ ...query(), allowed: new Bitset(3) })).rejects.toThrow(RangeError);
    expect(told).toEqual([]);
  });

  it('takes a RangeError for a sound request as the failure that it is: memory that cannot grow', async () => {
    const full = fake('wasm-simd', always, () => new RangeError('WebAssembly.Memory.grow(): Maximum memory size'));
    const { host, told } = hostOf(full.ranker, reference);
    const request = query();
    expect(await host.rank(request)).toEqual(await reference.rank(request));
    expect(told).toHaveLength(1);
  });

  it('rejects when the last one fails', async () => {
    const { host } = hostOf(fake('javascript', always).ranker);
    await expect(host.rank(query())).rejects.toThrow('javascript is gone');
  });

  it('gives 1,000 requests their lists, however often a backend fails and a fresh one comes', async () => {
    const { host, told } = hostOf(reference);
    let fresh = 0;
    for (let i = 0; i < 1000; i++) {
      if (random.next() < 0.1) {
        fresh++;
        host.prefer(fake('webgpu', () => random.next() < 0.2).ranker);
      }
      const request = query();
      expect(await host.rank(request)).toEqual(await reference.rank(request));
    }
    expect(fresh).toBeGreaterThan(50);
    expect(told.length).toBeGreaterThan(50);
  });

  it('tells all backends of new rows, and frees all', () => {
    const [gpu, wasm] = [fake('webgpu', never), fake('wasm-simd', never)];
    const { host } = hostOf(gpu.ranker, wasm.ranker);
    host.rowsChanged(3, 4);
    host.dispose();
    expect([gpu.log, wasm.log]).toEqual(Array(2).fill(['rows 3 4', 'disposed']));
  });
});

describe('ranking by an embedding', () => {
  const values = Float32Array.from({ length: DIM }, () => random.normal());
  const quantized = quantizeUserEmbedding(values);
  const buffer = {} as GPUBuffer;

  async function expected() {
    const ranked = await reference.rank({ query: quantized.values, k: 7 });
    return { ...ranked, ...quantized };
  }

  it('reads it back where the ranker has no device', async () => {
    const { host } = hostOf(reference);
    expect(await host.rankEmbedding({ buffer, read: async () => values }, { k: 7 })).toEqual(await expected());
  });

  it('hands it over where it lies on the device that ranks', async () => {
    const { ranker } = fake('webgpu', never);
    const onDevice = {
      ...ranker,
      rankEmbedding: async () => ({
        indices: new Uint32Array(1),
        scores: new Int32Array(1),
        query: quantized.values,
        scale: 4,
      }),
    };
    const { host } = hostOf(onDevice, reference);
    const read = () => expect.unreachable();
    const { indices, scale } = await host.rankEmbedding({ buffer, read }, { k: 1 });
    expect([indices.length, scale]).toEqual([1, 4]);
  });

  it('reads it back when the device fails under it', async () => {
    const { ranker } = fake('webgpu', never);
    const failing = { ...ranker, rankEmbedding: () => Promise.reject(new Error('out of memory')) };
    const { host, told } = hostOf(failing, reference);
    expect(await host.rankEmbedding({ buffer, read: async () => values }, { k: 7 })).toEqual(await expected());
    expect(told).toEqual(['javascript: out of memory']);
  });

  it('reads back every one of those that were under way when the device failed, and leaves it once', async () => {
    const { ranker, log } = fake('webgpu', never);
    const failing = { ...ranker, rankEmbedding: () => Promise.reject(new Error('device lost')) };
    const { host, told } = hostOf(failing, reference);
    const asked = [1, 2, 3].map(() => host.rankEmbedding({ buffer, read: async () => values }, { k: 7 }));
    const plain = host.rank({ query: quantized.values, k: 7 });
    expect(await Promise.all(asked)).toEqual(Array(3).fill(await expected()));
    expect(await plain).toEqual(await reference.rank({ query: quantized.values, k: 7 }));
    expect([told, log]).toEqual([['javascript: device lost'], ['disposed']]);
  });

  it('goes on from what took the place of the device while the embedding was read', async () => {
    const failing = { ...fake('webgpu', never).ranker, rankEmbedding: () => Promise.reject(new Error('device lost')) };
    const { host, told } = hostOf(failing, fake('wasm-simd', always).ranker, reference);
    const read = async () => {
      await host.rank(query()); // another request steps further down meanwhile
      return values;
    };
    expect(await host.rankEmbedding({ buffer, read }, { k: 7 })).toEqual(await expected());
    expect(told).toEqual(['wasm-simd: device lost', 'javascript: wasm-simd is gone']);
  });

  it('takes a tower with it whose output is lost with the device, and both answer from WebAssembly', async () => {
    const runtimes = ['webgpu', 'wasm'].map((backend) => ({
      backend: backend as 'webgpu' | 'wasm',
      label: backend,
      load: async () => backend,
    }));
    const models = new ModelHost(runtimes);
    const tower = await models.add(async (backend) => {
      const lost = () => Promise.reject(new Error('device lost'));
      return {
        lend: <T>(rank: (embedding: LentEmbedding) => Promise<T>) =>
          rank(backend === 'webgpu' ? { buffer, read: lost } : { read: async () => values }),
        dispose: async () => {},
      };
    });
    const failing = { ...fake('webgpu', never).ranker, rankEmbedding: () => Promise.reject(new Error('device lost')) };
    const { host, told } = hostOf(failing, reference);
    const ask = () => tower.use((model) => model.lend((embedding) => host.rankEmbedding(embedding, { k: 7 })));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill(await expected()));
    expect([models.backend, told]).toEqual(['wasm', ['javascript: device lost']]);
  });
});
