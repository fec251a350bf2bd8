import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseRankings } from '../../src/engine/search/fuse-rankings.ts';

const indicesOf = (items: { index: number }[]) => items.map(({ index }) => index);
const ranking = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });

describe('rank fusion', () => {
  it('puts what both rankings have above what one has', () => {
    const fused = fuseRankings([
      { indices: [7, 3], weight: 1 },
      { indices: [5, 3], weight: 1 },
    ]);
    expect(indicesOf(fused)).toEqual([3, 5, 7]);
  });

  it('of one ranking is that ranking', () => {
    fc.assert(
      fc.property(ranking, (indices) => {
        expect(indicesOf(fuseRankings([{ indices, weight: 0.5 }]))).toEqual(indices);
      }),
      { seed: 1 },
    );
  });

  it('is the sum of weight / (60 + rank) over the rankings', () => {
    fc.assert(
      fc.property(ranking, ranking, (a, b) => {
        const share = (list: number[], index: number, weight: number) =>
          list.includes(index) ? weight / (61 + list.indexOf(index)) : 0;
        const fused = fuseRankings([
          { indices: a, weight: 2 },
          { indices: b, weight: 1 },
        ]);
        expect(new Set(indicesOf(fused))).toEqual(new Set([...a, ...b]));
        for (const { index, score } of fused) expect(score).toBeCloseTo(share(a, index, 2) + share(b, index, 1), 12);
        const sorted = fused.map(({ score }) => score).sort((x, y) => y - x);
        expect(fused.map(({ score }) => score)).toEqual(sorted);
      }),
      { seed: 2 },
    );
  });
});
