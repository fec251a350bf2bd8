// What a ranking engine under test is. To add one, add a file to bench/engines with an EngineDefinition as its default
// export: it is found by its name.

import type { BenchCatalog, BenchQuery } from './catalog.ts';

export interface EngineDefinition {
  name: string;
  /** The others are compared with ours. */
  isOurs?: boolean;
  /** @throws where it cannot run here, with the reason for the reader */
  build(context: BuildContext): Promise<BenchEngine>;
}

export interface BenchEngine {
  /** @returns indices of k items, best first */
  topK(query: BenchQuery): ArrayLike<number> | Promise<ArrayLike<number>>;
}

export interface BuildContext {
  catalog: BenchCatalog;
  k: number;
  /** Whether it was asked for by its name. */
  isNamed: boolean;
}
