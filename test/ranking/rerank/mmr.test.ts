import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankResult } from '../../../src/ranking/ranker.ts';
import { createGreedyReranker } from '../../../src/ranking/rerank/greedy.ts';
import { redundancy, type SimilarityOptions } from '../../../src/ranking/rerank/mmr.ts';
import {
  clusteredEmbeddings,
  cosine,
  expectSelection,
  firstOf,
  makeCandidates,
  relevanceByIndex,
  rerankCases,
} from './cases.ts';

const DIM = 8;

/** Relevance and repetition alone, as `createDiversityReranker` adds them to the rest. */
const diverse = (diversity: number, options: SimilarityOptions) =>
  createGreedyReranker([redundancy(diversity, options)]);

describe('maximal marginal relevance', () => {
  test('equals the definition, recomputed from scratch at each step', () => {
    const options = fc.record({
      diversity: fc.constantFrom(0.1, 0.5, 0.9, 1),
      qualityDims: fc.constantFrom(0, 3),
      isWithout: fc.boolean(),
    });
    fc.assert(
      fc.property(rerankCases, options, ({ k, ...input }, { diversity, qualityDims, isWithout }) => {
        const candidates = makeCandidates(input);
        const rows = clusteredEmbeddings(input.seed, DIM);
        const embedding = (index: number) => (isWithout && index % 3 === 0 ? new Int8Array(DIM) : rows(index));
        const reranker = diverse(diversity, { embedding, qualityDims });
        const { indices } = expectSelection(reranker, candidates, k);
        const compared = (index: number) => embedding(index).subarray(0, DIM - qualityDims);
        expect([...indices]).toEqual(naiveMmr(candidates, k, diversity, compared));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('diversity 0 keeps the order, also of a list that is not sorted', () => {
    fc.assert(
      fc.property(rerankCases, ({ k, ...input }) => {
        const candidates = makeCandidates(input);
        candidates.scores.reverse();
        const reranker = diverse(0, { embedding: clusteredEmbeddings(1, DIM) });
        expect(reranker(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 2 },
    );
  });

  test('diversity 1: the best first, then what is least similar, whatever its score', () => {
    const rows = [Int8Array.of(10, 0), Int8Array.of(10, 1), Int8Array.of(5, 5), Int8Array.of(-10, 0)];
    const candidates = { indices: Uint32Array.of(0, 1, 2, 3), scores: Int32Array.of(9, 8, 1, -5) };
    const reranker = diverse(1, { embedding: (index) => rows[index]! });
    expect(reranker(candidates, 4)).toEqual({
      indices: Uint32Array.of(0, 3, 2, 1),
      scores: Int32Array.of(9, -5, 1, 8),
    });
  });

  test('copies of one item come last, in their order', () => {
    const candidates = { indices: Uint32Array.of(4, 5, 6, 7), scores: new Int32Array(4) };
    const embedding = (index: number) => (index === 7 ? Int8Array.of(0, 3) : Int8Array.of(3, 0));
    const reranker = diverse(0.5, { embedding });
    expect([...reranker(candidates, 4).indices]).toEqual([4, 7, 5, 6]);
  });

  test('refuses what makes no sense', () => {
    const embedding = () => new Int8Array(1);
    expect(() => diverse(1.5, { embedding })).toThrow('re-ranking: weight is 1.5, expected 0 to 1');
    const candidates = makeCandidates({ seed: 1, numCandidates: 3, scoreRange: 5 });
    for (const diversity of [0, 0.5]) {
      expect(() => diverse(diversity, { embedding })(candidates, -1)).toThrow(
        're-ranking: k is -1, expected an integer of at least 0',
      );
    }
  });
});

function naiveMmr(candidates: RankResult, k: number, diversity: number, row: (index: number) => Int8Array): number[] {
  const relevance = relevanceByIndex(candidates);
  const chosen: number[] = [];
  const rest = [...candidates.indices];
  while (chosen.length < k && rest.length > 0) {
    const values = rest.map((index) => {
      const likeness = chosen.length === 0 ? 0 : Math.max(...chosen.map((other) => cosine(row(index), row(other))));
      return (1 - diversity) * relevance.get(index)! - diversity * likeness;
    });
    chosen.push(...rest.splice(values.indexOf(Math.max(...values)), 1));
  }
  return chosen;
}
