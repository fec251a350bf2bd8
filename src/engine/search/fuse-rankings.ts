// Joins rankings whose scores do not compare (cosines, title matches) by their ranks alone: reciprocal rank fusion
// (Cormack, Clarke and Buettcher, SIGIR 2009), score(item) = sum over rankings of weight / (60 + rank).

/** The paper's constant: how little the first ranks differ. */
const RANK_OFFSET = 60;

export interface WeightedRanking {
  /** Item indices, best first, without duplicates. */
  indices: ArrayLike<number>;
  weight: number;
}

export interface FusedItem {
  index: number;
  score: number;
}

/** All items of all rankings, best first; ties go to the lower index. */
export function fuseRankings(rankings: readonly WeightedRanking[]): FusedItem[] {
  const scores = new Map<number, number>();
  for (const { indices, weight } of rankings) {
    for (let rank = 0; rank < indices.length; rank++) {
      const index = indices[rank]!;
      scores.set(index, (scores.get(index) ?? 0) + weight / (RANK_OFFSET + rank + 1));
    }
  }
  const items = [...scores].map(([index, score]) => ({ index, score }));
  return items.sort((a, b) => b.score - a.score || a.index - b.index);
}
