// The untrained towers as a page runs them: through ONNX Runtime and the towers' own wrappers, against plain
// arithmetic.
import fc from 'fast-check';
import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_DIM, FEATURES, TOWER_EVENT_TYPES, type TowerEventType } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { untrainedTowers } from '../../src/pipeline/models/untrained-towers.ts';
import { EVENT_SIGNS } from '../../src/towers/event-evidence.ts';
import { encodeHistory, type HistoryItem } from '../../src/towers/history-inputs.ts';
import { createItemTower, type ItemTower } from '../../src/towers/item-tower.ts';
import { createUserTower, type UserTower } from '../../src/towers/user-tower.ts';
import { eventWeight } from '../../src/untrained/forgetting.ts';
import { qualityPrior } from '../../src/untrained/quality-prior.ts';

const NUM_ITEMS = 70; // more than one batch of the item tower
const D = 32;
const TASTE = D - FEATURES.length;
const input = { ...catalogOf(NUM_ITEMS), embeddingDim: D, seed: 1 };
const towers = untrainedTowers(input);
let itemTower: ItemTower;
let userTower: UserTower;
let userTowerBatch: UserTower;
let embeddings: Float32Array;

/** Unit-length content in five clusters, and features of which some are unknown. */
function catalogOf(numItems: number) {
  const random = createRandom(5);
  const centres = Array.from({ length: 5 }, () => Float64Array.from({ length: CONTENT_DIM }, () => random.normal()));
  const content = new Float32Array(numItems * CONTENT_DIM);
  const features = new Float32Array(numItems * FEATURES.length);
  for (let i = 0; i < numItems; i++) {
    const row = centres[i % 5]!.map((value) => 3 + value + 0.5 * random.normal());
    const length = Math.hypot(...row);
    content.set(
      row.map((value) => value / length),
      i * CONTENT_DIM,
    );
    features.set(i % 7 === 0 ? [0, 0, 0, 0, 0, 0] : [random.next(), 1, random.next(), 1, random.next(), 1], i * 6);
  }
  const titles = Array.from(
    { length: numItems },
    (_, i) => `Series ${'abcdefghijklmnopqrstuvwxyz'[i % 13]}${i % 13} part`,
  );
  return { content, features, titles };
}

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  itemTower = await createItemTower(ort, towers.itemTower, { embeddingDim: D });
  userTower = await createUserTower(ort, towers.userTower, { batchSize: 1, embeddingDim: D });
  userTowerBatch = await createUserTower(ort, towers.userTowerBatch, { batchSize: 8, embeddingDim: D });
  embeddings = await itemTower.embedItems(input);
});
afterAll(async () => {
  for (const tower of [itemTower, userTower, userTowerBatch]) await tower?.dispose();
});

const itemRow = (i: number) => embeddings.slice(i * D, (i + 1) * D);
const contentRow = (i: number) => input.content.slice(i * CONTENT_DIM, (i + 1) * CONTENT_DIM);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const event = (item: number, type: TowerEventType): HistoryItem => ({ embedding: itemRow(item), type });

async function userEmbedding(events: HistoryItem[]): Promise<Float32Array> {
  const [embedding] = await userTower.run([encodeHistory(events, { embeddingDim: D })]);
  return embedding!;
}
function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length);
  for (let d = 0; d < actual.length; d++) expect(Math.abs(actual[d]! - expected[d]!)).toBeLessThan(tolerance);
}

const eventTypes = TOWER_EVENT_TYPES.filter((type) => !['none', 'start', 'search'].includes(type));
const anyHistory = fc.array(fc.record({ item: fc.nat(NUM_ITEMS - 1), type: fc.constantFrom(...eventTypes) }), {
  maxLength: 120,
});

describe('the untrained item tower', () => {
  it('gives unit-length taste, and the features as the quality vector', () => {
    for (let i = 0; i < NUM_ITEMS; i++) {
      expect(Math.hypot(...itemRow(i).subarray(0, TASTE))).toBeCloseTo(1, 4);
      expectClose(itemRow(i).subarray(TASTE), input.features.subarray(i * 6, i * 6 + 6));
    }
  });

  it('tells apart what the common part of all content vectors hides', () => {
    const same = dot(itemRow(1).subarray(0, TASTE), itemRow(6).subarray(0, TASTE));
    const other = dot(itemRow(1).subarray(0, TASTE), itemRow(2).subarray(0, TASTE));
    expect(dot(contentRow(1), contentRow(2))).toBeGreaterThan(0.8);
    expect(other).toBeLessThan(0.3);
    expect(same).toBeGreaterThan(other + 0.3);
  });

  it('leaves room for tokens, which lie in the residual alone', () => {
    const used = new Set([...towers.residuals.entries()].filter(([, value]) => value !== 0).map(([i]) => i % D));
    for (const d of used) for (let i = 0; i < NUM_ITEMS; i++) expect(itemRow(i)[d]).toBe(0);
    expect([...used].every((d) => d < TASTE)).toBe(true);
    const residual = (i: number) => towers.residuals.subarray(i * D, (i + 1) * D);
    expect(dot(residual(0), residual(13))).toBeGreaterThan(dot(residual(0), residual(1)));
  });
});

