// Privet's rankers as engines under test. All of them share the run's one ItemMatrix, as they would in a page.

import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';
import { type BenchEngine, type BuildContext, type EngineDefinition, LeftOut } from './engine.ts';

/**
 * @param needs   what a runtime without this ranker lacks, for the reader
 * @param create  undefined where this runtime cannot run the ranker
 */
export function privetEngine(
  name: string,
  needs: string,
  create: (matrix: ItemMatrix, context: BuildContext) => Ranker | undefined | Promise<Ranker | undefined>,
): EngineDefinition {
  return {
    name,
    precision: 'int8',
    isOurs: true,
    async build(context): Promise<BenchEngine> {
      const { catalog, k } = context;
      const ranker = await create(catalog.matrix, context);
      if (!ranker) throw new LeftOut(`this runtime has no ${needs}`);
      return {
        memory: { bytes: catalog.matrix.buffer.byteLength, kind: 'measured' },
        topK: async ({ int8 }) => (await ranker.rank({ query: int8, k })).indices,
        dispose: () => ranker.dispose(),
      };
    },
  };
}
