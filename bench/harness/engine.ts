// What a ranking engine under test is. To add one, add a file to bench/engines with an EngineDefinition as its default
// export: it is found by its name, in Node and in the page.

import type { BenchCatalog, BenchQuery } from './catalog.ts';
import type { BenchHost } from './host.ts';
import type { BenchOptions } from './options.ts';

export interface EngineDefinition {
  name: string;
  /** The arithmetic whose exact list it should give: int8 items, or the f32 rows that these were rounded from. */
  precision: 'int8' | 'f32';
  /** An index that looks at some of the items only. */
  isApproximate?: boolean;
  /** Ours are compared with the floor; the others with ours. */
  isOurs?: boolean;
  /** Layouts or ways of calling it; each is tried, the fastest is measured (default: one). */
  variants?: readonly string[];
  /** @throws LeftOut where it cannot run */
  build(context: BuildContext): Promise<BenchEngine>;
}

export interface BenchEngine {
  /** @returns indices of k items, best first */
  topK(query: BenchQuery): ArrayLike<number> | Promise<ArrayLike<number>>;
  /** What it holds (default: measured as the growth of the runtime's memory while it was built). */
  memory?: { bytes: number; kind: 'measured' | 'stated' };
  dispose?(): void | Promise<void>;
}

export interface BuildContext {
  catalog: BenchCatalog;
  k: number;
  /** One of `variants`; undefined without any. */
  variant: string | undefined;
  host: BenchHost;
  options: BenchOptions;
  /** To be called by slow builders, again and again. @throws LeftOut when the build has taken too long */
  added(done: number, total: number): Promise<void>;
}

/** An engine that is not measured, with the reason for the reader. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut';
}
