// The choice of backends by measurement, with the software adapter treated as a GPU: it is slow, so WebAssembly has to
// win; and a second visit knows that without measuring. Then the chain that stays on the GPU.
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { ModelHost } from '../../src/backends/model-host.ts';
import { createRankerHost, RankerHost } from '../../src/backends/ranker-host.ts';
import { gpuTowerRuntime, ownRuntime } from '../../src/backends/tower-runtimes.ts';
import type { EngineStatus } from '../../src/engine/base/status-api.ts';
import { lentEmbedding } from '../../src/engine/lists/user-embedder.ts';
import type { OpenOptions } from '../../src/engine/start/start-api.ts';
import { quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createWebGpuRanker } from '../../src/ranking/webgpu/webgpu-ranker.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import { checkUserTower, startUserTower } from '../../src/towers/user-tower.ts';
import { loseInFlight, refuseIndexedDb, watchDevices } from '../browser/faults.ts';
import { bundleFile, filmManifest } from '../browser/film-bundle.ts';
import { type FilmEngine, openFilmEngine } from '../browser/film-engine.ts';

const hasAdapter = Boolean(await navigator.gpu?.requestAdapter());
const manifest = await filmManifest();
const { embeddingDim, numItems } = manifest;
const opened: FilmEngine[] = [];
const restores: (() => void)[] = [];
afterEach(async () => {
  for (const restore of restores.splice(0)) restore();
  for (const { engine } of opened.splice(0)) await engine.dispose();
});

/** A visit until it is settled where things run: behind the warm-up. */
async function visit(options: Partial<OpenOptions>): Promise<{ engine: FilmEngine['engine']; status: EngineStatus }> {
  const films = await openFilmEngine(options);
  opened.push(films);
  const { engine } = films;
  await engine.warmUp({ withSearch: false });
  await expect.poll(async () => (await engine.status()).backendChoice, { timeout: 100_000 }).toBeDefined();
  return { engine, status: await engine.status() };
}

/** The same GPU on every visit, and a database of choices that is empty at first. */
const asGpu = { backend: 'auto', takeSoftwareAdapter: true } as const;
const forgetChoices = () =>
  new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase('privet-backends');
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
  });

describe.skipIf(!hasAdapter)('backends (skipped: no adapter)', () => {
  it('are measured once, and remembered for the next visit', async () => {
    await forgetChoices();
    const { devices, restore } = watchDevices();
    restores.push(restore);
    const first = await visit(asGpu);
    expect(first.status).toMatchObject({
      backend: 'wasm',
      backendChoice: 'measured',
      parts: { towers: { state: 'ready' } },
    });
    expect(first.status.rankingBackend).toMatch(/^wasm-/);
    expect(devices).toHaveLength(1);
    const second = await visit(asGpu);
    expect(second.status).toMatchObject({ backend: 'wasm', backendChoice: 'remembered' });
    expect(second.status.rankingBackend).toBe(first.status.rankingBackend);
    expect(devices).toHaveLength(1);
    const [liked] = (await second.engine.forYou()).items;
    await second.engine.record({ type: 'like', itemId: liked!.itemId });
    expect((await second.engine.forYou()).source).toBe('user-tower');
  });

  it('are measured on every visit where storage is refused', async () => {
    restores.push(refuseIndexedDb());
    expect((await visit(asGpu)).status.backendChoice).toBe('measured');
    expect((await visit(asGpu)).status.backendChoice).toBe('measured');
  });

  it('are not measured where the only adapter is a software one, or the page asked for a backend', async () => {
    const { status: auto } = await visit({ backend: 'auto' });
    if (auto.backendChoice === 'only')
      expect(auto).toMatchObject({ backend: 'wasm', parts: { ranking: { state: 'ready' } } });
    expect((await visit({ backend: 'wasm' })).status).toMatchObject({ backend: 'wasm', backendChoice: 'requested' });
    // WebGPU that is asked for: where the device is lost, below.
  });

  it('leave the towers on the processor where WebAssembly cannot wait for a GPU, and say so', async () => {
    const { Suspending } = WebAssembly as unknown as { Suspending: unknown };
    delete (WebAssembly as { Suspending?: unknown }).Suspending;
    restores.push(() => Object.assign(WebAssembly, { Suspending }));
    const before = performance.getEntriesByType('resource').length;
    const { engine, status } = await visit({ backend: 'webgpu' });
    expect(status).toMatchObject({ backend: 'wasm', rankingBackend: 'webgpu', cannotSuspend: true });
    expect((await engine.forYou()).items).toHaveLength(20);
    const fetched = performance.getEntriesByType('resource').slice(before);
    expect(fetched.filter(({ name }) => name.endsWith('.wasm'))).toEqual([]);
  });

  it('that cannot rank on WebGPU rank on WebAssembly, and say so', async () => {
    const original = GPUDevice.prototype.createShaderModule;
    // Only the ranking's: the towers' shaders go on compiling.
    GPUDevice.prototype.createShaderModule = function (descriptor) {
      const isOurs = descriptor.label === 'histogram';
      return original.call(this, isOurs ? { ...descriptor, code: 'this is no shader' } : descriptor);
    };
    restores.push(() => {
      GPUDevice.prototype.createShaderModule = original;
    });
    const { engine, status } = await visit({ backend: 'webgpu' });
    expect(status.backend).toBe('webgpu');
    expect(status.rankingBackend).toMatch(/^wasm-/);
    expect(status.parts.ranking).toMatchObject({ state: 'degraded', message: expect.stringContaining('webgpu: ') });
    expect((await engine.forYou()).items).toHaveLength(20);
  });
});

