// Runs batches on the builder's own encoder and, as soon as they are there, on helpers on other cores. A helper that
// cannot start or fails costs nothing but its speed: its batch is run here.

import { wrap } from 'comlink';
import type { RuntimeBinary } from '../backends/runtime-binary.ts';
import { knownFile } from '../fetching/checked-code/known-files.ts';
import { startScript } from '../fetching/checked-code/start-script.ts';
import type { TextEncoderModel } from '../towers/text-encoder.ts';
import type { EncodeHelper } from './encode-worker.ts';

type Lists = readonly Int32Array[];
type Runner = (lists: Lists) => Promise<Float32Array>;

/** Each holds the runtime and the model: some 60 MB. */
const MAX_HELPERS = 2;

/** One core is the page's, where there are more than two. */
function numHelpers(): number {
  const cores = navigator.hardwareConcurrency || 1;
  return Math.min(MAX_HELPERS, Math.max(cores - 2, cores > 1 ? 1 : 0));
}

export class EncoderPool {
  readonly #model: TextEncoderModel;
  readonly #workers: Worker[] = [];
  readonly #helpers: Runner[] = [];
  #isDisposed = false;

  /**
   * The helpers get copies.
   *
   * @param bytes   the model's file
   * @param binary  the runtime's WebAssembly
   */
  constructor(model: TextEncoderModel, bytes: Uint8Array, binary: RuntimeBinary | undefined) {
    this.#model = model;
    for (let i = 0; i < numHelpers(); i++) void this.#addHelper(bytes, binary).catch(() => {});
  }

  /**
   * Encodes all batches, each on whoever is free.
   *
   * @param use  takes a batch's vectors, f32 [lists.length, 512]; false ends the rest
   */
  async run(batches: readonly Lists[], use: (batch: number, vectors: Float32Array) => boolean): Promise<void> {
    const waiting = batches.entries();
    let goesOn = true;
    const work = async (runner: Runner) => {
      for (const [i, lists] of waiting) {
        const vectors = await runner(lists).catch(() => this.#model.encodeTokens(lists));
        // A message that says stop is heard between two batches.
        await new Promise((resolve) => setTimeout(resolve));
        goesOn = use(i, vectors) && goesOn;
        if (!goesOn) return;
      }
    };
    await Promise.all([(lists: Lists) => this.#model.encodeTokens(lists), ...this.#helpers].map(work));
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const worker of this.#workers) worker.terminate();
    await this.#model.dispose();
  }

  async #addHelper(bytes: Uint8Array, binary: RuntimeBinary | undefined): Promise<void> {
    const worker = await startWorker();
    if (this.#isDisposed) return worker.terminate();
    this.#workers.push(worker);
    const helper = wrap<EncodeHelper>(worker);
    await helper.open(bytes, binary);
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', () => reject(new Error('encode worker: it stopped')));
    });
    failed.catch(() => {});
    this.#helpers.push((lists) => Promise.race([helper.encodeTokens([...lists]), failed]));
  }
}

async function startWorker(): Promise<Worker> {
  const script = knownFile('encode-worker.js');
  if (script) return startScript(script, 'privet-encode');
  // Vite builds the worker's script where it finds this very form.
  return new Worker(new URL('./encode-worker.ts', import.meta.url), { type: 'module', name: 'privet-encode' });
}
