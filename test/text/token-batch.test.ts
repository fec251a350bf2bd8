import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capTokens, createTokenBatch, MAX_TOKENS } from '../../src/text/token-batch.ts';

const tokenList = fc
  .array(fc.integer({ min: 0, max: 8001 }), { maxLength: MAX_TOKENS })
  .map((ids) => Int32Array.from(ids));

describe('token batches', () => {
  it('hold every list in its row, padded on the right to the longest', () => {
    fc.assert(
      fc.property(fc.array(tokenList, { minLength: 1, maxLength: 6 }), (lists) => {
        const { tokenIds, mask, batchSize, numTokens } = createTokenBatch(lists);
        expect([batchSize, numTokens]).toEqual([lists.length, Math.max(1, ...lists.map((list) => list.length))]);
        for (const [row, list] of lists.entries()) {
          for (let column = 0; column < numTokens; column++) {
            expect(tokenIds[row * numTokens + column]).toBe(list[column] ?? 0);
            expect(mask[row * numTokens + column]).toBe(column < list.length ? 1 : 0);
          }
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('are refused without a text, and with one that the encoder has no positions for', () => {
    expect(() => createTokenBatch([])).toThrow('token batch: 0 texts, expected at least 1');
    expect(() => createTokenBatch([new Int32Array(129)])).toThrow('token batch: 129 tokens, expected at most 128');
  });
});

describe('capping', () => {
  it('keeps the beginning and tells whether anything was lost', () => {
    expect(capTokens(Int32Array.of(1, 2, 3), 2)).toEqual({ tokens: Int32Array.of(1, 2), wasCut: true });
    expect(capTokens(Int32Array.of(1, 2), 2)).toEqual({ tokens: Int32Array.of(1, 2), wasCut: false });
    expect(capTokens(new Int32Array(500)).tokens).toHaveLength(MAX_TOKENS);
  });
});
