// The one suite that every ranker must pass, whatever it runs on: the answer to a request is unique, so each is
// compared with a naive sort, entry by entry.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { MAX_BOOST, type Ranker, type RankRequest } from '../../src/ranking/ranker.ts';

export type CreateRanker = (matrix: ItemMatrix) => Ranker | Promise<Ranker>;

interface Case {
  numItems: number;
  dim: number;
  k: number;
  seed: number;
  /** Values of items and query are drawn from -range..range: a small one makes many ties. */
  range: number;
  /** Share of the items that is allowed; undefined: no bitset at all. */
  allowedShare?: number;
  /** Boosts are drawn from -boostRange..boostRange; undefined: none at all. */
  boostRange?: number;
}

const cases: fc.Arbitrary<Case> = fc.record(
  {
    numItems: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 700 })),
    dim: fc.integer({ min: 1, max: 16 }).map((n) => n * 16),
    k: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1000 })),
    seed: fc.nat(),
    range: fc.constantFrom(0, 1, 5, 127),
    allowedShare: fc.constantFrom(0, 0.02, 0.5, 0.9, 1),
    boostRange: fc.constantFrom(0, 1, 5000, MAX_BOOST),
  },
  { requiredKeys: ['numItems', 'dim', 'k', 'seed', 'range'] },
);

/**
 * @param name    for the test names
 * @param create  makes the ranker under test; it is disposed after each case
 */
export function describeRanker(name: string, create: CreateRanker, options: { numRuns?: number } = {}): void {
  const { numRuns = 200 } = options;

  async function withRanker<T>(
    { items, numItems, dim }: Catalog,
    use: (ranker: Ranker, matrix: ItemMatrix) => Promise<T>,
  ): Promise<T> {
    const matrix = ItemMatrix.fromRows(items, numItems, dim);
    const ranker = await create(matrix);
    try {
      return await use(ranker, matrix);
    } finally {
      ranker.dispose();
    }
  }
  const rank = (catalog: Catalog, request: RankRequest) => withRanker(catalog, (ranker) => ranker.rank(request));

  describe(`ranker: ${name}`, () => {
    test('equals a naive sort for any catalog, query, allowed set, boosts and k', async () => {
      await fc.assert(
        fc.asyncProperty(cases, async (input) => {
          const { catalog, request } = build(input);
          expect(pairs(await rank(catalog, request))).toEqual(naiveRank(catalog, request));
        }),
        { seed: 1, numRuns },
      );
    });

    test('all scores equal: the lowest indices in order', async () => {
      const catalog = { items: new Int8Array(100 * 16).fill(3), numItems: 100, dim: 16 };
      const result = await rank(catalog, { query: new Int8Array(16).fill(1), k: 5 });
      expect([...result.indices]).toEqual([0, 1, 2, 3, 4]);
      expect([...result.scores]).toEqual([48, 48, 48, 48, 48]);
    });

    test('the largest magnitudes stay exact at 256 dimensions', async () => {
      const items = new Int8Array(3 * 256).fill(-127);
      items.fill(127, 256, 512);
      items.fill(-128, 512);
      const result = await rank({ items, numItems: 3, dim: 256 }, { query: new Int8Array(256).fill(-63), k: 3 });
      expect(pairs(result)).toEqual([
        [2, 256 * 63 * 128],
        [0, 256 * 63 * 127],
        [1, -256 * 63 * 127],
      ]);
    });

    test('more asked for than there is: every allowed item once', async () => {
      const { catalog, request } = build({ numItems: 40, dim: 32, k: 1000, seed: 5, range: 127, allowedShare: 0.5 });
      const { indices } = await rank(catalog, request);
      expect([...indices].sort((a, b) => a - b)).toEqual([...request.allowed!.indices()]);
    });

    test('an empty catalog gives an empty answer', async () => {
      const catalog = { items: new Int8Array(0), numItems: 0, dim: 16 };
      const result = await rank(catalog, { query: new Int8Array(16), k: 10, allowed: new Bitset(0) });
      expect([result.indices.length, result.scores.length]).toEqual([0, 0]);
    });

    test('one ranker answers many requests, also at the same time', async () => {
      const base = { numItems: 150, dim: 48, range: 127 };
      const { catalog } = build({ ...base, k: 0, seed: 1 });
      const requests = Array.from({ length: 150 }, (_, seed) => {
        const shapes = [{ allowedShare: 0.7 }, { boostRange: 5000 }, { allowedShare: 0.1, boostRange: 1 }, {}];
        return build({ ...base, k: seed % 13, seed, ...shapes[seed % 4] }).request;
      });
      await withRanker(catalog, async (ranker) => {
        const results = await Promise.all(requests.map((request) => ranker.rank(request)));
        expect(results.map(pairs)).toEqual(requests.map((one) => naiveRank(catalog, one)));
      });
    });

    test('rows that are set later are ranked, and so are rows that are set anew', async () => {
      const { catalog, request } = build({ numItems: 300, dim: 32, k: 20, seed: 9, range: 127 });
      const { items, numItems, dim } = catalog;
      const empty = { items: new Int8Array(items.length), numItems, dim };
      await withRanker(empty, async (ranker, matrix) => {
        await ranker.rank(request);
        for (const [first, end] of [
          [0, 7],
          [7, 150],
          [150, 300],
        ] as const) {
          matrix.setRows(first, items.subarray(first * dim, end * dim));
          ranker.rowsChanged(first, end - first);
          empty.items.set(items.subarray(first * dim, end * dim), first * dim);
          expect(pairs(await ranker.rank(request))).toEqual(naiveRank(empty, request));
        }
      });
    });

    test('refuses requests that do not fit the catalog', async () => {
      const query = new Int8Array(16);
      const catalog = { items: new Int8Array(32), numItems: 2, dim: 16 };
      const refused = (request: RankRequest) => expect(rank(catalog, request)).rejects;
      await refused({ query: new Int8Array(15), k: 1 }).toThrow('ranking: query has 15 values, expected 16');
      await refused({ query, k: -1 }).toThrow('ranking: k is -1, expected an integer of at least 0');
      await refused({ query: new Int8Array(16).fill(64), k: 1 }).toThrow('ranking: query holds 64, expected -63 to 63');
      await refused({ query, k: 1, allowed: new Bitset(3) }).toThrow('ranking: allowed has 3 bits, expected 2');
      await refused({ query, k: 1, boosts: new Int32Array(3) }).toThrow('ranking: boosts has 3 values, expected 2');
      await refused({ query, k: 1, boosts: new Int32Array(2).fill(MAX_BOOST + 1) }).toThrow(
        'ranking: boosts hold 1073741825, expected -1073741824 to 1073741824',
      );
    });
  });
}

