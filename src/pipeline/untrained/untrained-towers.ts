// The untrained content path: towers for a site that has items and no logs. An item is its content vector, whitened on the
// site's own catalog, with its tokens (title words, year, values of its columns) beside it and its features as the quality
// vector; a person is the signed recency-weighted mean of the history plus a quality prior. It is safe without any training (a dislike never acts as a
// like) and it is the floor that trained towers must beat.
import type { ItemTextFields } from '../../text/item-text.ts';
import { CONTENT_DIM, FEATURES } from '../../towers/vocabulary.ts';
import { itemTokens } from './item-tokens.ts';
import { qualityPrior } from './quality-prior.ts';
import { tokenVectors } from './token-vectors.ts';
import { untrainedItemTower, untrainedUserTower } from './untrained-graphs.ts';
import { whitenContent } from './whitening.ts';

/** Share of the embedding for tokens. */
const TOKEN_SHARE = 0.3;
/**
 * Length of each column's tokens beside the unit-length content part: what two items share in full in a column adds 0.15 to their
 * likeness. Chosen on validation targets of two logs, among 0.08 to 0.2.
 */
const COLUMN_LENGTH = Math.sqrt(0.15);
/** Weight of the mean of the history against the prior: similarity 1 outweighs the whole range of the quality prior. */
const MEAN_STRENGTH = 1;

export interface UntrainedInput {
  /** f32 [n, 512], unit-length rows */
  content: Float32Array;
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** n titles */
  titles: readonly string[];
  /** What else is known of the n items (default: titles alone). */
  fields?: readonly ItemTextFields[];
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
export function untrainedTowers(input: UntrainedInput): UntrainedTowers {
  const { content, features, embeddingDim, seed } = input;
  checkSizes(input);
  const qualityDims = FEATURES.length;
  const tokenDims = Math.round(embeddingDim * TOKEN_SHARE);
  const numComponents = embeddingDim - qualityDims - tokenDims;
  const whitening = whitenContent(content, { contentDim: CONTENT_DIM, embeddingDim, numComponents }, seed);
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features), embeddingDim - qualityDims);
  return {
    itemTower: untrainedItemTower(whitening),
    userTower: untrainedUserTower(1, whitening, prior, MEAN_STRENGTH),
    userTowerBatch: untrainedUserTower(8, whitening, prior, MEAN_STRENGTH),
    residuals: tokenResiduals(input, { tokenDims, firstDim: numComponents }),
    prior,
    meanStrength: MEAN_STRENGTH,
  };
}

function checkSizes({ content, features, titles, fields }: UntrainedInput): void {
  const n = titles.length;
  if (content.length !== n * CONTENT_DIM || features.length !== n * FEATURES.length) {
    throw new RangeError(
      `untrained towers: ${content.length} content values and ${features.length} features for ${n} titles, ` +
        `expected ${CONTENT_DIM} and ${FEATURES.length} a title`,
    );
  }
  if (fields && fields.length !== n) {
    throw new RangeError(`untrained towers: fields of ${fields.length} items for ${n} titles, expected as many`);
  }
}

/** Token vectors in the dims behind the content part. */
function tokenResiduals(
  { titles, fields = titles.map((title) => ({ title })), embeddingDim, seed }: UntrainedInput,
  { tokenDims, firstDim }: { tokenDims: number; firstDim: number },
): Float32Array {
  const tokens = tokenVectors(fields.map(itemTokens), tokenDims, seed);
  const residuals = new Float32Array(titles.length * embeddingDim);
  for (let i = 0; i < titles.length; i++) {
    for (let d = 0; d < tokenDims; d++) {
      residuals[i * embeddingDim + firstDim + d] = COLUMN_LENGTH * tokens[i * tokenDims + d]!;
    }
  }
  return residuals;
}
