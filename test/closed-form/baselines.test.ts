import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { fitBlend } from '../../src/pipeline/closed-form/blend.ts';
import { denseWeights, fitEase } from '../../src/pipeline/closed-form/ease.ts';
import { fitNeighbourhoodEase } from '../../src/pipeline/closed-form/ease-neighbourhood.ts';
import { fitItemKnn } from '../../src/pipeline/closed-form/item-knn.ts';
import { fitPopularity } from '../../src/pipeline/closed-form/popularity.ts';
import { fitTransitions } from '../../src/pipeline/closed-form/transitions.ts';
import { cooccurrencesOf, userItemMatrix } from '../../src/pipeline/closed-form/user-item-matrix.ts';
import { evaluateCases } from '../../src/pipeline/evaluation/evaluate.ts';
import { historyOf, type ScoringRecommender } from '../../src/pipeline/evaluation/recommender.ts';
import { leaveLastOut, type Split } from '../../src/pipeline/evaluation/split.ts';
import { logOf, ringLog } from '../evaluation/logs.ts';

/** The history of one user whose events are given. */
const history = (events: Parameters<typeof logOf>[0][number]) => {
  const log = logOf([[...events, 0]], 100);
  return historyOf(log, { user: 0, targetEvent: events.length });
};

test('popularity: training events, dislikes left out', () => {
  const model = fitPopularity(
    logOf(
      [
        [0, 1, 1],
        [1, { item: 2, type: 'dislike' }],
      ],
      3,
    ),
  );
  expect([...model.score(history([]))]).toEqual([1, 3, 0]);
});

test('item-kNN: cosine over users, by hand', async () => {
  // Users of item 0: {0, 1}, of item 1: {0, 1, 2}, of item 2: {2}; repeats count once, a dislike not at all.
  const train = logOf(
    [
      [0, 1, 1],
      [1, 0],
      [1, 2, { item: 0, type: 'dislike' }],
    ],
    3,
  );
  const model = await fitItemKnn(train, { shrink: 0 });
  const [s01, s12] = [2 / Math.sqrt(2 * 3), 1 / Math.sqrt(3 * 1)];
  const scores = model.score(history([0, 0]));
  expect(scores[0]).toBe(0);
  expect(scores[1]).toBeCloseTo(s01, 6);
  expect(scores[2]).toBe(0);
  expect(model.score(history([0, 2]))[1]).toBeCloseTo(s01 + s12, 6);
  const shrunk = await fitItemKnn(train, { shrink: 2 });
  expect(shrunk.score(history([0]))[1]).toBeCloseTo(2 / (Math.sqrt(6) + 2), 6);
  // With one neighbour an item votes only for candidates that have it as their nearest.
  const single = await fitItemKnn(train, { shrink: 0, neighbours: 1 });
  expect(single.score(history([2]))[1]).toBe(0);
  expect(single.score(history([1]))[2]).toBeCloseTo(s12, 6);
});

test('transitions: distance, the damping of counts and the order of the history, by hand', async () => {
  const model = await fitTransitions(
    logOf(
      [
        [0, 1, 2],
        [0, { item: 3, type: 'dislike' }, 1],
      ],
      4,
    ),
  );
  // After 0: item 1 twice at once (the dislike is no step), item 2 once at distance 2 (0.8). Popularity: 2, 2, 1.
  const weight = (count: number, total: number, popularity: number) =>
    Math.sqrt(count / (Math.sqrt(total) * popularity ** 0.3));
  const first = model.score(history([0]));
  expect(first[1]).toBeCloseTo(weight(2, 2.8, 2), 5);
  expect(first[2]).toBeCloseTo(weight(0.8, 2.8, 1), 5);
  expect(first[0]).toBe(0);
  expect(first[3]).toBe(0);
  const both = model.score(history([0, 1, { item: 3, type: 'hide' }]));
  expect(both[2]).toBeCloseTo(weight(1, 1, 1) + first[2]! / 2, 5);
});

