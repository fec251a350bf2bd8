import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { groupByPrefix } from '../../src/semantic-ids/code-prefix.ts';
import { encode, trainCodebooks } from '../../src/semantic-ids/residual-quantizer.ts';

const DIM = 6;

/** Rows of very uneven clusters: half of them in the first, a quarter in the second, and so on. */
function unevenRows(seed: number, numRows: number): Float32Array<ArrayBuffer> {
  const random = createRandom(seed);
  const centres = Float32Array.from({ length: 10 * DIM }, () => 5 * random.normal());
  const rows = new Float32Array(numRows * DIM);
  for (let row = 0; row < numRows; row++) {
    const cluster = Math.min(9, Math.floor(-Math.log2(1 - random.next())));
    for (let d = 0; d < DIM; d++) rows[row * DIM + d] = centres[cluster * DIM + d]! + random.normal();
  }
  return rows;
}

const largest = (codes: Uint8Array, numLevels: number, length: number) =>
  Math.max(...[...groupByPrefix(codes, numLevels, length).values()].map((items) => items.length));

describe('balanced codes', () => {
  test('no code takes more than its share of the catalog, and on the last level of its prefix', () => {
    const cases = fc.record({
      seed: fc.nat(),
      numRows: fc.integer({ min: 1, max: 120 }),
      numLevels: fc.integer({ min: 1, max: 3 }),
      codebookSize: fc.integer({ min: 1, max: 12 }),
      slack: fc.constantFrom(1, 1.2, 3),
    });
    fc.assert(
      fc.property(cases, ({ numRows, ...options }) => {
        const { numLevels, codebookSize, slack } = options;
        const rows = unevenRows(options.seed, numRows);
        const codebooks = trainCodebooks(rows, DIM, { ...options, balanced: true });
        const { codes } = encode(rows, codebooks, { balanced: true, slack });
        for (let level = 0; level < numLevels - 1; level++) {
          const ofLevel = codes.filter((_, place) => place % numLevels === level);
          expect(largest(ofLevel, 1, 1)).toBeLessThanOrEqual(Math.ceil((slack * numRows) / codebookSize));
        }
        const sizes = groupByPrefix(codes, numLevels, numLevels - 1);
        for (const items of sizes.values()) {
          const ofPrefix = Uint8Array.from(items, (item) => codes[item * numLevels + numLevels - 1]!);
          expect(largest(ofPrefix, 1, 1)).toBeLessThanOrEqual(Math.ceil(items.length / codebookSize));
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('no two items collide where plain codes do, and the error grows by less than half on rows as uneven as these', () => {
    const rows = unevenRows(2, 300);
    const options = { numLevels: 3, codebookSize: 16 };
    const plain = encode(rows, trainCodebooks(rows, DIM, options));
    const balanced = encode(rows, trainCodebooks(rows, DIM, { ...options, balanced: true }), { balanced: true });
    expect(groupByPrefix(balanced.codes, 3, 3).size).toBe(300);
    expect(groupByPrefix(plain.codes, 3, 3).size).toBeLessThan(290);
    expect(balanced.levels[2]!.reconstructionError).toBeLessThan(1.5 * plain.levels[2]!.reconstructionError);
  });

  test('equal rows are told apart, and the same rows and seed give the same codes', () => {
    const rows = new Float32Array(10 * DIM).fill(1);
    rows.set(unevenRows(3, 5));
    const encodeAgain = () => {
      const codebooks = trainCodebooks(rows, DIM, { numLevels: 2, codebookSize: 8, balanced: true });
      return encode(rows, codebooks, { balanced: true }).codes;
    };
    expect(groupByPrefix(encodeAgain(), 2, 2).size).toBe(10);
    expect(encodeAgain()).toEqual(encodeAgain());
  });

  test('without crowding every row has its nearest centroids, as without the limit', () => {
    const rows = unevenRows(5, 60);
    const codebooks = trainCodebooks(rows, DIM, { numLevels: 3, codebookSize: 20 });
    const plain = encode(rows, codebooks);
    expect(groupByPrefix(plain.codes, 3, 3).size).toBe(60);
    expect(encode(rows, codebooks, { balanced: true, slack: 20 })).toEqual(plain);
  });

  test('refuses a slack without room for all, and rows that are no numbers', () => {
    const rows = unevenRows(1, 10);
    const noun = 'residual quantizer:';
    expect(() => trainCodebooks(rows, DIM, { balanced: true, slack: 0.9 })).toThrow(
      `${noun} slack is 0.9, expected a number of at least 1`,
    );
    rows[3] = Number.NaN;
    expect(() => trainCodebooks(rows, DIM)).toThrow(`${noun} rows hold NaN, expected finite numbers`);
  });
});
