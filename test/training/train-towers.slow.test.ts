import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TowerEventType } from '../../src/formats/vocabulary.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { embedItems, embedUsers } from '../../src/pipeline/training/embed.ts';
import { exportTowers } from '../../src/pipeline/training/export-towers.ts';
import { compileTowers, neutralScales } from '../../src/pipeline/training/tower-files.ts';
import { type TrainedTowers, type TrainOptions, trainTowers } from '../../src/pipeline/training/train-towers.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';
import { kindOf, NUM_ITEMS, SMALL_CONFIG, SMALL_SETTINGS, smallItems, smallLog } from './small-training.ts';

const code = vi.hoisted(() => ({ fingerprint: 'today' }));
vi.mock(import('../../src/pipeline/code/code-fingerprint.ts'), () => ({
  codeFingerprint: async () => code.fingerprint,
}));

let ort: OrtModule;
let folder: string;
const config = SMALL_CONFIG;
const log = smallLog();
const items = smallItems();

const options = (changes: Partial<TrainOptions> = {}): TrainOptions => ({
  ort,
  config,
  items,
  logs: [log],
  settings: SMALL_SETTINGS,
  ...changes,
});

function bytesOf({ parameters, residuals }: TrainedTowers): Buffer {
  const names = Object.keys(parameters).sort();
  return Buffer.concat([
    ...names.map((name) => Buffer.from(parameters[name]!.data.buffer)),
    Buffer.from(residuals.buffer),
  ]);
}

