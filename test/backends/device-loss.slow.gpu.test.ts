// A real GPU device, lost in the middle of a run, with both builds of ONNX Runtime that know WebGPU: the host answers
// from WebAssembly. (The engine picks one of the builds by what the browser can do; here both are tried.)
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { ModelHost } from '../../src/backends/model-host.ts';
import type { Backend, Runtime } from '../../src/backends/runtimes.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';
import { loseInFlight } from '../browser/faults.ts';
import { bundleFile, filmManifest } from '../browser/film-bundle.ts';

const manifest = await filmManifest();
const { embeddingDim } = manifest;
const bytes = await bundleFile(manifest.models.userTower!.path);
const hasAdapter = Boolean(await navigator.gpu?.requestAdapter());

let host: ModelHost | undefined;
afterEach(() => host?.dispose());

const builds: Record<string, () => Promise<OrtModule>> = {
  jspi: () => import('onnxruntime-web/jspi'),
  asyncify: () => import('onnxruntime-web/webgpu'),
};

async function startHost(load: () => Promise<OrtModule>) {
  const device = (await openDevice(true))!;
  const runtimes: Runtime[] = [
    { backend: 'webgpu', load, device, sessionOptions: { executionProviders: [{ name: 'webgpu', device }] } },
    { backend: 'wasm', load, sessionOptions: { executionProviders: ['wasm'] } },
  ];
  const fallbacks: (Backend | undefined)[] = [];
  host = new ModelHost(runtimes, (backend) => fallbacks.push(backend));
  const tower = await host.add((ort, sessionOptions) => {
    ort.env.wasm.numThreads = 1;
    return createUserTower(ort, bytes, { batchSize: 1, embeddingDim, sessionOptions });
  });
  return { device, tower, fallbacks };
}

const inputs = [encodeHistory([], { embeddingDim })];

describe.skipIf(!hasAdapter)('a device that is lost (skipped: no adapter)', () => {
  it.for(Object.keys(builds))('in the middle of a run of the %s build: the run is answered', async (name, { skip }) => {
    if (name === 'jspi' && !('Suspending' in WebAssembly)) return skip('this browser cannot suspend WebAssembly');
    const { device, tower, fallbacks } = await startHost(builds[name]!);
    const [before] = await tower.use((model) => model.run(inputs));
    expect(host!.backend).toBe('webgpu');
    const lost = loseInFlight(device);
    const [after] = await tower.use((model) => model.run(inputs));
    await lost;
    expect(fallbacks).toEqual(['wasm']);
    after!.forEach((value, d) => {
      expect(Math.abs(value - before![d]!)).toBeLessThan(1e-4);
    });
  });

  it('while nothing runs: the next run is answered', async () => {
    const { device, tower, fallbacks } = await startHost(builds.asyncify!);
    device.destroy();
    await device.lost;
    expect((await tower.use((model) => model.run(inputs)))[0]).toHaveLength(embeddingDim);
    expect(fallbacks).toEqual(['wasm']);
  });
});

describe('a session that the first runtime refuses', () => {
  it('is created on the next one', async () => {
    const load = builds.asyncify!;
    host = new ModelHost([
      { backend: 'webgpu', load, sessionOptions: { executionProviders: ['no-such-provider'] } },
      { backend: 'wasm', load, sessionOptions: { executionProviders: ['wasm'] } },
    ]);
    const tower = await host.add((ort, sessionOptions) =>
      createUserTower(ort, bytes, { batchSize: 1, embeddingDim, sessionOptions }),
    );
    expect(host.backend).toBe('wasm');
    expect((await tower.use((model) => model.run(inputs)))[0]).toHaveLength(embeddingDim);
  });
});
