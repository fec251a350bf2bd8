import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_DIM, type TowerEventType } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { prepareJax } from '../../src/pipeline/models/compile-model.ts';
import {
  contentStatistics,
  type ItemTowerInputs,
  initItemTower,
  itemTower,
} from '../../src/pipeline/models/item-tower.ts';
import { filled, type Parameters, parameterReader } from '../../src/pipeline/models/parameters.ts';
import { encodeUser, initUserTower, opinionMean } from '../../src/pipeline/models/user-tower.ts';
import { encodeHistory, type HistoryItem } from '../../src/towers/history-inputs.ts';
import { SMALL_CONFIG as config, smallItems } from '../training/small-training.ts';

beforeAll(prepareJax);

const toJax = (all: Parameters): Record<string, JaxArray> =>
  Object.fromEntries(Object.entries(all).map(([name, { shape, data }]) => [name, np.array(data).reshape(shape)]));

const random = createRandom(2);
const rows = Array.from({ length: 12 }, () =>
  Float32Array.from({ length: config.embeddingDim }, () => random.normal() * 0.3),
);

async function userEmbeddings(types: TowerEventType[], slots: 'all' | 'last'): Promise<Float32Array> {
  const parameters = initUserTower(config, createRandom(1));
  const events: HistoryItem[] = types.map((type, i) => ({ embedding: rows[i]!, type }));
  const inputs = encodeHistory(events, { embeddingDim: config.embeddingDim });
  const L = config.sequenceLength;
  const trace = {
    itemEmbeddings: np.array(inputs.itemEmbeddings).reshape([1, L, config.embeddingDim]),
    eventTypes: np.array(inputs.eventTypes, { dtype: np.int32 }).reshape([1, L]),
    ageBuckets: np.array(inputs.ageBuckets, { dtype: np.int32 }).reshape([1, L]),
    mask: np.array(inputs.mask).reshape([1, L]),
  };
  const result = encodeUser(parameterReader(toJax(parameters)), config, trace, slots);
  return new Float32Array(await result.data());
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, d) => sum + value * b[d]!, 0);

describe('the user tower', () => {
  test('gives the newest slot alone what it gives among all slots', async () => {
    const types: TowerEventType[] = ['view', 'like', 'dislike', 'like', 'hide'];
    const all = await userEmbeddings(types, 'all');
    const last = await userEmbeddings(types, 'last');
    expect(last.length).toBe(config.embeddingDim);
    last.forEach((value, d) => {
      expect(value).toBeCloseTo(all[all.length - config.embeddingDim + d]!, 4);
    });
  });

  test('foresees nothing from what comes later', async () => {
    const liked = await userEmbeddings(['view', 'view', 'like'], 'all');
    const disliked = await userEmbeddings(['view', 'view', 'dislike'], 'all');
    const newest = liked.length - config.embeddingDim;
    const start = liked.length - 4 * config.embeddingDim;
    for (let i = start; i < newest; i++) expect(disliked[i]).toBeCloseTo(liked[i]!, 5);
    expect(dot(disliked.subarray(newest), rows[2]!)).toBeLessThan(dot(liked.subarray(newest), rows[2]!));
  });

  test('untrained, scores a disliked item lower than without the dislike', async () => {
    for (let i = 0; i < rows.length; i++) {
      const types: TowerEventType[] = Array(i + 1).fill('view');
      const viewed = await userEmbeddings(types, 'last');
      types[i] = 'dislike';
      expect(dot(await userEmbeddings(types, 'last'), rows[i]!)).toBeLessThan(dot(viewed, rows[i]!));
    }
  });

  test('answers a person without history', async () => {
    const prior = await userEmbeddings([], 'last');
    expect(prior.every(Number.isFinite)).toBe(true);
  });
});

