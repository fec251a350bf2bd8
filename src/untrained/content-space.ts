// The space that a catalog is embedded in: directions of its content vectors, whitened, and of the values of its columns. It is
// fitted once; later items are placed in it, so that what is known of the others stays as it is.

import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { coordinatesAlong, principalComponents } from '../numerics/principal-components.ts';
import type { Described } from './likeness/described.ts';
import { DENSE_TOKENS, denseRows, heaviestTokens, sliceRows, type TokenRows } from './likeness/token-rows.ts';
import { fitWhitening, type Whitening, whiten } from './whitening.ts';

/** Share of the embedding for tokens, where there are any. */
const TOKEN_SHARE = 0.3;
/** Items that directions are fitted on, evenly taken. */
const SAMPLE = 10_000;

export interface ContentSpace {
  embeddingDim: number;
  content: Whitening;
  /** u32, at most DENSE_TOKENS: the tokens whose directions are known. */
  tokens: Uint32Array;
  /** f64 [tokenDims, DENSE_TOKENS] */
  tokenDirections: Float64Array;
}

interface SpaceOptions {
  embeddingDim: number;
  seed: number;
  /** Of principal-components.ts. */
  iterations?: number | undefined;
}

/** @param tokens  of all items */
export function contentSpace(
  described: Described,
  tokens: TokenRows,
  { embeddingDim, seed, iterations }: SpaceOptions,
): ContentSpace {
  const tokenDims = tokens.columns.length > 0 ? Math.round(embeddingDim * TOKEN_SHARE) : 0;
  const count = embeddingDim - FEATURES.length - tokenDims;
  const heaviest = heaviestTokens(tokens, DENSE_TOKENS);
  const numItems = tokens.offsets.length - 1;
  const chosen = sampleOf(described, numItems);
  const { directions } = principalComponents(
    denseRows(tokens, heaviest, chosen.rows),
    DENSE_TOKENS,
    tokenDims,
    seed,
    iterations,
  );
  return {
    embeddingDim,
    content: fitWhitening(chosen.content, CONTENT_DIM, count, seed, iterations),
    tokens: heaviest,
    tokenDirections: directions,
  };
}

/**
 * @param tokens    of the items, numbered as those that the space was fitted on
 * @param features  f32 [n, 6]
 * @returns         f32 [n, embeddingDim]: content, tokens, and the features in the last dims
 */
export function embedInSpace(
  { embeddingDim: D, content, tokens: known, tokenDirections }: ContentSpace,
  described: Described,
  tokens: TokenRows,
  features: Float32Array,
): Float32Array<ArrayBuffer> {
  const Q = FEATURES.length;
  const count = content.deviations.length;
  const tokenDims = tokenDirections.length / DENSE_TOKENS;
  const embeddings = new Float32Array((tokens.offsets.length - 1) * D);
  let first = 0;
  for (const block of described) {
    const whitened = whiten(block.content, content);
    const numItems = whitened.length / count;
    const vectors = tokenVectors(sliceRows(tokens, first, first + numItems), known, tokenDirections);
    for (let i = 0; i < numItems; i++) {
      const start = (first + i) * D;
      embeddings.set(whitened.subarray(i * count, (i + 1) * count), start);
      embeddings.set(vectors.subarray(i * tokenDims, (i + 1) * tokenDims), start + count);
      embeddings.set(features.subarray((first + i) * Q, (first + i + 1) * Q), start + D - Q);
    }
    first += numItems;
  }
  return embeddings;
}

/**
 * Tokens along their principal directions (latent semantic analysis, Deerwester et al. 1990), without whitening: what tells
 * few items apart stays small.
 *
 * @returns  f64 [n, dim]; zeros where an item has no token
 */
function tokenVectors(tokens: TokenRows, known: Uint32Array, directions: Float64Array): Float64Array {
  if (directions.length === 0) return new Float64Array(0);
  return coordinatesAlong(denseRows(tokens, known), DENSE_TOKENS, { mean: new Float64Array(DENSE_TOKENS), directions });
}

/** Content of some items, and which they are. */
function sampleOf(described: Described, numItems: number): { content: Float32Array; rows: Uint32Array } {
  const size = Math.min(numItems, SAMPLE);
  const rows = Uint32Array.from({ length: size }, (_, i) => Math.floor((i * numItems) / size));
  const sampled = new Float32Array(size * CONTENT_DIM);
  let [first, place] = [0, 0];
  for (const { content } of described) {
    const end = first + content.length / CONTENT_DIM;
    for (; place < size && rows[place]! < end; place++) {
      const start = (rows[place]! - first) * CONTENT_DIM;
      sampled.set(content.subarray(start, start + CONTENT_DIM), place * CONTENT_DIM);
    }
    first = end;
  }
  return { content: sampled, rows };
}
