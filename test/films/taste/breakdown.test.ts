import { expect, test } from 'vitest';
import { byLabel, byThirds, groupMeans } from '../../../demo/films/taste/breakdown.ts';

test('labels are groups in their own order, each with the mean of its cases', () => {
  const breakdown = byLabel('decade', ['1990s', '1930s', '1990s']);
  expect(breakdown.groups).toEqual(['1930s', '1990s']);
  expect(groupMeans(breakdown, Float64Array.of(1, 0.25, 0))).toEqual([
    { mean: 0.25, size: 1 },
    { mean: 0.5, size: 2 },
  ]);
});

test('thirds are equally large by value, whatever the order of the cases and however many values are equal', () => {
  const groups = ['far', 'between', 'near'] as const;
  expect(byThirds('n', [0.9, 0.1, 0.5, 0.2, 0.8, 0.4], groups).groupOf).toEqual([2, 0, 1, 0, 2, 1]);
  expect(byThirds('n', [1, 1, 1, 1, 1, 1], groups).groupOf).toEqual([0, 0, 1, 1, 2, 2]);
});

test('an empty group has no mean', () => {
  const breakdown = byThirds('n', [0.3, 0.1], ['far', 'between', 'near']);
  const sizes = groupMeans(breakdown, Float64Array.of(0, 1)).map(({ size }) => size);
  expect(sizes).toEqual([1, 1, 0]);
  expect(groupMeans(breakdown, Float64Array.of(0, 1))[2]!.mean).toBeNaN();
});
