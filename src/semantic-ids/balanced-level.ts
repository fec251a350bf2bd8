// The codes of one level so that few items collide. On every level but the last, no code takes more than its share of
// the whole catalog: codes are used evenly, and a prefix still means "alike". On the last, codes are shared out within
// each prefix, so that items that have agreed so far part there. Evening out the last level over the whole catalog too
// still leaves items with equal codes; sharing out within the prefix on earlier levels as well gains nothing more, and
// parts the nearest of neighbours at once. The price: where a prefix holds very many items, many take a last code that
// is far from what is missing, and the last level takes little off the error. Evening out against collisions is the
// uniform semantic mapping of LC-Rec (Zheng et al., ICDE 2024), which does it on the last level by Sinkhorn-Knopp.

import { assignBalanced } from './balanced-assignment.ts';
import { groupByPrefix } from './code-prefix.ts';
import type { CentroidTable, RowReader } from './nearest-centroid.ts';

/**
 * How much more than an even share a code may take. Of 1.2, 1.5 and 2, 1.5 has the lowest error on the film catalog,
 * lower than without a limit (research/LOG.md).
 */
export const DEFAULT_SLACK = 1.5;

/** Rows that a code may take: ceil(slack x rows / codes). */
export function evenCapacity(numRows: number, codebookSize: number, slack: number): number {
  return Math.ceil((slack * numRows) / codebookSize);
}

/**
 * @param codes         u8 [numItems, numLevels]; those of earlier levels are read, those of `level` written
 * @param readResidual  what the codes before `level` leave of an item
 * @param table         the level's centroids
 */
export function encodeLevelBalanced(
  codes: Uint8Array,
  numLevels: number,
  level: number,
  readResidual: RowReader,
  table: CentroidTable,
  slack: number,
): void {
  const isLast = level === numLevels - 1;
  const codebookSize = table.halves.length;
  for (const items of groupByPrefix(codes, numLevels, isLast ? level : 0).values()) {
    const capacity = evenCapacity(items.length, codebookSize, isLast ? 1 : slack);
    const readRow: RowReader = (row, into) => readResidual(items[row]!, into);
    const assigned = assignBalanced(items.length, readRow, table, capacity);
    for (const [row, item] of items.entries()) codes[item * numLevels + level] = assigned[row]!;
  }
}
