import { expect, test } from 'vitest';
import { count, decimals, percent, signed } from '../../src/pipeline/report/format-figures.ts';

test('figures have a fixed number of decimals, a real minus, and no sign on a 0', () => {
  expect(decimals(0.12345, 3)).toBe('0.123');
  expect(decimals(-0.5, 1)).toBe('−0.5');
  expect(decimals(-0.0001, 3)).toBe('0.000');
  expect(decimals(Number.NaN, 3)).toBe('–');
  expect(signed(0.02, 2)).toBe('+0.02');
  expect(signed(0.001, 2)).toBe('0.00');
  expect(signed(-0.02, 2)).toBe('−0.02');
});

test('shares are percentages, counts have their thousands apart', () => {
  expect(percent(0.1111)).toBe('11.1 %');
  expect(percent(1, 0)).toBe('100 %');
  expect([count(999), count(1000), count(1234567)]).toEqual(['999', '1,000', '1,234,567']);
});
