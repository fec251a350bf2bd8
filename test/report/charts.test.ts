import { expect, test } from 'vitest';
import { domainOf, type RangeRow, rangeChart, shareChart } from '../../src/pipeline/report/charts.ts';
import { attributesOf, expectWellFormed } from './svg-text.ts';

const row = (label: string, mean: number, low: number, high: number): RangeRow => ({
  ...{ label, mean, low, high },
  tone: 'other',
});
const draw = (rows: RangeRow[]) =>
  rangeChart({ rows, axis: 'Recall@10', domain: [0, 1], alternative: 'A chart.', format: (value) => value.toFixed(2) })
    .text;

test('dots and ranges stand where their values are on the axis, one line below the other', () => {
  const svg = draw([row('a', 0.5, 0.25, 0.75), row('b', 1, 1, 1), row('c', 0, 0, 0)]);
  expectWellFormed(svg);
  const dots = attributesOf(svg, 'circle').map(({ cx, cy }): [number, number] => [Number(cx), Number(cy)]);
  expect(dots).toHaveLength(3);
  const [zero, one] = [dots[2]![0], dots[1]![0]];
  expect(dots[0]![0]).toBeCloseTo((zero + one) / 2, 6);
  expect(dots.map(([, y]) => y)).toEqual(dots.map(([, y]) => y).toSorted((a, b) => a - b));
  const range = attributesOf(svg, 'line').find(({ y1, y2, x1 }) => y1 === y2 && Number(y1) === dots[0]![1] && x1)!;
  expect(Number(range.x1)).toBeCloseTo(zero + (one - zero) / 4, 6);
  expect(Number(range.x2)).toBeCloseTo(zero + (3 * (one - zero)) / 4, 6);
  for (const text of ['>a<', '>0.50<', '>Recall@10<']) expect(svg).toContain(text);
});

test('a chart has an alternative text and neither a style nor a size of its own', () => {
  const svg = draw([row('a', 0.5, 0.25, 0.75)]);
  expect(svg).toMatch(/^<svg role="img" aria-label="A chart." [^>]*viewBox="0 0 360 \d+"/);
  expect(svg).not.toContain('<style');
  expect(svg.slice(0, svg.indexOf('>'))).not.toMatch(/ (width|height)=/);
});

test('labels and alternative texts cannot break out of the drawing', () => {
  const hostile = `</text></svg><script>"'&`;
  const svg = rangeChart({
    ...{ rows: [row(hostile, 0.5, 0.25, 0.75)], axis: hostile, domain: [0, 1], alternative: hostile },
    format: () => hostile,
  }).text;
  expectWellFormed(svg);
  expect(svg).not.toContain('<script');
});

test('an axis holds 0 and every interval', () => {
  expect(domainOf([row('a', 0.2, 0.1, 0.5)])[0]).toBe(0);
  const [low, high] = domainOf([row('a', -0.2, -0.3, -0.1), row('b', 0.1, 0, 0.2)]);
  expect(low).toBeLessThan(-0.3);
  expect(high).toBeGreaterThan(0.2);
  const [, nothing] = domainOf([row('a', 0, 0, 0)]);
  expect(nothing).toBeGreaterThan(0);
});

test('bars have the heights of their shares, cut off at the top, where the largest has its figure', () => {
  const svg = shareChart({
    ...{ shares: Float64Array.of(0.8, 0.2, 0), targets: Float64Array.of(0.25, 0.25, 0.5) },
    ...{ groupNames: ['new', '1', '2'], highest: 0.4, tone: 'own', alternative: 'Bars.' },
  }).text;
  expectWellFormed(svg);
  const heights = attributesOf(svg, 'rect').map(({ height }) => Number(height));
  expect(heights[0]).toBeCloseTo(2 * heights[1]!, 6);
  expect(heights[2]).toBe(0);
  expect(svg).toContain('>80 %<');
});

test('a model that listed nothing has bars of no height and no figure, beside what was chosen', () => {
  const svg = shareChart({
    ...{ shares: Float64Array.of(Number.NaN, Number.NaN), targets: Float64Array.of(0.5, 0.5) },
    ...{ groupNames: ['new', '1'], highest: 0.5, tone: 'own', alternative: 'Bars.' },
  }).text;
  expectWellFormed(svg);
  expect(attributesOf(svg, 'rect').map(({ height }) => height)).toEqual(['0', '0']);
  expect(attributesOf(svg, 'line').filter(({ stroke }) => stroke === 'var(--ink)')).toHaveLength(2);
  expect(svg).not.toContain('–');
});
