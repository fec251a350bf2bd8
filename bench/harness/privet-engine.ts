// Privet's rankers as engines under test. All of them share the run's one ItemMatrix, as they would in a page.

import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';
import type { BuildContext, EngineDefinition } from './engine.ts';

/**
 * @param needs   what a browser without this ranker lacks, for the reader
 * @param create  undefined where this browser cannot run the ranker
 */
export function privetEngine(
  name: string,
  needs: string,
  create: (matrix: ItemMatrix, context: BuildContext) => Ranker | undefined | Promise<Ranker | undefined>,
): EngineDefinition {
  return {
    name,
    isOurs: true,
    async build(context) {
      const ranker = await create(context.catalog.matrix, context);
      if (!ranker) throw new Error(`this browser has no ${needs}`);
      return { topK: async ({ int8 }) => (await ranker.rank({ query: int8, k: context.k })).indices };
    },
  };
}
