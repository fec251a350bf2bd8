// The worker of bench/towers.bench.ts: the user tower by each implementation, one run of each in turn.
import { openDevice } from '../../src/backends/adapter.ts';
import { gpuRuntime, plainRuntime } from '../../src/backends/runtimes.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { createJavaScriptKernels } from '../../src/towers/graph-executor/javascript-kernels.ts';
import { createWasmKernels } from '../../src/towers/graph-executor/wasm-kernels.ts';
import { encodeHistory, type UserTowerInputs } from '../../src/towers/history-inputs.ts';
import { onOnnxRuntime, onOwnKernels, type StartGraph } from '../../src/towers/tower-graph.ts';
import { checkUserTower, startUserTower, type UserTower } from '../../src/towers/user-tower.ts';

/** Of the films. */
const EMBEDDING_DIM = 128;
const WARM_UP_RUNS = 30;

interface TimeRequest {
  length: number;
  rounds: number;
  webgpu: boolean;
}

async function starts(webgpu: boolean): Promise<Record<string, StartGraph>> {
  const plain = plainRuntime();
  const device = webgpu ? await openDevice(true) : undefined;
  const gpu = device && gpuRuntime(device);
  return {
    'our kernels, WebAssembly': onOwnKernels(createWasmKernels),
    'our kernels, JavaScript': onOwnKernels(createJavaScriptKernels),
    'ONNX Runtime, WebAssembly': onOnnxRuntime(await plain.load(), plain.sessionOptions),
    ...(gpu && { 'ONNX Runtime, WebGPU': onOnnxRuntime(await gpu.load(), gpu.sessionOptions) }),
  };
}

function historyOf(length: number): UserTowerInputs {
  const random = createRandom(length);
  const events = Array.from({ length }, (_, n) => ({
    embedding: Float32Array.from({ length: EMBEDDING_DIM }, () => random.normal() * 0.2),
    type: random.next() < 0.3 ? ('dislike' as const) : ('like' as const),
    timeSeconds: 1_700_000_000 + n * 3600,
  }));
  return encodeHistory(events, { embeddingDim: EMBEDDING_DIM, nowSeconds: 1_710_000_000 });
}

let towers: Map<string, UserTower> | undefined;

async function makeTowers(webgpu: boolean): Promise<Map<string, UserTower>> {
  const bytes = new Uint8Array(await (await fetch('/models/user-tower.onnx')).arrayBuffer());
  const checked = checkUserTower(bytes, { batchSize: 1, embeddingDim: EMBEDDING_DIM });
  const made = new Map<string, UserTower>();
  for (const [name, start] of Object.entries(await starts(webgpu)))
    made.set(name, await startUserTower(start, checked));
  return made;
}

async function time({ length, rounds, webgpu }: TimeRequest): Promise<Record<string, number[]>> {
  towers ??= await makeTowers(webgpu);
  const history = historyOf(length);
  const times: Record<string, number[]> = {};
  for (const [name, tower] of towers) {
    times[name] = [];
    for (let n = 0; n < WARM_UP_RUNS; n++) await tower.run([history]);
  }
  for (let n = 0; n < rounds; n++)
    for (const [name, tower] of towers) {
      const startMs = performance.now();
      await tower.run([history]);
      times[name]!.push(performance.now() - startMs);
    }
  return times;
}

addEventListener('message', ({ data }: MessageEvent<TimeRequest>) => {
  time(data).then(
    (times) => postMessage({ times }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
