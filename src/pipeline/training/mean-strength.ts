// How much the signed mean of a history counts against the prior, in the answers that need no runtime: chosen on
// held-out targets among powers of two.

import { NEGATIVE_EVENT_TYPES, TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import { signedRecencyMean } from '../../numerics/signed-recency-mean.ts';
import { HALF_LIFE_EVENTS } from '../../towers/event-evidence.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import type { TrainingLog } from './training-data.ts';
import { rankingFigures, type ValidationCase } from './validate.ts';

const CHOICES = [0.25, 0.5, 1, 2, 4, 8, 16];

/**
 * @param embeddings  f32 [numItems, D]
 * @param prior       f32 [D]
 */
export function chooseMeanStrength(
  log: TrainingLog,
  cases: readonly ValidationCase[],
  embeddings: Float32Array,
  prior: Float32Array,
  config: TowerConfig,
): number {
  const means = cases.map(({ user }) => meanOfHistory(log, user, embeddings, config));
  const ndcg = CHOICES.map((strength) => {
    const users = withMeans(prior, strength, means);
    return rankingFigures(log, cases, users, embeddings, config.embeddingDim).ndcg10;
  });
  return CHOICES[ndcg.indexOf(Math.max(...ndcg))]!;
}

/**
 * The user embeddings that need no runtime, as the page makes them.
 *
 * @param embeddings  f32 [numItems, D]
 * @returns           f32 [users.length, D]
 */
export function meanEmbeddings(
  log: TrainingLog,
  users: readonly number[],
  embeddings: Float32Array,
  prior: Float32Array,
  strength: number,
  config: TowerConfig,
): Float32Array {
  const means = users.map((user) => meanOfHistory(log, user, embeddings, config));
  return withMeans(prior, strength, means);
}

/** f32 [means.length, D]: prior + strength * mean */
function withMeans(prior: Float32Array, strength: number, means: readonly Float32Array[]): Float32Array {
  const packed = new Float32Array(means.length * prior.length);
  for (const [i, mean] of means.entries()) {
    for (let d = 0; d < prior.length; d++) packed[i * prior.length + d] = prior[d]! + strength * mean[d]!;
  }
  return packed;
}

/** f32 [D], zero in the quality dims. */
function meanOfHistory(log: TrainingLog, user: number, embeddings: Float32Array, config: TowerConfig): Float32Array {
  const { embeddingDim } = config;
  const items = log.items.subarray(log.offsets[user], log.offsets[user + 1]);
  const rows = selectRows(embeddings, items, embeddingDim);
  const types = log.eventTypes.subarray(log.offsets[user], log.offsets[user + 1]);
  const signs = Array.from(types, (type) => (NEGATIVE_EVENT_TYPES.has(TOWER_EVENT_TYPES[type]!) ? -1 : 1));
  return signedRecencyMean(rows, signs, embeddingDim, HALF_LIFE_EVENTS).fill(0, tasteDims(config));
}
