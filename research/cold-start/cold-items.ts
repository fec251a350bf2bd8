// How well is an item placed that nobody has met yet? A fifth of the items is cold: it leaves the log that models are
// fitted on. The questions are the cold items among the last ten events of every user, and the answer's history has
// none of them. What it costs is asked of the warm items among the same events.

import { createRandom } from '../../src/numerics/random.ts';
import { ndcgAt, recallAt } from '../../src/pipeline/evaluation/case-ranks.ts';
import { type Answer, type History, historyOf, type Recommender } from '../../src/pipeline/evaluation/recommender.ts';
import { type EvaluationCase, isNegativeEvent, keepEvents } from '../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';

export const NUM_FOLDS = 5;
/** Events at the end of each user's history that hold the questions; nothing is fitted on them. */
const ASKED_EVENTS = 10;

interface ColdFigures {
  /** Targets that were asked for. */
  cases: number;
  /** People they were asked of. */
  users: number;
  /** Share of targets in the first k among the cold items alone. */
  recallAmongCold: number;
  ndcgAmongCold: number;
  /** ... and among all items that the user has not met. */
  recallAmongAll: number;
  ndcgAmongAll: number;
  /** Share of the cold items that are in at least one list of k among all items. */
  coverage: number;
}

interface WarmFigures {
  cases: number;
  users: number;
  /** Share of targets in the first k among all items that the user has not met. */
  recall: number;
  ndcg: number;
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
  return keepEvents(log, (event, user) => event < log.offsets[user + 1]! - ASKED_EVENTS && !isCold(log.items[event]!));
}

/**
 * The questions: cold items, liked or at least not disliked, among each user's last ten events, with something before
 * them.
 */
export function coldCases(log: Interactions, isCold: (item: number) => boolean): EvaluationCase[] {
  return askedCases(log).filter(({ targetEvent }) => isCold(log.items[targetEvent]!));
}

/** The warm items among the same events, where they are new to the user. */
export function warmCases(log: Interactions, isCold: (item: number) => boolean): EvaluationCase[] {
  return askedCases(log).filter(({ user, targetEvent }) => {
    const target = log.items[targetEvent]!;
    return !isCold(target) && !log.items.subarray(log.offsets[user], targetEvent).includes(target);
  });
}

function askedCases(log: Interactions): EvaluationCase[] {
  const cases: EvaluationCase[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    const end = log.offsets[user + 1]!;
    for (let event = Math.max(log.offsets[user]! + 1, end - ASKED_EVENTS); event < end; event++) {
      if (!isNegativeEvent(log.eventTypes[event]!)) cases.push({ user, targetEvent: event });
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
): Promise<ColdFigures> {
  const cases = coldCases(log, isCold);
  const warm = Uint32Array.from({ length: log.numItems }, (_, item) => item).filter((item) => !isCold(item));
  const listed = new Set<number>();
  const [amongCold, amongAll] = [new Finds(k), new Finds(k)];
  for await (const batch of answersWithoutCold(recommender, log, isCold, cases)) {
    // All lists are asked for before the first is awaited, so that a model may make them in one go.
    const lists = batch.map(
      ({ answer, met }) =>
        [answer.top(k, Uint32Array.from([...warm, ...met.items])), answer.top(k, met.items)] as const,
    );
    for (const [i, { target }] of batch.entries()) {
      const [cold, all] = await Promise.all(lists[i]!);
      amongCold.add(cold, target);
      amongAll.add(all, target);
      for (const item of all) if (isCold(item)) listed.add(item);
    }
  }
  return {
    ...counted(cases),
    recallAmongCold: amongCold.recall,
    ndcgAmongCold: amongCold.ndcg,
    recallAmongAll: amongAll.recall,
    ndcgAmongAll: amongAll.ndcg,
    coverage: listed.size / (log.numItems - warm.length),
  };
}

/** What being good at cold items costs: the same question about warm ones. Parameters as for `evaluateColdItems`. */
export async function evaluateWarmItems(
  recommender: Recommender,
  log: Interactions,
  isCold: (item: number) => boolean,
  k: number,
): Promise<WarmFigures> {
  const cases = warmCases(log, isCold);
  const finds = new Finds(k);
  for await (const batch of answersWithoutCold(recommender, log, isCold, cases)) {
    const lists = await Promise.all(batch.map(({ answer, met }) => answer.top(k, met.items)));
    for (const [i, { target }] of batch.entries()) finds.add(lists[i]!, target);
  }
  return { ...counted(cases), recall: finds.recall, ndcg: finds.ndcg };
}

/** Recall and NDCG of lists with one target each. */
class Finds {
  readonly #k: number;
  #lists = 0;
  #hits = 0;
  #gain = 0;

  constructor(k: number) {
    this.#k = k;
  }

  add(list: Uint32Array, target: number): void {
    const rank = list.indexOf(target) + 1;
    this.#lists++;
    this.#hits += recallAt(rank, this.#k);
    this.#gain += ndcgAt(rank, this.#k);
  }

  get recall(): number {
    return this.#hits / this.#lists;
  }

  get ndcg(): number {
    return this.#gain / this.#lists;
  }
}

function counted(cases: readonly EvaluationCase[]): { cases: number; users: number } {
  return { cases: cases.length, users: new Set(cases.map(({ user }) => user)).size };
}

interface AnsweredCase {
  target: number;
  /** All that the user did before, cold items among it: none of it may be listed. */
  met: History;
  /** To the same history without cold items. */
  answer: Answer;
}

/** Answers in batches of the recommender's size. */
async function* answersWithoutCold(
  recommender: Recommender,
  log: Interactions,
  isCold: (item: number) => boolean,
  cases: readonly EvaluationCase[],
): AsyncGenerator<AnsweredCase[]> {
  for (let start = 0; start < cases.length; start += recommender.batchSize) {
    const batch = cases.slice(start, start + recommender.batchSize);
    const met = batch.map((entry) => historyOf(log, entry));
    const answers = await recommender.answer(met.map((history) => withoutCold(history, isCold)));
    yield batch.map(({ targetEvent }, i) => ({ target: log.items[targetEvent]!, met: met[i]!, answer: answers[i]! }));
  }
}

function withoutCold(history: History, isCold: (item: number) => boolean): History {
  const kept = [...history.items.keys()].filter((place) => !isCold(history.items[place]!));
  return {
    ...history,
    items: Uint32Array.from(kept, (place) => history.items[place]!),
    eventTypes: Uint8Array.from(kept, (place) => history.eventTypes[place]!),
    timestamps: Float64Array.from(kept, (place) => history.timestamps[place]!),
  };
}
