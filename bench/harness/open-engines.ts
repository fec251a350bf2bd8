// Builds the engines of a run, one after another. An engine that cannot run, fails, or takes too long to build is
// reported as left out with the reason. Of an engine with several layouts each is tried, and the fastest is built again
// and kept.

import type { BenchCatalog } from './catalog.ts';
import { type BenchEngine, type BuildContext, type EngineDefinition, LeftOut } from './engine.ts';
import { quickMedianMs } from './rounds.ts';

export interface OpenEngine {
  definition: EngineDefinition;
  engine: BenchEngine;
  buildMs: number;
  memory: { bytes: number; kind: 'measured' | 'stated' };
  variants?: { name: string; p50Ms: number }[];
}

export interface LeftOutEngine {
  name: string;
  reason: string;
}

export interface OpenedEngines {
  open: OpenEngine[];
  leftOut: LeftOutEngine[];
}

type BuildSetting = Pick<BuildContext, 'catalog' | 'k' | 'host' | 'options'>;

export async function openEngines(
  definitions: readonly EngineDefinition[],
  setting: BuildSetting,
): Promise<OpenedEngines> {
  const opened: OpenedEngines = { open: [], leftOut: [] };
  for (const definition of definitions) {
    await setting.host.throwIfStopped();
    await setting.host.note(`building ${definition.name}`);
    try {
      opened.open.push(await openBest(definition, setting));
    } catch (error) {
      await setting.host.throwIfStopped();
      opened.leftOut.push({ name: definition.name, reason: reasonOf(error) });
    }
  }
  return opened;
}

function reasonOf(error: unknown): string {
  if (error instanceof LeftOut) return error.message;
  return `it failed: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
}

async function openBest(definition: EngineDefinition, setting: BuildSetting): Promise<OpenEngine> {
  if (!definition.variants) return open(definition, setting, undefined);
  const tried: { name: string; p50Ms: number }[] = [];
  const memories: OpenEngine['memory'][] = [];
  for (const variant of definition.variants) {
    const { engine, memory } = await open(definition, setting, variant);
    memories.push(memory);
    tried.push({ name: variant, p50Ms: await quickMedianMs({ name: variant, run: runner(engine, setting.catalog) }) });
    await engine.dispose?.();
  }
  const variants = tried.toSorted((a, b) => a.p50Ms - b.p50Ms);
  const kept = await open(definition, setting, variants[0]!.name);
  // A WebAssembly memory never shrinks, so later builds show what earlier ones needed too; the layouts are of one size.
  const memory = [...memories, kept.memory].reduce((least, each) => (each.bytes < least.bytes ? each : least));
  return { ...kept, memory, variants };
}

async function open(
  definition: EngineDefinition,
  setting: BuildSetting,
  variant: string | undefined,
): Promise<OpenEngine> {
  const before = definition.isOurs ? undefined : await setting.host.measureMemory();
  const start = performance.now();
  const engine = await definition.build({ ...setting, variant, added: buildWatch(definition.name, setting) });
  await engine.topK(setting.catalog.queries[0]!);
  const buildMs = performance.now() - start + (definition.isOurs ? setting.catalog.matrixMs : 0);
  const memory = engine.memory ?? {
    bytes: (await setting.host.measureMemory()) - (before ?? 0),
    kind: 'measured' as const,
  };
  return { definition, engine, buildMs, memory };
}

/** Reports progress and ends a build that takes too long. */
function buildWatch(name: string, { host, options }: BuildSetting): BuildContext['added'] {
  const limitMs = options.buildLimit * 1000;
  const start = performance.now();
  let reported = start;
  return async (done, total) => {
    const now = performance.now();
    if (now - start > limitMs && done < total) {
      await host.progress(`building ${name}`, total, total);
      throw new LeftOut(`building took more than ${options.buildLimit} s (${done} of ${total} items were in)`);
    }
    if (now - reported < 500 && done < total) return;
    reported = now;
    await host.throwIfStopped();
    await host.progress(`building ${name}`, done, total);
  };
}

/** Calls an engine with one query after another. */
export function runner(engine: BenchEngine, { queries }: BenchCatalog): (turn: number) => unknown {
  return (turn) => engine.topK(queries[turn % queries.length]!);
}
