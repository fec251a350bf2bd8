import { expect, test } from 'vitest';
import { fitPopularity } from '../../src/pipeline/closed-form/popularity.ts';
import { fitTransitions } from '../../src/pipeline/closed-form/transitions.ts';
import { accuracyOf, differencesFrom } from '../../src/pipeline/evaluation/accuracy.ts';
import { NOT_ASKED, NOT_LISTED } from '../../src/pipeline/evaluation/case-ranks.ts';
import { evaluateCases } from '../../src/pipeline/evaluation/evaluate.ts';
import type { Recommender } from '../../src/pipeline/evaluation/recommender.ts';
import { type CaseSegment, segmentCases } from '../../src/pipeline/evaluation/segments.ts';
import { leaveLastOut } from '../../src/pipeline/evaluation/split.ts';
import { ringLog } from './logs.ts';

const SEEN = ['masked', 'kept'] as const;
const SETTINGS = { ks: [1, 5], seed: 4, resamples: 200 };
const split = leaveLastOut(ringLog(60, 20, 3));

async function evaluated(model: Recommender) {
  const { figures, ranks } = await evaluateCases(model, split, split.test, { seen: SEEN, ks: SETTINGS.ks });
  const accuracies = SEEN.flatMap((seen) =>
    accuracyOf({ model: model.name, seen, ranks: ranks.get(seen)! }, segmentCases(split), SETTINGS),
  );
  return { figures, accuracies };
}

test('from ranks alone: the same Recall, NDCG and users as from the lists, inside their intervals', async () => {
  const { figures, accuracies } = await evaluated(await fitTransitions(split.train));
  expect(figures).toHaveLength(2 * 3 * 2);
  for (const { seen, segment, k, users, recall, ndcg } of figures) {
    const found = accuracies.find((entry) => entry.seen === seen && entry.segment === segment && entry.k === k)!;
    expect(found.users).toBe(users);
    if (users === 0) continue;
    expect(found.recall.mean).toBe(recall);
    expect(found.ndcg.mean).toBeCloseTo(ndcg, 12);
    expect(found.recall.low).toBeLessThanOrEqual(recall);
    expect(found.recall.high).toBeGreaterThanOrEqual(recall);
  }
});

test('ranks by hand: what is below K or in no place finds nothing, what was not asked does not count', () => {
  const segments = {
    medianHistory: 1,
    members: new Map<CaseSegment, Uint32Array>([['all', Uint32Array.of(0, 1, 2, 3)]]),
  };
  const ranks = Uint16Array.of(2, 6, NOT_LISTED, NOT_ASKED);
  const [atOne, atFive] = accuracyOf({ model: 'm', seen: 'kept', ranks }, segments, SETTINGS);
  expect(atOne).toMatchObject({ k: 1, users: 3, recall: { mean: 0, low: 0, high: 0 } });
  expect(atFive!.recall.mean).toBeCloseTo(1 / 3, 12);
  expect(atFive!.ndcg.mean).toBeCloseTo(1 / Math.log2(3) / 3, 12);
});

test('a model against itself differs by exactly 0; against another by the difference of the means', async () => {
  const own = (await evaluated(await fitTransitions(split.train))).accuracies;
  const twin = own.map((entry) => ({ ...entry, model: 'twin' }));
  const other = (await evaluated(fitPopularity(split.train))).accuracies;
  const differences = differencesFrom('transitions', [...own, ...twin, ...other]);
  expect(new Set(differences.map(({ model }) => model))).toEqual(new Set(['twin', 'popularity']));
  for (const { model, seen, segment, k, users, recall, ndcg } of differences) {
    if (users === 0) continue;
    const isSame = (entry: (typeof own)[number]) => entry.seen === seen && entry.segment === segment && entry.k === k;
    if (model === 'twin') {
      for (const value of [recall, ndcg]) expect(value).toMatchObject({ mean: 0, low: 0, high: 0 });
    } else {
      expect(recall.mean).toBe(own.find(isSame)!.recall.mean - other.find(isSame)!.recall.mean);
    }
  }
});

test('without the reference there is nothing to compare with', async () => {
  const { accuracies } = await evaluated(fitPopularity(split.train));
  expect(differencesFrom('privet-int8', accuracies)).toEqual([]);
});
