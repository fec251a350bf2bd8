// Token lists as the text encoder reads them: one rectangle of ids, padded on the right, and a mask that tells tokens
// from padding. Used by the page (one query) and by the pipeline (thousands of items).

/** The encoder's own limit: it has positions for so many tokens, and the original cuts there too. */
export const MAX_TOKENS = 128;

export interface TokenBatch {
  /** i32 [batchSize, numTokens], row-major; padding is 0. */
  readonly tokenIds: Int32Array;
  /** f32 [batchSize, numTokens]: 1 = token, 0 = padding. */
  readonly mask: Float32Array;
  readonly batchSize: number;
  /** Length of the longest list, at least 1. */
  readonly numTokens: number;
}

/** Keeps the first `maxTokens` tokens and tells whether any were left out. */
export function capTokens(tokens: Int32Array, maxTokens = MAX_TOKENS): { tokens: Int32Array; wasCut: boolean } {
  return { tokens: tokens.subarray(0, maxTokens), wasCut: tokens.length > maxTokens };
}

/**
 * Pads token lists to one length. An empty list becomes a row without a token, which the encoder accepts.
 *
 * @throws RangeError if there is no list, or one is longer than MAX_TOKENS
 */
export function createTokenBatch(tokenLists: readonly Int32Array[]): TokenBatch {
  const batchSize = tokenLists.length;
  if (batchSize === 0) throw new RangeError('token batch: 0 texts, expected at least 1');
  const numTokens = tokenLists.reduce((longest, tokens) => Math.max(longest, tokens.length), 1);
  if (numTokens > MAX_TOKENS) throw new RangeError(`token batch: ${numTokens} tokens, expected at most ${MAX_TOKENS}`);
  const tokenIds = new Int32Array(batchSize * numTokens);
  const mask = new Float32Array(batchSize * numTokens);
  tokenLists.forEach((tokens, row) => {
    tokenIds.set(tokens, row * numTokens);
    mask.fill(1, row * numTokens, row * numTokens + tokens.length);
  });
  return { tokenIds, mask, batchSize, numTokens };
}
