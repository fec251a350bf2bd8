// Which engine gives the k best of a catalog fastest, and what does it cost in memory, time to build and recall?

import { createCatalog } from '../harness/catalog.ts';
import type { EngineDefinition } from '../harness/engine.ts';
import { createFloor, FLOOR_NAME } from '../harness/floor.ts';
import type { BenchHost } from '../harness/host.ts';
import type { TimeLine, TopKLine } from '../harness/lines.ts';
import { type OpenEngine, openEngines, runner } from '../harness/open-engines.ts';
import { type BenchOptions, itemsOf, queriesOf } from '../harness/options.ts';
import { exactLists, recallAgainst } from '../harness/recall.ts';
import { measureRounds } from '../harness/rounds.ts';
import type { TimeSummary } from '../harness/statistics.ts';

const NUM_RECALL_QUERIES = 20;

export async function runTopK(
  options: BenchOptions,
  definitions: readonly EngineDefinition[],
  host: BenchHost,
): Promise<void> {
  const [numItems, samples] = [itemsOf(options), queriesOf(options)];
  const { dim, k, seed } = options;
  await host.note(`${host.runtime}: making ${numItems} items of ${dim} dimensions`);
  const catalog = createCatalog(numItems, dim, Math.max(samples, NUM_RECALL_QUERIES), seed);
  const floor = await createFloor(catalog.matrix, host);
  const { open, leftOut } = await openEngines(definitions, { catalog, k, host, options });
  const contenders = open.map(({ definition, engine }) => ({ name: definition.name, run: runner(engine, catalog) }));
  const onProgress = (done: number, total: number) => host.progress('measuring', done, total);
  const [floorTime, ...times] = await measureRounds([floor, ...contenders], { samples, onProgress });
  const lists = await exactLists(catalog, k, NUM_RECALL_QUERIES);
  const common = { command: 'bench', runtime: host.runtime, items: numItems, dim, k, seed } as const;
  const bench = options.bench as TopKLine['bench'];
  const ours = medianOfOurs(open, times);
  const timeLine = (engine: string, time: TimeSummary): TimeLine => {
    const ratioToOurs = ours === undefined ? null : time.p50Ms / ours;
    return { ...common, bench, engine, ...time, floorRatio: time.p50Ms / floorTime!.p50Ms, ratioToOurs };
  };
  await host.emit(timeLine(FLOOR_NAME, floorTime!));
  for (const [i, entry] of open.entries()) {
    const recall = await recallAgainst(entry.engine, catalog, lists);
    await host.emit({ ...timeLine(entry.definition.name, times[i]!), ...factsOf(entry, recall) });
    await entry.engine.dispose?.();
  }
  for (const { name, reason } of leftOut) await host.emit({ ...common, bench, engine: name, leftOut: reason });
}

type EngineFacts = Omit<TopKLine, keyof TimeLine>;

function factsOf(
  { definition, buildMs, memory, variants }: OpenEngine,
  recall: { int8: number; f32: number },
): EngineFacts {
  return {
    buildMs,
    memoryBytes: memory.bytes,
    memory: memory.kind,
    recall: recall[definition.precision],
    recallInt8: recall.int8,
    recallF32: recall.f32,
    ...(variants && { variants }),
  };
}

/** Of the fastest of Privet's engines; undefined without one. */
function medianOfOurs(open: readonly OpenEngine[], times: readonly TimeSummary[]): number | undefined {
  const ours = times.filter((_, i) => open[i]!.definition.isOurs).map(({ p50Ms }) => p50Ms);
  return ours.length > 0 ? Math.min(...ours) : undefined;
}
