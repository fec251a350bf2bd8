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
  numContexts: 0,
  opinionStrength: 2,
};
const [B, L, C] = [2, config.sequenceLength, 24];
const R = B * L;
const SHAPES: LossShapes = { batchSize: B, numCandidates: C, numAsks: R };
type Data = Record<string, Float32Array | Int32Array>;

const random = createRandom(5);
const trainable: Parameters = { ...initItemTower(config, random), ...initUserTower(config, random) };
const frozen = contentStatistics(normal([C, config.contentDim], 1, random).data, config.contentDim);
const residual = normal([C, tasteDims(config)], 3, random).data;
let ort: OrtModule;
beforeAll(async () => {
  ort = (await loadOnnxRuntime()).ort;
});

function exampleData(): Data {
  const data: Data = {};
  for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, SHAPES))) {
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

async function createLoss(): Promise<(data: Data) => Promise<number>> {
  const bytes = await compileStep({
    loss: (learned, residuals, fixed, data) =>
      sequenceLoss(config, SHAPES, learned, residuals[RESIDUALS]!, fixed, data),
    ...{ inputShapes: lossInputShapes(config, SHAPES), learned: trainable, frozen },
    residualShape: [C, tasteDims(config)],
  });
  const session = await ort.InferenceSession.create(bytes);
  return async (data) => {
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...trainable, ...frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    feeds[RESIDUALS] = new ort.Tensor('float32', residual, [C, tasteDims(config)]);
    for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, SHAPES))) {
      feeds[name] = new ort.Tensor(type, data[name]!, shape);
    }
    return ((await session.run(feeds)).loss!.data as Float32Array)[0]!;
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
  const data = exampleData();
  const loss = await createLoss();
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
