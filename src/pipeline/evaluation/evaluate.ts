// Full ranking: for every test case a model ranks all items of the catalog, and the metrics look at where the one
// target stands. Nothing is sampled.

import { unaskedRanks } from './case-ranks.ts';
import { MetricAccumulator, type Metrics } from './metrics.ts';
import { historyOf, type Recommender } from './recommender.ts';
import { itemPopularity, SEGMENTS, type Segment, segmentsOf, tailThreshold } from './segments.ts';
import type { EvaluationCase, Split } from './split.ts';

/**
 * Whether items of the user's history may be listed. With `masked` a case whose target is itself in the history can't
 * be answered and is left out: that setting asks for new items only.
 */
export type SeenMode = 'masked' | 'kept';

interface EvaluationSettings {
  seen: readonly SeenMode[];
  /** Lengths of the lists, each at least 1. */
  ks: readonly number[];
  signal?: AbortSignal;
  onProgress?: (casesDone: number, casesTotal: number) => void;
  /** Sees every list, as long as the longest K, with the place of its case. */
  onList?: (seen: SeenMode, caseIndex: number, list: Uint32Array) => void;
}

export interface Figures extends Metrics {
  model: string;
  seen: SeenMode;
  segment: Segment;
  /** 95 % bootstrap intervals of Recall and NDCG, where they were computed. */
  recallLow?: number;
  recallHigh?: number;
  ndcgLow?: number;
  ndcgHigh?: number;
}

interface Evaluation {
  /** By seen mode, segment and K, in that order. */
  figures: Figures[];
  /** u16 [numCases] for each seen mode, see case-ranks.ts. */
  ranks: Map<SeenMode, Uint16Array>;
}

/** @param cases  of the split's log: test cases, or validation cases where settings are chosen */
export async function evaluateCases(
  recommender: Recommender,
  split: Split,
  cases: readonly EvaluationCase[],
  settings: EvaluationSettings,
): Promise<Evaluation> {
  const ranks = new Map(settings.seen.map((seen) => [seen, unaskedRanks(cases.length)]));
  const tally = new Tally(split, settings);
  const maxK = Math.max(...settings.ks);
  for (let start = 0; start < cases.length; start += recommender.batchSize) {
    settings.signal?.throwIfAborted();
    const batch = cases.slice(start, start + recommender.batchSize);
    const histories = batch.map((entry) => historyOf(split.log, entry));
    const answers = await recommender.answer(histories);
    // All lists are asked for before the first is awaited, so that a model may make them in one go.
    const lists = batch.flatMap(({ targetEvent }, i) => {
      const target = split.log.items[targetEvent]!;
      const seenItems = histories[i]!.items;
      return settings.seen
        .filter((seen) => seen === 'kept' || !seenItems.includes(target))
        .map((seen) => ({
          seen,
          caseIndex: start + i,
          target,
          list: answers[i]!.top(maxK, seen === 'masked' ? seenItems : NOTHING),
        }));
    });
    await Promise.all(lists.map(({ list }) => list));
    for (const { seen, caseIndex, target, list } of lists) {
      const items = await list;
      tally.add(seen, items, target);
      ranks.get(seen)![caseIndex] = items.indexOf(target) + 1; // NOT_LISTED where it is in no place
      settings.onList?.(seen, caseIndex, items);
    }
    settings.onProgress?.(start + batch.length, cases.length);
    if (start % YIELD_EVERY === 0) await new Promise(setImmediate);
  }
  return { figures: tally.figures(recommender.name), ranks };
}

const NOTHING = new Uint32Array(0);
/** Cases between two turns of the event loop, in which an interrupt can arrive. */
const YIELD_EVERY = 64;

/** One accumulator for each seen mode, segment and K. */
class Tally {
  readonly #popularity: Uint32Array;
  readonly #tailThreshold: number;
  readonly #entries: { seen: SeenMode; segment: Segment; accumulator: MetricAccumulator }[];

  constructor(split: Split, { seen, ks }: EvaluationSettings) {
    this.#popularity = itemPopularity(split.train);
    this.#tailThreshold = tailThreshold(this.#popularity);
    this.#entries = seen.flatMap((mode) =>
      SEGMENTS.flatMap((segment) =>
        ks.map((k) => ({ seen: mode, segment, accumulator: new MetricAccumulator(k, this.#popularity) })),
      ),
    );
  }

  add(seen: SeenMode, list: Uint32Array, target: number): void {
    const segments = segmentsOf(this.#popularity[target]!, this.#tailThreshold);
    for (const entry of this.#entries) {
      if (entry.seen === seen && segments.includes(entry.segment)) entry.accumulator.add(list, target);
    }
  }

  figures(model: string): Figures[] {
    return this.#entries.map(({ seen, segment, accumulator }) => ({ model, seen, segment, ...accumulator.metrics() }));
  }
}
