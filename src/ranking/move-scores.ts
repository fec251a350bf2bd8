// A ranked list whose scores were changed: in the order of the new ones.
import type { RankResult } from './ranker.ts';

/**
 * @param move  the new score, an integer of 32 bits
 * @returns     all of what was ranked, best first; ties go to the lower index
 */
export function moveScores(
  { indices, scores }: RankResult,
  move: (score: number, itemIndex: number) => number,
): RankResult {
  const rows = Array.from(indices, (itemIndex, i) => ({ itemIndex, score: move(scores[i]!, itemIndex) }));
  rows.sort((a, b) => b.score - a.score || a.itemIndex - b.itemIndex);
  return {
    indices: Uint32Array.from(rows, ({ itemIndex }) => itemIndex),
    scores: Int32Array.from(rows, ({ score }) => score),
  };
}
