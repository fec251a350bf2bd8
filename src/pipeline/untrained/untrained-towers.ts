// The untrained content path: towers for a site that has items and no logs. An item is its content vector, whitened on the
// site's own catalog, with hashed title words beside it and its features as the quality vector; a person is the signed
// recency-weighted mean of the history plus a quality prior. It is safe without any training (a dislike never acts as a
// like) and it is the floor that trained towers must beat.
import { CONTENT_DIM, FEATURES } from '../../towers/vocabulary.ts';
import { qualityPrior } from './quality-prior.ts';
import { hashTitles } from './title-words.ts';
import { untrainedItemTower, untrainedUserTower } from './untrained-graphs.ts';
import { whitenContent } from './whitening.ts';

/** Share of the embedding for title words, and their length beside the unit-length content part. Chosen by trial. */
const TITLE_SHARE = 1 / 4;
const TITLE_STRENGTH = 0.4;
/** Weight of the mean of the history against the prior: similarity 1 outweighs the whole range of the quality prior. */
const MEAN_STRENGTH = 1;

export interface UntrainedInput {
  /** f32 [n, 512], unit-length rows */
  content: Float32Array;
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** n titles */
  titles: readonly string[];
  /** D: a multiple of 16, at least 16 */
  embeddingDim: number;
  seed: number;
}

export interface UntrainedTowers {
  /** Bytes of the three ONNX graphs of the bundle (B = 64, 1 and 8). */
  itemTower: Uint8Array;
  userTower: Uint8Array;
  userTowerBatch: Uint8Array;
  /** f32 [n, D], to be added to the item tower's output; rows of zeros where there is nothing to add */
  residuals: Float32Array;
  /** f32 [D]: the user embedding without history */
  prior: Float32Array;
  /** Weight of the signed mean (in the taste dims) against the prior. */
  meanStrength: number;
}

/** Makes the towers. The same input gives the same bytes. */
export function untrainedTowers({ content, features, titles, embeddingDim, seed }: UntrainedInput): UntrainedTowers {
  checkSizes(content, features, titles);
  const qualityDims = FEATURES.length;
  const titleDims = Math.round(embeddingDim * TITLE_SHARE);
  const numComponents = embeddingDim - qualityDims - titleDims;
  const whitening = whitenContent(content, { contentDim: CONTENT_DIM, embeddingDim, numComponents }, seed);
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features), embeddingDim - qualityDims);
  return {
    itemTower: untrainedItemTower(whitening),
    userTower: untrainedUserTower(1, whitening, prior, MEAN_STRENGTH),
    userTowerBatch: untrainedUserTower(8, whitening, prior, MEAN_STRENGTH),
    residuals: titleResiduals(titles, { embeddingDim, titleDims, firstDim: numComponents }),
    prior,
    meanStrength: MEAN_STRENGTH,
  };
}

function checkSizes(content: Float32Array, features: Float32Array, titles: readonly string[]): void {
  const n = titles.length;
  if (content.length !== n * CONTENT_DIM || features.length !== n * FEATURES.length) {
    throw new RangeError(
      `untrained towers: ${content.length} content values and ${features.length} features for ${n} titles, ` +
        `expected ${CONTENT_DIM} and ${FEATURES.length} a title`,
    );
  }
}

/** Hashed title words in the dims behind the content part. */
function titleResiduals(
  titles: readonly string[],
  { embeddingDim, titleDims, firstDim }: { embeddingDim: number; titleDims: number; firstDim: number },
): Float32Array {
  const words = hashTitles(titles, titleDims);
  const residuals = new Float32Array(titles.length * embeddingDim);
  for (let i = 0; i < titles.length; i++) {
    for (let d = 0; d < titleDims; d++) {
      residuals[i * embeddingDim + firstDim + d] = TITLE_STRENGTH * words[i * titleDims + d]!;
    }
  }
  return residuals;
}
