import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recallAt } from '../../bench/harness/recall.ts';
import { percentile, summarize } from '../../bench/harness/statistics.ts';

const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });

test('a percentile is the smallest value that its share of the values does not exceed', () => {
  fc.assert(
    fc.property(samples, fc.constantFrom(0.01, 0.5, 0.95, 1), (values, share) => {
      const found = percentile(values, share);
      const notAbove = (limit: number) => values.filter((value) => value <= limit).length / values.length;
      expect(values).toContain(found);
      expect(notAbove(found)).toBeGreaterThanOrEqual(share);
      for (const smaller of values.filter((value) => value < found)) expect(notAbove(smaller)).toBeLessThan(share);
    }),
    { seed: 1 },
  );
});

test('median and 95th percentile of 1 to 100', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(summarize(values)).toEqual({ p50Ms: 50, p95Ms: 95 });
  expect(summarize([7])).toEqual({ p50Ms: 7, p95Ms: 7 });
  expect(() => summarize([])).toThrow('statistics: there are 0 values, expected at least 1');
});

test('recall is the share of the expected list that was found, whatever the order', () => {
  expect(recallAt([1, 2, 3], [3, 2, 1])).toBe(1);
  expect(recallAt([1, 2, 3, 4], [1, 2, 9, 8])).toBe(0.5);
  expect(recallAt([1], [])).toBe(0);
  expect(recallAt([], [])).toBe(1);
});
