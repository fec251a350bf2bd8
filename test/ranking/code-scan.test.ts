import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { createCodeScanner } from '../../src/ranking/code-scan.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import { MAX_BOOST, type RankRequest } from '../../src/ranking/ranker.ts';
import { recallAt } from '../../src/ranking/recall-at.ts';
import { encode, trainCodebooks } from '../../src/semantic-ids/residual-quantizer.ts';

interface Case {
  seed: number;
  numItems: number;
  dim: number;
  numLevels: number;
  codebookSize: number;
  k: number;
  allowedShare?: number;
  boostRange?: number;
}

const cases: fc.Arbitrary<Case> = fc.record(
  {
    seed: fc.nat(),
    numItems: fc.integer({ min: 1, max: 120 }),
    dim: fc.constantFrom(4, 16, 36),
    numLevels: fc.constantFrom(1, 2, 4, 5),
    codebookSize: fc.constantFrom(1, 7, 32),
    k: fc.integer({ min: 0, max: 130 }),
    allowedShare: fc.constantFrom(0, 0.1, 0.8),
    boostRange: fc.constantFrom(3, 5000, MAX_BOOST),
  },
  { requiredKeys: ['seed', 'numItems', 'dim', 'numLevels', 'codebookSize', 'k'] },
);

function build({ seed, numItems, dim, numLevels, codebookSize, k, allowedShare, boostRange }: Case) {
  const random = createRandom(seed);
  const draw = (limit: number) => random.integer(2 * limit + 1) - limit;
  const rows = Int8Array.from({ length: numItems * dim }, () => draw(127));
  const codebooks = trainCodebooks(rows, dim, { numLevels, codebookSize, seed, iterations: 2 });
  const { codes } = encode(rows, codebooks);
  const request: RankRequest = { query: Int8Array.from({ length: dim }, () => draw(63)), k };
  const members = Array.from({ length: numItems }, (_, i) => i).filter(() => random.next() < (allowedShare ?? 1));
  if (allowedShare !== undefined) request.allowed = Bitset.fromIndices(numItems, members);
  if (boostRange !== undefined) request.boosts = Int32Array.from({ length: numItems }, () => draw(boostRange));
  const rowsOf = async (indices: Uint32Array) =>
    Int8Array.from([...indices].flatMap((index) => [...rows.subarray(index * dim, (index + 1) * dim)]));
  return { rows, codes, codebooks, request, members, rowsOf, scanner: createCodeScanner(codes, codebooks) };
}

describe('code scan', () => {
  test('with all items as survivors it is the exact ranker', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (input) => {
        const { rows, request, scanner, rowsOf } = build(input);
        const exact = createJavaScriptRanker(ItemMatrix.fromRows(rows, input.numItems, input.dim));
        const options = { numSurvivors: input.numItems, rows: rowsOf };
        expect(await scanner.rankByCodes(request, options)).toEqual(await exact.rank(request));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('survivors are the best by the sums of their centroids’ products, none forbidden', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 130 }), (input, numSurvivors) => {
        const { codes, codebooks, request, members, scanner } = build(input);
        const { numLevels, codebookSize, dim, centroids } = codebooks;
        const scores = members.map((index) => {
          let score = request.boosts?.[index] ?? 0;
          for (let level = 0; level < numLevels; level++) {
            const start = (level * codebookSize + codes[index * numLevels + level]!) * dim;
            score += Math.round(request.query.reduce((sum, value, d) => sum + value * centroids[start + d]!, 0));
          }
          return { index, score };
        });
        const best = scores.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, numSurvivors);
        const expected = best.map(({ index }) => index).sort((a, b) => a - b);
        expect([...scanner.survivors(request, numSurvivors)]).toEqual(expected);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test('few survivors: exact scores in the rankers’ order, and only the survivors’ rows are fetched', async () => {
    const { request, scanner, rowsOf, rows } = build({
      seed: 3,
      numItems: 100,
      dim: 16,
      numLevels: 4,
      codebookSize: 16,
      k: 10,
    });
    const fetched: number[] = [];
    const result = await scanner.rankByCodes(request, {
      numSurvivors: 25,
      rows: (indices) => {
        fetched.push(...indices);
        return rowsOf(indices);
      },
    });
    expect(fetched).toEqual([...scanner.survivors(request, 25)]);
    const score = (index: number) => request.query.reduce((sum, value, d) => sum + value * rows[index * 16 + d]!, 0);
    const expected = fetched.sort((a, b) => score(b) - score(a) || a - b).slice(0, 10);
    expect([...result.indices]).toEqual(expected);
    expect([...result.scores]).toEqual(expected.map(score));
  });

  test('at least k survive, an empty catalog gives an empty answer', async () => {
    const { request, scanner, rowsOf, codebooks } = build({
      seed: 4,
      numItems: 50,
      dim: 4,
      numLevels: 2,
      codebookSize: 7,
      k: 9,
    });
    const { indices } = await scanner.rankByCodes(request, { numSurvivors: 0, rows: rowsOf });
    expect(indices.length).toBe(9);
    const empty = createCodeScanner(new Uint8Array(0), codebooks);
    const answer = await empty.rankByCodes(request, { numSurvivors: 5, rows: async () => new Int8Array(0) });
    expect([empty.numItems, answer.indices.length]).toEqual([0, 0]);
  });

  test('refuses what does not fit', async () => {
    const { request, scanner, rowsOf, codebooks, codes } = build({
      seed: 5,
      numItems: 20,
      dim: 4,
      numLevels: 2,
      codebookSize: 7,
      k: 3,
    });
    expect(() => createCodeScanner(codes.subarray(1), codebooks)).toThrow(
      'code scan: there are 39 codes, expected a multiple of 2',
    );
    expect(() => createCodeScanner(codes.slice().fill(7), codebooks)).toThrow(
      'code scan: codes hold 7, expected 0 to 6',
    );
    expect(() => scanner.survivors(request, 1.5)).toThrow(
      'code scan: numSurvivors is 1.5, expected an integer of at least 0',
    );
    await expect(scanner.rankByCodes(request, { numSurvivors: -1, rows: rowsOf })).rejects.toThrow(
      'code scan: numSurvivors is -1, expected an integer of at least 0',
    );
    await expect(scanner.rankByCodes(request, { numSurvivors: 5, rows: async () => new Int8Array(8) })).rejects.toThrow(
      'code scan: rows hold 8 values, expected 5 x 4',
    );
    await expect(scanner.rankByCodes({ ...request, k: -1 }, { numSurvivors: 5, rows: rowsOf })).rejects.toThrow(
      'ranking: k is -1, expected an integer of at least 0',
    );
  });
});

test('recallAt: the share of the exact list that is found, in any order', () => {
  expect(recallAt(Uint32Array.of(5, 6, 7, 8), Uint32Array.of(8, 1, 6))).toBe(0.5);
  expect(recallAt(new Uint32Array(0), Uint32Array.of(1))).toBe(1);
  expect(recallAt(Uint32Array.of(1), new Uint32Array(0))).toBe(0);
});
