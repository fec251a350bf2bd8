// The semantic IDs of a catalog: codebooks are fitted on content vectors as they are stored (int8), codes are shared
// out evenly, and each code gets a label from the terms of its items.

import type { CodebooksFile } from '../formats/codebooks.ts';
import { CONTENT_DIM } from '../formats/vocabulary.ts';
import { quantizeContent } from '../numerics/quantize.ts';
import type { ItemTextFields } from '../text/item-text.ts';
import { labelCodes } from './code-labels.ts';
import { codebookSizes } from './codebook-sizes.ts';
import { dedupCodes } from './dedup-codes.ts';
import { type Codebooks, encode, type TrainingOptions, trainCodebooks } from './residual-quantizer.ts';

export interface SemanticIds {
  codebooks: CodebooksFile;
  /** u8 [numItems, numLevels] */
  codes: Uint8Array;
  /** u32 [numItems] */
  dedupCodes: Uint32Array;
}

/** Codes of a level where a map asks for them, and rows that each is learned from. */
const [GROUPS, ROWS_A_GROUP] = [64, 64];

/** Of items that labels are made for: each one's terms. */
type Terms = readonly (readonly string[])[];

/**
 * @param content  f32 [numItems, 256] of the served texts
 * @param fields   what labels are made of
 * @param fitted   rows that the codebooks are fitted on (default: all); the others are only encoded
 */
export function fitSemanticIds(
  itemIds: readonly string[],
  content: Float32Array,
  fields: readonly ItemTextFields[],
  seed: number,
  fitted?: Uint32Array,
): SemanticIds {
  const sizes = codebookSizes(fitted?.length ?? itemIds.length);
  return fitWithTerms(itemIds, content, fields.map(labelTerms), { ...sizes, seed }, fitted);
}

/** Groups of items with labels, where nothing but a map asks for them: two levels, of fewer codes, in a fraction of the time. */
export function fitGroups(
  itemIds: readonly string[],
  content: Float32Array,
  fields: readonly ItemTextFields[],
  seed: number,
): SemanticIds {
  const codebookSize = Math.min(GROUPS, codebookSizes(itemIds.length).codebookSize);
  const options = { numLevels: 2, codebookSize, sampleSize: GROUPS * ROWS_A_GROUP, seed, balanced: false };
  return fitWithTerms(itemIds, content, fields.map(labelTerms), options);
}

/** As `fitSemanticIds`, with labels from any terms and codebooks of any size. */
export function fitWithTerms(
  itemIds: readonly string[],
  content: Float32Array,
  terms: Terms,
  { balanced = true, ...options }: TrainingOptions,
  fitted?: Uint32Array,
): SemanticIds {
  const steps = quantizeContent(content);
  const rows = fitted ? rowsOf(steps, fitted) : steps;
  const codebooks = trainCodebooks(rows, CONTENT_DIM, { ...options, balanced });
  const { codes } = encode(steps, codebooks, { balanced });
  return withLabels(codebooks, itemIds, codes, terms);
}

/**
 * Of items under codebooks that are there already: each takes its nearest codes, and labels are those of these items.
 */
export function semanticIdsOf(
  codebooks: Codebooks,
  itemIds: readonly string[],
  content: Float32Array,
  fields: readonly ItemTextFields[],
): SemanticIds {
  const { codes } = encode(quantizeContent(content), codebooks);
  return withLabels(codebooks, itemIds, codes, fields.map(labelTerms));
}

function withLabels(codebooks: Codebooks, itemIds: readonly string[], codes: Uint8Array, terms: Terms): SemanticIds {
  const { numLevels } = codebooks;
  const labels = labelCodes(codes, numLevels, terms);
  return { codebooks: { ...codebooks, labels }, codes, dedupCodes: dedupCodes(itemIds, codes, numLevels) };
}

/** One item's, as a bundle's row holds it. */
export function semanticIdOf({ codes, dedupCodes: numbers, codebooks }: SemanticIds, item: number) {
  const { numLevels } = codebooks;
  return { codes: codes.subarray(item * numLevels, (item + 1) * numLevels), dedupCode: numbers[item]! };
}

/** What a person would call a group of items by. */
function labelTerms({ genres = [], tags = [], creativeType, year }: ItemTextFields): string[] {
  const terms = [...genres, ...tags, ...(creativeType ? [creativeType] : [])];
  return terms.length > 0 || year === undefined ? terms : [`${Math.floor(year / 10) * 10}s`];
}

function rowsOf(matrix: Int8Array, rows: Uint32Array): Int8Array {
  const chosen = new Int8Array(rows.length * CONTENT_DIM);
  rows.forEach((row, i) => {
    chosen.set(matrix.subarray(row * CONTENT_DIM, (row + 1) * CONTENT_DIM), i * CONTENT_DIM);
  });
  return chosen;
}
