// How far ahead does a model see? Leave-last-out asks for the very next event alone. Here the first 80 % of every user's events
// are the history, and the targets are the events at some gaps after it: the next one, the fifth, the tenth, the twentieth. A
// person who opens a page wants all of what they would like in the coming weeks, not just the next click.

import type { Interactions } from '../input/interactions.ts';
import { ndcgAt, recallAt } from './case-ranks.ts';
import { historyOf, type Recommender } from './recommender.ts';
import { isNegativeEvent, type Split, trainingPrefix } from './split.ts';

/** Share of a user's events, rounded down, that is the history. */
export const HISTORY_SHARE = 0.8;
/** Places after the history, from 1, whose events are asked for. */
export const GAPS: readonly number[] = [1, 5, 10, 20];
/** The place whose event chooses settings: it is never asked for. */
export const VALIDATION_GAP = 2;

export interface HorizonFigures {
  gap: number;
  /** Users with a target at this gap that is new to them and not disliked. */
  users: number;
  /** NaN without users. */
  recall: number;
  ndcg: number;
}

export interface HorizonSettings {
  /** Length of the lists (default 10). */
  k?: number;
  /** Default GAPS. */
  gaps?: readonly number[];
  signal?: AbortSignal;
}

/** u32 [numUsers]: the place of each user's first event after the history. */
export function historyEnds({ numUsers, offsets }: Interactions): Uint32Array {
  return Uint32Array.from(
    { length: numUsers },
    (_, user) => offsets[user] + Math.floor(HISTORY_SHARE * (offsets[user + 1] - offsets[user])),
  );
}

/**
 * What models are fitted on: everybody's history. The validation cases are the events at VALIDATION_GAP; there are no test
 * cases, since one history is asked for several targets (`evaluateHorizon`).
 */
export function horizonSplit(log: Interactions): Split {
  const ends = historyEnds(log);
  const validation = Array.from(ends, (end, user) => ({ user, targetEvent: end + VALIDATION_GAP - 1 })).filter(
    ({ user, targetEvent }) =>
      ends[user] > log.offsets[user] &&
      targetEvent < log.offsets[user + 1] &&
      !isNegativeEvent(log.eventTypes[targetEvent]),
  );
  return { name: 'leave-last-out', log, train: trainingPrefix(log, ends), validation, test: [] };
}

/**
 * Full ranking of all items but those of the history, one list a user, asked at the time of the first event after the history.
 *
 * @param recommender  fitted on the training part of `horizonSplit`
 * @returns            by gap, in the order of the settings
 */
export async function evaluateHorizon(
  recommender: Recommender,
  log: Interactions,
  { k = 10, gaps = GAPS, signal }: HorizonSettings = {},
): Promise<HorizonFigures[]> {
  const ends = historyEnds(log);
  const users = Array.from(ends.keys()).filter(
    (user) => ends[user] > log.offsets[user] && ends[user] < log.offsets[user + 1],
  );
  const sums = gaps.map((gap) => ({ gap, users: 0, recall: 0, ndcg: 0 }));
  for (let start = 0; start < users.length; start += recommender.batchSize) {
    signal?.throwIfAborted();
    const batch = users.slice(start, start + recommender.batchSize);
    const histories = batch.map((user) => historyOf(log, { user, targetEvent: ends[user] }));
    const answers = await recommender.answer(histories);
    const lists = await Promise.all(answers.map((answer, i) => answer.top(k, histories[i].items)));
    for (const [i, user] of batch.entries()) {
      for (const sum of sums) {
        const target = targetAt(log, user, ends[user] + sum.gap - 1);
        if (target === undefined || histories[i].items.includes(target)) continue;
        const rank = lists[i].indexOf(target) + 1;
        sum.users++;
        sum.recall += recallAt(rank, k);
        sum.ndcg += ndcgAt(rank, k);
      }
    }
    await new Promise(setImmediate); // an interrupt can arrive
  }
  return sums.map(({ gap, users, recall, ndcg }) => ({ gap, users, recall: recall / users, ndcg: ndcg / users }));
}

/** The item of one of the user's events; undefined for a disliked one and beyond the last. */
function targetAt(log: Interactions, user: number, event: number): number | undefined {
  return event < log.offsets[user + 1] && !isNegativeEvent(log.eventTypes[event]) ? log.items[event] : undefined;
}
