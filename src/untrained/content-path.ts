// The untrained content path: what a catalog without any log can be ranked by. An item is its content vector, whitened
// on the very catalog, with its tokens (title words, year, values of its columns) beside it and its features as the
// quality vector. The command line turns what is fitted here into ONNX graphs for a site; the page uses it as it is for
// a catalog that a visitor brings.

import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import type { ItemTextFields } from '../text/item-text.ts';
import { itemTokens } from './item-tokens.ts';
import { qualityPrior } from './quality-prior.ts';
import { tokenVectors } from './token-vectors.ts';
import { type FitOptions, type Whitening, whiten, whitenContent } from './whitening.ts';

const DEFAULT_DIM = 128;
/** Share of the embedding for tokens. */
const TOKEN_SHARE = 0.3;
/**
 * Length of each column's tokens beside the unit-length content part: what two items share in full in a column adds
 * 0.15 to their likeness. Chosen on validation targets of two logs, among 0.08 to 0.2.
 */
const COLUMN_LENGTH = Math.sqrt(0.15);
/** Weight of the mean of the history against the prior: similarity 1 outweighs the whole range of the quality prior. */
const MEAN_STRENGTH = 1;

export interface ContentPathInput {
  /** f32 [n, 512], unit-length rows */
  content: Float32Array;
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** n titles */
  titles: readonly string[];
  /** What else is known of the n items (default: titles alone). */
  fields?: readonly ItemTextFields[];
  /** D: a multiple of 16, at least 16 (default 128) */
  embeddingDim?: number;
  seed: number;
}

export interface ContentPath {
  whitening: Whitening;
  /** f32 [n, D], to be added to the whitened content; rows of zeros where there is nothing to add */
  residuals: Float32Array;
  /** f32 [D]: the user embedding without history */
  prior: Float32Array;
  /** Weight of the signed mean (in the taste dims) against the prior. */
  meanStrength: number;
  /** Last dims of an embedding, which are the features. */
  qualityDims: number;
}

/** @throws RangeError for sizes that disagree */
export function fitContentPath(input: ContentPathInput, options: FitOptions = {}): ContentPath {
  const { content, features, embeddingDim = DEFAULT_DIM, seed } = input;
  checkSizes(input);
  const qualityDims = FEATURES.length;
  const tokenDims = Math.round(embeddingDim * TOKEN_SHARE);
  const numComponents = embeddingDim - qualityDims - tokenDims;
  const sizes = { contentDim: CONTENT_DIM, embeddingDim, numComponents };
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features), embeddingDim - qualityDims);
  return {
    whitening: whitenContent(content, sizes, seed, options),
    residuals: tokenResiduals(input, { embeddingDim, tokenDims, firstDim: numComponents, ...options }),
    prior,
    meanStrength: MEAN_STRENGTH,
    qualityDims,
  };
}

/**
 * Item embeddings: whitened content, features in the last dims, and the tokens' residuals.
 *
 * @param content   f32 [n, 512] and
 * @param features  f32 [n, 6] of the items that the path was fitted on
 * @returns         f32 [n, D]
 */
export function contentEmbeddings(
  { whitening, residuals, prior }: ContentPath,
  content: Float32Array,
  features: Float32Array,
): Float32Array<ArrayBuffer> {
  const D = prior.length;
  const Q = FEATURES.length;
  const embeddings = whiten(content, whitening);
  for (let i = 0; i * Q < features.length; i++) {
    for (let q = 0; q < Q; q++) embeddings[(i + 1) * D - Q + q]! += features[i * Q + q]!;
  }
  for (let i = 0; i < embeddings.length; i++) embeddings[i]! += residuals[i]!;
  return embeddings;
}

function checkSizes({ content, features, titles, fields }: ContentPathInput): void {
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
  { titles, fields = titles.map((title) => ({ title })), seed }: ContentPathInput,
  {
    embeddingDim,
    tokenDims,
    firstDim,
    iterations,
  }: Record<'embeddingDim' | 'tokenDims' | 'firstDim', number> & FitOptions,
): Float32Array {
  const tokens = tokenVectors(fields.map(itemTokens), tokenDims, seed, iterations);
  const residuals = new Float32Array(titles.length * embeddingDim);
  for (let i = 0; i < titles.length; i++) {
    for (let d = 0; d < tokenDims; d++) {
      residuals[i * embeddingDim + firstDim + d] = COLUMN_LENGTH * tokens[i * tokenDims + d]!;
    }
  }
  return residuals;
}
