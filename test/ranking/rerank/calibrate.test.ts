import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FacetMix, facetMix, type MixOptions, miscalibration } from '../../../src/ranking/rerank/calibrate.ts';
import { createGreedyReranker } from '../../../src/ranking/rerank/greedy.ts';
import { expectSelection, firstOf, makeCandidates, randomValues, relevanceByIndex, rerankCases } from './cases.ts';

/** Relevance and the mix alone, as `createDiversityReranker` adds them to the rest. */
const calibrated = (strength: number, options: MixOptions) => createGreedyReranker([miscalibration(strength, options)]);
const histories = fc.array(fc.nat({ max: 999 }), { minLength: 1, maxLength: 8 });

describe('facetMix', () => {
  test('spreads each weight over the values; what has no value does not count', () => {
    expect(facetMix([['a', 'b'], [], ['a']])).toEqual(new Map([...entries({ a: 0.75, b: 0.25 })]));
    expect(facetMix([['a', 'b'], ['c'], ['a']], [1, 0, 3])).toEqual(new Map(entries({ a: 0.875, b: 0.125 })));
    expect(facetMix([[]]).size).toBe(0);
  });
});

describe('calibration', () => {
  test('each step takes a maximum of the objective, recomputed by its definition', () => {
    const strengths = fc.constantFrom(0.1, 0.5, 0.9, 1);
    fc.assert(
      fc.property(rerankCases, histories, strengths, ({ k, ...input }, history, strength) => {
        const candidates = makeCandidates(input);
        const valuesOf = randomValues(input.seed);
        const mix = facetMix(history.map(valuesOf));
        const { indices } = expectSelection(calibrated(strength, { mix, valuesOf }), candidates, k);
        const relevance = relevanceByIndex(candidates);
        const objective = (list: number[]) =>
          (1 - strength) * list.reduce((sum, index) => sum + relevance.get(index)!, 0) -
          strength * naiveDivergence(mix, list.map(valuesOf));
        for (let step = 0; step < indices.length; step++) {
          const list = [...indices.subarray(0, step)];
          const others = [...candidates.indices].filter((index) => !list.includes(index));
          const best = Math.max(...others.map((index) => objective([...list, index])));
          expect(objective([...list, indices[step]!])).toBeGreaterThan(best - 1e-9);
        }
      }),
      { seed: 1 },
    );
  });

  test('strength 0 keeps the order', () => {
    fc.assert(
      fc.property(rerankCases, ({ k, ...input }) => {
        const candidates = makeCandidates(input);
        const valuesOf = randomValues(input.seed);
        const reranker = calibrated(0, { mix: new Map([['a', 1]]), valuesOf });
        expect(reranker(candidates, k)).toEqual(firstOf(candidates, k));
      }),
      { seed: 2 },
    );
  });

  test('an unknown mix, or items without values, keep the order at any strength', () => {
    const candidates = makeCandidates({ seed: 7, numCandidates: 30, scoreRange: 9 });
    const unknown = calibrated(1, { mix: new Map(), valuesOf: randomValues(1) });
    expect(unknown(candidates, 12)).toEqual(firstOf(candidates, 12));
    const bare = calibrated(0.8, { mix: new Map([['a', 1]]), valuesOf: () => [] });
    expect(bare(candidates, 12)).toEqual(firstOf(candidates, 12));
  });

  test('the divergence of the list from the mix falls, on the average of 100 people by more than half', () => {
    let before = 0;
    let after = 0;
    for (let seed = 0; seed < 100; seed++) {
      const candidates = makeCandidates({ seed, numCandidates: 100, scoreRange: 1000 });
      const valuesOf = randomValues(seed);
      const mix = facetMix([seed, seed + 100, seed + 200, seed + 300].map(valuesOf));
      const reranker = calibrated(0.9, { mix, valuesOf });
      before += naiveDivergence(mix, [...candidates.indices.subarray(0, 20)].map(valuesOf));
      after += naiveDivergence(mix, [...reranker(candidates, 20).indices].map(valuesOf));
    }
    expect(after).toBeLessThan(before / 2);
  });

  test('70 % drama in the history, 70 % drama in the list', () => {
    const valuesOf = (index: number) => [index < 50 ? 'drama' : 'documentary'];
    const candidates = { indices: Uint32Array.from({ length: 100 }, (_, i) => i), scores: new Int32Array(100) };
    const mix = new Map(entries({ drama: 0.7, documentary: 0.3 }));
    const list = calibrated(0.5, { mix, valuesOf })(candidates, 20);
    expect([...list.indices].filter((index) => index < 50).length).toBe(14);
  });

  test('refuses a strength outside 0 to 1', () => {
    expect(() => calibrated(Number.NaN, { mix: new Map(), valuesOf: () => [] })).toThrow(
      're-ranking: weight is NaN, expected 0 to 1',
    );
  });
});

const entries = (shares: Record<string, number>) => Object.entries(shares);

/** KL(p, q~) of a list, by the paper's formulas 2, 3 and 5 to 7. */
function naiveDivergence(mix: FacetMix, list: readonly (readonly string[])[]): number {
  const valued = list.filter((values) => values.length > 0);
  let sum = 0;
  for (const [value, p] of mix) {
    const counts = valued.map((values) => (values.includes(String(value)) ? 1 / values.length : 0));
    const q = valued.length === 0 ? 0 : counts.reduce((total, count) => total + count, 0) / valued.length;
    sum += p * Math.log(p / (0.99 * q + 0.01 * p));
  }
  return sum;
}
