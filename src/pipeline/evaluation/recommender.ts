// The one interface that everything evaluated has: our towers and the baselines alike. A recommender answers a history
// once, however many lists (seen items masked or kept) are then drawn from that answer.

import type { ContextGiven } from '../../towers/context-values.ts';
import { contextOf, type Interactions } from '../input/interactions.ts';
import type { EvaluationCase } from './split.ts';
import { topScores } from './top-scores.ts';

/** What a user did before the request: columns of equal length, oldest first, views into the log. */
export interface History {
  items: Uint32Array;
  /** Numbers of TOWER_EVENT_TYPES. */
  eventTypes: Uint8Array;
  /** Milliseconds since the epoch; meaningless where `requestTimeMs` is absent. */
  timestamps: Float64Array;
  /** Time of the request; absent where the log has positions instead of times. */
  requestTimeMs?: number;
  /** What the request knew beside them; absent where the log has no contexts. */
  context?: ContextGiven;
}

export interface Answer {
  /**
   * The k best items, best first, ties to the lower index.
   *
   * @param excluded  item indexes that must not be in the list; may repeat
   */
  top(k: number, excluded: Uint32Array): Uint32Array | Promise<Uint32Array>;
}

export interface Recommender {
  readonly name: string;
  /** Histories that are best answered at once (1 if it makes no difference). */
  readonly batchSize: number;
  /** One answer for each history, in their order. */
  answer(histories: readonly History[]): Promise<Answer[]>;
}

/** The history of a case: the user's events before the target, asked at the target's time. */
export function historyOf(log: Interactions, { user, targetEvent }: EvaluationCase): History {
  const start = log.offsets[user];
  return {
    items: log.items.subarray(start, targetEvent),
    eventTypes: log.eventTypes.subarray(start, targetEvent),
    timestamps: log.timestamps.subarray(start, targetEvent),
    ...(!log.timestampsArePositions && { requestTimeMs: log.timestamps[targetEvent] }),
    ...(log.contexts && { context: contextOf(log.contexts, targetEvent) }),
  };
}

/** A recommender that gives every item a score. */
export interface ScoringRecommender extends Recommender {
  /** f32 [numItems], finite; not to be changed by the caller. */
  score(history: History): Float32Array;
}

export function scoringRecommender(name: string, score: ScoringRecommender['score']): ScoringRecommender {
  return {
    name,
    batchSize: 1,
    score,
    async answer(histories) {
      return histories.map((history) => {
        const scores = score(history);
        return { top: (k, excluded) => topScores(scores, k, excluded) };
      });
    },
  };
}
