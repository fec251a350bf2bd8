// What a catalog's size costs on this machine: made-up shops are built, changed a little and built again, and opened by the
// page's own engine. Each build is a process of its own, so that its memory and time are its own.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { filesOf, newFiles, sumBytes, totalBytesOf } from '../../bundle/bundle-files.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { folderFiles, openBundleEngine } from '../match/bundle-engine.ts';
import { madeUpCatalog } from './made-up-catalog.ts';
import { changedCatalog, commonWords, writeLines } from './made-up-files.ts';
import { runPrivet } from './run-privet.ts';

/** Figures of one size. */
export interface ScaleFigures {
  items: number;
  /** Of the build from nothing: its time, and that of the processor. */
  buildSeconds: number;
  buildCpuSeconds: number;
  /** Most memory of the process with its threads. */
  buildMB: number;
  updateSeconds: number;
  /** Bytes of a first visit before its list, and in all; of a returning one after the update. */
  firstListKB: number;
  allKB: number;
  updateKB: number;
  /** Of the engine, in this process: opened whole, then medians. */
  openSeconds: number;
  tapMs: number;
  searchMs: number;
}

export const FIGURES = [
  'buildSeconds',
  'buildCpuSeconds',
  'buildMB',
  'updateSeconds',
  'firstListKB',
  'allKB',
  'updateKB',
  'openSeconds',
  'tapMs',
  'searchMs',
] as const satisfies readonly (keyof ScaleFigures)[];

const TAPS = 40;

export interface ScaleOptions {
  folder: string;
  workers: number;
  signal?: AbortSignal;
  onStep: (step: string) => void;
}

/** @throws Error where a build fails, with what it said */
export async function measureSize(
  items: number,
  { folder, workers, signal, onStep }: ScaleOptions,
): Promise<ScaleFigures> {
  const own = join(folder, String(items));
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { recursive: true });
  const [first, second, out] = [join(own, 'items.csv'), join(own, 'changed.csv'), join(own, 'bundle')];
  onStep(`${items} items: making them up`);
  const words = await commonWords();
  await writeLines(first, madeUpCatalog(items, words));
  await writeLines(second, changedCatalog(items, words));
  const args = (file: string) => [
    'build',
    file,
    '--bundle-only',
    '--out',
    out,
    '--cache',
    join(own, 'cache'),
    '--workers',
    String(workers),
    '--name',
    'Made up',
  ];
  onStep(`${items} items: building`);
  const build = await runPrivet(args(first), signal);
  const before = await readManifest(out);
  onStep(`${items} items: updating`);
  const update = await runPrivet(args(second), signal);
  const after = await readManifest(out);
  const manifestBytes = JSON.stringify(after).length;
  onStep(`${items} items: opening`);
  const engine = await measureEngine(out, words);
  await rm(own, { recursive: true, force: true });
  const { items: shards, facts = [] } = before.catalog;
  return {
    items,
    ...{ buildSeconds: build.seconds, buildCpuSeconds: build.cpuSeconds, buildMB: build.megabytes },
    updateSeconds: update.seconds,
    firstListKB: (manifestBytes + sumBytes([...shards.slice(0, 1), ...facts.slice(0, 1)])) / 1000,
    allKB: (manifestBytes + totalBytesOf(before)) / 1000,
    updateKB: (manifestBytes + sumBytes(newFiles(filesOf(after), before))) / 1000,
    ...engine,
  };
}

/** How a figure grows: the exponent of size, by least squares over logarithms. 1 = as the catalog does, 0 = not at all. */
export function slopeOf(sizes: readonly number[], values: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), values.map((value) => Math.log(Math.max(value, 1e-6)))];
  const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0);
  const variance = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  return variance > 0 ? covariance / variance : 0;
}

async function measureEngine(
  folder: string,
  words: readonly string[],
): Promise<Pick<ScaleFigures, 'openSeconds' | 'tapMs' | 'searchMs'>> {
  const startMs = performance.now();
  const { engine, close } = await openBundleEngine(folderFiles(folder));
  const openSeconds = (performance.now() - startMs) / 1000;
  const taps: number[] = [];
  const searches: number[] = [];
  await engine.search({ query: words[50]!, count: 20 }); // the index is made with the first one
  for (let tap = 0; tap < TAPS; tap++) {
    const { items } = await engine.forYou({ count: 20 });
    const item = items[(7 * tap) % items.length]!;
    const tapMs = performance.now();
    await engine.record({ type: 'like', itemId: item.itemId });
    await engine.forYou({ count: 20 });
    taps.push(performance.now() - tapMs);
    const searchMs = performance.now();
    await engine.search({ query: item.title.slice(0, 6 + (tap % 8)), count: 20 });
    searches.push(performance.now() - searchMs);
  }
  await close();
  return { openSeconds, tapMs: median(taps), searchMs: median(searches) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
