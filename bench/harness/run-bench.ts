// One name, one question: runs the benchmark of that name with the engines that were asked for.

import { runBatch } from '../ranking/batch.bench.ts';
import { runFilters } from '../ranking/filters.bench.ts';
import { runSizes } from '../ranking/sizes.bench.ts';
import { runTopK } from '../ranking/top-k.bench.ts';
import type { EngineDefinition } from './engine.ts';
import type { BenchHost } from './host.ts';
import { loadEngines } from './load-engines.ts';
import type { BenchName, BenchOptions } from './options.ts';

type Bench = (options: BenchOptions, engines: readonly EngineDefinition[], host: BenchHost) => Promise<void>;

const BENCHES: Record<BenchName, Bench> = {
  'top-k': runTopK,
  filters: runFilters,
  batch: runBatch,
  sizes: runSizes,
};

/** @param engineFiles  names of files in bench/engines, without their ending */
export async function runBench(options: BenchOptions, engineFiles: readonly string[], host: BenchHost): Promise<void> {
  await BENCHES[options.bench](options, await loadEngines(engineFiles), host);
}
