// What a benchmark needs of the runtime that it runs in: Node, or a worker of a page in Chromium. The benchmarks and
// the engines know nothing else of where they are, so both runtimes measure the same code.

import type { BenchLine, RuntimeName } from './lines.ts';

/** In a worker its methods are calls into Node, which is why even `note` may be a promise. */
export interface BenchHost {
  readonly runtime: RuntimeName;
  /** A line about the run. */
  note(text: string): void | Promise<void>;
  /** Moves the progress bar of that label; at `total` it ends. */
  progress(label: string, done: number, total: number): void | Promise<void>;
  /** A result. */
  emit(line: BenchLine): void | Promise<void>;
  /** Bytes of objects, buffers and WebAssembly memories, after a garbage collection. */
  measureMemory(): Promise<number>;
  /**
   * A file by the name that bench/node/bench-files.ts knows: `packages/<path in bench/node_modules>`, `floor.wasm`,
   * `top-k.onnx?<shape>`.
   */
  readFile(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws when the run was stopped */
  throwIfStopped(): void | Promise<void>;
}
