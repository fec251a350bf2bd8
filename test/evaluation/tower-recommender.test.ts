// The towers as `evaluate` ranks them, against the same arithmetic written out: small bundles on disk, with a tower that
// is a mean and without any.

import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TowerEventType } from '../../src/formats/vocabulary.ts';
import { itemScaleFor, quantizeItemEmbeddings, quantizeUserEmbedding } from '../../src/numerics/quantize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { History } from '../../src/pipeline/evaluation/recommender.ts';
import {
  FLOAT_FOLDER,
  openFloatTowers,
  openInt8Towers,
  openTowersWithTable,
  roundedTowers,
  type TowerRecommender,
} from '../../src/pipeline/evaluation/tower-recommender.ts';
import { eventTypeIndex } from '../../src/pipeline/input/interactions.ts';
import { openBundle } from '../../src/pipeline/input/read-bundle-folder.ts';
import { publishFiles } from '../../src/pipeline/site/publish-files.ts';
import { writeBundle } from '../../src/pipeline/site/publish-folder.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';
import { createContentOnlyTower } from '../../src/untrained/content-only-tower.ts';
import { tableOf } from '../item-to-item/item-to-item-tables.ts';
import { type MeanTowers, meanTowers } from '../models/mean-tower-graph.ts';

const [NUM_ITEMS, DIM] = [40, 32];
const ids = Array.from({ length: NUM_ITEMS }, (_, i) => `item-${i}`);
/** Every second item of the bundle, backwards: the evaluator's items are a subset in an order of their own. */
const evaluated = ids.filter((_, i) => i % 2 === 0).reverse();

let folder: string;
let contentOnlyFolder: string;
let towers: MeanTowers;
let embeddings: Float32Array;
let shared: Omit<Parameters<typeof writeBundle>[0], 'outDir' | 'towers'>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-test-'));
  const random = createRandom(1);
  const titles = ids.map((id, i) => `Title ${id} ${i % 5}`);
  towers = meanTowers(DIM);
  embeddings = Float32Array.from({ length: NUM_ITEMS * DIM }, () => 0.2 * random.normal());
  const items = ids.map((id, i) => ({
    id,
    title: titles[i]!,
    text: titles[i]!,
    facets: {},
    details: {},
    features: new Float32Array(6),
    hasResidual: true,
  }));
  const { prior, meanStrength } = towers;
  shared = { name: 'test', items, embeddings, qualityDims: 6, prior, meanStrength };
  await writeBundle({ ...shared, outDir: folder, towers });
  contentOnlyFolder = await mkdtemp(join(tmpdir(), 'privet-test-'));
  await writeBundle({ ...shared, outDir: contentOnlyFolder });
  const raw = new Uint8Array(embeddings.buffer, embeddings.byteOffset, embeddings.byteLength);
  const files = { 'user-tower-batch.onnx': towers.userTowerBatch, 'embeddings.f32': raw };
  await publishFiles(join(folder, FLOAT_FOLDER), new Map(Object.entries(files)));
});
afterAll(async () => {
  for (const made of [folder, contentOnlyFolder]) await rm(made, { recursive: true, force: true });
});

function historyOf(items: number[], types: TowerEventType[], requestTimeMs?: number): History {
  return {
    items: Uint32Array.from(items),
    eventTypes: Uint8Array.from(types, eventTypeIndex),
    timestamps: Float64Array.from(items, (_, i) => 1e12 + i * 1e6),
    requestTimeMs,
  };
}
const HISTORIES = [
  historyOf([0, 3, 5], ['view', 'like', 'dislike']),
  historyOf([7], ['purchase'], 1e12 + 5e6),
  historyOf([], []),
  ...Array.from({ length: 7 }, (_, i) => historyOf([i, i + 1], ['view', 'view'])),
];

/** Best first, ties to the lower index. */
const ranked = (scores: number[], excluded: number[], k: number) =>
  [...scores.keys()]
    .filter((item) => !excluded.includes(item))
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, k);

/** Rows of the evaluated items. */
const rowsOf = <T extends Float32Array | Int8Array>(matrix: T) =>
  evaluated.map((id) => matrix.slice(ids.indexOf(id) * DIM, (ids.indexOf(id) + 1) * DIM) as T);

async function userEmbeddings(items: readonly Float32Array[]): Promise<Float32Array[]> {
  const tower = await createUserTower(ort, towers.userTower, { batchSize: 1, embeddingDim: DIM });
  return tower.run(historyInputs(items));
}

function historyInputs(items: readonly Float32Array[]) {
  return HISTORIES.map(({ items: seen, eventTypes, timestamps, requestTimeMs }) => {
    const types: TowerEventType[] = ['view', 'like', 'dislike', 'purchase'];
    const events = Array.from(seen, (item, i) => ({
      embedding: items[item]!,
      type: types.find((type) => eventTypeIndex(type) === eventTypes[i])!,
      timeSeconds: requestTimeMs === undefined ? undefined : timestamps[i]! / 1000,
    }));
    const nowSeconds = requestTimeMs === undefined ? undefined : requestTimeMs / 1000;
    return encodeHistory(events, { embeddingDim: DIM, nowSeconds });
  });
}

const sumOfProducts = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

async function lists(model: TowerRecommender, k: number, excluded: number[]): Promise<number[][]> {
  const found: number[][] = [];
  for (let start = 0; start < HISTORIES.length; start += model.batchSize) {
    const answers = await model.answer(HISTORIES.slice(start, start + model.batchSize));
    for (const answer of answers) found.push([...(await answer.top(k, Uint32Array.from(excluded)))]);
  }
  return found;
}

