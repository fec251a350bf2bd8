// Embeds items and users with given tower files through the page's own tower code: for validation, for the choice of
// scales, for bundles.

import type { InferenceSession } from 'onnxruntime-common';
import { createItemTower } from '../../towers/item-tower.ts';
import type { OrtModule, SessionOptions } from '../../towers/session.ts';
import { createUserTower } from '../../towers/user-tower.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { USER_TOWER_BATCH } from './tower-files.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import { historyInputs } from './validate.ts';

export interface EmbedOptions {
  ort: OrtModule;
  config: TowerConfig;
  sessionOptions?: SessionOptions;
}

/** How ONNX Runtime runs whatever training asks of it: the thread count is part of what fixes the bytes. */
export function sessionOptions({ threads }: TrainingSettings): InferenceSession.SessionOptions {
  return { intraOpNumThreads: threads, logSeverityLevel: 3 };
}

export function embedOptions({ ort, config, settings }: EmbedOptions & { settings: TrainingSettings }): EmbedOptions {
  return { ort, config, sessionOptions: sessionOptions(settings) };
}

/**
 * Item embeddings with their residuals.
 *
 * @param residuals  f32 [numItems, T], in the space of the tower
 * @returns          f32 [numItems, D]
 */
export async function embedItems(
  { ort, config, sessionOptions }: EmbedOptions,
  itemTower: Uint8Array,
  items: TrainingItems,
  residuals: Float32Array,
): Promise<Float32Array<ArrayBuffer>> {
  const { embeddingDim, numLevels, modalityDim } = config;
  const tower = await createItemTower(ort, itemTower, { embeddingDim, numLevels, modalityDim, sessionOptions });
  const { contentVariants, features, codes, modalities } = items;
  const embeddings = await tower.embedItems({
    content: contentVariants[0]!,
    features,
    codes,
    modalities: modalities?.values,
  });
  await tower.dispose();
  const taste = tasteDims(config);
  for (let i = 0; i < residuals.length; i++) {
    embeddings[Math.floor(i / taste) * embeddingDim + (i % taste)]! += residuals[i]!;
  }
  return embeddings;
}

/**
 * User embeddings after the whole training history of each user.
 *
 * @param embeddings  f32 [numItems, D]
 * @returns           f32 [users.length, D]
 */
export async function embedUsers(
  { ort, config, sessionOptions }: EmbedOptions,
  userTowerBatch: Uint8Array,
  log: TrainingLog,
  users: readonly number[],
  embeddings: Float32Array,
): Promise<Float32Array<ArrayBuffer>> {
  const { embeddingDim, numContexts } = config;
  const tower = await createUserTower(ort, userTowerBatch, {
    batchSize: USER_TOWER_BATCH,
    embeddingDim,
    numContexts,
    sessionOptions,
  });
  const packed = new Float32Array(users.length * embeddingDim);
  for (let from = 0; from < users.length; from += USER_TOWER_BATCH) {
    const inputs = users
      .slice(from, from + USER_TOWER_BATCH)
      .map((user) => historyInputs(log, user, embeddings, embeddingDim));
    for (const [i, row] of (await tower.run(inputs)).entries()) packed.set(row, (from + i) * embeddingDim);
  }
  await tower.dispose();
  return packed;
}
