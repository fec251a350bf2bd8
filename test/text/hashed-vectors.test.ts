import { expect, test } from 'vitest';
import { FACT_DIM, factVector, TITLE_DIM, titleVector } from '../../src/text/hashed-vectors.ts';
import { MODALITIES, MODALITY_DIM, modalityVectors } from '../../src/text/modalities.ts';

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, d) => sum + value * b[d]!, 0);

test('sequels are near, other titles are not', () => {
  const [first, second, other] = ['Star Trek: First Contact', 'Star Trek: Generations', 'Grumpy Old Men'].map(
    (title) => titleVector({ title })!,
  );
  expect(first).toHaveLength(TITLE_DIM);
  expect(dot(first!, first!)).toBeCloseTo(1, 5);
  expect(dot(first!, second!)).toBeGreaterThan(0.4);
  expect(Math.abs(dot(first!, other!))).toBeLessThan(0.3);
  expect(titleVector({ title: '!' })).toBeUndefined();
});

test('the nearer two years are, the more their facts agree', () => {
  const of = (year: number) => factVector({ title: 'x', year, genres: ['Drama'] })!;
  const near = [1994, 1995, 1999, 2011].map((year) => dot(of(1994), of(year)));
  expect(of(1994)).toHaveLength(FACT_DIM);
  for (let i = 1; i < near.length; i++) expect(near[i]).toBeLessThan(near[i - 1]! + 1e-6);
  expect(near[0]).toBeCloseTo(1, 5);
  expect(near[3]).toBeLessThan(0.5);
  expect(factVector({ title: 'Nothing else' })).toBeUndefined();
});

test('the blocks follow each other, a flag before each; a missing one is all zeros', () => {
  const rows = modalityVectors([{ title: 'Alien', year: 1979 }, { title: 'Alien' }]);
  expect(rows).toHaveLength(2 * MODALITY_DIM);
  const block = (item: number, m: number) => {
    const { offset, width } = MODALITIES[m]!;
    return rows.subarray(item * MODALITY_DIM + offset, item * MODALITY_DIM + offset + width);
  };
  expect([block(0, 0)[0], block(0, 1)[0], block(1, 0)[0], block(1, 1)[0]]).toEqual([1, 1, 1, 0]);
  expect(block(1, 1).every((value) => value === 0)).toBe(true);
  expect(block(0, 0)).toEqual(block(1, 0));
  expect(MODALITIES.reduce((end, { offset, width }) => (offset === end ? offset + width : -1), 0)).toBe(MODALITY_DIM);
});
