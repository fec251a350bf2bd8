import { expect, test } from 'vitest';
import { evaluateHorizon, GAPS, historyEnds, horizonSplit } from '../../src/pipeline/evaluation/horizon.ts';
import { type History, scoringRecommender } from '../../src/pipeline/evaluation/recommender.ts';
import { eventTypeIndex, type Interactions } from '../../src/pipeline/input/interactions.ts';
import { trainingLog } from '../../src/pipeline/training/training-log.ts';
import { logOf, ringLog } from './logs.ts';

const ITEMS = 300;
/** Scores depend on history and item alone, and are never equal. */
const model = scoringRecommender('ring', ({ items }: History) =>
  Float32Array.from({ length: ITEMS }, (_, item) => -((item - items[items.length - 1] + ITEMS) % ITEMS)),
);

/** The protocol in the plainest words: every user and gap by itself, all items sorted. */
function naive(log: Interactions, k: number) {
  return GAPS.map((gap) => {
    const ranks: number[] = [];
    for (let user = 0; user < log.numUsers; user++) {
      const place = (event: number) => log.offsets[user] + event;
      const items = [...log.items.subarray(place(0), log.offsets[user + 1])];
      const known = Math.floor(items.length * 0.8);
      const history = items.slice(0, known);
      const target = items[known + gap - 1];
      if (known === 0 || target === undefined || history.includes(target)) continue;
      if (log.eventTypes[place(known + gap - 1)] === eventTypeIndex('dislike')) continue;
      const scores = model.score({ items: Uint32Array.from(history) } as History);
      const order = [...scores.keys()].filter((item) => !history.includes(item)).sort((a, b) => scores[b] - scores[a]);
      ranks.push(order.indexOf(target) + 1);
    }
    const found = ranks.filter((rank) => rank <= k);
    return {
      gap,
      users: ranks.length,
      recall: found.length / ranks.length,
      ndcg: found.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0) / ranks.length,
    };
  });
}

test('the figures of every gap are those of a plain sort', async () => {
  const log = ringLog(60, ITEMS, 3, 140);
  const figures = await evaluateHorizon(model, log);
  const expected = naive(log, 10);
  expect(expected.every(({ users }) => users > 0)).toBe(true);
  for (const [i, { gap, users, recall, ndcg }] of figures.entries()) {
    expect([gap, users]).toEqual([expected[i].gap, expected[i].users]);
    expect(recall).toBeCloseTo(expected[i].recall, 12);
    expect(ndcg).toBeCloseTo(expected[i].ndcg, 12);
  }
});

test('models are fitted on the first four fifths, and settings chosen on an event that is never asked for', () => {
  const log = logOf([Array.from({ length: 10 }, (_, i) => i), [1, 2], [3]], 10);
  expect([...historyEnds(log)]).toEqual([8, 11, 12]);
  const split = horizonSplit(log);
  expect([...split.train.items]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 1]);
  expect([...split.train.offsets]).toEqual([0, 8, 9, 9]);
  // Only the first user has a second event after the history.
  expect(split.validation.map(({ targetEvent }) => log.items[targetEvent])).toEqual([9]);
  const training = trainingLog(
    'horizon',
    split,
    Uint32Array.from({ length: 10 }, (_, item) => item + 100),
  );
  expect([...training.validationTargets!]).toEqual([109, -1, -1]);
});

test('a gap beyond every history has no users and no figure', async () => {
  const [figures] = await evaluateHorizon(model, logOf([[0, 1, 2, 3, 4]], ITEMS), { gaps: [5] });
  expect(figures).toEqual({ gap: 5, users: 0, recall: Number.NaN, ndcg: Number.NaN });
});

test('the history is asked about at the time at which it ends, for all gaps alike', async () => {
  const asked: History[] = [];
  const watched = scoringRecommender('watched', (history) => {
    asked.push(history);
    return new Float32Array(10);
  });
  await evaluateHorizon(watched, logOf([Array.from({ length: 10 }, (_, i) => ({ item: i, timeMs: 100 * i }))], 10));
  expect(asked.map(({ items, requestTimeMs }) => [items.length, requestTimeMs])).toEqual([[8, 800]]);
});
