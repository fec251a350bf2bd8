import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCapReranker } from '../../../src/ranking/rerank/cap.ts';
import type { Label } from '../../../src/ranking/rerank/reranker.ts';
import { expectSelection, firstOf, makeCandidates, randomValues, rerankCases } from './cases.ts';

describe('cap', () => {
  test('a group has one item in every so many places, its own or those of all; the order is else that of the candidates', () => {
    fc.assert(
      fc.property(rerankCases, fc.integer({ min: 1, max: 6 }), fc.nat(6), ({ k, ...input }, places, own) => {
        const candidates = makeCandidates(input);
        const groupsOf = randomValues(input.seed);
        const [special] = groupsOf(candidates.indices[0] ?? 0);
        const placesOf = (group: Label) => (group === special && own > 0 ? own : undefined);
        const { indices } = expectSelection(createCapReranker({ places, placesOf, groupsOf }), candidates, k);
        // At each place stands the first of what is left that its groups have room for, or the first of all.
        const left = [...candidates.indices];
        for (const [place, index] of indices.entries()) {
          const roomOf = (group: string) => Math.ceil((place + 1) / (placesOf(group) ?? places));
          const before = [...indices.slice(0, place)];
          const countOf = (group: string) => before.filter((other) => groupsOf(other).includes(group)).length;
          const fitting = left.find((other) => groupsOf(other).every((group) => countOf(group) < roomOf(group)));
          expect(index).toBe(fitting ?? left[0]);
          left.splice(left.indexOf(index), 1);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('items without a group always fit, and a cap of one place changes nothing', () => {
    fc.assert(
      fc.property(rerankCases, ({ k, ...input }) => {
        const candidates = makeCandidates(input);
        const free = createCapReranker({ places: 10, groupsOf: () => [] });
        expect(free(candidates, k)).toEqual(firstOf(candidates, k));
        const wide = createCapReranker({ places: 1, groupsOf: randomValues(1) });
        expect(wide(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 2 },
    );
  });

  test('a group named twice by an item counts once', () => {
    const candidates = makeCandidates({ seed: 3, numCandidates: 4, scoreRange: 50 });
    const reranker = createCapReranker({ places: 2, groupsOf: () => ['saga', 'saga'] });
    const twice = createCapReranker({ places: 2, groupsOf: () => ['saga'] });
    expect(reranker(candidates, 3)).toEqual(twice(candidates, 3));
  });

  test('refuses what makes no sense', () => {
    const groupsOf = () => [];
    expect(() => createCapReranker({ places: 0, groupsOf })).toThrow(
      're-ranking: places is 0, expected an integer of at least 1',
    );
    const candidates = makeCandidates({ seed: 1, numCandidates: 3, scoreRange: 5 });
    expect(() => createCapReranker({ places: 1, groupsOf })(candidates, 0.5)).toThrow(
      're-ranking: k is 0.5, expected an integer of at least 0',
    );
  });
});
