// The benchmark's worker: everything that is measured runs here.

import { expose } from 'comlink';
import type { BenchHost } from '../harness/host.ts';
import type { BenchOptions } from '../harness/options.ts';
import { runBench } from '../harness/run-bench.ts';

/** What the page does for the worker. */
export type PageServices = Pick<BenchHost, 'note' | 'progress' | 'emit' | 'measureMemory'>;

const worker = {
  async run({ options, engines }: { options: BenchOptions; engines: string[] }, services: PageServices): Promise<void> {
    const host: BenchHost = {
      runtime: 'chromium',
      note: (text) => services.note(text),
      progress: (label, done, total) => services.progress(label, done, total),
      emit: (line) => services.emit(line),
      async measureMemory() {
        (globalThis as { gc?: () => void }).gc?.();
        return services.measureMemory();
      },
      readFile,
      throwIfStopped() {}, // a stopped run closes the browser
    };
    await runBench(options, engines, host);
  },
};
export type BenchWorker = typeof worker;

async function readFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/bench-files/${name}`);
  if (!response.ok) throw new Error(`bench file: ${name} came with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

expose(worker);
