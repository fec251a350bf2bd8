// The loss as compiled: what a slot should foresee is a mix of the next items, and cross entropy is linear in the target, so the
// loss of a mix must be the mix of the losses of its items, each asked for alone.
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
  itemHiddenDim: 4,
  sequenceLength: 14,
  numLayers: 1,
  numHeads: 2,
  feedForwardDim: 8,
};
const [B, L, C] = [2, config.sequenceLength, 24];
const DECAY = 0.5;
const shapes = (horizonDecay: number): LossShapes => ({
  batchSize: B,
  numCandidates: C,
  numSearch: 1,
  numSimilar: 0,
  horizonDecay,
});
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
  for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, shapes(0)))) {
    data[name] = type === 'int32' ? new Int32Array(sizeOf(shape)) : normal(shape, 1, random).data;
  }
  for (const name of ['mask', 'residual_keep', 'target_weight', 'dropout0', 'dropout1', 'dropout2'])
    data[name]!.fill(1);
  data.negative_weight!.fill(0);
  data.history_rows!.forEach((_, slot) => {
    data.history_rows![slot] = random.integer(C);
    data.target_rows![slot] = random.integer(C);
  });
  // The last slots of the first sequence have nothing to foresee, nor does one in the middle of the second.
  data.target_weight!.fill(0, L - 2, L);
  data.target_weight![L + 4] = 0;
  return data;
}

async function lossWith(horizonDecay: number): Promise<(data: Data) => Promise<number>> {
  const bytes = await compileTrainingStep(config, shapes(horizonDecay), trainable, frozen);
  const session = await ort.InferenceSession.create(bytes);
  return async (data) => {
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...trainable, ...frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    feeds[RESIDUAL_INPUT] = new ort.Tensor('float32', residual, [C, tasteDims(config)]);
    for (const [name, [shape, type]] of Object.entries(lossInputShapes(config, shapes(horizonDecay)))) {
      feeds[name] = new ort.Tensor(type, data[name]!, shape);
    }
    return ((await session.run(feeds)).loss!.data as Float32Array)[0]!;
  };
}

test('a slot foresees the mix of the next ten items, a search request the next alone', async () => {
  const data = exampleData();
  const single = await lossWith(0);
  /** Loss of slot i if the item after slot j of its sequence were the one to foresee. */
  const lossOf = (sequence: number, i: number, j: number): Promise<number> => {
    const at = sequence * L;
    const alone: Data = { ...data, target_rows: data.target_rows!.slice(), target_bias: data.target_bias!.slice() };
    alone.target_rows![at + i] = data.target_rows![at + j]!;
    alone.target_bias![at + i] = data.target_bias![at + j]!;
    alone.target_weight = new Float32Array(B * L);
    alone.target_weight[at + i] = 1;
    return single(alone);
  };
  let sum = 0;
  let count = 0;
  for (let sequence = 0; sequence < B; sequence++) {
    const counts = (slot: number): boolean => data.target_weight![sequence * L + slot] === 1;
    for (let i = 0; i < L; i++) {
      if (!counts(i)) continue;
      const ahead = sequence === 0 ? [i] : Array.from({ length: L }, (_, j) => j).filter((j) => j >= i && j < i + 10);
      const known = ahead.filter(counts);
      const total = known.reduce((mass, j) => mass + DECAY ** (j - i), 0);
      for (const j of known) sum += (DECAY ** (j - i) / total) * (await lossOf(sequence, i, j));
      count++;
    }
  }
  const mixed = await (await lossWith(DECAY))(data);
  expect(mixed).toBeCloseTo(sum / count, 3);
  expect(Math.abs(mixed - (await single(data)))).toBeGreaterThan(0.01);
});
