// Runs a benchmark in this process.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BenchHost } from '../harness/host.ts';
import type { BenchOptions } from '../harness/options.ts';
import { runBench } from '../harness/run-bench.ts';
import { benchFile } from './bench-files.ts';
import type { Reporter } from './reporter.ts';

export async function runInNode(
  options: BenchOptions,
  engines: readonly string[],
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const host: BenchHost = {
    runtime: 'node',
    ...reporter,
    async progress(...report) {
      reporter.progress(...report);
      await new Promise((resolve) => setImmediate(resolve)); // rankers never wait: let Ctrl-C and the progress bar through
    },
    measureMemory,
    readFile: benchFile,
    throwIfStopped: () => signal.throwIfAborted(),
  };
  await runBench(options, engines, host);
}

let collectGarbage: (() => void) | undefined;

/** Node's `external` holds array buffers and WebAssembly memories. */
async function measureMemory(): Promise<number> {
  collectGarbage ??= exposeGarbageCollector();
  for (let i = 0; i < 2; i++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 20)); // finalizers run between tasks
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function exposeGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
