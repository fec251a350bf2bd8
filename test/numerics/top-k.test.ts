import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTopK } from '../../src/numerics/top-k.ts';

/** What the heap must equal: sort everything. */
function sortedTopK(entries: [index: number, score: number][], k: number): [number, number][] {
  return [...entries].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, k);
}

describe('createTopK', () => {
  test('equals a sort, ties to the lower index, in whatever order candidates come', () => {
    const scores = fc.array(
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    );
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 40 }), fc.boolean(), (list, k, reversed) => {
        const entries = list.map((score, index): [number, number] => [index, score]);
        const top = createTopK(k, list.length);
        for (const [index, score] of reversed ? [...entries].reverse() : entries) top.add(index, score);
        const { indices, scores: kept } = top.finish();
        expect(Array.from(indices, (index, i) => [index, kept[i]])).toEqual(sortedTopK(entries, k));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('a huge k allocates no more than there are candidates', () => {
    const top = createTopK(2 ** 40, 2);
    top.add(1, 5);
    expect(top.finish().indices).toEqual(Uint32Array.of(1));
  });

  test('refuses a k that is none', () => {
    expect(() => createTopK(-1)).toThrow('top-k: k is -1, expected an integer of at least 0');
    expect(() => createTopK(1.5)).toThrow('top-k: k is 1.5');
  });
});
