// Ranking metrics @K over many lists with one relevant item each, by RecBole's definitions
// (recbole/evaluator/metrics.py): with one target, Recall = Hit, NDCG's ideal is 1, and MRR is 1 / rank of the target.

/** All at one K. Averages over the users; NaN where there are none. */
export interface Metrics {
  k: number;
  /** Lists that were counted. */
  users: number;
  recall: number;
  ndcg: number;
  mrr: number;
  hit: number;
  /** Share of the items that are in at least one list. */
  itemCoverage: number;
  /** Training events of the listed items: mean over a list, then over the lists. */
  averagePopularity: number;
  /** Gini index of how often each item is listed: 0 = all equally, towards 1 = the same few for everyone. */
  giniIndex: number;
}

/** Adds up lists at one K. */
export class MetricAccumulator {
  readonly k: number;
  readonly #popularity: Uint32Array;
  readonly #timesListed: Uint32Array;
  #users = 0;
  #hits = 0;
  #gains = 0;
  #reciprocalRanks = 0;
  #popularitySum = 0;

  /** @param popularity  u32 [numItems], training events of each item */
  constructor(k: number, popularity: Uint32Array) {
    this.k = k;
    this.#popularity = popularity;
    this.#timesListed = new Uint32Array(popularity.length);
  }

  /**
   * @param list    item indexes, best first; only the first K count
   * @param target  the one relevant item
   */
  add(list: Uint32Array, target: number): void {
    const shown = list.subarray(0, this.k);
    this.#users++;
    const rank = shown.indexOf(target) + 1;
    if (rank > 0) {
      this.#hits++;
      this.#gains += 1 / Math.log2(rank + 1);
      this.#reciprocalRanks += 1 / rank;
    }
    let popularity = 0;
    for (const item of shown) {
      popularity += this.#popularity[item]!;
      this.#timesListed[item]!++;
    }
    if (shown.length > 0) this.#popularitySum += popularity / shown.length;
  }

  metrics(): Metrics {
    const users = this.#users;
    const listed = this.#timesListed.filter((count) => count > 0).length;
    return {
      k: this.k,
      users,
      recall: this.#hits / users,
      ndcg: this.#gains / users,
      mrr: this.#reciprocalRanks / users,
      hit: this.#hits / users,
      itemCoverage: users === 0 ? Number.NaN : listed / this.#timesListed.length,
      averagePopularity: this.#popularitySum / users,
      giniIndex: giniIndex(this.#timesListed),
    };
  }
}

/**
 * Gini index of counts: sum over i of (2i - n - 1) c_i / (n * sum of c), with c ascending and i from 1.
 *
 * @returns  0 to 1; NaN when all counts are 0
 */
function giniIndex(counts: Uint32Array): number {
  const sorted = counts.slice().sort();
  const n = sorted.length;
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    weighted += (2 * (i + 1) - n - 1) * sorted[i]!;
    total += sorted[i]!;
  }
  return weighted / (n * total);
}
