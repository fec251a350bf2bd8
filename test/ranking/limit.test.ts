// Limits and shares of groups, held to naive counts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankResult } from '../../src/ranking/ranker.ts';
import { limitGroups } from '../../src/ranking/rerank/limit.ts';
import { shareGroups } from '../../src/ranking/rerank/share.ts';

const rankedOf = (length: number): RankResult => {
  const indices = Uint32Array.from({ length }, (_, i) => i);
  return { indices, scores: Int32Array.from(indices, (i) => 100 - i) };
};
const groups = fc.array(fc.subarray(['a', 'b', 'c', 'd']), { maxLength: 40 });
const timesIn = (lists: readonly (readonly string[])[], group: string) =>
  lists.filter((list) => list.includes(group)).length;

describe('a limit', () => {
  it('keeps what a naive walk keeps, and what is fixed', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 5 }), fc.nat(39), (groupsOf, most, chosen) => {
        const fixed = chosen < groupsOf.length ? [chosen] : [];
        const kept = fixed.map((item) => groupsOf[item]!);
        const expected = groupsOf.flatMap((own, item) => {
          if (fixed.includes(item)) return [item];
          if (own.some((group) => timesIn(kept, group) >= most)) return [];
          kept.push(own);
          return [item];
        });
        const limits = [{ most, groupsOf: (item: number) => groupsOf[item]! }];
        const { indices, scores } = limitGroups(rankedOf(groupsOf.length), limits, fixed);
        expect([...indices]).toEqual(expected);
        expect([...scores]).toEqual(expected.map((item) => 100 - item));
      }),
      { seed: 1 },
    );
  });
});

describe('a share', () => {
  it('of 1 keeps the ranking; a longer list begins like a shorter one, and has as many items as it can', () => {
    fc.assert(
      fc.property(groups, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), (groupsOf, share, k) => {
        const of = (item: number) => groupsOf[item]!;
        const ranked = rankedOf(groupsOf.length);
        expect([...shareGroups(ranked, k, 1, of).indices]).toEqual([...ranked.indices.slice(0, k)]);
        const all = [...shareGroups(ranked, groupsOf.length, share, of).indices];
        expect(all.toSorted((a, b) => a - b)).toEqual([...ranked.indices]);
        expect([...shareGroups(ranked, k, share, of).indices]).toEqual(all.slice(0, k));
      }),
      { seed: 1 },
    );
  });

  it('is kept while there is anything else', () => {
    const { indices } = shareGroups(rankedOf(12), 6, 2 / 3, (item) => [item < 8 ? 'shoes' : `other ${item}`]);
    expect([...indices]).toEqual([0, 1, 8, 2, 3, 9]);
  });

  it('refuses what is no share', () => {
    expect(() => shareGroups(rankedOf(1), 1, 1.1, () => [])).toThrow('share is 1.1, expected 0 to 1');
  });
});