beforeAll(async () => {
  ort = (await loadOnnxRuntime()).ort;
  folder = await mkdtemp(join(tmpdir(), 'privet-training-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the same seed gives the same bytes, another seed others', async () => {
  const settings = { ...SMALL_SETTINGS, epochs: 1 };
  const first = bytesOf(await trainTowers(options({ settings })));
  expect(bytesOf(await trainTowers(options({ settings }))).equals(first)).toBe(true);
  const other = await trainTowers(options({ settings: { ...settings, seed: 2 } }));
  expect(bytesOf(other).equals(first)).toBe(false);
});

test('a run that was cancelled goes on from its checkpoint and ends with the bytes of an unbroken run', async () => {
  const unbroken = bytesOf(await trainTowers(options()));
  const checkpointFile = join(folder, 'cut.checkpoint');
  const controller = new AbortController();
  const cut = trainTowers(
    options({
      checkpointFile,
      signal: controller.signal,
      onProgress: ({ epoch }) => epoch === 2 && controller.abort(new Error('cut')),
    }),
  );
  await expect(cut).rejects.toThrow('cut');
  const epochs: number[] = [];
  const resumed = await trainTowers(options({ checkpointFile, onProgress: ({ epoch }) => epochs.push(epoch) }));
  expect(new Set(epochs)).toEqual(new Set([3]));
  expect(bytesOf(resumed).equals(unbroken)).toBe(true);
});

test('training may go on from finished towers: over more events, with items that they had not met', async () => {
  const settings = { ...SMALL_SETTINGS, coldEpochs: 0 };
  const shorter = {
    ...log,
    items: log.items.map((item) => (item === 7 ? 8 : item)),
    candidates: log.candidates.filter((item) => item !== 7),
  };
  const start = await trainTowers(options({ logs: [shorter], settings }));
  const taste = start.residuals.length / NUM_ITEMS;
  const residualOf = ({ residuals }: TrainedTowers, item: number) => [
    ...residuals.slice(item * taste, (item + 1) * taste),
  ];
  expect(residualOf(start, 7).every((value) => value === 0)).toBe(true);
  const still = { ...settings, epochs: 1, learningRate: 1e-9 };
  const kept = await trainTowers(options({ start, settings: still }));
  expect(residualOf(kept, 8)).toEqual(residualOf(start, 8).map((value) => expect.closeTo(value, 5)));
  expect(residualOf(kept, 7).some((value) => value !== 0)).toBe(true);
  for (const [name, { data }] of Object.entries(kept.parameters)) {
    const furthest = Math.max(...data.map((value, i) => Math.abs(value - start.parameters[name]!.data[i]!)));
    expect(furthest, name).toBeLessThan(1e-5);
  }
});

test('windows may be shorter than what is served: older slots are taken for the oldest trained one', async () => {
  const settings = { ...SMALL_SETTINGS, epochs: 1, windowLength: 20 };
  const { parameters } = await trainTowers(options({ settings }));
  const { data, shape } = parameters['user.position']!;
  expect(shape[0]).toBe(config.sequenceLength);
  const slot = (i: number): Float32Array => data.subarray(i * config.embeddingDim, (i + 1) * config.embeddingDim);
  for (let i = 0; i < 80; i++) expect(slot(i)).toEqual(slot(80));
  expect(slot(99)).not.toEqual(slot(80));
});

test('the state with the best validation figures is what comes out, also where later epochs are worse', async () => {
  const figures: number[] = [];
  const settings = { ...SMALL_SETTINGS, epochs: 5, learningRate: 0.3 };
  const trained = await trainTowers(
    options({ settings, onProgress: ({ validation }) => validation && figures.push(validation.small!.ndcg10) }),
  );
  expect(figures).toHaveLength(5);
  expect(trained.validation.small!.ndcg10).toBe(Math.max(...figures));
});

test('a checkpoint of other settings or code is not taken up, a damaged one is refused by name', async () => {
  const checkpointFile = join(folder, 'other.checkpoint');
  const settings = { ...SMALL_SETTINGS, epochs: 1 };
  await trainTowers(options({ checkpointFile, settings }));
  let epochs = 0;
  const other = options({
    checkpointFile,
    settings: { ...settings, seed: 3 },
    onProgress: ({ validation }) => {
      if (validation) epochs++;
    },
  });
  await trainTowers(other);
  expect(epochs).toBe(1);
  await trainTowers(other);
  expect(epochs).toBe(1);
  code.fingerprint = 'of another day';
  await trainTowers(other);
  expect(epochs).toBe(2);
  const bytes = await readFile(checkpointFile);
  await writeFile(checkpointFile, bytes.subarray(0, bytes.length - 8));
  await expect(trainTowers(other)).rejects.toThrow(
    /other\.checkpoint: found \d+ bytes, expected more: array ".+" is cut off/,
  );
  await writeFile(checkpointFile, 'not a checkpoint');
  await expect(trainTowers(other)).rejects.toThrow(/expected a checkpoint/);
});

test('the item tower learns where to place new items, and no known item moves by it', async () => {
  const isNew = (item: number): boolean => item % 20 >= 16;
  const known = Uint32Array.from(log.items, (item) => (isNew(item) ? item - 10 : item));
  const candidates = log.candidates.filter((item) => !isNew(item));
  const logs = [{ ...log, items: known, candidates, validationTargets: undefined }];
  // So strong a decay leaves an item tower that says nothing.
  const cold = { coldLearningRate: 1e-2, coldWeightDecay: 0 };
  const settings = { ...SMALL_SETTINGS, epochs: 8, itemWeightDecay: 20, ...cold };
  const embed = async ({ parameters, residuals }: TrainedTowers): Promise<Float32Array> => {
    const towers = (await compileTowers(config, parameters))({ ...parameters, ...neutralScales(config) });
    return embedItems({ ort, config }, towers.itemTower, items, residuals);
  };
  const before = await trainTowers(options({ logs, settings: { ...settings, coldEpochs: 0 } }));
  const after = await trainTowers(options({ logs, settings: { ...settings, coldEpochs: 12 } }));
  const [finished, placed] = [await embed(before), await embed(after)];
  const row = (table: Float32Array, item: number) =>
    table.subarray(item * config.embeddingDim, (item + 1) * config.embeddingDim);
  for (const item of candidates) {
    for (const [d, value] of row(placed, item).entries()) expect(value).toBeCloseTo(row(finished, item)[d]!, 4);
  }
  const bind = await compileTowers(config, after.parameters);
  const { userTowerBatch } = bind({ ...after.parameters, ...neutralScales(config) });
  const everyone = Array.from({ length: log.numUsers }, (_, user) => user);
  const users = await embedUsers({ ort, config }, userTowerBatch, logs[0]!, everyone, finished);
  /** Mean score of new items of a user's own kind, less that of the others. */
  const preference = (table: Float32Array): number => {
    let sum = 0;
    for (const user of everyone) {
      for (const item of log.candidates.filter(isNew)) {
        const dot = row(table, item).reduce((total, value, d) => total + value * row(users, user)[d]!, 0);
        sum += kindOf(item) === user % 2 ? dot : -dot;
      }
    }
    return sum / everyone.length;
  };
  expect(preference(placed)).toBeGreaterThan(1.1 * preference(finished));
  for (const name of Object.keys(before.parameters)) {
    if (name.startsWith('user.')) expect(after.parameters[name]).toEqual(before.parameters[name]);
  }
});

describe('what was learned', () => {
  let trained: TrainedTowers;
  let losses: number[];
  beforeAll(async () => {
    losses = [];
    const settings = { ...SMALL_SETTINGS, epochs: 12 };
    trained = await trainTowers(
      options({ settings, onProgress: ({ validation, loss }) => validation && losses.push(loss) }),
    );
  });

  test('the loss falls and targets of the right kind come first', () => {
    expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.3);
    // Half of the items are of the other kind: a ranking that ignores the history puts 10 of 28 unseen items first.
    expect(trained.validation.small!.recall10).toBeGreaterThan(0.7);
  });

  test('8-bit towers rank as f32 ones, and a dislike pushes its kind away', async () => {
    const exported = await exportTowers({ ort, config }, trained, items, log, 1);
    const embeddings = await embedItems({ ort, config }, exported.int8.itemTower, items, exported.residuals);
    const { embeddingDim } = config;
    const row = (item: number): Float32Array => embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim);
    const towers = await Promise.all(
      [exported.int8.userTower, exported.float32.userTower].map((bytes) =>
        createUserTower(ort, bytes, { batchSize: 1, embeddingDim }),
      ),
    );
    const kindScore = async (tower: (typeof towers)[number], types: TowerEventType[]): Promise<number> => {
      const history = types.map((type, item) => ({ embedding: row(item), type }));
      const [user] = await tower.run([encodeHistory(history, { embeddingDim })]);
      let score = 0;
      for (let item = 10; item < NUM_ITEMS; item++) {
        const dot = row(item).reduce((sum, value, d) => sum + value * user![d]!, 0);
        score += kindOf(item) === 0 ? dot / 10 : -dot / 20;
      }
      return score;
    };
    const liked = await kindScore(towers[0]!, ['like', 'like', 'like']);
    const disliked = await kindScore(towers[0]!, ['dislike', 'dislike', 'dislike']);
    expect(liked).toBeGreaterThan(0);
    expect(disliked).toBeLessThan(liked);
    expect(await kindScore(towers[1]!, ['like', 'like', 'like'])).toBeCloseTo(liked, 0);
    for (const tower of towers) await tower.dispose();
  });
});
