// ONNX Runtime's builds. Each is imported dynamically, and its WebAssembly fetched, when something is to run on it: the
// native WebGPU build for towers on a GPU, where the engine can suspend WebAssembly (JSPI); the plain one for
// towers that our own kernels do not know. There is a third build for GPUs, which needs no JSPI: it has 27 MB,
// more than some hosts serve, and our kernels in WebAssembly take its place. Plain `onnxruntime-web` is never imported:
// its WebGPU backend is an older one that returns wrong numbers without a word.

import { ModelLoadError } from '../errors.ts';
import { codeBytes } from '../fetching/checked-code/code-files.ts';
import { knownFile } from '../fetching/checked-code/known-files.ts';
import { readBody } from '../fetching/read-body.ts';
import { watched } from '../fetching/slow-requests.ts';
import type { OrtModule, SessionOptions } from '../towers/session.ts';

/** `jspi` runs on GPUs, where the browser can suspend WebAssembly. */
type Build = 'wasm' | 'jspi';

/** A build, and how its sessions are made. */
export interface OnnxRuntime {
  /** Imports the build, and fetches its .wasm file. @throws as `loadBuild` */
  load(): Promise<OrtModule>;
  readonly sessionOptions: SessionOptions;
}

/** `3` = errors: what is left to the CPU and the like is no news for a visitor's console. */
const QUIET = { logSeverityLevel: 3 } as const;
const ON_WASM: SessionOptions = { executionProviders: ['wasm'], ...QUIET };

/** Of no content: what a policy forbids shows here, before anything is fetched, and without a line in the console. */
const SMALLEST_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Whether the page's policy lets WebAssembly be compiled (`wasm-unsafe-eval`); ONNX Runtime does not run without. */
export function mayCompileWasm(): boolean {
  try {
    return new WebAssembly.Module(SMALLEST_MODULE) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** Whether ONNX Runtime can wait for a GPU here. */
export function canSuspend(): boolean {
  return 'Suspending' in WebAssembly && mayCompileWasm();
}

/** The plain WebAssembly build. */
export function plainRuntime(): OnnxRuntime {
  return { load: () => loadBuild('wasm'), sessionOptions: ON_WASM };
}

/** The WebGPU build on this device, with outputs that stay there. */
export function gpuRuntime(device: GPUDevice): OnnxRuntime {
  const executionProviders = [{ name: 'webgpu', device }];
  return {
    load: () => loadBuild('jspi'),
    sessionOptions: { executionProviders, preferredOutputLocation: 'gpu-buffer', ...QUIET },
  };
}

/** Above every build that there is: the largest has 17 MB. */
const MAX_WASM_BYTES = 25_000_000;

/** As their packages name them. */
const WASM_FILES: Record<Build, string> = {
  wasm: 'ort-wasm-simd-threaded.wasm',
  jspi: 'ort-wasm-simd-threaded.jspi.wasm',
};

/** Where the build put them: bundlers find these very forms. */
const WASM_ADDRESSES: Record<Build, () => URL> = {
  wasm: () => new URL('onnxruntime-web/ort-wasm-simd-threaded.wasm', import.meta.url),
  jspi: () => new URL('onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm', import.meta.url),
};

const PACKAGES: Record<Build, () => Promise<OrtModule>> = {
  wasm: () => import('onnxruntime-web/wasm'),
  jspi: () => import('onnxruntime-web/jspi'),
};

let wasmFolder: string | undefined;
const binaries = new Map<Build, Uint8Array<ArrayBuffer>>();

/** @param url  absolute URL of the folder with the .wasm files; undefined: where the build put them */
export function setWasmFolder(url: string | undefined): void {
  wasmFolder = url === undefined || url.endsWith('/') ? url : `${url}/`;
}

/**
 * The runtime's code and its WebAssembly. ONNX Runtime would fetch that itself, and never again once that failed; so it
 * is fetched here, and can be tried again. One thread: more need a cross-origin isolated page, and gain
 * nothing on models of this size.
 *
 * @throws TypeError where the network is away, ModelLoadError where the host has no such file
 */
async function loadBuild(build: Build): Promise<OrtModule> {
  const ort = await PACKAGES[build]();
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  // Node's own build reads its file from the disk.
  if ('location' in globalThis) {
    if (!binaries.has(build)) binaries.set(build, await fetchWasm(build));
    ort.env.wasm.wasmBinary = binaries.get(build)!;
  }
  return ort;
}

const fetching = new Map<Build, Promise<Uint8Array<ArrayBuffer>>>();

/** Two who want it at once wait for one answer; what fails is asked for again. */
function fetchWasm(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const asked = fetching.get(build) ?? readWasm(build).finally(() => fetching.delete(build));
  fetching.set(build, asked);
  return asked;
}

async function readWasm(build: Build): Promise<Uint8Array<ArrayBuffer>> {
  const known = knownFile(WASM_FILES[build]);
  const url = wasmFolder ? wasmFolder + WASM_FILES[build] : (known?.url ?? WASM_ADDRESSES[build]().href);
  if (known) return codeBytes(url, known.integrity);
  const { bytes, isWhole } = await watched(url, async (heard) => {
    const response = await fetch(url);
    if (!response.ok) throw new ModelLoadError(`runtime: ${url} answers ${response.status}, expected 200`);
    return readBody(response, MAX_WASM_BYTES, heard);
  });
  if (!isWhole) throw new ModelLoadError(`runtime: ${url} has over ${MAX_WASM_BYTES} bytes, expected fewer`);
  return bytes;
}
