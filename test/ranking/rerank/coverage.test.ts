// Coverage beside a naive reference that follows the specification word by word (docs/formats/item-to-item.md), and what
// it is for: a taste in two directions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankResult } from '../../../src/ranking/ranker.ts';
import { type CoverageOptions, coverage, type Demand } from '../../../src/ranking/rerank/coverage.ts';
import { createDiversityReranker } from '../../../src/ranking/rerank/diversity.ts';
import { createGreedyReranker } from '../../../src/ranking/rerank/greedy.ts';
import { clusteredEmbeddings, expectSelection, firstOf, makeCandidates, rerankCases } from './cases.ts';

const list = (scores: readonly number[]): RankResult => ({
  indices: Uint32Array.from(scores.keys()),
  scores: Int32Array.from(scores),
});

/** @param tables  by liked item: a weight for each candidate, 0 = it does not go with it */
function reference(scores: readonly number[], tables: readonly (readonly number[])[], c: number, k: number): number[] {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const relevance = scores.map((score) => (high > low ? (score - low) / (high - low) : 0));
  const first = tables.filter((row) => row.some((w) => w > 0)).map((row) => row.map((w) => w / Math.max(...row)));
  const asks = first.map((row) => [...row]);
  const demand = (i: number) => asks.reduce((sum, row) => sum + row[i]!, 0);
  const largest = Math.max(0, ...scores.map((_, i) => demand(i))) || 1;
  const chosen: number[] = [];
  while (chosen.length < Math.min(k, scores.length)) {
    const rest = [...scores.keys()].filter((i) => !chosen.includes(i));
    const value = (i: number) => (1 - c) * relevance[i]! + (c * demand(i)) / largest;
    const best = rest.reduce((a, b) => (value(b) > value(a) + 1e-9 ? b : a));
    asks.forEach((row, like) => {
      const met = first[like]![best]!;
      for (const i of row.keys()) row[i]! *= 1 - met / 2;
    });
    chosen.push(best);
  }
  return chosen;
}

const demandsOf = (tables: readonly (readonly number[])[]): Demand[] =>
  tables.map((row) => {
    const positions = [...row.keys()].filter((i) => row[i]! > 0);
    return { positions, weights: positions.map((i) => row[i]!) };
  });

describe('coverage', () => {
  test('is what the specification says', () => {
    const cases = fc.integer({ min: 1, max: 14 }).chain((n) =>
      fc.record({
        scores: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: n, maxLength: n }),
        tables: fc.array(fc.array(fc.constantFrom(0, 0, 0, 1, 20, 100, 255), { minLength: n, maxLength: n }), {
          maxLength: 6,
        }),
        share: fc.constantFrom(0.1, 0.5, 0.9),
        k: fc.integer({ min: 0, max: 16 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ scores, tables, share, k }) => {
        const descending = scores.toSorted((a, b) => b - a);
        const rerank = createGreedyReranker([coverage({ demandsOf: () => demandsOf(tables) }, share)]);
        const found = [...rerank(list(descending), k).indices];
        const expected = reference(descending, tables, share, k);
        // Where two are equally good but for the last digits, either may come first.
        const worth = (order: number[]) => order.map((i) => descending[i]!).join(' ');
        if (worth(found) !== worth(expected)) expect(found).toEqual(expected);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('gives each of two directions its part, where scores alone give one everything', () => {
    // Seven likes on one side, three on the other; the other side's candidates score less.
    const scores = [...Array.from({ length: 20 }, (_, i) => 200 - i), ...Array.from({ length: 20 }, (_, i) => 180 - i)];
    // Each like goes best with another item of its side, and a little with all of them.
    const likes = (from: number, count: number) =>
      Array.from({ length: count }, (_, like) =>
        scores.map((_, i) => (i < from || i >= from + 20 ? 0 : (i - from) % count === like ? 250 : 50)),
      );
    const tables = [...likes(0, 7), ...likes(20, 3)];
    const served: CoverageOptions = { share: 0.5, demandsOf: () => demandsOf(tables) };
    const embedding = () => new Int8Array(1);
    const onOther = (options: object) => {
      const rerank = createDiversityReranker({ embedding, diversity: 0, ...options });
      return [...rerank(list(scores), 20).indices].filter((i) => i >= 20).length;
    };
    expect(onOther({})).toBe(0);
    expect(onOther({ coverage: served })).toBeGreaterThanOrEqual(4);
    expect(onOther({ coverage: served })).toBeLessThanOrEqual(10);
  });

  test('selects, whatever is asked beside it; asked for nothing, it keeps the list', () => {
    fc.assert(
      fc.property(rerankCases, fc.double({ min: 0, max: 1, noNaN: true }), ({ k, ...input }, share) => {
        const candidates = makeCandidates(input);
        const embedding = clusteredEmbeddings(input.seed % 50, 16);
        const demandsOf = (indices: Uint32Array): Demand[] => [
          {
            positions: [...indices.keys()].filter((i) => i % 3 === 0),
            weights: [...indices.keys()].filter((i) => i % 3 === 0).map((i) => 1 + i),
          },
          { positions: [], weights: [] },
        ];
        for (const diversity of [0, share]) {
          const options = { embedding, diversity, coverage: { share, demandsOf } };
          expectSelection(createDiversityReranker(options), candidates, k);
        }
        const nothing = { embedding, diversity: 0, coverage: { share: 0, demandsOf } };
        expect(createDiversityReranker(nothing)(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
