// From trained parameters to the files that ship. Each embedding dimension is balanced between the two towers before
// anything is rounded: a dimension that is wide in one tower and narrow in the other would waste the one int8 step of
// the catalog.

import { encodeHistory } from '../../towers/history-inputs.ts';
import { createUserTower } from '../../towers/user-tower.ts';
import { quantizeOnnx } from '../graph/quantize-graph.ts';
import { tasteDims } from '../models/tower-config.ts';
import { type EmbedOptions, embedItems, embedUsers } from './embed.ts';
import { chooseMeanStrength } from './mean-strength.ts';
import { compileTowers, neutralScales, scaleParameters, type TowerFiles } from './tower-files.ts';
import type { TrainedTowers } from './train-towers.ts';
import type { TrainingItems, TrainingLog } from './training-data.ts';
import { validationCases } from './validate.ts';

export interface ExportedTowers {
  /** 8-bit weights: what ships. */
  int8: TowerFiles;
  /** The same graphs in f32, for comparison. */
  float32: TowerFiles;
  /** f32 [numItems, T], in the balanced space; zero for items that no log has. */
  residuals: Float32Array<ArrayBuffer>;
  /** f32 [D]: the 8-bit user tower's answer for a person without history. */
  prior: Float32Array;
  /** Weight of the signed mean of a history against the prior (answers that need no runtime). */
  meanStrength: number;
}

/** Share of the largest magnitudes that the range of a dimension leaves out. */
const OUTLIERS = 0.001;
const SAMPLED_USERS = 1000;

/**
 * @param log           the log that scales and mean strength are chosen on (its training part and validation targets)
 * @param meanStrength  chosen before (default: it is chosen here)
 */
export async function exportTowers(
  options: EmbedOptions,
  trained: TrainedTowers,
  items: TrainingItems,
  log: TrainingLog,
  seed: number,
  meanStrength?: number,
): Promise<ExportedTowers> {
  const { config } = options;
  const bind = await compileTowers(config, trained.parameters);
  const users = validationCases(log, SAMPLED_USERS, seed).map(({ user }) => user);

  const raw = bind({ ...trained.parameters, ...neutralScales(config) });
  const rawItems = await embedItems(options, raw.itemTower, items, trained.residuals);
  const rawUsers = await embedUsers(options, raw.userTowerBatch, log, users, rawItems);
  const scales = balanceScales(rawItems, rawUsers, config.embeddingDim);

  const float32 = bind({ ...trained.parameters, ...scaleParameters(scales) });
  const int8: TowerFiles = {
    itemTower: quantizeOnnx(float32.itemTower),
    userTower: quantizeOnnx(float32.userTower),
    userTowerBatch: quantizeOnnx(float32.userTowerBatch),
  };
  const taste = tasteDims(config);
  const residuals = trained.residuals.map((value, i) => value * scales[i % taste]!);
  const prior = await answerWithoutHistory(options, int8.userTower);
  if (meanStrength === undefined) {
    const embeddings = await embedItems(options, int8.itemTower, items, residuals);
    meanStrength = chooseMeanStrength(log, validationCases(log, SAMPLED_USERS, seed), embeddings, prior, config);
  }
  return { int8, float32, residuals, prior, meanStrength };
}

/**
 * Scales that give every dimension the same range in both towers: sqrt(user range / item range). A dimension without
 * range in either tower gets 0, which silences it: what no item has (ratings, in a log without any) has taught the
 * users' weights nothing, and one large untrained value there would make the step of the user embedding coarse for all
 * others.
 *
 * @param items  f32 [N, D]
 * @param users  f32 [M, D]
 * @returns      f32 [D], 0 or above
 */
export function balanceScales(items: Float32Array, users: Float32Array, dim: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: dim }, (_, d) => {
    const item = range(items, d, dim);
    const user = range(users, d, dim);
    return item > 0 && user > 0 ? Math.sqrt(user / item) : 0;
  });
}

/** The magnitude of one column that all but OUTLIERS of its values stay below. */
function range(rows: Float32Array, column: number, dim: number): number {
  const magnitudes = new Float32Array(rows.length / dim);
  for (let row = 0; row < magnitudes.length; row++) magnitudes[row] = Math.abs(rows[row * dim + column]!);
  magnitudes.sort();
  return magnitudes[Math.floor((magnitudes.length - 1) * (1 - OUTLIERS))] ?? 0;
}

async function answerWithoutHistory({ ort, config, sessionOptions }: EmbedOptions, bytes: Uint8Array) {
  const { embeddingDim, numContexts } = config;
  const tower = await createUserTower(ort, bytes, { batchSize: 1, embeddingDim, numContexts, sessionOptions });
  const [prior] = await tower.run([encodeHistory([], { embeddingDim })]);
  await tower.dispose();
  return prior!;
}
