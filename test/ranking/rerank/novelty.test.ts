import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDiversityReranker } from '../../../src/ranking/rerank/diversity.ts';
import { clusteredEmbeddings, expectSelection, makeCandidates, rerankCases } from './cases.ts';

const embedding = clusteredEmbeddings(3, 16);
const popularityOf = (itemIndex: number) => (itemIndex % 10) / 10;
const listOf = (novelty: number, diversity = 0) =>
  createDiversityReranker({ embedding, diversity, novelty: { novelty, popularityOf } });
const candidates = makeCandidates({ seed: 4, numCandidates: 60, scoreRange: 100_000 });
const meanPopularity = (indices: Uint32Array) =>
  indices.reduce((sum, index) => sum + popularityOf(index), 0) / indices.length;

describe('novelty', () => {
  test('selects, with any diversity', () => {
    const settings = fc.record({
      novelty: fc.double({ min: -1, max: 1, noNaN: true }),
      diversity: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(rerankCases, settings, ({ k, ...input }, { novelty, diversity }) => {
        expectSelection(listOf(novelty, diversity), makeCandidates(input), k);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('goes from what is known to what is not', () => {
    const means = [-1, -0.5, 0, 0.5, 1].map((novelty) => meanPopularity(listOf(novelty)(candidates, 15).indices));
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    expect(means[0]! - means[4]!).toBeGreaterThan(0.2);
  });

  test('of 0 leaves the ranking, and one outside -1 to 1 is refused', () => {
    expect(listOf(0)(candidates, 15).indices).toEqual(candidates.indices.slice(0, 15));
    expect(() => listOf(1.5)(candidates, 1)).toThrow(RangeError);
  });
});
