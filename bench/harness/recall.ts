// The exact lists of a run and how much of them each engine finds: of the int8 items, which Privet ranks, and of the
// f32 rows that they were rounded from, which the others rank.

import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { BenchCatalog } from './catalog.ts';
import type { BenchEngine } from './engine.ts';
import { floatTopK, scoreRows } from './float-top-k.ts';
import { mean } from './statistics.ts';

interface ExactLists {
  int8: Uint32Array[];
  f32: Uint32Array[];
}

/** Lists of the first `numQueries` queries. */
export async function exactLists({ matrix, rows, numItems, queries }: BenchCatalog, k: number, numQueries: number) {
  const ranker = createJavaScriptRanker(matrix);
  const scores = new Float32Array(numItems);
  const lists: ExactLists = { int8: [], f32: [] };
  for (const { int8, float } of queries.slice(0, numQueries)) {
    lists.int8.push((await ranker.rank({ query: int8, k })).indices);
    scoreRows(rows, float, scores);
    lists.f32.push(floatTopK(scores, k));
  }
  ranker.dispose();
  return lists;
}

export interface Recall {
  int8: number;
  f32: number;
}

/** Mean over the queries of the lists. */
export async function recallAgainst(
  engine: BenchEngine,
  { queries }: BenchCatalog,
  lists: ExactLists,
): Promise<Recall> {
  const recalls: Recall[] = [];
  for (const [i, int8] of lists.int8.entries()) {
    const found = await engine.topK(queries[i]!);
    recalls.push({ int8: recallAt(int8, found), f32: recallAt(lists.f32[i]!, found) });
  }
  return { int8: mean(recalls.map(({ int8 }) => int8)), f32: mean(recalls.map(({ f32 }) => f32)) };
}

/**
 * How much of the exact answer an approximate one finds.
 *
 * @param exact        item indices of the exact list; all count
 * @param approximate  item indices of the other list, in any order, each once
 * @returns            share of `exact` that is in `approximate`, 0..1; 1 where the exact list is empty
 */
export function recallAt(exact: ArrayLike<number>, approximate: ArrayLike<number>): number {
  if (exact.length === 0) return 1;
  const found = new Set(Array.from(approximate));
  return Array.from(exact).filter((index) => found.has(index)).length / exact.length;
}
