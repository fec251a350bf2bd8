import { expect, test } from 'vitest';
import {
  element,
  linearScale,
  linearTicks,
  logarithmicScale,
  logarithmicTicks,
} from '../../src/pipeline/report/svg.ts';
import { expectWellFormed } from './svg-text.ts';

test('an element leaves out what is undefined, rounds its places and escapes its words', () => {
  const svg = element(
    'text',
    { x: 1 / 3, fill: undefined, 'aria-label': '"<' },
    '<b>',
    element('tspan', { y: 2 }),
  ).text;
  expect(svg).toBe('<text x="0.33" aria-label="&quot;&lt;">&lt;b&gt;<tspan y="2"/></text>');
  expectWellFormed(svg);
});

test.each([
  [0, 0.35, 4, [0, 0.1, 0.2, 0.3]],
  [0, 0.27, 4, [0, 0.05, 0.1, 0.15, 0.2, 0.25]],
  [-0.21, 0.01, 4, [-0.2, -0.15, -0.1, -0.05, 0]],
  [0, 0.5, 3, [0, 0.2, 0.4]],
  [3, 30, 4, [5, 10, 15, 20, 25, 30]],
  [0, 0, 4, [0]],
])('an axis from %d to %d has round ticks', (low, high, count, values) => {
  expect(linearTicks([low, high], count).values).toEqual(values);
});

test('the ticks of a logarithmic axis are at most seven, or powers of ten', () => {
  expect(logarithmicTicks([245_682, 987_531])).toEqual([300_000, 500_000, 700_000]);
  expect(logarithmicTicks([1000, 100_000])).toEqual([1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]);
  expect(logarithmicTicks([1, 1e9])).toEqual(Array.from({ length: 10 }, (_, power) => 10 ** power));
});

test('scales put their ends at the ends, and a single value nowhere strange', () => {
  expect([0, 5, 10].map(linearScale([0, 10], [20, 0]))).toEqual([20, 10, 0]);
  expect([1, 10, 100].map(logarithmicScale([1, 100], [0, 8]))).toEqual([0, 4, 8]);
  expect(linearScale([3, 3], [0, 8])(3)).toBe(0);
});