test('int8: histories from dequantized rows, a 7-bit query, exact integer scores', async () => {
  const model = await openInt8Towers(await openBundle(folder), evaluated, ort);
  const scale = itemScaleFor(embeddings, DIM);
  const rows = rowsOf(quantizeItemEmbeddings(embeddings, scale));
  const users = await userEmbeddings(rows.map((row) => Float32Array.from(row, (step) => step * scale)));
  const expected = users.map((user) => {
    const query = quantizeUserEmbedding(user).values;
    return ranked(
      rows.map((row) => sumOfProducts(query, row)),
      [2, 4],
      6,
    );
  });
  expect(await lists(model, 6, [2, 4, 4])).toEqual(expected);
  expect(model.name).toBe('privet-int8');
  await model.dispose();
});

test('a bundle without towers is ranked as a page answers it, without a graph', async () => {
  const bundle = await openBundle(contentOnlyFolder);
  const model = await openInt8Towers(bundle, evaluated, ort);
  const scale = itemScaleFor(embeddings, DIM);
  const rows = rowsOf(quantizeItemEmbeddings(embeddings, scale));
  const served = rows.map((row) => Float32Array.from(row, (step) => step * scale));
  const users = await createContentOnlyTower(bundle.manifest).run(historyInputs(served));
  const expected = users.map((user) => {
    const query = quantizeUserEmbedding(user).values;
    return ranked(
      rows.map((row) => sumOfProducts(query, row)),
      [2],
      6,
    );
  });
  expect(await lists(model, 6, [2])).toEqual(expected);
  expect(expected[0]).not.toEqual(expected[1]);
  await model.dispose();
});

test('towers that no bundle holds are rounded and ranked as those of a bundle', async () => {
  const bundled = await openInt8Towers(await openBundle(folder), ids, ort);
  const source = { embeddings, embeddingDim: DIM };
  const loose = await roundedTowers('loose', towers.userTowerBatch, source, ort);
  expect(loose.name).toBe('loose');
  expect(await lists(loose, 8, [1, 4])).toEqual(await lists(bundled, 8, [1, 4]));
  await Promise.all([loose.dispose(), bundled.dispose()]);
});

test('int8 with a table over the bundle’s rows: what goes with the newest items is added, dislikes apart', async () => {
  expect(await openTowersWithTable(await openBundle(folder), evaluated, ort)).toBeUndefined();
  // Every item goes with the one before it in the evaluator's order, which is backwards and leaves every second out.
  const pairs = ids.map((_, row): [number, number][] => (row + 2 < NUM_ITEMS ? [[row + 2, 100]] : []));
  const table = tableOf(pairs, { scale: 0.01, towerStrength: 0.7 });
  await writeBundle({ ...shared, outDir: folder, towers, itemToItem: { ids, table } });
  const model = (await openTowersWithTable(await openBundle(folder), evaluated, ort))!;
  const scale = itemScaleFor(embeddings, DIM);
  const rows = rowsOf(quantizeItemEmbeddings(embeddings, scale));
  const users = await userEmbeddings(rows.map((row) => Float32Array.from(row, (step) => step * scale)));
  const expected = users.map((user, i) => {
    const { values: query, scale: userScale } = quantizeUserEmbedding(user);
    const { items, eventTypes } = HISTORIES[i]!;
    const liked = [...items].filter((_, n) => eventTypes[n] !== eventTypeIndex('dislike')).reverse();
    const added = (item: number) => liked.reduce((sum, from, n) => sum + (item === from - 1 ? 0.7 / (n + 1) : 0), 0);
    return ranked(
      rows.map((row, item) => sumOfProducts(query, row) + Math.round(added(item) / (userScale * scale))),
      [2],
      6,
    );
  });
  expect(await lists(model, 6, [2])).toEqual(expected);
  expect(model.name).toBe('privet-int8+table');
  await model.dispose();
});

test('f32: the rows and scores before rounding', async () => {
  const model = (await openFloatTowers(await openBundle(folder), evaluated, ort))!;
  const rows = rowsOf(embeddings);
  const users = await userEmbeddings(rows);
  const expected = users.map((user) =>
    ranked(
      rows.map((row) => Math.fround(sumOfProducts(user, row))),
      [],
      5,
    ),
  );
  expect(await lists(model, 5, [])).toEqual(expected);
  await model.dispose();
});

describe('what does not fit is named', () => {
  test('items that the bundle lacks', async () => {
    const open = openInt8Towers(await openBundle(folder), [...ids, 'x', 'y'], ort);
    await expect(open).rejects.toThrow(/found no row for 2 of 42 items of the items file \(x, y\), expected a bundle/);
  });

  test('no bundle', async () => {
    await expect(openBundle(join(folder, 'none'))).rejects.toThrow(/manifest\.json: found no such file/);
  });

  test('no f32 towers', async () => {
    const bundle = { ...(await openBundle(folder)), folder: tmpdir() };
    expect(await openFloatTowers(bundle, evaluated, ort)).toBeUndefined();
  });

  test('embeddings of another size', async () => {
    const file = join(folder, FLOAT_FOLDER, 'embeddings.f32');
    await appendFile(file, 'abcd');
    const open = openFloatTowers(await openBundle(folder), evaluated, ort);
    await expect(open).rejects.toThrow('found 5124 bytes, expected 40 x 32 little-endian float32');
  });

  test('a damaged shard', async () => {
    await appendFile(join(folder, 'catalog', 'items-000.arrow.gz'), '!');
    await expect(openBundle(folder)).rejects.toThrow(/items-000.*: file has \d+ bytes, expected \d+/);
  });
});
