// The loss as compiled: what an ask should foresee is a distribution over the candidates, and cross entropy is linear
// in it.
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { contentStatistics, initItemTower } from '../../src/pipeline/models/item-tower.ts';
import { normal, type Parameters, sizeOf } from '../../src/pipeline/models/parameters.ts';
import { type TowerConfig, tasteDims } from '../../src/pipeline/models/tower-config.ts';
import { initUserTower } from '../../src/pipeline/models/user-tower.ts';
import { type LossShapes, lossInputShapes, sequenceLoss } from '../../src/pipeline/training/sequence-loss.ts';
import { compileStep, RESIDUALS } from '../../src/pipeline/training/training-step.ts';
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
  requestHiddenDim: 4,
  numContexts: 0,
  opinionStrength: 2,
};
const [B, L, C] = [2, config.sequenceLength, 24];
const R = B * L;
const SHAPES: LossShapes = {
  batchSize: B,
  numCandidates: C,
  numAsks: R,
  numSearch: 5,
  numSimilar: 0,
  numBasket: 7,
  requestPull: 1,
};
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
  data.asked_slots!.forEach((_, ask) => {
    data.asked_slots![ask] = ask;
  });
  for (const name of ['mask', 'target_weight', 'dropout0', 'dropout1', 'dropout2']) data[name]!.fill(1);
  for (const name of ['negative_weight', 'is_start', 'past_weights']) data[name]!.fill(0);
  data.history_rows!.forEach((_, slot) => {
    data.history_rows![slot] = random.integer(C);
  });
  data.targets!.fill(0);
  for (let ask = 0; ask < R; ask++) data.targets![ask * C + random.integer(C)] = 1;
  return data;
}

async function createLoss(shapes = SHAPES): Promise<(data: Data) => Promise<number>> {
  const step = await createStep(shapes);
  return async (data) => (await step(data)).loss![0]!;
}

async function createStep(shapes = SHAPES): Promise<(data: Data) => Promise<Record<string, Float32Array>>> {
  const bytes = await compileStep({
    loss: (learned, residuals, fixed, data) =>
      sequenceLoss(config, shapes, learned, residuals[RESIDUALS]!, fixed, data),
    ...{ inputShapes: lossInputShapes(config, shapes), learned: trainable, frozen },
    residualShape: [C, tasteDims(config)],
  });
  const session = await ort.InferenceSession.create(bytes);
  return async (data) => {
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...trainable, ...frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    feeds[RESIDUALS] = new ort.Tensor('float32', residual, [C, tasteDims(config)]);
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
    const one: Data = { ...data, targets: new Float32Array(R * C), target_weight: new Float32Array(R) };
    one.targets![slot * C + row] = 1;
    one.target_weight![slot] = 1;
    return loss(one);
  };
  let sum = 0;
  const mixed: Data = { ...data, targets: new Float32Array(R * C), target_weight: new Float32Array(R) };
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

test('asks without weight add nothing', async () => {
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

test('asks are answered from the slots that they name, in any order, each as often as it is asked', async () => {
  const home: LossShapes = { ...SHAPES, numSearch: 0, numBasket: 0 };
  const { query_content, context_slots, context_weight, ...data } = exampleData();
  const loss = await createLoss(home);
  const askedAbout = async (slots: number[]): Promise<number> => {
    const asked: Data = { ...data, asked_slots: new Int32Array(R), targets: new Float32Array(R * C) };
    asked.target_weight = new Float32Array(R);
    for (const [ask, slot] of slots.entries()) {
      asked.asked_slots![ask] = slot;
      asked.targets![ask * C + (slot % C)] = 1;
      asked.target_weight[ask] = 1;
    }
    return loss(asked);
  };
  const [first, second] = [await askedAbout([4]), await askedAbout([L + 9])];
  expect(Math.abs(first - second)).toBeGreaterThan(1e-3);
  expect(await askedAbout([L + 9, 4, 4])).toBeCloseTo((2 * first + second) / 3, 4);
});

test('what an ask is about is the weighed mean of the items of its context slots', async () => {
  const similar: LossShapes = { ...SHAPES, numSearch: 0, numSimilar: 1, numBasket: 0 };
  const loss = await createLoss(similar);
  const data = exampleData(similar);
  data.target_weight!.fill(0).fill(1, 0, 1);
  data.query_content!.fill(0);
  const about = (slots: number[], weights: number[]): Promise<number> =>
    loss({ ...data, context_slots: Int32Array.from(slots), context_weight: Float32Array.from(weights) });
  data.history_rows!.set([3, 3, 7], 2);
  const alone = await about([2, 0, 0, 0], [1, 0, 0, 0]);
  expect(await about([2, 3, 0, 0], [0.5, 0.5, 0, 0])).toBeCloseTo(alone, 5);
  expect(Math.abs((await about([2, 4, 0, 0], [0.5, 0.5, 0, 0])) - alone)).toBeGreaterThan(1e-4);
});

test('what is asked beside home moves items as much as the settings let it, and home as much as ever', async () => {
  const gradientOf = async (requestPull: number, asks: 'requests' | 'home'): Promise<Float32Array> => {
    const step = await createStep({ ...SHAPES, requestPull });
    const numRequests = SHAPES.numSearch + SHAPES.numBasket;
    const silent = asks === 'home' ? [0, numRequests] : [numRequests, R];
    const data = { ...example, target_weight: new Float32Array(R).fill(1), targets: example.targets!.slice() };
    data.target_weight.fill(0, ...silent);
    data.targets.fill(0, silent[0]! * C, silent[1]! * C);
    return (await step(data))['grad:residual']!;
  };
  const example = exampleData();
  const length = (values: Float32Array): number => Math.hypot(...values);
  const whole = await gradientOf(1, 'requests');
  const tenth = await gradientOf(0.1, 'requests');
  expect(length(whole)).toBeGreaterThan(0);
  tenth.forEach((value, i) => {
    expect(value).toBeCloseTo(0.1 * whole[i]!, 4);
  });
  expect(length(await gradientOf(0, 'requests'))).toBe(0);
  expect(await gradientOf(0, 'home')).toEqual(await gradientOf(1, 'home'));
});