describe('the opinion mean', () => {
  /** The formula in plain loops. */
  function naive(types: TowerEventType[]): number[] {
    const sign = (type: TowerEventType): number =>
      ['like', 'rate', 'add_to_cart', 'purchase'].includes(type) ? 1 : ['dislike', 'hide'].includes(type) ? -1 : 0;
    const count = types.filter((type) => sign(type) !== 0).length;
    const sum = new Array(config.embeddingDim).fill(0);
    let total = 0;
    types.forEach((type, i) => {
      const recency = 0.5 ** ((types.length - 1 - i) / 20);
      total += recency * Math.abs(sign(type));
      for (let d = 0; d < config.embeddingDim - config.qualityDims; d++) sum[d] += recency * sign(type) * rows[i]![d]!;
    });
    return sum.map((value) => value / Math.max(1, total) / (1 + count / 10));
  }

  test.each<[string, TowerEventType[]]>([
    ['views alone say nothing', ['view', 'select', 'view']],
    ['a like', ['like']],
    ['likes and dislikes among views', ['like', 'view', 'dislike', 'purchase', 'hide', 'add_to_cart', 'rate', 'view']],
    ['nothing at all', []],
  ])('%s', async (_, types) => {
    const events: HistoryItem[] = types.map((type, i) => ({ embedding: rows[i]!, type }));
    const inputs = encodeHistory(events, { embeddingDim: config.embeddingDim });
    const L = config.sequenceLength;
    const mean = await opinionMean(
      config,
      np.array(inputs.itemEmbeddings).reshape([1, L, config.embeddingDim]),
      np.array(inputs.eventTypes, { dtype: np.int32 }).reshape([1, L]),
    ).data();
    naive(types).forEach((value, d) => {
      expect(mean[d]).toBeCloseTo(value, 5);
    });
  });
});

function inputsOf(
  data: { content: Float32Array; features: Float32Array; codes: Uint8Array; modalities: Float32Array },
  n: number,
): ItemTowerInputs {
  const rows = (values: Float32Array): JaxArray => np.array(values).reshape([n, values.length / n]);
  return {
    content: rows(data.content),
    features: rows(data.features),
    codes: np.array(Int32Array.from(data.codes), { dtype: np.int32 }).reshape([n, config.numLevels]),
    modalities: rows(data.modalities),
  };
}

describe('the item tower', () => {
  test('adds the embedding of each code and what the further vectors say', async () => {
    const { contentVariants, numItems, codes, modalities, features } = smallItems();
    const data = { content: contentVariants[0]!, features, codes: codes!, modalities: modalities!.values };
    const parameters = { ...initItemTower(config, createRandom(3)), ...contentStatistics(data.content, CONTENT_DIM) };
    const run = async (all: Parameters, changed: Partial<typeof data>): Promise<Float32Array> => {
      const result = itemTower(parameterReader(toJax(all)), config, inputsOf({ ...data, ...changed }, numItems));
      return new Float32Array(await result.data());
    };
    const plain = await run(parameters, {});
    // One more on one code: the items that have it move by just the difference of two rows of its table.
    const [level, from, to] = [1, codes![1], (codes![1]! + 1) % config.codebookSize];
    const moved = codes!.slice();
    moved[level] = to;
    const withMoved = await run(parameters, { codes: moved });
    const taste = config.embeddingDim - config.qualityDims;
    const table = parameters[`item.code${level}`]!.data;
    for (let d = 0; d < taste; d++) {
      const difference = table[to * taste + d]! - table[from! * taste + d]!;
      expect(withMoved[d]! - plain[d]!).toBeCloseTo(difference, 5);
    }
    expect(withMoved.subarray(config.embeddingDim)).toEqual(plain.subarray(config.embeddingDim));
    const without = await run(parameters, { modalities: new Float32Array(modalities!.values.length) });
    const silent = {
      ...parameters,
      'item.modalities': filled(parameters['item.modalities']!.shape, 0),
      'item.hidden.modalities': filled(parameters['item.hidden.modalities']!.shape, 0),
    };
    (await run(silent, {})).forEach((value, i) => {
      expect(value).toBeCloseTo(without[i]!, 5);
    });
    expect(Math.abs(plain[0]! - without[0]!)).toBeGreaterThan(0);
  });

  test('puts the features into the last dims, and centred content into the others', async () => {
    const items = smallItems();
    const content = items.contentVariants[0]!;
    const frozen = contentStatistics(content, config.contentDim);
    const all = toJax({ ...initItemTower(config, createRandom(3)), ...frozen });
    const features = Float32Array.from({ length: items.numItems * config.qualityDims }, (_, i) => (i % 7) / 7);
    const embeddings = await itemTower(
      parameterReader(all),
      config,
      inputsOf({ content, features, codes: items.codes!, modalities: items.modalities!.values }, items.numItems),
    ).data();
    for (let item = 0; item < items.numItems; item++) {
      for (let q = 0; q < config.qualityDims; q++) {
        const at = (item + 1) * config.embeddingDim - config.qualityDims + q;
        expect(embeddings[at]).toBeCloseTo(features[item * config.qualityDims + q]!, 6);
      }
    }
    const mean = frozen['item.content.mean']!.data;
    expect(mean[0]).toBeCloseTo(0.45, 5);
    let squares = 0;
    content.forEach((value, i) => {
      squares += ((value - mean[i % config.contentDim]!) * frozen['item.content.scale']!.data[0]!) ** 2;
    });
    expect(squares / items.numItems).toBeCloseTo(1, 4);
  });
});
