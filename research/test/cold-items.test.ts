import { expect, test } from 'vitest';
import { type History, scoringRecommender } from '../../src/pipeline/evaluation/recommender.ts';
import { logOf } from '../../test/evaluation/logs.ts';
import {
  coldCases,
  evaluateColdItems,
  evaluateWarmItems,
  itemFolds,
  NUM_FOLDS,
  warmCases,
  warmPart,
} from '../cold-start/cold-items.ts';

/** 14 events of one user over 14 items, and 3 of another. */
const log = logOf([Array.from({ length: 14 }, (_, i) => i), [0, 13, 5]], 14);
const isCold = (item: number): boolean => item === 1 || item >= 12;

test('folds are of equal size, the same for the same seed, and hold every item once', () => {
  const folds = itemFolds(103, 1);
  const sizes = Array.from({ length: NUM_FOLDS }, (_, fold) => folds.filter((f) => f === fold).length);
  expect(sizes).toEqual([21, 21, 21, 20, 20]);
  expect(itemFolds(103, 1)).toEqual(folds);
  expect(itemFolds(103, 2)).not.toEqual(folds);
});

test('what is fitted on has neither cold items nor the last ten events of anybody', () => {
  const part = warmPart(log, isCold);
  expect([...part.items]).toEqual([0, 2, 3]);
  expect([...part.offsets]).toEqual([0, 3, 3]);
  expect(part.timestamps).toHaveLength(3);
});

test('the questions are the cold items among the last ten events that something comes before', () => {
  expect(coldCases(log, isCold).map(({ user, targetEvent }) => [user, log.items[targetEvent]])).toEqual([
    [0, 12],
    [0, 13],
    [1, 13],
  ]);
});

test('counts targets among cold and among all items, from histories without cold items', async () => {
  const histories: History[] = [];
  // Item 0 is best, then 1, and so on: 12 is third of the cold items, 13 the last of all.
  const model = scoringRecommender('falling', (history) => {
    histories.push(history);
    return Float32Array.from({ length: 14 }, (_, item) => -item);
  });
  const figures = await evaluateColdItems(model, log, isCold, 2);
  for (const { items, eventTypes, timestamps } of histories) {
    expect([...items].some(isCold)).toBe(false);
    expect([eventTypes.length, timestamps.length]).toEqual([items.length, items.length]);
  }
  // User 0 met item 1, so 12 is first among what is cold; after it 13 is. User 1 has 1 and 12 before 13.
  expect(figures.cases).toBe(3);
  expect(figures.recallAmongCold).toBeCloseTo(2 / 3);
  // Among all, user 0 has met nearly everything: 12 and 13 are left, then 13 alone; user 1 sees 1 and 2.
  expect(figures.recallAmongAll).toBeCloseTo(2 / 3);
  expect(figures.coverage).toBe(1);
  expect(figures.users).toBe(2);
  // Cold items alone: 12 is first; 13 is first once 12 was met; user 1 has it third.
  expect(figures.ndcgAmongCold).toBeCloseTo(2 / 3);
  expect(figures.ndcgAmongAll).toBeCloseTo(2 / 3);
});

test('what it costs is asked of the warm items among the same events', async () => {
  const repeated = logOf([[0, 2, 3, 0, 1], [3]], 14);
  expect(warmCases(repeated, isCold).map(({ targetEvent }) => repeated.items[targetEvent])).toEqual([2, 3]);
  const model = scoringRecommender('falling', () => Float32Array.from({ length: 14 }, (_, item) => -item));
  // Unmet and best are 1 and 2, then 1 and 3: each target is second.
  expect(await evaluateWarmItems(model, repeated, isCold, 2)).toEqual({
    ...{ cases: 2, users: 1, recall: 1 },
    ndcg: expect.closeTo(1 / Math.log2(3), 12),
  });
  expect((await evaluateWarmItems(model, repeated, isCold, 1)).recall).toBe(0);
});
