// Candidates for the tests of re-rankers: lists as a ranker gives them, embeddings and facets to go with them.

import fc from 'fast-check';
import { expect } from 'vitest';
import { createRandom } from '../../../src/numerics/random.ts';
import type { RankResult } from '../../../src/ranking/ranker.ts';
import type { Reranker } from '../../../src/ranking/rerank/reranker.ts';

export interface RerankCase {
  seed: number;
  numCandidates: number;
  k: number;
  /** Scores are drawn from 0..scoreRange: a small one makes ties, 0 makes all equal. */
  scoreRange: number;
}

export const rerankCases: fc.Arbitrary<RerankCase> = fc.record({
  seed: fc.nat(),
  numCandidates: fc.integer({ min: 0, max: 40 }),
  k: fc.integer({ min: 0, max: 50 }),
  scoreRange: fc.constantFrom(0, 3, 100_000),
});

/** Best first, ties to the lower index; the indices are some of 0..999. */
export function makeCandidates({ seed, numCandidates, scoreRange }: Omit<RerankCase, 'k'>): RankResult {
  const random = createRandom(seed);
  const all = Array.from({ length: 1000 }, (_, index) => index);
  random.shuffle(all);
  const scored = all.slice(0, numCandidates).map((index) => ({ index, score: random.integer(scoreRange + 1) }));
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  return {
    indices: Uint32Array.from(scored, ({ index }) => index),
    scores: Int32Array.from(scored, ({ score }) => score),
  };
}

/** Rows for the indices 0..999, near one of a few centres, so that some are much alike. */
export function clusteredEmbeddings(seed: number, dim: number, numClusters = 5): (itemIndex: number) => Int8Array {
  const random = createRandom(seed);
  const centres = Array.from({ length: numClusters }, () => Array.from({ length: dim }, () => 60 * random.normal()));
  const rows = Array.from({ length: 1000 }, () => {
    const centre = centres[random.integer(numClusters)]!;
    return Int8Array.from(centre, (value) => Math.max(-127, Math.min(127, value + 15 * random.normal())));
  });
  return (itemIndex) => rows[itemIndex]!;
}

/** 0 to 3 of 6 values for the indices 0..999. */
export function randomValues(seed: number): (itemIndex: number) => string[] {
  const random = createRandom(seed);
  const rows = Array.from({ length: 1000 }, () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f'];
    random.shuffle(values);
    return values.slice(0, random.integer(4));
  });
  return (itemIndex) => rows[itemIndex]!;
}

/** Min-max-scaled scores by item index, written out. */
export function relevanceByIndex({ indices, scores }: RankResult): Map<number, number> {
  const low = Math.min(...scores);
  const range = Math.max(...scores) - low;
  return new Map(Array.from(indices, (index, i) => [index, range === 0 ? 0 : (scores[i]! - low) / range]));
}

/** What holds for every re-ranker: min(k, candidates) results, each a candidate with its own score, none twice. */
export function expectSelection(reranker: Reranker, candidates: RankResult, k: number): RankResult {
  const before = structuredClone(candidates);
  const result = reranker(candidates, k);
  expect(candidates).toEqual(before);
  const scoreOf = new Map(Array.from(before.indices, (index, i) => [index, before.scores[i]!]));
  expect(result.indices.length).toBe(Math.min(k, before.indices.length));
  expect(new Set(result.indices).size).toBe(result.indices.length);
  expect([...result.scores]).toEqual(Array.from(result.indices, (index) => scoreOf.get(index)));
  return result;
}

export function firstOf({ indices, scores }: RankResult, k: number): RankResult {
  return { indices: indices.slice(0, k), scores: scores.slice(0, k) };
}

/** Mean cosine of all pairs of a list: the intra-list similarity (Ziegler et al., WWW 2005). */
export function intraListSimilarity(indices: Uint32Array, embedding: (itemIndex: number) => Int8Array): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < indices.length; a++) {
    for (let b = 0; b < a; b++, pairs++) sum += cosine(embedding(indices[a]!), embedding(indices[b]!));
  }
  return sum / pairs;
}

export function cosine(a: Int8Array, b: Int8Array): number {
  const product = (x: Int8Array, y: Int8Array) => x.reduce((sum, value, d) => sum + value * y[d]!, 0);
  const squares = product(a, a) * product(b, b);
  return squares === 0 ? 0 : product(a, b) / Math.sqrt(squares);
}
