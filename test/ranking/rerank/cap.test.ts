import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCapReranker } from '../../../src/ranking/rerank/cap.ts';
import { expectSelection, firstOf, makeCandidates, randomValues, rerankCases } from './cases.ts';

describe('cap', () => {
  test('keeps the order but for the surplus, which stands behind all that fit', () => {
    fc.assert(
      fc.property(rerankCases, fc.integer({ min: 1, max: 6 }), ({ k, ...input }, maxPerGroup) => {
        const candidates = makeCandidates(input);
        const groupsOf = randomValues(input.seed);
        const { indices } = expectSelection(createCapReranker({ maxPerGroup, groupsOf }), candidates, k);
        const kept: number[] = [];
        const surplus: number[] = [];
        for (const index of candidates.indices) {
          const isFull = groupsOf(index).some(
            (group) => kept.filter((other) => groupsOf(other).includes(group)).length === maxPerGroup,
          );
          (isFull ? surplus : kept).push(index);
        }
        expect([...indices]).toEqual([...kept, ...surplus].slice(0, k));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('items without a group always fit, and a cap of k changes nothing', () => {
    fc.assert(
      fc.property(rerankCases, ({ k, ...input }) => {
        const candidates = makeCandidates(input);
        const free = createCapReranker({ maxPerGroup: 1, groupsOf: () => [] });
        expect(free(candidates, k)).toEqual(firstOf(candidates, k));
        const wide = createCapReranker({ maxPerGroup: Math.max(1, k), groupsOf: randomValues(1) });
        expect(wide(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 2 },
    );
  });

  test('a group named twice by an item counts once', () => {
    const candidates = makeCandidates({ seed: 3, numCandidates: 4, scoreRange: 50 });
    const reranker = createCapReranker({ maxPerGroup: 2, groupsOf: () => ['saga', 'saga'] });
    const twice = createCapReranker({ maxPerGroup: 2, groupsOf: () => ['saga'] });
    expect(reranker(candidates, 3)).toEqual(twice(candidates, 3));
  });

  test('refuses what makes no sense', () => {
    const groupsOf = () => [];
    expect(() => createCapReranker({ maxPerGroup: 0, groupsOf })).toThrow(
      're-ranking: maxPerGroup is 0, expected an integer of at least 1',
    );
    const candidates = makeCandidates({ seed: 1, numCandidates: 3, scoreRange: 5 });
    expect(() => createCapReranker({ maxPerGroup: 1, groupsOf })(candidates, 0.5)).toThrow(
      're-ranking: k is 0.5, expected an integer of at least 0',
    );
  });
});
