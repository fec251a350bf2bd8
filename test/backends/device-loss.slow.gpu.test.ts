// A real GPU device, lost in the middle of a run by ONNX Runtime: the host answers by our own kernels.
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { ModelHost } from '../../src/backends/model-host.ts';
import { canSuspend } from '../../src/backends/runtimes.ts';
import { type Backend, gpuTowerRuntime, ownRuntime } from '../../src/backends/tower-runtimes.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import { onOnnxRuntime, type StartGraph } from '../../src/towers/tower-graph.ts';
import { checkUserTower, startUserTower } from '../../src/towers/user-tower.ts';
import { loseInFlight } from '../browser/faults.ts';
import { bundleFile, filmManifest } from '../browser/film-bundle.ts';

const manifest = await filmManifest();
const { embeddingDim } = manifest;
const bytes = await bundleFile(manifest.models.userTower!.path);
const hasAdapter = Boolean(await navigator.gpu?.requestAdapter());

const tower = checkUserTower(bytes, { batchSize: 1, embeddingDim });

let host: ModelHost<StartGraph> | undefined;
afterEach(() => host?.dispose());

async function startHost() {
  const device = (await openDevice(true))!;
  const fallbacks: (Backend | undefined)[] = [];
  host = new ModelHost([gpuTowerRuntime(device), ownRuntime('wasm')], (to) => fallbacks.push(to?.backend));
  return { device, hosted: await host.add((start) => startUserTower(start, tower)), fallbacks };
}

const inputs = [encodeHistory([], { embeddingDim })];

const hasGpu = hasAdapter && canSuspend();
describe.skipIf(!hasGpu)('a device that is lost (skipped: no adapter, or a browser that cannot suspend)', () => {
  it('in the middle of a run: the run is answered', async () => {
    const { device, hosted, fallbacks } = await startHost();
    const [before] = await hosted.use((model) => model.run(inputs));
    expect(host!.backend).toBe('webgpu');
    const lost = loseInFlight(device);
    const [after] = await hosted.use((model) => model.run(inputs));
    await lost;
    expect(fallbacks).toEqual(['wasm']);
    after!.forEach((value, d) => {
      expect(Math.abs(value - before![d]!)).toBeLessThan(1e-4);
    });
  });

  it('while nothing runs: the next run is answered', async () => {
    const { device, hosted, fallbacks } = await startHost();
    device.destroy();
    await device.lost;
    expect((await hosted.use((model) => model.run(inputs)))[0]).toHaveLength(embeddingDim);
    expect(fallbacks).toEqual(['wasm']);
  });
});

describe('a session that the first runtime refuses', () => {
  it('is created on the next one', async () => {
    const load = async () => {
      const ort = await import('onnxruntime-web/wasm');
      return onOnnxRuntime(ort, { executionProviders: ['no-such-provider'] });
    };
    host = new ModelHost([{ backend: 'webgpu', label: 'none', load }, ownRuntime('wasm')]);
    const hosted = await host.add((start) => startUserTower(start, tower));
    expect(host.backend).toBe('wasm');
    expect((await hosted.use((model) => model.run(inputs)))[0]).toHaveLength(embeddingDim);
  });
});
