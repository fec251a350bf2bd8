// Both towers of the film bundle on WebGPU and on WebAssembly: whole on the GPU, and with the same numbers. The adapter
// may be a software one; without any, these tests skip aloud.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { canSuspend, gpuRuntime, type OnnxRuntime, plainRuntime } from '../../src/backends/runtimes.ts';
import { loadContentVectors, loadItems } from '../../src/bundle/load-bundle.ts';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { decodeCodebooks } from '../../src/formats/codebooks.ts';
import { gunzip } from '../../src/formats/gzip.ts';
import type { Manifest } from '../../src/formats/manifest.ts';
import type { TowerEventType } from '../../src/formats/vocabulary.ts';
import { quantizeContent, quantizeItemEmbeddings } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { encode } from '../../src/semantic-ids/residual-quantizer.ts';
import { encodeHistory, type HistoryItem, type UserTowerInputs } from '../../src/towers/history-inputs.ts';
import { createItemTower, itemTowerSizes } from '../../src/towers/item-tower.ts';
import type { SessionOptions } from '../../src/towers/session.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';
import { bundleFile, filmManifest, filmManifestUrl } from '../browser/film-bundle.ts';

let manifest: Manifest;
let catalog: ItemCatalog;
let device: GPUDevice | undefined;
let gpu: OnnxRuntime | undefined;
const wasm = plainRuntime();

beforeAll(async () => {
  manifest = await filmManifest();
  catalog = new ItemCatalog(manifest);
  expect(await loadItems(filmManifestUrl, manifest, catalog)).toEqual([]);
  device = canSuspend() ? await openDevice(true) : undefined;
  gpu = device && gpuRuntime(device);
});
afterAll(() => device?.destroy());

/** No node may fall back to the CPU: creating the session fails if one would. */
const wholeOnGpu = (runtime: OnnxRuntime): SessionOptions => ({
  ...runtime.sessionOptions,
  extra: { session: { disable_cpu_ep_fallback: '1' } },
});

const itemEmbedding = (index: number) =>
  Float32Array.from(catalog.embedding(index), (step) => step * manifest.itemScale);

/** Histories of many kinds and lengths, the empty and the full one among them. */
function histories(): UserTowerInputs[] {
  const random = createRandom(7);
  const types: TowerEventType[] = ['view', 'select', 'like', 'dislike', 'add_to_cart', 'purchase', 'hide'];
  return [0, 1, 2, 10, 50, 99].map((length) => {
    const events = Array.from(
      { length },
      (): HistoryItem => ({
        embedding: itemEmbedding(random.integer(catalog.numItems)),
        type: types[random.integer(types.length)]!,
        timeSeconds: 1_700_000_000 - random.integer(40_000_000),
      }),
    );
    return encodeHistory(events, { embeddingDim: manifest.embeddingDim, nowSeconds: 1_700_000_000 });
  });
}

