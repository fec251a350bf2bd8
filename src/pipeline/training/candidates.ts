// The items that one training step scores. A log with few enough items scores them all (full softmax); a larger one
// scores the batch's own items and uniform negatives, corrected by the log of each one's chance to be there (Bengio &
// Senecal 2008; Yi et al. 2019), so that frequent items are not punished for being frequent.

import type { Random } from '../../numerics/random.ts';
import { fameOf } from './fame.ts';
import type { TrainingLog } from './training-data.ts';

/** Added to the logit of a row that only fills the fixed shape. */
const NEVER = -1e9;

export interface Candidates {
  /** u32 [C], item rows; rows from `count` on repeat the first one and only fill the shape. */
  rows: Uint32Array;
  count: number;
  /** f32 [C], added to the logits */
  bias: Float32Array;
  /** Item row -> candidate row. */
  rowOf: Map<number, number>;
}

export class CandidateSampler {
  readonly #log: TrainingLog;
  readonly #size: number;
  readonly #full: Candidates | undefined;
  /** What an item's logit gets for its fame in the log. */
  readonly #granted: (item: number) => number;
  /** Share of all events that an item has, by item row. */
  readonly #share = new Map<number, number>();

  /**
   * @param size            C, candidates in one step
   * @param fameCorrection  as in TrainingSettings
   */
  constructor(log: TrainingLog, size: number, fameCorrection = 0) {
    this.#log = log;
    this.#size = size;
    this.#granted = fameCorrection > 0 ? fameOf(log, fameCorrection) : () => 0;
    if (log.candidates.length <= size) this.#full = this.#build([...log.candidates], () => 0);
    for (const item of log.items) this.#share.set(item, (this.#share.get(item) ?? 0) + 1 / log.items.length);
  }

  /**
   * @param needed     item rows that must be among the candidates (the batch's own), fewer than C
   * @param numEvents  events in the batch
   */
  sample(needed: ReadonlySet<number>, numEvents: number, random: Random): Candidates {
    if (this.#full) return this.#full;
    const { candidates } = this.#log;
    if (needed.size > this.#size) {
      throw new Error(`training: a batch has ${needed.size} items, expected at most ${this.#size} candidates`);
    }
    const chosen = new Set(needed);
    const uniformChance = (this.#size - needed.size) / candidates.length;
    while (chosen.size < Math.min(this.#size, candidates.length))
      chosen.add(candidates[random.integer(candidates.length)]!);
    const chance = (item: number): number => {
      const inBatch = 1 - (1 - (this.#share.get(item) ?? 0)) ** numEvents;
      return inBatch + (1 - inBatch) * uniformChance;
    };
    return this.#build([...chosen], (item) => -Math.log(Math.max(chance(item), 1e-6)));
  }

  #build(items: number[], biasOf: (item: number) => number): Candidates {
    const rows = new Uint32Array(this.#size).fill(items[0]!);
    const bias = new Float32Array(this.#size).fill(NEVER);
    const rowOf = new Map<number, number>();
    items.forEach((item, row) => {
      rows[row] = item;
      bias[row] = biasOf(item) + this.#granted(item);
      rowOf.set(item, row);
    });
    return { rows, count: items.length, bias, rowOf };
  }
}
