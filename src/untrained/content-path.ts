// The untrained content path: what a catalog without any log can be ranked by. An item is its content vector, whitened
// on the very catalog, with the values of its columns beside it and its features as the quality vector; which items are
// most alike stands in a table beside the embeddings (content-table.ts). The command line uses it for a site without a
// log, the page for a catalog that a visitor brings.

import type { ItemToItemTable } from '../formats/item-to-item.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { coordinatesAlong, principalComponents } from '../numerics/principal-components.ts';
import { contentTable } from './content-table.ts';
import { fitLikeness, type Likeness, type LikenessInput } from './likeness/likeness.ts';
import { besideEachOther, DENSE_TOKENS, denseRows } from './likeness/token-rows.ts';
import { likenessDeviation } from './likeness-deviation.ts';
import { qualityPrior } from './quality-prior.ts';
import { whitenContent } from './whitening.ts';

const DEFAULT_DIM = 128;
/** Share of the embedding for tokens, where there are any. */
const TOKEN_SHARE = 0.3;

export interface ContentPathInput extends LikenessInput {
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** D: a multiple of 16, at least 16 (default 128) */
  embeddingDim?: number;
}

export interface ContentPathOptions {
  /** Of principal-components.ts (default 30). */
  iterations?: number;
  /** Catalogs of more items go without the table, which takes time by their square (default 30,000). */
  maxTableItems?: number;
  /** @param done  items of the table */
  onProgress?: (done: number, total: number) => void;
}

export interface ContentPath {
  /** f32 [n, D]: content, tokens, and the features in the last dims */
  embeddings: Float32Array<ArrayBuffer>;
  /** Which items are most alike; absent for a large catalog. */
  table?: ItemToItemTable;
  /** How much meaning counts beside words in what is alike, 0 to 1. */
  meaningWeight: number;
  /** f32 [D]: the user embedding without history */
  prior: Float32Array;
  /** Weight of the history's taste against the prior. */
  meanStrength: number;
  /** Last dims of an embedding, which are the features. */
  qualityDims: number;
}

/** The same input gives the same bits. @throws RangeError for sizes that disagree */
export function fitContentPath(input: ContentPathInput, options: ContentPathOptions = {}): ContentPath {
  const { items, features, embeddingDim = DEFAULT_DIM } = input;
  const { maxTableItems = 30_000, onProgress } = options;
  checkSizes(input);
  const likeness = fitLikeness(input);
  const hasTable = items.length > 1 && items.length <= maxTableItems;
  const embeddings = contentEmbeddings(input, likeness, { embeddingDim, hasTable, iterations: options.iterations });
  const tasteDim = embeddingDim - FEATURES.length;
  const deviation = likenessDeviation(embeddings, embeddingDim, tasteDim);
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features, deviation), tasteDim);
  return {
    embeddings,
    meaningWeight: likeness.meaningWeight,
    ...(hasTable && { table: contentTable(likeness, { numItems: items.length, deviation }, onProgress) }),
    prior,
    meanStrength: 1,
    qualityDims: FEATURES.length,
  };
}

/** f32 [n, D] */
function contentEmbeddings(
  { items, content, features, seed }: ContentPathInput,
  { columns, words }: Likeness,
  {
    embeddingDim: D,
    hasTable,
    iterations,
  }: { embeddingDim: number; hasTable: boolean; iterations?: number | undefined },
): Float32Array<ArrayBuffer> {
  const Q = FEATURES.length;
  const n = items.length;
  // Directions keep what many items share, and words are shared by few: they need the table.
  const tokens = hasTable
    ? columns
    : besideEachOther(n, [
        { rows: columns, weight: 1 },
        { rows: words, weight: 1 },
      ]);
  const tokenDims = tokens.columns.length > 0 ? Math.round(D * TOKEN_SHARE) : 0;
  const count = D - Q - tokenDims;
  const whitened = whitenContent(content, CONTENT_DIM, count, seed, iterations);
  const vectors = tokenDims > 0 ? tokenVectors(denseRows(tokens), tokenDims, seed, iterations) : [];
  const embeddings = new Float32Array(n * D);
  for (let i = 0; i < n; i++) {
    embeddings.set(whitened.subarray(i * count, (i + 1) * count), i * D);
    embeddings.set(vectors.slice(i * tokenDims, (i + 1) * tokenDims), i * D + count);
    embeddings.set(features.subarray(i * Q, (i + 1) * Q), (i + 1) * D - Q);
  }
  return embeddings;
}

/**
 * Tokens along their principal directions (latent semantic analysis, Deerwester et al. 1990), without whitening: what tells
 * few items apart stays small.
 *
 * @param dense  f32 [n, DENSE_TOKENS]
 * @returns      f64 [n, dim]; zeros where an item has no token
 */
function tokenVectors(dense: Float32Array, dim: number, seed: number, iterations?: number): Float64Array {
  const { directions } = principalComponents(dense, DENSE_TOKENS, dim, seed, iterations);
  return coordinatesAlong(dense, DENSE_TOKENS, { mean: new Float64Array(DENSE_TOKENS), directions });
}

function checkSizes({ items, content, features }: ContentPathInput): void {
  const n = items.length;
  if (content.length === n * CONTENT_DIM && features.length === n * FEATURES.length) return;
  throw new RangeError(
    `content path: ${content.length} content values and ${features.length} features for ${n} items, ` +
      `expected ${CONTENT_DIM} and ${FEATURES.length} an item`,
  );
}
