// Which build of ONNX Runtime to load, best first. Each is imported dynamically, so that a page downloads the one it
// runs: the native WebGPU build (JSPI where the engine can suspend WebAssembly, else asyncify, which is larger and
// slower) where there is a real adapter, the plain WebAssembly build where there is none. Plain `onnxruntime-web` is
// never imported: its WebGPU backend is an older one that returns wrong numbers without a word.
import { fetchChecked } from '../checked-code/code-files.ts';
import { knownFile } from '../checked-code/known-files.ts';
import type { OrtModule, SessionOptions } from '../towers/session.ts';
import { openDevice } from './adapter.ts';

export type Backend = 'webgpu' | 'wasm';
export type BackendPreference = 'auto' | Backend;

/** One way to run models. */
export interface Runtime {
  readonly backend: Backend;
  /** Imports the build, and fetches its .wasm file where that one's hash is known; else it comes with the first session. */
  load(): Promise<OrtModule>;
  readonly sessionOptions: SessionOptions;
  /** The device that the sessions run on, if it is a GPU. */
  readonly device?: GPUDevice;
}

/** `3` = errors: what is left to the CPU and the like is no news for a visitor's console. */
const QUIET = { logSeverityLevel: 3 } as const;
const ON_WASM: SessionOptions = { executionProviders: ['wasm'], ...QUIET };

/**
 * The ways to run models here, best first; the last one is always WebAssembly in its plain build. Those after the first
 * are for when the first one fails: a WebGPU build runs on WebAssembly too, without another download.
 *
 * @param preference  `auto`: WebGPU on a real adapter; `webgpu`: on a software adapter too; `wasm`: never WebGPU
 */
export async function findRuntimes(preference: BackendPreference): Promise<Runtime[]> {
  const device = preference === 'wasm' ? undefined : await openDevice(preference === 'webgpu');
  return device ? runtimesOn(device) : [plainRuntime()];
}

/** Of no content: what a policy forbids shows here, before anything is fetched, and without a line in the console. */
const SMALLEST_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Whether the page's policy lets WebAssembly be compiled (`wasm-unsafe-eval`); no model runs without. */
export function mayCompileWasm(): boolean {
  try {
    return new WebAssembly.Module(SMALLEST_MODULE) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** The plain WebAssembly build. */
export function plainRuntime(): Runtime {
  return { backend: 'wasm', load: loadWasmBuild, sessionOptions: ON_WASM };
}

/** The WebGPU build on WebAssembly: where a GPU lost the choice after the build was downloaded for it. */
export function wasmRuntimesOfGpuBuild(): Runtime[] {
  return [{ backend: 'wasm', load: loadWebGpuBuild, sessionOptions: ON_WASM }, plainRuntime()];
}

/** All ways of the WebGPU build, the GPU first. */
export function runtimesOn(device: GPUDevice): Runtime[] {
  const onGpu = { executionProviders: [{ name: 'webgpu', device }], ...QUIET };
  return [{ backend: 'webgpu', load: loadWebGpuBuild, sessionOptions: onGpu, device }, ...wasmRuntimesOfGpuBuild()];
}

/** As their packages name them; a build that is bundled looks for its file beside itself. */
const WASM_FILES = {
  wasm: 'ort-wasm-simd-threaded.wasm',
  jspi: 'ort-wasm-simd-threaded.jspi.wasm',
  webgpu: 'ort-wasm-simd-threaded.asyncify.wasm',
} as const;

let wasmFolder: string | undefined;

/** @param url  absolute URL of the folder with the .wasm files; undefined: where the build put them */
export function setWasmFolder(url: string | undefined): void {
  wasmFolder = url === undefined || url.endsWith('/') ? url : `${url}/`;
}

async function loadWasmBuild(): Promise<OrtModule> {
  return configured(await import('onnxruntime-web/wasm'), WASM_FILES.wasm);
}

async function loadWebGpuBuild(): Promise<OrtModule> {
  const canSuspend = 'Suspending' in WebAssembly;
  return canSuspend
    ? configured(await import('onnxruntime-web/jspi'), WASM_FILES.jspi)
    : configured(await import('onnxruntime-web/webgpu'), WASM_FILES.webgpu);
}

/** One thread: more need a cross-origin isolated page, and gain nothing on models of this size. */
async function configured(ort: OrtModule, wasmFile: string): Promise<OrtModule> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const known = knownFile(wasmFile);
  const url = wasmFolder && wasmFolder + wasmFile;
  if (known) ort.env.wasm.wasmBinary = await fetchChecked(url ?? known.url, known.integrity);
  else if (url) ort.env.wasm.wasmPaths = { wasm: url };
  return ort;
}