describe.skipIf(!hasAdapter)('the chain on the GPU (skipped: no adapter)', () => {
  const random = createRandom(21);
  const items = ItemMatrix.fromRows(
    Int8Array.from({ length: numItems * embeddingDim }, () => random.integer(255) - 127),
    numItems,
    embeddingDim,
  );
  const history = (length: number) =>
    encodeHistory(
      Array.from({ length }, () => ({
        embedding: Float32Array.from({ length: embeddingDim }, () => random.normal()),
        type: random.next() < 0.3 ? ('dislike' as const) : ('like' as const),
        timeSeconds: 1_000_000 - random.integer(100_000),
      })),
      { embeddingDim, nowSeconds: 1_000_000 },
    );

  async function startTower() {
    const device = (await openDevice(true))!;
    const host = new ModelHost([gpuTowerRuntime(device), ownRuntime('wasm')]);
    restores.push(() => void host.dispose());
    const bytes = await bundleFile(manifest.models.userTower!.path);
    const checked = checkUserTower(bytes, { batchSize: 1, embeddingDim });
    const tower = await host.add((start) => startUserTower(start, checked));
    return { device, tower };
  }

  it('gives the list of the embedding read back, quantized and ranked without a GPU', async () => {
    const { device, tower } = await startTower();
    const chain = new RankerHost(items, [await createWebGpuRanker(device, items)]);
    const unchained = createRankerHost(items);
    for (const length of [0, 1, 7, 99]) {
      const input = history(length);
      const chained = await tower.use((model) =>
        model.lend(input, (tensor) => {
          expect(tensor.location).toBe('gpu-buffer');
          return chain.rankEmbedding({ ...lentEmbedding(tensor), read: () => expect.unreachable() }, { k: 50 });
        }),
      );
      const [values] = await tower.use((model) => model.run([input]));
      const quantized = quantizeUserEmbedding(values!);
      expect(chained).toEqual({ ...(await unchained.rank({ query: quantized.values, k: 50 })), ...quantized });
    }
    chain.dispose();
  });

  it('answers from WebAssembly when the device is lost in the middle of it', async () => {
    const { device, tower } = await startTower();
    const host = createRankerHost(items);
    host.prefer(await createWebGpuRanker(device, items));
    const input = history(12);
    const ask = () =>
      tower.use((model) => model.lend(input, (tensor) => host.rankEmbedding(lentEmbedding(tensor), { k: 20 })));
    const before = await ask();
    expect(host.name).toBe('webgpu');
    void loseInFlight(device);
    const after = await ask();
    expect(host.name).toMatch(/^wasm-/);
    expect(after.indices).toHaveLength(20);
    const shared = [...after.indices].filter((index) => before.indices.includes(index));
    expect(shared.length).toBeGreaterThanOrEqual(19);
  });

  it("keeps a visitor's list, bit for bit, over the loss of the device", async () => {
    const { devices, restore } = watchDevices();
    restores.push(restore);
    const { engine, status } = await visit({ backend: 'webgpu' });
    expect(status).toMatchObject({ backend: 'webgpu', rankingBackend: 'webgpu', backendChoice: 'requested' });
    for (const [i, { itemId }] of (await engine.forYou({ count: 12 })).items.entries()) {
      await engine.record({ type: i % 3 === 2 ? 'dislike' : 'like', itemId });
    }
    const before = await engine.forYou({ count: 1000 });
    expect(before.source).toBe('user-tower');
    devices[0]!.destroy();
    await devices[0]!.lost;
    expect(await engine.forYou({ count: 1000 })).toMatchObject({ items: before.items, source: 'user-tower' });
    const after = await engine.status();
    expect(after.rankingBackend).toMatch(/^wasm-/);
    expect(after.parts.ranking).toMatchObject({
      state: 'degraded',
      message: expect.stringContaining('the lists are the same'),
    });
  });
});
