import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codebookSizes } from '../../src/semantic-ids/codebook-sizes.ts';

describe('codebook sizes', () => {
  test.each([
    [1, 3, 8],
    [300, 3, 16],
    [4_281, 3, 64],
    [100_000, 3, 256],
    [524_288, 3, 256],
    [524_289, 4, 256],
    [1_000_000, 4, 256],
    [10_000_000, 4, 256],
  ])('of %i items: %i levels of %i codes', (numItems, numLevels, codebookSize) => {
    expect(codebookSizes(numItems)).toEqual({ numLevels, codebookSize });
  });

  test('codes are bytes, there are at least four IDs an item, and a larger catalog never has fewer', () => {
    const counts = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 10_000_000 }));
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [smaller, larger] = [Math.min(a, b), Math.max(a, b)].map(codebookSizes);
        expect(smaller!.codebookSize).toBeLessThanOrEqual(larger!.codebookSize);
        expect(smaller!.numLevels).toBeLessThanOrEqual(larger!.numLevels);
        expect(larger!.codebookSize).toBeLessThanOrEqual(256);
        expect(larger!.codebookSize ** larger!.numLevels).toBeGreaterThanOrEqual(4 * Math.max(a, b));
      }),
      { seed: 1 },
    );
  });

  test('refuses what is no number of items', () => {
    for (const numItems of [0, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => codebookSizes(numItems)).toThrow(`codebook sizes: numItems is ${numItems}, expected an integer`);
    }
  });
});
