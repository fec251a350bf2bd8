// One result each, as `--json` prints it. Times are milliseconds, sizes bytes; ratios are of medians of the same run.

import type { BenchName } from './options.ts';

export type RuntimeName = 'node' | 'chromium';

interface LineOf<Bench extends BenchName> {
  command: 'bench';
  bench: Bench;
  runtime: RuntimeName;
  engine: string;
  items: number;
  dim: number;
  k: number;
  seed: number;
}

/** How long one call takes. The floor has these figures only: it ranks nothing. */
export interface TimeLine extends LineOf<'top-k' | 'sizes'> {
  p50Ms: number;
  p95Ms: number;
  /** Median divided by that of reading the int8 items once. */
  floorRatio: number;
  /** Median divided by that of Privet's fastest engine; null in a run without one. */
  ratioToOurs: number | null;
}

/** One engine. */
export interface TopKLine extends TimeLine {
  /** From rows in memory to the first answer. */
  buildMs: number;
  /** What the engine holds: items and index, without the caller's own rows. */
  memoryBytes: number;
  /** Whether the bytes were read off the runtime, or follow from the sizes of its arrays. */
  memory: 'measured' | 'stated';
  /** Against the exact list of the engine's own arithmetic (int8 or f32): 1 is exact. */
  recall: number;
  recallInt8: number;
  recallF32: number;
  /** Layouts that were tried, median of a few calls each, the one that was kept first. */
  variants?: { name: string; p50Ms: number }[];
}

/** An engine that was not measured, and why. */
export interface LeftOutLine extends LineOf<BenchName> {
  leftOut: string;
}

/** What an allowed set or boosts cost. */
export interface FiltersLine extends LineOf<'filters'> {
  /** Share of the items that is allowed; 1 = a full set; absent: no set. */
  allowedShare?: number;
  boosts: boolean;
  p50Ms: number;
  p95Ms: number;
  ratioToUnfiltered: number;
}

/** What many queries at once take. */
export interface BatchLine extends LineOf<'batch'> {
  batchSize: number;
  oneByOneMs: number;
  batchMs: number;
  /** One by one divided by batch: how many times as fast a batch is. */
  speedup: number;
}

export type BenchLine = TimeLine | TopKLine | LeftOutLine | FiltersLine | BatchLine;

export const isLeftOut = (line: BenchLine): line is LeftOutLine => 'leftOut' in line;
