import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankResult } from '../../../src/ranking/ranker.ts';
import { facetMix } from '../../../src/ranking/rerank/calibrate.ts';
import { candidatesFor, createDiversityReranker } from '../../../src/ranking/rerank/diversity.ts';
import {
  clusteredEmbeddings,
  expectSelection,
  firstOf,
  intraListSimilarity,
  makeCandidates,
  randomValues,
  rerankCases,
} from './cases.ts';

const DIM = 16;

function everything(seed: number) {
  const valuesOf = randomValues(seed);
  const calibration = { mix: facetMix([1, 2, 3, 4].map(valuesOf)), valuesOf };
  return { embedding: clusteredEmbeddings(seed, DIM), calibration };
}

describe('diversity', () => {
  test('0 is the list as it was ranked; anything else is a selection of it', () => {
    fc.assert(
      fc.property(rerankCases, fc.double({ min: 0, max: 1, noNaN: true }), ({ k, ...input }, diversity) => {
        const candidates = makeCandidates(input);
        const options = everything(input.seed % 50);
        expectSelection(createDiversityReranker({ ...options, diversity }), candidates, k);
        const plain = createDiversityReranker({ ...options, diversity: 0 });
        expect(plain(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('lists become less alike from 0 to 1, on the average of 60 clustered catalogs', () => {
    const similarity = [0, 0.25, 0.5, 0.75, 1].map((diversity) => {
      let sum = 0;
      for (let seed = 0; seed < 60; seed++) {
        const embedding = clusteredEmbeddings(seed, DIM, 25);
        const candidates = rankByLikes([seed, seed + 100, seed + 200], embedding, candidatesFor(20, diversity));
        const { indices } = createDiversityReranker({ embedding, diversity })(candidates, 20);
        sum += intraListSimilarity(indices, embedding);
      }
      return sum / 60;
    });
    expect(similarity).toEqual(similarity.toSorted((a, b) => b - a));
    expect(similarity[4]).toBeLessThan(similarity[0]! - 0.05);
  });

  test('a list comes nearer to the mix, on the average of 60 people', () => {
    const share = [0, 1].map((diversity) => {
      let sum = 0;
      for (let seed = 0; seed < 60; seed++) {
        const candidates = makeCandidates({ seed, numCandidates: candidatesFor(20, diversity), scoreRange: 1000 });
        const calibration = { mix: new Map([['a', 1]]), valuesOf: randomValues(seed) };
        const options = { diversity, embedding: clusteredEmbeddings(seed, DIM), calibration };
        const { indices } = createDiversityReranker(options)(candidates, 20);
        sum += facetMix([...indices].map(calibration.valuesOf)).get('a') ?? 0;
      }
      return sum / 60;
    });
    expect(share[1]).toBeGreaterThan(share[0]! + 0.1);
  });

  test('what to ask a ranker for', () => {
    expect([0, 0.25, 1].map((diversity) => candidatesFor(20, diversity))).toEqual([20, 40, 100]);
    expect(candidatesFor(0, 1)).toBe(0);
    expect(() => candidatesFor(1, 2)).toThrow('re-ranking: diversity is 2, expected 0 to 1');
    expect(() => createDiversityReranker({ diversity: -0.1, embedding: () => new Int8Array(1) })).toThrow(
      're-ranking: diversity is -0.1, expected 0 to 1',
    );
  });
});

/** As a person is served who likes these items: by the dot product with their sum. */
function rankByLikes(likes: number[], embedding: (index: number) => Int8Array, k: number): RankResult {
  const query = likes.map(embedding).reduce((sum, row) => sum.map((value, d) => value + row[d]!), new Int32Array(DIM));
  const score = (index: number) => embedding(index).reduce((sum, value, d) => sum + value * query[d]!, 0);
  const scored = Array.from({ length: 1000 }, (_, index) => ({ index, score: score(index) }));
  const best = scored.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, k);
  return {
    indices: Uint32Array.from(best, ({ index }) => index),
    scores: Int32Array.from(best, (entry) => entry.score),
  };
}
