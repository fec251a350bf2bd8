// How does the time grow with the catalog and the dimensions? The question of top-k, for small and large catalogs.

import type { EngineDefinition } from '../harness/engine.ts';
import type { BenchHost } from '../harness/host.ts';
import { type BenchOptions, itemsOf } from '../harness/options.ts';
import { runTopK } from './top-k.bench.ts';

const ITEMS = [10_000, 100_000, 1_000_000];
const DIMS = [64, 128];

/** `--items` is an upper bound here. Approximate indexes are left to top-k: they take minutes to build. */
export async function runSizes(
  options: BenchOptions,
  definitions: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const exact = definitions.filter(({ isApproximate }) => !isApproximate);
  for (const items of ITEMS.filter((size) => size <= itemsOf(options))) {
    for (const dim of DIMS) await runTopK({ ...options, items, dim }, exact, host);
  }
}
