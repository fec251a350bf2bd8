// Does memory grow? After very many rankings in a row, and after many catalogs that were opened and closed again.

import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';
import { createCatalog } from '../harness/catalog.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import type { BenchHost, MemoryReading } from '../harness/host.ts';
import type { MemoryLine } from '../harness/lines.ts';
import { type BenchOptions, itemsOf, queriesOf } from '../harness/options.ts';
import { openRankers } from '../harness/privet-rankers.ts';

const NUM_CYCLES = 1000;
/**
 * Few: a message from the page's worker to Node leaves 800 bytes in the page, and that is the harness's growth, not
 * ours.
 */
const NUM_PROGRESS_REPORTS = 4;
/** The first calls compile code and fill pools, which is no growth: so many go before, and a share of very many. */
const MIN_WARM_UP = 1000;
const WARM_UP_SHARE = 0.3;

export async function runMemory(
  options: BenchOptions,
  _engines: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const [numItems, numRankings] = [itemsOf(options), queriesOf(options)];
  const { dim, k, seed } = options;
  const { matrix, queries } = createCatalog(numItems, dim, 100, seed);
  const common = { command: 'bench', bench: 'memory', runtime: host.runtime, items: numItems, dim, k, seed } as const;
  const rankers = await openRankers(matrix, options);
  const rankWith = (ranker: Ranker) => (turn: number) =>
    ranker.rank({ query: queries[turn % queries.length]!.int8, k });
  await growthOver(MIN_WARM_UP, rankWith(rankers[0]!.ranker), 'rehearsal', host); // else the first pays for the harness
  for (const { name: engine, ranker } of rankers) {
    const growth = await growthOver(numRankings, rankWith(ranker), `${engine}: rankings`, host);
    await host.emit({ ...common, engine, repeated: 'rankings', ...growth });
    ranker.dispose();
  }
  const rows = new Int8Array(numItems * dim).fill(1);
  const cycle = async (turn: number) => {
    const opened = await openRankers(ItemMatrix.fromRows(rows, numItems, dim), options);
    const { ranker } = opened[opened.length - 1]!;
    await ranker.rank({ query: queries[turn % queries.length]!.int8, k });
    for (const each of opened) each.ranker.dispose();
  };
  const numCycles = Math.min(NUM_CYCLES, numRankings);
  const growth = await growthOver(numCycles, cycle, 'create and dispose', host);
  await host.emit({ ...common, engine: 'all of them', repeated: 'create-dispose', ...growth });
}

type Growth = Omit<
  MemoryLine,
  'command' | 'bench' | 'runtime' | 'engine' | 'items' | 'dim' | 'k' | 'seed' | 'repeated'
>;

async function growthOver(
  count: number,
  act: (turn: number) => unknown,
  label: string,
  host: BenchHost,
): Promise<Growth> {
  await repeat(Math.max(MIN_WARM_UP, Math.ceil(count * WARM_UP_SHARE)), act, `${label}, warm-up`, host);
  await host.measureMemory(); // the first one allocates too
  const before = await host.measureMemory();
  await repeat(count, act, label, host);
  return { count, ...compare(before, await host.measureMemory()) };
}

async function repeat(count: number, act: (turn: number) => unknown, label: string, host: BenchHost): Promise<void> {
  const step = Math.ceil(count / NUM_PROGRESS_REPORTS);
  for (let turn = 0; turn < count; turn++) {
    await act(turn);
    if ((turn + 1) % step !== 0 && turn + 1 < count) continue;
    await host.throwIfStopped();
    await host.progress(label, turn + 1, count);
  }
}

function compare(before: MemoryReading, after: MemoryReading) {
  return {
    usedBytesBefore: before.usedBytes,
    usedBytesAfter: after.usedBytes,
    growthPercent: (after.usedBytes / before.usedBytes - 1) * 100,
    residentBytesBefore: before.residentBytes,
    residentBytesAfter: after.residentBytes,
  };
}
