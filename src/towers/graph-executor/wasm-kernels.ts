// The kernels in WebAssembly with SIMD, a few kB that are part of the script: nothing is fetched for them. What towers
// hardly use stays in JavaScript, over the same memory.
import { javaScriptKernels } from './javascript-kernels.ts';
import { TOWER_KERNELS } from './kernels/modules.ts';
import { type KernelSet, type Kernels, UNARY } from './kernels.ts';

const PAGE_BYTES = 65_536;

let compiled: WebAssembly.Module | undefined;

/** @throws where the page's policy forbids WebAssembly, the engine has no SIMD, or there is no memory */
export function createWasmKernels(sizeBytes: number): KernelSet {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(TOWER_KERNELS), (character) => character.charCodeAt(0)));
  const pages = Math.max(1, Math.ceil(sizeBytes / PAGE_BYTES));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Omit<Kernels, 'gather'>;
  const slow = javaScriptKernels(memory.buffer);
  const unary: Kernels['unary'] = (operation, ...rest) =>
    (operation < UNARY.log ? exports : slow).unary(operation, ...rest);
  return { kernels: { ...slow, ...exports, unary }, memory: memory.buffer };
}
