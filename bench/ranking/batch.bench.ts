// How much faster are many queries at once, which share one pass over memory, than one after another?

import { createCatalog } from '../harness/catalog.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import type { BenchHost } from '../harness/host.ts';
import { type BenchOptions, itemsOf, queriesOf } from '../harness/options.ts';
import { openRankers } from '../harness/privet-rankers.ts';
import { measureRounds } from '../harness/rounds.ts';

const BATCH_SIZES = [8, 64];

export async function runBatch(
  options: BenchOptions,
  _engines: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const [numItems, samples] = [itemsOf(options), queriesOf(options)];
  const { dim, k, seed } = options;
  await host.note(`${host.runtime}: making ${numItems} items of ${dim} dimensions`);
  const { matrix, queries } = createCatalog(numItems, dim, Math.max(...BATCH_SIZES), seed);
  const common = { command: 'bench', bench: 'batch', runtime: host.runtime, items: numItems, dim, k, seed } as const;
  for (const { name: engine, ranker } of await openRankers(matrix, options)) {
    for (const batchSize of BATCH_SIZES) {
      const requests = queries.slice(0, batchSize).map(({ int8 }) => ({ query: int8, k }));
      const contenders = [
        {
          name: 'one by one',
          async run() {
            for (const request of requests) await ranker.rank(request);
          },
        },
        { name: 'batch', run: () => ranker.rankBatch(requests) },
      ];
      const onProgress = (done: number, total: number) => host.progress(`${engine} x ${batchSize}`, done, total);
      const [oneByOne, batch] = await measureRounds(contenders, { samples, onProgress });
      const [oneByOneMs, batchMs] = [oneByOne!.p50Ms, batch!.p50Ms];
      await host.emit({ ...common, engine, batchSize, oneByOneMs, batchMs, speedup: oneByOneMs / batchMs });
    }
    ranker.dispose();
  }
}