describe('the untrained user tower', () => {
  it('answers without history with the prior, which has no taste', async () => {
    expectClose(await userEmbedding([]), towers.prior);
    expect([...towers.prior.subarray(0, TASTE)].every((value) => value === 0)).toBe(true);
  });

  it('is the signed recency-weighted mean of the last 99 events, in the taste dims, plus the prior', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const window = history.slice(-99);
        const weights = window.map((_, i) => eventWeight(window.length - 1 - i));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const mean = new Float64Array(D);
        window.forEach(({ item, type }, i) => {
          const share = (EVENT_SIGNS[TOWER_EVENT_TYPES.indexOf(type)]! * weights[i]!) / total;
          for (let d = 0; d < TASTE; d++) mean[d]! += share * itemRow(item)[d]!;
        });
        const expected = mean.map((value, d) => towers.meanStrength * value + towers.prior[d]!);
        expectClose(await userEmbedding(history.map(({ item, type }) => event(item, type))), expected, 1e-4);
      }),
      { numRuns: 30 },
    );
  });

  it('turning a like into a dislike lowers every item that is similar to it', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(NUM_ITEMS - 1), async (history, target) => {
        const before = history.slice(-50).map(({ item, type }) => event(item, type));
        const liked = await userEmbedding([...before, event(target, 'like')]);
        const disliked = await userEmbedding([...before, event(target, 'dislike')]);
        for (let i = 0; i < NUM_ITEMS; i++) {
          if (dot(itemRow(i).subarray(0, TASTE), itemRow(target).subarray(0, TASTE)) < 0.05) continue;
          expect(dot(disliked, itemRow(i))).toBeLessThan(dot(liked, itemRow(i)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('a dislike of an item as the catalog has it, with tokens, lowers every item that is like it', async () => {
    const served = (i: number) => itemRow(i).map((value, d) => value + towers.residuals[i * D + d]!);
    const taste = (i: number) => served(i).subarray(0, TASTE);
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(NUM_ITEMS - 1), async (history, target) => {
        const before = history.slice(-50).map(({ item, type }) => ({ embedding: served(item), type }));
        const without = await userEmbedding([...before, { embedding: served(target), type: 'view' }]);
        const disliked = await userEmbedding([...before, { embedding: served(target), type: 'dislike' }]);
        for (let i = 0; i < NUM_ITEMS; i++) {
          const lowered = dot(without, served(i)) - dot(disliked, served(i));
          const likeness = dot(taste(target), taste(i));
          if (likeness > 0.05) expect(lowered).toBeGreaterThan(0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('a search without an item counts for nothing, in the denominator too', async () => {
    const search: HistoryItem = { embedding: new Float32Array(D), type: 'search' };
    const [without, between] = [[event(1, 'like')], [search, search, event(1, 'like')]];
    expectClose(await userEmbedding(between), await userEmbedding(without));
  });

  it('answers the same one by one and eight at a time', async () => {
    const histories = Array.from({ length: 10 }, (_, n) =>
      Array.from({ length: 3 * n }, (_, i) => event((n * 7 + i) % NUM_ITEMS, i % 3 ? 'like' : 'hide')),
    );
    const inputs = histories.map((history) => encodeHistory(history, { embeddingDim: D }));
    const [single, batched] = [await userTower.run(inputs), await userTowerBatch.run(inputs)];
    for (const [i, embedding] of single.entries()) expectClose(batched[i]!, embedding);
  });
});

describe('untrainedTowers', () => {
  it('gives the same bytes for the same input', () => {
    expect(untrainedTowers(input)).toEqual(towers);
  });

  it('serves a catalog of one item', async () => {
    const { content, features } = input;
    const one = untrainedTowers({
      ...input,
      content: content.slice(0, 512),
      features: features.slice(0, 6),
      titles: ['One'],
    });
    const tower = await createItemTower(ort, one.itemTower, { embeddingDim: D });
    const row = await tower.embedItems({ content: content.slice(0, 512), features: features.slice(0, 6) });
    await tower.dispose();
    expect([...row, ...one.prior].every(Number.isFinite)).toBe(true);
  });

  it('refuses inputs that disagree', () => {
    expect(() => untrainedTowers({ ...input, titles: ['One'] })).toThrow(
      /35840 content values and 420 features for 1 titles/,
    );
    expect(() => untrainedTowers({ ...input, fields: [{ title: 'One' }] })).toThrow(/fields of 1 items for 70 titles/);
  });
});

describe('qualityPrior', () => {
  it('lets an unknown value add what an item at the lower quartile adds', () => {
    const features = Float32Array.from(
      [0.2, 1, 0.4, 1, 0.6, 1, 0.8, 1].flatMap((value, i, all) =>
        i % 2 ? [] : [value, all[i + 1]!, value, 1, 0.5, 1],
      ),
    );
    const [rating, ratingKnown, popularity, popularityKnown, ...freshness] = qualityPrior(features);
    expect(rating! * 0.4 + ratingKnown!).toBeCloseTo(0, 6);
    expect(popularity! * 0.4 + popularityKnown!).toBeCloseTo(0, 6);
    expect(rating).toBeGreaterThan(0);
    expect(freshness).toEqual([0, 0]);
    expect([...qualityPrior(new Float32Array(6))].every(Number.isFinite)).toBe(true);
  });
});