/** What is ranked, row-major, for the naive reference. */
interface Catalog {
  items: Int8Array<ArrayBuffer>;
  numItems: number;
  dim: number;
}

function build({ numItems, dim, k, seed, range, allowedShare, boostRange }: Case): {
  catalog: Catalog;
  request: RankRequest;
} {
  const random = createRandom(seed);
  const draw = (limit: number) => random.integer(2 * limit + 1) - limit;
  const items = Int8Array.from({ length: numItems * dim }, () => draw(range));
  const query = Int8Array.from({ length: dim }, () => draw(Math.min(range, 63)));
  const request: RankRequest = { query, k };
  if (allowedShare !== undefined) {
    const all = Array.from({ length: numItems }, (_, i) => i);
    request.allowed = Bitset.fromIndices(
      numItems,
      all.filter(() => random.next() < allowedShare),
    );
  }
  if (boostRange !== undefined) request.boosts = Int32Array.from({ length: numItems }, () => draw(boostRange));
  return { catalog: { items, numItems, dim }, request };
}

function naiveRank({ items, numItems, dim }: Catalog, { query, k, allowed, boosts }: RankRequest) {
  const scored: [number, number][] = [];
  for (let index = 0; index < numItems; index++) {
    const score = query.reduce((sum, value, d) => sum + value * items[index * dim + d]!, boosts?.[index] ?? 0);
    if (!allowed || allowed.has(index)) scored.push([index, score]);
  }
  return scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, k);
}

const pairs = ({ indices, scores }: { indices: Uint32Array; scores: Int32Array }) =>
  Array.from(indices, (index, i): [number, number] => [index, scores[i]!]);
