// The user tower of the content path, by plain arithmetic and without a runtime: what the events of a history say for
// and against their items, in units of what the same items would say if all were liked, and the prior.

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

/** Any number of histories at once, each as `contentOnlyEmbedding`. */
export function createContentOnlyTower(model: ContentOnlyModel): UserTower {
  const embed = (input: UserTowerInputs) => contentOnlyEmbedding(input, model);
  return {
    batchSize: 1,
    run: async (inputs) => inputs.map(embed),
    lend: (input, use) => use({ location: 'cpu', getData: async () => embed(input) }),
    dispose: async () => {},
  };
}

/**
 * prior + meanStrength * taste, where taste is the sum of the history's items, signed and weighted by recency
 * (forgetting.ts), over its length if all were liked; it counts in the taste dims only. The mean of a long history is
 * short, that of one item is not: so divided, both stand to the prior alike. What it is divided by knows no signs: a
 * dislike in place of a like can only lower what is like its item.
 *
 * @returns f32 [D]
 */
export function contentOnlyEmbedding(input: UserTowerInputs, model: ContentOnlyModel): Float32Array<ArrayBuffer> {
  const { prior, meanStrength } = model;
  const taste = standardizedTaste(input, prior.length);
  return Float32Array.from({ length: prior.length }, (_, d) => prior[d]! + meanStrength * (taste[d] ?? 0));
}

/** f64 [D - quality dims]; events without a sign count nowhere. */
function standardizedTaste({ itemEmbeddings, eventTypes, mask }: UserTowerInputs, D: number): Float64Array {
  const tasteDim = D - FEATURES.length;
  const signed = new Float64Array(tasteDim);
  const unsigned = new Float64Array(tasteDim);
  let sumOfSquares = 0;
  for (let slot = 0; slot < SEQUENCE_LENGTH; slot++) {
    const sign = EVENT_SIGNS[eventTypes[slot]!]!;
    const weight = mask[slot]! * eventWeight(SEQUENCE_LENGTH - 1 - slot);
    if (sign === 0 || weight === 0) continue;
    for (let d = 0; d < tasteDim; d++) {
      const value = weight * itemEmbeddings[slot * D + d]!;
      signed[d]! += sign * value;
      unsigned[d]! += value;
      sumOfSquares += value * value;
    }
  }
  // Items that have nothing in common are no shorter than if they were unrelated: opposites would divide by nothing.
  const square = unsigned.reduce((sum, value) => sum + value * value, 0);
  const length = Math.sqrt(Math.max(square, sumOfSquares, EPSILON ** 2));
  return signed.map((value) => value / length);
}
