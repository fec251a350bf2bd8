// What is kept of each test case: the rank of its target, two bytes a case. Recall and NDCG of any group of cases and
// any K up to the length of the lists follow from it.

/** The target is in no place of the list. */
export const NOT_LISTED = 0;
/** The case was left out (see SeenMode). Lists are shorter than this. */
export const NOT_ASKED = 0xffff;

/** Ranks by test case, none asked yet: u16 [numCases], from 1. */
export function unaskedRanks(numCases: number): Uint16Array {
  return new Uint16Array(numCases).fill(NOT_ASKED);
}

/** 1 if the target is among the first K. */
export function recallAt(rank: number, k: number): number {
  return rank !== NOT_LISTED && rank <= k ? 1 : 0;
}

/** With one target: 1 / log2(rank + 1) among the first K, else 0. */
export function ndcgAt(rank: number, k: number): number {
  return rank !== NOT_LISTED && rank <= k ? 1 / Math.log2(rank + 1) : 0;
}
