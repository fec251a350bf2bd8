import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { type Codebooks, encode, trainCodebooks } from '../../src/semantic-ids/residual-quantizer.ts';

/** Rows around a few centres. */
function clusteredRows(seed: number, numRows: number, dim: number, numClusters = 12): Int8Array<ArrayBuffer> {
  const random = createRandom(seed);
  const centres = Int8Array.from({ length: numClusters * dim }, () => 30 * random.normal());
  return Int8Array.from({ length: numRows * dim }, (_, i) => {
    const centre = Math.floor(i / dim) % numClusters;
    return centres[centre * dim + (i % dim)]! + 6 * random.normal();
  });
}

const cases = fc.record({
  seed: fc.nat(),
  numRows: fc.integer({ min: 1, max: 60 }),
  dim: fc.integer({ min: 1, max: 9 }),
  numLevels: fc.integer({ min: 1, max: 4 }),
  codebookSize: fc.integer({ min: 1, max: 20 }),
  sampleSize: fc.constantFrom(1, 10, 100),
});

describe('residual quantizer', () => {
  test('each code names the centroid nearest to what the codes before it leave', () => {
    fc.assert(
      fc.property(cases, ({ numRows, dim, ...options }) => {
        const rows = clusteredRows(options.seed, numRows, dim);
        const codebooks = trainCodebooks(rows, dim, options);
        const { codes, levels } = encode(rows, codebooks);
        expect([codes.length, levels.length]).toEqual([numRows * options.numLevels, options.numLevels]);
        for (let i = 0; i < numRows; i++) {
          let residual = [...rows.subarray(i * dim, (i + 1) * dim)];
          for (let level = 0; level < options.numLevels; level++) {
            const distances = centroids(codebooks, level).map((centroid) => squaredDistance(residual, centroid));
            const code = codes[i * options.numLevels + level]!;
            expect(distances[code]).toBeLessThanOrEqual(Math.min(...distances) * (1 + 1e-5) + 1e-3);
            residual = residual.map((value, d) => value - centroids(codebooks, level)[code]![d]!);
          }
        }
      }),
      { seed: 1 },
    );
  });

  test('the same seed gives the same codebooks, another seed others', () => {
    const rows = clusteredRows(3, 300, 8);
    const options = { numLevels: 3, codebookSize: 16, sampleSize: 200 };
    const first = trainCodebooks(rows, 8, { ...options, seed: 5 });
    expect(trainCodebooks(rows, 8, { ...options, seed: 5 })).toEqual(first);
    expect(trainCodebooks(rows, 8, { ...options, seed: 6 })).not.toEqual(first);
  });

  test('floats and int8 of the same values have the same codes', () => {
    const rows = clusteredRows(4, 200, 8);
    const codebooks = trainCodebooks(rows, 8, { codebookSize: 16 });
    expect(trainCodebooks(Float32Array.from(rows), 8, { codebookSize: 16 })).toEqual(codebooks);
    expect(encode(Float32Array.from(rows), codebooks)).toEqual(encode(rows, codebooks));
  });

  test('reports what is missing after each level, and which share of the codes occurs', () => {
    const dim = 8;
    const rows = clusteredRows(7, 500, dim);
    const codebooks = trainCodebooks(rows, dim, { numLevels: 3, codebookSize: 20 });
    const { codes, levels } = encode(rows, codebooks);
    const missing = [0, 0, 0, 0];
    for (let i = 0; i < 500; i++) {
      let residual = [...rows.subarray(i * dim, (i + 1) * dim)];
      missing[0]! += squaredDistance(residual, new Array(dim).fill(0));
      for (let level = 0; level < 3; level++) {
        const centroid = centroids(codebooks, level)[codes[i * 3 + level]!]!;
        residual = residual.map((value, d) => value - centroid[d]!);
        missing[level + 1]! += squaredDistance(residual, new Array(dim).fill(0));
      }
    }
    for (const [level, { reconstructionError, utilization }] of levels.entries()) {
      expect(reconstructionError).toBeCloseTo(missing[level + 1]! / missing[0]!, 5);
      const used = new Set(codes.filter((_, place) => place % 3 === level));
      expect(utilization).toBe(used.size / 20);
    }
    const errors = levels.map((level) => level.reconstructionError);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(errors[0]).toBeLessThan(0.2);
  });

  test('Lloyd’s iterations lower the error of the level', () => {
    const rows = clusteredRows(9, 600, 8, 40);
    const errorAfter = (iterations: number) => {
      const codebooks = trainCodebooks(rows, 8, { numLevels: 1, codebookSize: 16, iterations });
      return encode(rows, codebooks).levels[0]!.reconstructionError;
    };
    expect(errorAfter(10)).toBeLessThan(errorAfter(0));
  });

  test('fewer distinct rows than centroids: every row is met exactly', () => {
    const rows = Int8Array.of(1, 2, 9, 9, 1, 2, -4, 0);
    const { levels } = encode(rows, trainCodebooks(rows, 2, { numLevels: 2, codebookSize: 8 }));
    expect(levels.map((level) => level.reconstructionError)).toEqual([0, 0]);
    expect(levels[0]!.utilization).toBe(3 / 8);
  });

  test('refuses sizes that make no sense', () => {
    const rows = new Int8Array(12);
    const noun = 'residual quantizer:';
    expect(() => trainCodebooks(rows, 5)).toThrow(`${noun} rows hold 12 values, expected a multiple of 5`);
    expect(() => trainCodebooks(rows, 0)).toThrow(`${noun} dim is 0, expected an integer of at least 1`);
    expect(() => trainCodebooks(new Int8Array(0), 4)).toThrow(`${noun} there are 0 rows, expected at least 1`);
    expect(() => trainCodebooks(rows, 4, { codebookSize: 257 })).toThrow(
      `${noun} codebookSize is 257, expected an integer from 1 to 256`,
    );
    expect(() => trainCodebooks(rows, 4, { numLevels: 0 })).toThrow(`${noun} numLevels is 0`);
    expect(() => encode(new Int8Array(5), trainCodebooks(rows, 4))).toThrow(`${noun} rows hold 5 values`);
  });
});

function centroids({ centroids: all, codebookSize, dim }: Codebooks, level: number): number[][] {
  return Array.from({ length: codebookSize }, (_, code) => {
    const start = (level * codebookSize + code) * dim;
    return [...all.subarray(start, start + dim)];
  });
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0);
}