async function userEmbeddings(runtime: OnnxRuntime, path: string, batchSize: number, sessionOptions: SessionOptions) {
  const ort = await runtime.load();
  const { embeddingDim } = manifest;
  const tower = await createUserTower(ort, await bundleFile(path), { batchSize, embeddingDim, sessionOptions });
  const embeddings = await tower.run(histories());
  await tower.dispose();
  return embeddings;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe('the device', () => {
  it('is opened without subgroups, and a software adapter is used only when asked for', async ({ skip }) => {
    const device = await openDevice(true);
    if (!device) return skip('no WebGPU adapter');
    expect(device.features.has('subgroups')).toBe(false);
    const { isFallbackAdapter } = (await navigator.gpu.requestAdapter())!.info;
    const real = await openDevice(false);
    expect(real === undefined).toBe(isFallbackAdapter);
    real?.destroy();
    device.destroy();
  });
});

describe.each([
  { name: 'userTower', batchSize: 1 },
  { name: 'userTowerBatch', batchSize: 8 },
] as const)('the user tower at B = $batchSize', ({ name, batchSize }) => {
  it('runs whole on WebGPU, and gives the user embeddings of WebAssembly within 1e-4', async ({ skip }) => {
    if (!gpu) return skip('no WebGPU adapter');
    const { path } = manifest.models[name]!;
    const onGpu = await userEmbeddings(gpu, path, batchSize, wholeOnGpu(gpu));
    const onWasm = await userEmbeddings(wasm, path, batchSize, wasm.sessionOptions);
    const differences = onGpu.map((embedding, i) => largestDifference(embedding, onWasm[i]!));
    console.log(`${name}: WebGPU and WebAssembly differ by at most ${Math.max(...differences).toExponential(1)}`);
    for (const embedding of onGpu) expect(embedding.every(Number.isFinite)).toBe(true);
    for (const difference of differences) expect(difference).toBeLessThan(1e-4);
  });
});

/** Films whose embedding is what the item tower alone makes of them. */
function filmsWithoutResidual(count: number): number[] {
  const all = Array.from({ length: catalog.numItems }, (_, index) => index);
  return all.filter((index) => !catalog.hasResidual(index)).slice(0, count);
}

async function reencode(
  runtime: OnnxRuntime,
  indices: number[],
  itemTowerOptions: SessionOptions,
): Promise<Float32Array> {
  const ort = await runtime.load();
  const { itemTower } = manifest.models;
  const sizes = itemTowerSizes(manifest);
  const tower = await createItemTower(ort, await bundleFile(itemTower!.path), {
    ...sizes,
    sessionOptions: itemTowerOptions,
  });
  const { vectors } = await loadContentVectors(filmManifestUrl, manifest);
  const content = Float32Array.from(
    indices.flatMap((index) => [...vectors.row(index)]),
    (step) => step / 127,
  );
  const width = catalog.numFeatures;
  const features = Float32Array.from(
    indices.flatMap((index) => [...catalog.features.subarray(index * width, (index + 1) * width)]),
  );
  const { codebooks } = manifest.semanticIds!;
  const stored = await bundleFile(codebooks.path); // the test server may hand it over inflated
  const { sizeBytes } = codebooks.inflated;
  const inflated = stored.length === sizeBytes ? stored : await gunzip(stored, sizeBytes, codebooks.path);
  const { codes } = encode(quantizeContent(content), decodeCodebooks(inflated, codebooks.path));
  // A page does not have the fields that title words and facts are hashed from: missing, as they may be.
  const modalities = new Float32Array(indices.length * sizes.modalityDim);
  const embeddings = await tower.embedItems({ content, features, codes, modalities });
  await tower.dispose();
  return embeddings;
}

async function rowsOf(runtime: OnnxRuntime, itemTowerOptions: SessionOptions): Promise<Int8Array> {
  const indices = filmsWithoutResidual(3);
  expect(indices).toHaveLength(3);
  return quantizeItemEmbeddings(await reencode(runtime, indices, itemTowerOptions), manifest.itemScale);
}

describe('films embedded anew from their content vectors by the item tower', () => {
  it('are the same rows within one int8 step on WebGPU, where the item tower runs whole, and WebAssembly', async ({
    skip,
  }) => {
    if (!gpu) return skip('no WebGPU adapter');
    const [onGpu, onWasm] = [await rowsOf(gpu, wholeOnGpu(gpu)), await rowsOf(wasm, wasm.sessionOptions)];
    expect(largestDifference(onGpu, onWasm)).toBeLessThanOrEqual(1);
  });

  it('are near their catalog rows on WebAssembly, which title words and facts move further', async () => {
    const rows = await rowsOf(wasm, wasm.sessionOptions);
    const known = filmsWithoutResidual(3).flatMap((index) => [...catalog.embedding(index)]);
    const cosine = dot(rows, known) / Math.sqrt(dot(rows, rows) * dot(known, known));
    expect(cosine).toBeGreaterThan(0.5);
    expect(largestDifference(rows, new Int8Array(rows.length))).toBeGreaterThan(10);
  });
});

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
}
