import { expect, test } from 'vitest';
import { html } from '../../src/pipeline/report/markup.ts';
import { axisOf, rangeCell } from '../../src/pipeline/report/range-cell.ts';

const format = (value: number) => value.toFixed(2);
const placesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/--(\w+):(-?[\d.]+)%/g)].map(([, name, place]) => [name, Number(place)]));

test('dot and band stand where their values are on the axis, and the figures beside them', () => {
  const { text } = html`${rangeCell({ mean: 0.5, low: 0.25, high: 0.75 }, { low: 0, high: 1, format })}`;
  expect(placesOf(text)).toEqual({ zero: 0, low: 25, mean: 50, high: 75 });
  expect(text).toContain('0.50<span class="interval">0.25 to 0.75</span>');
  const { text: hollow } = html`${rangeCell({ mean: 0, low: -1, high: 1 }, { low: -1, high: 1, format }, 'chance')}`;
  expect(hollow).toContain('class="range chance"');
  expect(html`${rangeCell(undefined, { low: 0, high: 1, format })}`.text).toBe('');
});

test('an axis holds 0 and every interval', () => {
  expect(axisOf([{ mean: 0.2, low: 0.1, high: 0.5 }], format).low).toBe(0);
  const values = [
    { mean: -0.2, low: -0.3, high: -0.1 },
    { mean: 0.1, low: 0, high: 0.2 },
  ];
  const { low, high } = axisOf(values, format);
  expect(low).toBeLessThan(-0.3);
  expect(high).toBeGreaterThan(0.2);
  expect(axisOf([{ mean: 0, low: 0, high: 0 }], format).high).toBeGreaterThan(0);
});