describe('EASE', () => {
  const matrix = userItemMatrix(ringLog(200, 24, 3, 20));
  const regularization = 5;
  let weights: Float32Array;
  beforeAll(async () => {
    weights = await denseWeights(cooccurrencesOf(matrix), regularization, ort);
  });

  /** Columns of the Gram matrix, counted pair by pair. */
  const gram = (a: number, b: number) => {
    const has = (user: number, item: number) =>
      matrix.itemsOfUser.columns
        .subarray(matrix.itemsOfUser.offsets[user], matrix.itemsOfUser.offsets[user + 1])
        .includes(item);
    return Array.from({ length: matrix.numUsers }, (_, user) => user).filter((user) => has(user, a) && has(user, b))
      .length;
  };

  test('minimizes the regularized reconstruction error with a zero diagonal', () => {
    const n = matrix.numItems;
    for (let j = 0; j < n; j++) {
      expect(weights[j * n + j]).toBe(0);
      // Optimality: (G + lambda I) B - G is zero off the diagonal.
      for (let i = 0; i < n; i++) {
        if (i === j) continue;
        let sum = regularization * weights[i * n + j]! - gram(i, j);
        for (let k = 0; k < n; k++) sum += gram(i, k) * weights[k * n + j]!;
        expect(sum).toBeCloseTo(0, 2);
      }
    }
  });

  test('the neighbourhood variant is the same when all items are neighbours', async () => {
    const rows = await fitNeighbourhoodEase(cooccurrencesOf(matrix), {
      regularization,
      neighbours: matrix.numItems - 1,
    });
    const dense = new Float32Array(weights.length);
    for (let row = 0; row < matrix.numItems; row++) {
      for (let e = rows.offsets[row]!; e < rows.offsets[row + 1]!; e++) {
        dense[row * matrix.numItems + rows.columns[e]!] = rows.values[e]!;
      }
    }
    dense.forEach((value, i) => {
      expect(value).toBeCloseTo(weights[i]!, 4);
    });
  });

  test('a history adds up the rows of what was not disliked', async () => {
    const train = ringLog(200, 24, 3, 20);
    for (const maxDenseItems of [1000, 1]) {
      const model = await fitEase(train, ort, { regularization, maxDenseItems });
      const scores = (events: Parameters<typeof history>[0]) => model.score(history(events));
      const [a, b, both] = [scores([3]), scores([8]), scores([3, 8, { item: 5, type: 'dislike' }])];
      for (let i = 0; i < 24; i++) expect(both[i]).toBeCloseTo(a[i]! + b[i]!, 5);
    }
  });
});

describe('blend', () => {
  const model = (name: string, favourite: (split: Split) => ScoringRecommender['score']) => (split: Split) => ({
    name,
    batchSize: 1,
    score: favourite(split),
    answer: async () => [],
  });
  /** Knows every answer: scores the item that follows the history in the log. */
  const oracle = model('oracle', ({ log }) => (seen) => {
    const next = log.items[seen.items.byteOffset / 4 + seen.items.length];
    return Float32Array.from({ length: log.numItems }, (_, item) => (item === next ? 1 : 0));
  });
  const nonsense = model(
    'nonsense',
    ({ log }) =>
      () =>
        new Float32Array(log.numItems).fill(0).map((_, i) => i % 5),
  );

  test('the weight that validation likes best is taken, the smallest of equals', async () => {
    const split = leaveLastOut(ringLog(60, 40, 9));
    const good = await fitBlend(nonsense(split), oracle(split), split);
    expect(good.name).toBe('nonsense+oracle');
    expect(good.weight).toBeGreaterThan(0);
    expect((await fitBlend(oracle(split), nonsense(split), split)).weight).toBe(0);
  });

  test('transitions and EASE together are no worse than the better one on validation', async () => {
    const split = leaveLastOut(ringLog(400, 40, 10));
    const [transitions, ease] = [await fitTransitions(split.train), await fitEase(split.train, ort)];
    const blend = await fitBlend(transitions, ease, split);
    const ndcg = async (recommender: ScoringRecommender) => {
      const settings = { seen: ['masked'] as const, ks: [10] };
      return (await evaluateCases(recommender, split, split.validation, settings)).figures[0]!.ndcg;
    };
    expect(await ndcg(blend)).toBeGreaterThanOrEqual(await ndcg(transitions));
    expect(await ndcg(transitions)).toBeGreaterThan(await ndcg(ease));
  });
});
