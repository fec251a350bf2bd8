// The loss as compiled: what a slot should foresee is a distribution over the candidates, and cross entropy is linear in it.
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/commands/onnx-runtime.ts';
import { contentStatistics, initItemTower } from '../../src/pipeline/models/item-tower.ts';
import { normal, type Parameters, sizeOf } from '../../src/pipeline/models/parameters.ts';
import { type LossShapes, lossInputShapes } from '../../src/pipeline/models/sequence-loss.ts';
import { type TowerConfig, tasteDims } from '../../src/pipeline/models/tower-config.ts';
import { initUserTower } from '../../src/pipeline/models/user-tower.ts';
import { compileTrainingStep, RESIDUAL_INPUT } from '../../src/pipeline/training/training-graphs.ts';
import type { OrtModule } from '../../src/towers/session.ts';

const config: TowerConfig = {
  embeddingDim: 16,
  qualityDims: 6,
  contentDim: 8,
  numLevels: 0,
  codebookSize: 4,
  modalityDim: 0,
  itemHiddenDim: 4,
  sequenceLength: 14,
  numLayers: 1,
  numHeads: 2,
  feedForwardDim: 8,
  layerMix: 0,
};
const [B, L, C] = [2, config.sequenceLength, 24];
const SHAPES: LossShapes = { batchSize: B, numCandidates: C, numSearch: 1, numSimilar: 0, numBasket: 1 };
type Data = Record<string, Float32Array | Int32Array>;

const random = createRandom(5);
const trainable: Parameters = { ...initItemTower(config, random), ...initUserTower(config, random) };
const frozen = contentStatistics(normal([C, config.contentDim], 1, random).data, config.contentDim);
// Requests shift nothing before training.
trainable['user.context'] = normal([config.embeddingDim, config.embeddingDim], 0.3, random);
const residual = normal([C, tasteDims(config)], 3, random).data;
let ort: OrtModule;
beforeAll(async () => {
  ort = (await loadOnnxRuntime()).ort;
});

function exampleData(shapes = SHAPES): Data {
  const data: Data = {};
  for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, shapes))) {
    data[name] = type === 'int32' ? new Int32Array(sizeOf(shape)) : normal(shape, 1, random).data;
  }
  for (const name of ['mask', 'target_weight', 'dropout0', 'dropout1', 'dropout2']) data[name]!.fill(1);
  for (const name of ['negative_weight', 'is_start', 'past_weights']) data[name]!.fill(0);
  data.history_rows!.forEach((_, slot) => {
    data.history_rows![slot] = random.integer(C);
  });
  data.targets!.fill(0);
  for (let slot = 0; slot < B * L; slot++) data.targets![slot * C + random.integer(C)] = 1;
  return data;
}

async function createLoss(shapes = SHAPES): Promise<(data: Data) => Promise<number>> {
  const step = await createStep(shapes);
  return async (data) => (await step(data)).loss![0]!;
}

async function createStep(shapes = SHAPES): Promise<(data: Data) => Promise<Record<string, Float32Array>>> {
  const bytes = await compileTrainingStep(config, shapes, trainable, frozen);
  const session = await ort.InferenceSession.create(bytes);
  return async (data) => {
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...trainable, ...frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    feeds[RESIDUAL_INPUT] = new ort.Tensor('float32', residual, [C, tasteDims(config)]);
    for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, shapes))) {
      feeds[name] = new ort.Tensor(type, data[name]!, shape);
    }
    const outputs = Object.entries(await session.run(feeds));
    return Object.fromEntries(outputs.map(([name, { data }]) => [name, data as Float32Array]));
  };
}

test('the loss of a mix of targets is the mix of the losses of its items', async () => {
  const data = exampleData();
  const loss = await createLoss();
  const alone = async (slot: number, row: number): Promise<number> => {
    const one: Data = { ...data, targets: new Float32Array(B * L * C), target_weight: new Float32Array(B * L) };
    one.targets![slot * C + row] = 1;
    one.target_weight![slot] = 1;
    return loss(one);
  };
  let sum = 0;
  const mixed: Data = { ...data, targets: new Float32Array(B * L * C), target_weight: new Float32Array(B * L) };
  for (const slot of [3, L - 1, L + 5]) {
    mixed.target_weight![slot] = 1;
    for (const [row, share] of [
      [slot % C, 0.5],
      [7, 0.3],
      [20, 0.2],
    ] as const) {
      mixed.targets![slot * C + row]! += share;
      sum += share * (await alone(slot, row));
    }
  }
  expect(await loss(mixed)).toBeCloseTo(sum / 3, 3);
});

test('slots without weight add nothing', async () => {
  const data = exampleData();
  const loss = await createLoss();
  const before = await loss(data);
  data.target_weight![L - 1] = 0;
  data.targets!.fill(0, (L - 1) * C, L * C);
  const after = await loss(data);
  expect(Math.abs(after - before)).toBeGreaterThan(0);
  data.targets!.fill(0);
  data.target_weight!.fill(0);
  expect(await loss(data)).toBeCloseTo(0, 5);
});

test('a basket is asked for by the mean of its newest items', async () => {
  const similar: LossShapes = { ...SHAPES, numSearch: 0, numSimilar: B, numBasket: 0 };
  const basket: LossShapes = { ...SHAPES, numSearch: 0, numSimilar: 0, numBasket: B };
  const { query_content, ...data } = exampleData(similar);
  data.context_weight!.fill(1);
  const losses = async (rows: (slot: number) => number): Promise<[number, number]> => {
    const history_rows = data.history_rows!.map((_, slot) => rows(slot));
    const asked = { ...data, history_rows };
    const withoutQuery = { ...asked, query_content: query_content!.slice().fill(0) };
    return [await (await createLoss(similar))(withoutQuery), await (await createLoss(basket))(asked)];
  };
  const [one, four] = await losses(() => 5);
  expect(one).toBeCloseTo(four, 5);
  const [last, mean] = await losses((slot) => slot % C);
  expect(Math.abs(last - mean)).toBeGreaterThan(1e-4);
});
