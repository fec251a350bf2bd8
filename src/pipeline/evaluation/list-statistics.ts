// What the report says of the lists themselves, whatever their targets: how often each item is listed, and how far the
// mix of a list is from the mix of its history. Collected while a model is evaluated, so that no list has to be kept.

import { divergence, type ItemGroups, mixOf } from './calibration.ts';
import type { SeenMode } from './evaluate.ts';
import { isNegativeEvent, type Split } from './split.ts';

interface Collected {
  /** u32 [numItems] */
  timesListed: Uint32Array;
  /** f64 [numCases], nats; NaN = not asked, or no value known of the history or of the list. */
  divergences: Float64Array;
}

export class ListStatistics {
  readonly #split: Split;
  readonly #k: number;
  readonly #groups: ItemGroups | undefined;
  readonly #collected: Map<SeenMode, Collected>;

  /**
   * @param k       items of a list that count
   * @param groups  absent: the items have no facet, and divergences stay NaN
   */
  constructor(split: Split, seen: readonly SeenMode[], k: number, groups?: ItemGroups) {
    this.#split = split;
    this.#k = k;
    this.#groups = groups;
    const empty = () => ({
      timesListed: new Uint32Array(split.log.numItems),
      divergences: new Float64Array(split.test.length).fill(Number.NaN),
    });
    this.#collected = new Map(seen.map((mode) => [mode, empty()]));
  }

  add(seen: SeenMode, caseIndex: number, list: Uint32Array): void {
    const { timesListed, divergences } = this.#collected.get(seen)!;
    const shown = list.subarray(0, this.#k);
    for (const item of shown) timesListed[item]!++;
    if (this.#groups === undefined) return;
    const [history, listed] = [this.#historyMix(caseIndex, this.#groups), mixOf(shown, this.#groups)];
    if (history && listed) divergences[caseIndex] = divergence(history, listed);
  }

  of(seen: SeenMode): Collected {
    return this.#collected.get(seen)!;
  }

  /** Of everything that the user did before the target, without what they disliked or hid. */
  #historyMix(caseIndex: number, groups: ItemGroups): Float64Array | undefined {
    const { log, test } = this.#split;
    const { user, targetEvent } = test[caseIndex]!;
    const events = log.items.subarray(log.offsets[user], targetEvent);
    const types = log.eventTypes.subarray(log.offsets[user], targetEvent);
    return mixOf(
      events.filter((_, i) => !isNegativeEvent(types[i]!)),
      groups,
    );
  }
}
