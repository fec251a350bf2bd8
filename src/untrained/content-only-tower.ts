// The user tower of the untrained content path as a plain function: the same sums as its ONNX graph
// (src/pipeline/models/untrained-graphs.ts, to which a test holds it), for a catalog that was made on the device. It
// needs no runtime.

import { FEATURES, SEQUENCE_LENGTH } from '../formats/vocabulary.ts';
import { EVENT_SIGNS } from '../towers/event-evidence.ts';
import type { UserTowerInputs } from '../towers/history-inputs.ts';
import type { UserTower } from '../towers/user-tower.ts';
import { eventWeight } from './forgetting.ts';
import { EPSILON } from './whitening.ts';

/** What it needs of a bundle. */
export interface ContentOnlyModel {
  /** f32 [D]: the user embedding of a visitor without history. */
  prior: ArrayLike<number>;
  meanStrength: number;
}

/**
 * meanStrength * mean + prior, where mean is the signed mean of the history, weighted by recency (forgetting.ts); it
 * counts in the taste dims only.
 */
export function createContentOnlyTower(model: ContentOnlyModel): UserTower {
  const embed = (input: UserTowerInputs) => contentOnlyEmbedding(input, model);
  return {
    batchSize: 1,
    run: async (inputs) => inputs.map(embed),
    lend: (input, use) => use({ location: 'cpu', getData: async () => embed(input) }),
    dispose: async () => {},
  };
}

/** @returns f32 [D] */
export function contentOnlyEmbedding(input: UserTowerInputs, model: ContentOnlyModel): Float32Array<ArrayBuffer> {
  const { prior, meanStrength } = model;
  const mean = signedMean(input, prior.length);
  const firstQualityDim = prior.length - FEATURES.length;
  return Float32Array.from(mean, (value, d) => prior[d]! + (d < firstQualityDim ? meanStrength * value : 0));
}

/** Sum of sign * weight * item over sum of weight; events without a sign count in neither. f64 [D] */
function signedMean({ itemEmbeddings, eventTypes, mask }: UserTowerInputs, D: number): Float64Array {
  const sum = new Float64Array(D);
  let total = 0;
  for (let slot = 0; slot < SEQUENCE_LENGTH; slot++) {
    const sign = EVENT_SIGNS[eventTypes[slot]!]!;
    const weight = mask[slot]! * eventWeight(SEQUENCE_LENGTH - 1 - slot);
    if (sign === 0 || weight === 0) continue;
    total += weight;
    for (let d = 0; d < D; d++) sum[d]! += sign * weight * itemEmbeddings[slot * D + d]!;
  }
  return sum.map((value) => value / Math.max(total, EPSILON));
}
