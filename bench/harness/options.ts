// What a run is asked for, and what each question takes where it was not told.

export const BENCH_NAMES = ['top-k', 'filters', 'batch', 'sizes'] as const;
export type BenchName = (typeof BENCH_NAMES)[number];

export interface BenchOptions {
  bench: BenchName;
  /** Items of the catalog (default: `DEFAULT_ITEMS`). `sizes` has its own. */
  items?: number;
  /** Dimensions of an embedding, a multiple of 16. */
  dim: number;
  /** Length of the lists. */
  k: number;
  /** Timed queries an engine (default: `DEFAULT_QUERIES`). */
  queries?: number;
  seed: number;
  /** Seconds that an engine may take to build its index before it is left out. */
  buildLimit: number;
  /** Engines to measure (default: all in bench/engines). */
  engines?: string[];
  /** Measure WebGPU on a software adapter too. */
  webgpu: boolean;
}

export const DEFAULT_ITEMS: Record<BenchName, number> = {
  'top-k': 1_000_000,
  filters: 1_000_000,
  batch: 1_000_000,
  sizes: 1_000_000,
};

export const DEFAULT_QUERIES: Record<BenchName, number> = {
  'top-k': 60,
  filters: 60,
  batch: 10,
  sizes: 40,
};

export const itemsOf = ({ bench, items }: BenchOptions) => items ?? DEFAULT_ITEMS[bench];
export const queriesOf = ({ bench, queries }: BenchOptions) => queries ?? DEFAULT_QUERIES[bench];
