// The one suite that every ranker must pass, whatever it runs on: the answer to a request is unique, so each is compared
// with a naive sort, entry by entry.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import type { Ranker, RankRequest } from '../../src/ranking/ranker.ts';

export type CreateRanker = (items: Int8Array<ArrayBuffer>, numItems: number, dim: number) => Ranker | Promise<Ranker>;

interface Case {
  numItems: number;
  dim: number;
  k: number;
  seed: number;
  /** Values of items and query are drawn from -range..range: a small one makes many ties. */
  range: number;
  /** Share of the items that is excluded; undefined: no bitset at all. */
  excludedShare?: number;
}

const cases: fc.Arbitrary<Case> = fc.record(
  {
    numItems: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 700 })),
    dim: fc.integer({ min: 1, max: 16 }).map((n) => n * 16),
    k: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1000 })),
    seed: fc.nat(),
    range: fc.constantFrom(0, 1, 5, 127),
    excludedShare: fc.constantFrom(0, 0.1, 0.9, 1),
  },
  { requiredKeys: ['numItems', 'dim', 'k', 'seed', 'range'] },
);

/**
 * @param name    for the test names
 * @param create  makes the ranker under test; it is disposed after each case
 */
export function describeRanker(name: string, create: CreateRanker, options: { numRuns?: number } = {}): void {
  const rank = async (items: Int8Array<ArrayBuffer>, numItems: number, dim: number, request: RankRequest) => {
    const ranker = await create(items, numItems, dim);
    try {
      return await ranker.rank(request);
    } finally {
      ranker.dispose();
    }
  };

  describe(`ranker: ${name}`, () => {
    test('equals a naive sort for any catalog, query, exclusions and k', async () => {
      await fc.assert(
        fc.asyncProperty(cases, async (input) => {
          const { items, request } = build(input);
          const result = await rank(items, input.numItems, input.dim, request);
          expect(pairs(result)).toEqual(naiveRank(items, input.numItems, input.dim, request));
        }),
        { seed: 1, numRuns: options.numRuns ?? 200 },
      );
    });

    test('all scores equal: the lowest indices in order', async () => {
      const result = await rank(new Int8Array(100 * 16).fill(3), 100, 16, { query: new Int8Array(16).fill(1), k: 5 });
      expect([...result.indices]).toEqual([0, 1, 2, 3, 4]);
      expect([...result.scores]).toEqual([48, 48, 48, 48, 48]);
    });

    test('the largest magnitudes stay exact at 256 dimensions', async () => {
      const items = new Int8Array(2 * 256).fill(-127);
      items.fill(127, 256);
      const result = await rank(items, 2, 256, { query: new Int8Array(256).fill(-63), k: 2 });
      expect(pairs(result)).toEqual([
        [0, 256 * 63 * 127],
        [1, -256 * 63 * 127],
      ]);
    });

    test('more asked for than there is: every candidate once, none of the excluded', async () => {
      const { items, request } = build({ numItems: 40, dim: 32, k: 1000, seed: 5, range: 127, excludedShare: 0.5 });
      const { indices } = await rank(items, 40, 32, request);
      expect([...indices].sort((a, b) => a - b)).toEqual([...request.excluded!.not().indices()]);
    });

    test('an empty catalog gives an empty answer', async () => {
      const result = await rank(new Int8Array(0), 0, 16, { query: new Int8Array(16), k: 10, excluded: new Bitset(0) });
      expect([result.indices.length, result.scores.length]).toEqual([0, 0]);
    });

    test('one ranker answers many requests, also at the same time', async () => {
      const base = { numItems: 150, dim: 48, k: 12, range: 127 };
      const { items } = build({ ...base, seed: 1 });
      const ranker = await create(items, base.numItems, base.dim);
      const requests = [11, 12, 13, 14].map((seed) => build({ ...base, seed, excludedShare: 0.3 }).request);
      const results = await Promise.all(requests.map((request) => ranker.rank(request)));
      ranker.dispose();
      results.forEach((result, i) => {
        expect(pairs(result)).toEqual(naiveRank(items, base.numItems, base.dim, requests[i]!));
      });
    });

    test('refuses requests that do not fit the catalog', async () => {
      const query = new Int8Array(16);
      const refused = (request: RankRequest) => expect(rank(new Int8Array(32), 2, 16, request)).rejects;
      await refused({ query: new Int8Array(15), k: 1 }).toThrow('ranking: query has 15 values, expected 16');
      await refused({ query, k: -1 }).toThrow('ranking: k is -1, expected an integer of at least 0');
      await refused({ query: new Int8Array(16).fill(64), k: 1 }).toThrow('ranking: query holds 64, expected -63 to 63');
      await refused({ query, k: 1, excluded: new Bitset(3) }).toThrow('ranking: excluded has 3 bits, expected 2');
    });
  });
}

function build({ numItems, dim, k, seed, range, excludedShare }: Case) {
  const random = createRandom(seed);
  const fill = (length: number, limit: number) =>
    Int8Array.from({ length }, () => random.integer(2 * limit + 1) - limit);
  const items = fill(numItems * dim, range);
  const request: RankRequest = { query: fill(dim, Math.min(range, 63)), k };
  if (excludedShare !== undefined) {
    const all = Array.from({ length: numItems }, (_, i) => i);
    request.excluded = Bitset.fromIndices(
      numItems,
      all.filter(() => random.next() < excludedShare),
    );
  }
  return { items, request };
}

function naiveRank(items: Int8Array, numItems: number, dim: number, { query, k, excluded }: RankRequest) {
  const scored: [number, number][] = [];
  for (let index = 0; index < numItems; index++) {
    const score = query.reduce((sum, value, d) => sum + value * items[index * dim + d]!, 0);
    if (!excluded?.has(index)) scored.push([index, score]);
  }
  return scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, k);
}

const pairs = ({ indices, scores }: { indices: Uint32Array; scores: Int32Array }) =>
  Array.from(indices, (index, i): [number, number] => [index, scores[i]!]);
