import { expect, test } from 'vitest';
import { fitItemKnn } from '../../src/pipeline/closed-form/item-knn.ts';
import { fitPopularity } from '../../src/pipeline/closed-form/popularity.ts';
import { fitTransitions } from '../../src/pipeline/closed-form/transitions.ts';
import { evaluateCases, type Figures } from '../../src/pipeline/evaluation/evaluate.ts';
import { renumberItems, shuffledItemOrder } from '../../src/pipeline/evaluation/item-order.ts';
import { type Recommender, scoringRecommender } from '../../src/pipeline/evaluation/recommender.ts';
import { leaveLastOut, type Split } from '../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';
import { logOf, ringLog } from './logs.ts';

/** Figures of the test cases. */
const evaluate = async (...[model, split, settings]: [Recommender, Split, Parameters<typeof evaluateCases>[3]]) =>
  (await evaluateCases(model, split, split.test, settings)).figures;
const BOTH = { seen: ['masked', 'kept'], ks: [1, 3] } as const;
const figure = (figures: Figures[], seen: string, segment: string, k: number) =>
  figures.find((entry) => entry.seen === seen && entry.segment === segment && entry.k === k)!;

test('figures by seen mode, segment and K, from a model whose lists are known', async () => {
  // Item 3 is never trained on; item scores fall with the index, so every list is 0, 1, 2, 3 without what is masked.
  const log = logOf(
    [
      [0, 1, 2],
      [0, 2, 3],
      [0, 1, 0],
    ],
    4,
  );
  const model = scoringRecommender('falling', () => Float32Array.of(4, 3, 2, 1));
  const figures = await evaluate(model, leaveLastOut(log), BOTH);
  expect(figures).toHaveLength(2 * 3 * 2);
  // Masked: the user whose target is in the history is left out; the others see [2, 3] and [1, 3].
  expect(figure(figures, 'masked', 'all', 1)).toMatchObject({ model: 'falling', users: 2, recall: 1 / 2 });
  expect(figure(figures, 'masked', 'all', 3)).toMatchObject({ users: 2, recall: 1, mrr: 3 / 4 });
  expect(figure(figures, 'masked', 'cold', 3)).toMatchObject({ users: 2, recall: 1 });
  // Kept: everyone sees 0, 1, 2.
  expect(figure(figures, 'kept', 'all', 3)).toMatchObject({ users: 3, recall: 2 / 3 });
  expect(figure(figures, 'kept', 'all', 1)).toMatchObject({ users: 3, recall: 1 / 3, itemCoverage: 1 / 4 });
});

test('another order of the items file changes no figure, ties included', async () => {
  const numItems = 30;
  const itemIds = Array.from({ length: numItems }, (_, i) => `item-${i}`);
  const log = ringLog(40, numItems, 5);
  const reversed: Interactions = { ...log, items: log.items.map((item) => numItems - 1 - item) };
  const run = async (ids: string[], interactions: Interactions, seed = 1) => {
    const split = leaveLastOut(renumberItems(interactions, shuffledItemOrder(ids, seed)));
    const ties = scoringRecommender('ties', () => new Float32Array(numItems));
    const models = [ties, fitPopularity(split.train), await fitItemKnn(split.train), await fitTransitions(split.train)];
    return Promise.all(models.map((model) => evaluate(model, split, BOTH)));
  };
  const figures = await run(itemIds, log);
  expect(await run(itemIds.toReversed(), reversed)).toEqual(figures);
  // The ties are decided by the seed: another one gives other lists.
  expect(await run(itemIds, log, 2)).not.toEqual(figures);
});

test('a model that ties everything finds targets at the rate of chance', async () => {
  const numItems = 20;
  const log = ringLog(2000, numItems, 6);
  const itemIds = Array.from({ length: numItems }, (_, i) => String(i));
  const split = leaveLastOut(renumberItems(log, shuffledItemOrder(itemIds, 7)));
  const ties = scoringRecommender('ties', () => new Float32Array(numItems));
  const figures = await evaluate(ties, split, { seen: ['kept'], ks: [5] });
  expect(figure(figures, 'kept', 'all', 5).recall).toBeCloseTo(5 / numItems, 1);
});

test('progress is reported and an aborted signal stops the evaluation', async () => {
  const split = leaveLastOut(ringLog(10, 9, 8));
  const model = fitPopularity(split.train);
  const done: number[] = [];
  await evaluate(model, split, { ...BOTH, onProgress: (casesDone) => done.push(casesDone) });
  expect(done.at(-1)).toBe(split.test.length);
  await expect(evaluate(model, split, { ...BOTH, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
