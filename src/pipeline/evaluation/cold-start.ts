// How well is an item placed that nobody has met yet? A fifth of the items is cold: it leaves the log that models are fitted on.
// The questions are the cold items among the last ten events of every user, and the answer's history has none of them.

import { createRandom } from '../../numerics/random.ts';
import type { Interactions } from '../input/interactions.ts';
import { historyOf, type Recommender } from './recommender.ts';
import { type EvaluationCase, isNegativeEvent } from './split.ts';

export const NUM_FOLDS = 5;
/** Events at the end of each user's history that hold the questions; nothing is fitted on them. */
export const ASKED_EVENTS = 10;

export interface ColdFigures {
  /** Targets that were asked for. */
  cases: number;
  /** Share of targets in the first k among the cold items alone. */
  recallAmongCold: number;
  /** ... and among all items that the user has not met. */
  recallAmongAll: number;
  /** Share of the cold items that are in at least one list of k among all items. */
  coverage: number;
}

/** u8 [numItems]: each item's fold, 0 to NUM_FOLDS - 1, of equal sizes, by chance. */
export function itemFolds(numItems: number, seed: number): Uint8Array {
  const items = Array.from({ length: numItems }, (_, item) => item);
  createRandom(seed).shuffle(items);
  const folds = new Uint8Array(numItems);
  items.forEach((item, place) => {
    folds[item] = place % NUM_FOLDS;
  });
  return folds;
}

/** The log without cold items and without the last ten events of each user. */
export function warmPart(log: Interactions, isCold: (item: number) => boolean): Interactions {
  const offsets = new Uint32Array(log.numUsers + 1);
  const kept: number[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    for (let event = log.offsets[user]; event < log.offsets[user + 1] - ASKED_EVENTS; event++) {
      if (!isCold(log.items[event])) kept.push(event);
    }
    offsets[user + 1] = kept.length;
  }
  const { ratings } = log;
  return {
    ...log,
    offsets,
    items: Uint32Array.from(kept, (event) => log.items[event]),
    timestamps: Float64Array.from(kept, (event) => log.timestamps[event]),
    eventTypes: Uint8Array.from(kept, (event) => log.eventTypes[event]),
    ...(ratings && { ratings: Float32Array.from(kept, (event) => ratings[event]) }),
  };
}

/** The questions: cold items, liked or at least not disliked, among each user's last ten events, with something before them. */
export function coldCases(log: Interactions, isCold: (item: number) => boolean): EvaluationCase[] {
  const cases: EvaluationCase[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    const end = log.offsets[user + 1];
    for (let event = Math.max(log.offsets[user] + 1, end - ASKED_EVENTS); event < end; event++) {
      if (isCold(log.items[event]) && !isNegativeEvent(log.eventTypes[event])) cases.push({ user, targetEvent: event });
    }
  }
  return cases;
}

/**
 * @param recommender  fitted on `warmPart`
 * @param k            length of the lists
 */
export async function evaluateColdItems(
  recommender: Recommender,
  log: Interactions,
  isCold: (item: number) => boolean,
  k: number,
  signal?: AbortSignal,
): Promise<ColdFigures> {
  const cases = coldCases(log, isCold);
  const warm = Uint32Array.from({ length: log.numItems }, (_, item) => item).filter((item) => !isCold(item));
  const numCold = log.numItems - warm.length;
  const listed = new Set<number>();
  let [amongCold, amongAll] = [0, 0];
  for (let start = 0; start < cases.length; start += recommender.batchSize) {
    signal?.throwIfAborted();
    const batch = cases.slice(start, start + recommender.batchSize);
    const met = batch.map((entry) => historyOf(log, entry));
    const answers = await recommender.answer(met.map((history) => withoutCold(history, isCold)));
    const lists = batch.map((_, i) => [
      answers[i].top(k, Uint32Array.from([...warm, ...met[i].items])),
      answers[i].top(k, met[i].items),
    ]);
    for (const [i, { targetEvent }] of batch.entries()) {
      const target = log.items[targetEvent];
      const [cold, all] = await Promise.all(lists[i]);
      if (cold.includes(target)) amongCold++;
      if (all.includes(target)) amongAll++;
      for (const item of all) if (isCold(item)) listed.add(item);
    }
    await new Promise(setImmediate);
  }
  const share = (count: number) => count / cases.length;
  return {
    cases: cases.length,
    recallAmongCold: share(amongCold),
    recallAmongAll: share(amongAll),
    coverage: listed.size / numCold,
  };
}

function withoutCold(history: ReturnType<typeof historyOf>, isCold: (item: number) => boolean) {
  const kept = [...history.items.keys()].filter((place) => !isCold(history.items[place]));
  return {
    ...history,
    items: Uint32Array.from(kept, (place) => history.items[place]),
    eventTypes: Uint8Array.from(kept, (place) => history.eventTypes[place]),
    timestamps: Float64Array.from(kept, (place) => history.timestamps[place]),
  };
}
