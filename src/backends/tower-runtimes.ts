// What towers run on. Our own kernels come first: they are part of the engine's code, start in a few milliseconds, and give
// the same bits in WebAssembly and, where the page's policy forbids that, in plain JavaScript. ONNX Runtime is fetched for
// a GPU, and for graphs that our kernels do not know.
import { createJavaScriptKernels } from '../towers/graph-executor/javascript-kernels.ts';
import { createWasmKernels } from '../towers/graph-executor/wasm-kernels.ts';
import { onOnnxRuntime, onOwnKernels, type StartGraph } from '../towers/tower-graph.ts';
import { gpuRuntime, mayCompileWasm, type OnnxRuntime, plainRuntime } from './runtimes.ts';

/** `js`: plain JavaScript. */
export type Backend = 'webgpu' | 'wasm' | 'js';
export type BackendPreference = 'auto' | 'webgpu' | 'wasm';

/** One way to run models. @typeParam L  what models are made with */
export interface Runtime<L> {
  readonly backend: Backend;
  /** Of people, for whoever tells them that it failed. */
  readonly label: string;
  /** Fetches what it needs. */
  load(): Promise<L>;
  /** The device that the models run on, if it is a GPU. */
  readonly device?: GPUDevice;
}

/** Best first: each takes what the one before cannot. */
export function towerRuntimes(): Runtime<StartGraph>[] {
  if (!mayCompileWasm()) return [ownRuntime('js')];
  return [ownRuntime('wasm'), { backend: 'wasm', label: 'ONNX Runtime', load: startedBy(plainRuntime()) }];
}

/** Kernels of our own. */
export function ownRuntime(backend: 'wasm' | 'js'): Runtime<StartGraph> {
  const createKernels = backend === 'wasm' ? createWasmKernels : createJavaScriptKernels;
  return { backend, label: 'Our own kernels', load: async () => onOwnKernels(createKernels) };
}

/** ONNX Runtime on this device. Only where `canSuspend()`. */
export function gpuTowerRuntime(device: GPUDevice): Runtime<StartGraph> {
  return { backend: 'webgpu', label: 'WebGPU', load: startedBy(gpuRuntime(device)), device };
}

function startedBy(runtime: OnnxRuntime): () => Promise<StartGraph> {
  return async () => onOnnxRuntime(await runtime.load(), runtime.sessionOptions);
}
