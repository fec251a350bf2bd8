import { expect, test } from 'vitest';
import { FACT_DIM, factVector, TITLE_DIM, titleVector } from '../../src/text/hashed-vectors.ts';
import { HASHED_MODALITIES, modalityDim, modalityVectors } from '../../src/text/modalities.ts';

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
  const image = { name: 'image', width: 4 };
  const layout = [...HASHED_MODALITIES, image];
  const dim = modalityDim(layout);
  const rows = modalityVectors([{ title: 'Alien', year: 1979 }, { title: 'Alien' }], layout, [
    { image: [1, 2, 3] },
    {},
  ]);
  expect(rows).toHaveLength(2 * dim);
  const block = (item: number, m: number) => {
    const offset = modalityDim(layout.slice(0, m));
    return rows.subarray(item * dim + offset, item * dim + offset + layout[m]!.width);
  };
  expect([0, 1, 2].map((m) => block(0, m)[0])).toEqual([1, 1, 1]);
  expect([0, 1, 2].map((m) => block(1, m)[0])).toEqual([1, 0, 0]);
  expect([...block(0, 2)]).toEqual([1, 1, 2, 3]);
  expect(block(1, 1).every((value) => value === 0)).toBe(true);
  expect(block(0, 0)).toEqual(block(1, 0));
});

test('a modality of another width or name than this code makes is missing; an own vector must fit', () => {
  const rows = modalityVectors(
    [{ title: 'Alien' }],
    [
      { name: 'title', width: 9 },
      { name: 'sound', width: 3 },
    ],
  );
  expect(rows.every((value) => value === 0)).toBe(true);
  const wrong = () => modalityVectors([{ title: 'x' }], [{ name: 'image', width: 4 }], [{ image: [1] }]);
  expect(wrong).toThrow('modality image: item 0 has 1 values, expected 3');
});
