// The user embedding that needs no runtime: the bundle's prior, pulled towards the items of the history and pushed away
// from those that were disliked. It answers from the first moment on, and whenever the towers cannot.
import { signedRecencyMean } from '../../numerics/signed-recency-mean.ts';
import { eventSign, HALF_LIFE_EVENTS } from '../../towers/event-evidence.ts';
import type { WindowEvent } from './history-window.ts';

/** What the mean needs of a bundle. */
export interface MeanModel {
  embeddingDim: number;
  qualityDims: number;
  /** f32 [D]: the user embedding of a visitor without history. */
  prior: ArrayLike<number>;
  /** Weight of the mean against the prior. */
  meanStrength: number;
}

/**
 * prior + meanStrength * signed recency-weighted mean. The quality dims stay the prior's: they hold how good an item
 * is, and someone who dislikes three well-rated films has not asked for badly rated ones.
 *
 * @param window     oldest first
 * @param embedding  f32 [D], an item's embedding by its row
 * @returns          f32 [D]
 */
export function meanEmbedding(
  window: readonly Pick<WindowEvent, 'itemIndex' | 'type'>[],
  model: MeanModel,
  embedding: (itemIndex: number) => Float32Array,
): Float32Array<ArrayBuffer> {
  const { embeddingDim, qualityDims, prior, meanStrength } = model;
  const rows = new Float32Array(window.length * embeddingDim);
  window.forEach(({ itemIndex }, i) => {
    rows.set(embedding(itemIndex), i * embeddingDim);
  });
  const signs = window.map(({ type }) => eventSign(type));
  const mean = signedRecencyMean(rows, signs, embeddingDim, HALF_LIFE_EVENTS);
  const firstQualityDim = embeddingDim - qualityDims;
  return mean.map((value, d) => prior[d]! + (d < firstQualityDim ? meanStrength * value : 0));
}
