// The untrained content path: what a catalog without any log can be ranked by. An item is its content vector, whitened
// on the very catalog, with the tokens of its columns (year, values) beside it and its features as the quality vector;
// which items are most alike, title words included, stands in a table beside the embeddings (content-table.ts). The
// command line uses it for a site without a log, the page for a catalog that a visitor brings.

import type { ItemToItemTable } from '../formats/item-to-item.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import type { ItemTextFields } from '../text/item-text.ts';
import { contentTable } from './content-table.ts';
import { itemTokens, TITLE, type TokenColumn } from './item-tokens.ts';
import { likenessDeviation } from './likeness-deviation.ts';
import { qualityPrior } from './quality-prior.ts';
import { tokenVectors } from './token-vectors.ts';
import { whitenContent } from './whitening.ts';

const DEFAULT_DIM = 128;
/** Share of the embedding for tokens, where there are any. */
const TOKEN_SHARE = 0.3;
/**
 * Length of each column's tokens beside the unit-length content part: what two items share in full in a column adds
 * 0.15 to their likeness. Chosen on validation targets of two logs, among 0.08 to 0.2.
 */
const COLUMN_LENGTH = Math.sqrt(0.15);

export interface ContentPathInput {
  /** f32 [n, 256], unit-length rows */
  content: Float32Array;
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** What is known of the n items. */
  fields: readonly ItemTextFields[];
  /** D: a multiple of 16, at least 16 (default 128) */
  embeddingDim?: number;
  seed: number;
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
  /** f32 [D]: the user embedding without history */
  prior: Float32Array;
  /** Weight of the history's taste against the prior. */
  meanStrength: number;
  /** Last dims of an embedding, which are the features. */
  qualityDims: number;
}

/** The same input gives the same bits. @throws RangeError for sizes that disagree */
export function fitContentPath(input: ContentPathInput, options: ContentPathOptions = {}): ContentPath {
  const { features, fields, embeddingDim = DEFAULT_DIM } = input;
  const { maxTableItems = 30_000, onProgress } = options;
  checkSizes(input);
  const columns = fields.map(itemTokens);
  const hasTable = fields.length > 1 && fields.length <= maxTableItems;
  // Directions keep what many items share, and title words are shared by few: they need the table.
  const tokens = columns.map((all) => (hasTable ? all.filter(([name]) => name !== TITLE) : all));
  const embeddings = contentEmbeddings(input, tokens, embeddingDim, options.iterations);
  const tasteDim = embeddingDim - FEATURES.length;
  const deviation = likenessDeviation(embeddings, embeddingDim, tasteDim);
  const titles = columns.map((all) => all.filter(([name]) => name === TITLE));
  const prior = new Float32Array(embeddingDim);
  prior.set(qualityPrior(features, deviation), tasteDim);
  return {
    embeddings,
    ...(hasTable && {
      table: contentTable({ embeddings, dim: embeddingDim, tasteDim, titles, deviation }, onProgress),
    }),
    prior,
    meanStrength: 1,
    qualityDims: FEATURES.length,
  };
}

/** f32 [n, D] */
function contentEmbeddings(
  { content, features, seed }: ContentPathInput,
  tokens: readonly TokenColumn[][],
  D: number,
  iterations?: number,
): Float32Array<ArrayBuffer> {
  const Q = FEATURES.length;
  const tokenDims = tokens.some((columns) => columns.length > 0) ? Math.round(D * TOKEN_SHARE) : 0;
  const count = D - Q - tokenDims;
  const whitened = whitenContent(content, CONTENT_DIM, count, seed, iterations);
  const vectors = tokenVectors(tokens, tokenDims, seed, iterations).map((value) => COLUMN_LENGTH * value);
  const embeddings = new Float32Array(tokens.length * D);
  for (let i = 0; i < tokens.length; i++) {
    embeddings.set(whitened.subarray(i * count, (i + 1) * count), i * D);
    embeddings.set(vectors.subarray(i * tokenDims, (i + 1) * tokenDims), i * D + count);
    embeddings.set(features.subarray(i * Q, (i + 1) * Q), (i + 1) * D - Q);
  }
  return embeddings;
}

function checkSizes({ content, features, fields }: ContentPathInput): void {
  const n = fields.length;
  if (content.length === n * CONTENT_DIM && features.length === n * FEATURES.length) return;
  throw new RangeError(
    `content path: ${content.length} content values and ${features.length} features for ${n} items, ` +
      `expected ${CONTENT_DIM} and ${FEATURES.length} an item`,
  );
}
