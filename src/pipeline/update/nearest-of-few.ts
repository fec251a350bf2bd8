// Of a few new items the most alike in a whole catalog: all of it is gone through once, by meaning and words, and the best of
// it compared in full.

import { l2NormalizeRows } from '../../numerics/l2-normalize.ts';
import { createTopK } from '../../numerics/top-k.ts';
import type { FrozenPath } from '../../untrained/content-path.ts';
import { rowsOfColumns } from '../../untrained/likeness/columns.ts';
import type { Described, DescribedBlock } from '../../untrained/likeness/described.ts';
import type { ContentItem } from '../../untrained/likeness/item-tokens.ts';
import { dotOfRows, rowsOfBlocks, type TokenRows } from '../../untrained/likeness/token-rows.ts';

/** Compared in full, of each. */
const CANDIDATES = 400;
/** Likeness as an integer, for its order. */
const STEPS = 2 ** 26;

export interface Alike {
  row: number;
  likeness: number;
}

export interface FewQueries {
  block: DescribedBlock;
  items: readonly ContentItem[];
  /** Of each: it is no neighbour of itself. */
  rows: readonly number[];
}

export interface WholeCatalog {
  described: Described;
  /** Row of each item, in the order of `described`; -1: it is not there any more. */
  rows: Int32Array;
  itemOf: (row: number) => ContentItem;
}

/** @returns of each query those that are most alike, best first, with how alike they are */
export function nearestOfFew({ likeness }: FrozenPath, queries: FewQueries, catalog: WholeCatalog): Alike[][] {
  const { meaningWeight, wordsWeight, words, meaningMean } = likeness;
  const dim = meaningMean.length;
  const meanings = unitMeanings(queries.block.content, meaningMean);
  const ownWords = rowsOfBlocks([queries.block.words], words);
  const tops = queries.rows.map(() => createTopK(CANDIDATES));
  const byToken = listsOf(ownWords);
  const shared = new Float64Array(queries.rows.length);
  let place = 0;
  for (const block of catalog.described) {
    const blockMeanings = unitMeanings(block.content, meaningMean);
    const blockWords = rowsOfBlocks([block.words], words);
    for (let i = 0; i + 1 < block.words.offsets.length; i++, place++) {
      const row = catalog.rows[place]!;
      if (row < 0) continue;
      shared.fill(0);
      for (let entry = blockWords.offsets[i]!; entry < blockWords.offsets[i + 1]!; entry++) {
        const list = byToken.get(blockWords.columns[entry]!);
        if (list) for (const [query, value] of list) shared[query]! += value * blockWords.values[entry]!;
      }
      for (let query = 0; query < tops.length; query++) {
        if (queries.rows[query] === row) continue;
        let dot = 0;
        for (let d = 0; d < dim; d++) dot += meanings[query * dim + d]! * blockMeanings[i * dim + d]!;
        tops[query]!.add(row, Math.round(STEPS * (meaningWeight * dot + wordsWeight * shared[query]!)));
      }
    }
  }
  return tops.map((top, query) => {
    const { indices, scores } = top.finish();
    const columns = rowsOfColumns(likeness.columns, [queries.items[query]!, ...Array.from(indices, catalog.itemOf)]);
    return Array.from(indices, (row, i) => ({ row, likeness: scores[i]! / STEPS + dotOfRows(columns, 0, i + 1) })).sort(
      (a, b) => b.likeness - a.likeness || a.row - b.row,
    );
  });
}

function unitMeanings(content: Float32Array, mean: Float64Array): Float32Array {
  return l2NormalizeRows(
    content.map((value, i) => value - mean[i % mean.length]!),
    mean.length,
  );
}

function listsOf({ offsets, columns, values }: TokenRows): Map<number, [query: number, value: number][]> {
  const lists = new Map<number, [number, number][]>();
  for (let query = 0; query + 1 < offsets.length; query++) {
    for (let entry = offsets[query]!; entry < offsets[query + 1]!; entry++) {
      const list = lists.get(columns[entry]!) ?? [];
      list.push([query, values[entry]!]);
      lists.set(columns[entry]!, list);
    }
  }
  return lists;
}
