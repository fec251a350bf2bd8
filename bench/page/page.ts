// The page around the benchmark's worker: it starts the worker and does for it what only a page can, which is to
// measure memory and to call the functions that the runner in Node put there.

import { proxy, wrap } from 'comlink';
import type { BenchWorker, PageServices } from './worker.ts';

/** What bench/node/run-in-chromium.ts exposes to the page. */
interface Runner {
  benchNote: PageServices['note'];
  benchProgress: PageServices['progress'];
  benchEmit: PageServices['emit'];
  runBench(run: Parameters<BenchWorker['run']>[0]): Promise<void>;
}

const runner = globalThis as unknown as Runner;
const agent = performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> };

/** Includes the worker. */
async function measureMemory(): Promise<number> {
  (globalThis as { gc?: () => void }).gc?.();
  return (await agent.measureUserAgentSpecificMemory()).bytes;
}

runner.runBench = async (run) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const services: PageServices = {
    note: (text) => runner.benchNote(text),
    progress: (label, done, total) => runner.benchProgress(label, done, total),
    emit: (line) => runner.benchEmit(line),
    measureMemory,
  };
  await wrap<BenchWorker>(worker).run(run, proxy(services));
};
