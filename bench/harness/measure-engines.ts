// The question itself, asked in the worker: which engine gives the k best of a catalog fastest, and how much of the exact
// list does it find?

import { type BenchCatalog, createCatalog } from './catalog.ts';
import type { BenchEngine, EngineDefinition } from './engine.ts';
import { createFloor } from './floor.ts';
import { exactLists, type Recall, recallAgainst } from './recall.ts';
import { measureRounds } from './rounds.ts';
import type { TimeSummary } from './statistics.ts';

export interface RankingOptions {
  items: number;
  /** Dimensions of an embedding, a multiple of 16. */
  dim: number;
  /** Length of the lists. */
  k: number;
  /** Timed queries an engine. */
  queries: number;
  seed: number;
  /** Names of files in bench/engines, without their ending. */
  engines: readonly string[];
  /** Whether a person chose them. */
  areNamed: boolean;
}

/** One engine; the floor ranks nothing and finds nothing. */
export interface Measured extends TimeSummary {
  engine: string;
  /** Median divided by that of reading the int8 items once. */
  timesFloor: number;
  /** Median divided by that of Privet's fastest engine; undefined in a run without one. */
  timesOurs: number | undefined;
  recall?: Recall;
}

export interface RankingResult {
  /** From fast to slow. */
  measured: Measured[];
  leftOut: { engine: string; reason: string }[];
}

interface Built {
  name: string;
  isOurs: boolean;
  engine: BenchEngine;
}

const NUM_RECALL_QUERIES = 20;

/** @param note  told what comes next */
export async function measureEngines(options: RankingOptions, note: (text: string) => void): Promise<RankingResult> {
  const { items, dim, k, seed, queries: samples } = options;
  note(`making ${items.toLocaleString('en')} items of ${dim} dimensions`);
  const catalog = createCatalog(items, dim, Math.max(samples, NUM_RECALL_QUERIES), seed);
  const floor = await createFloor(catalog.matrix);
  const { built, leftOut } = await buildEngines(options, catalog, note);
  note('measuring');
  const contenders = built.map(({ name, engine }) => ({ name, run: runner(engine, catalog) }));
  const [floorTime, ...times] = await measureRounds([floor, ...contenders], samples);
  const ours = Math.min(...times.filter((_, i) => built[i]!.isOurs).map(({ p50Ms }) => p50Ms));
  const timesOurs = (p50Ms: number) => (Number.isFinite(ours) ? p50Ms / ours : undefined);
  const measuredOf = (engine: string, time: TimeSummary): Measured => {
    const ratios = { timesFloor: time.p50Ms / floorTime!.p50Ms, timesOurs: timesOurs(time.p50Ms) };
    return { engine, ...time, ...ratios };
  };
  const measured = [measuredOf(floor.name, floorTime!)];
  const lists = await exactLists(catalog, k, NUM_RECALL_QUERIES);
  for (const [i, { name, engine }] of built.entries()) {
    measured.push({ ...measuredOf(name, times[i]!), recall: await recallAgainst(engine, catalog, lists) });
  }
  return { measured: measured.toSorted((a, b) => a.p50Ms - b.p50Ms), leftOut };
}

/** One after another; one that cannot run or fails is left out, with the reason. */
async function buildEngines(
  { k, engines, areNamed }: RankingOptions,
  catalog: BenchCatalog,
  note: (text: string) => void,
) {
  const built: Built[] = [];
  const leftOut: RankingResult['leftOut'] = [];
  for (const file of engines) {
    note(`building ${file}`);
    try {
      const { name, isOurs = false, build } = await loadEngine(file);
      const engine = await build({ catalog, k, isNamed: areNamed });
      await engine.topK(catalog.queries[0]!);
      built.push({ name, isOurs, engine });
    } catch (error) {
      leftOut.push({ engine: file, reason: error instanceof Error ? error.message : JSON.stringify(error) });
    }
  }
  return { built, leftOut };
}

/** The import is computed, which Vite's server answers: a new file is found without a list. */
async function loadEngine(file: string): Promise<EngineDefinition> {
  const module: { default: EngineDefinition } = await import(/* @vite-ignore */ `../engines/${file}.ts`);
  return module.default;
}

/** Calls an engine with one query after another. */
function runner(engine: BenchEngine, { queries }: BenchCatalog): (turn: number) => unknown {
  return (turn) => engine.topK(queries[turn % queries.length]!);
}
