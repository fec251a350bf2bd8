// Telling two kinds of visits apart: what has an answer by hand, chance, and a difference that is spread over all measurements.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { areaUnderCurve, logisticArea, singles } from './told-apart.ts';

const NUM_VISITS = 100;
const NUM_TIMES = 20;

/** Visits whose times are drawn alike, but for what is added to each. */
function visits(seed: number, added = 0): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: NUM_VISITS }, () => Array.from({ length: NUM_TIMES }, () => random.next() + added));
}

describe('the area under the curve', () => {
  test('is the share of pairs in their order; pairs that are the same count half', () => {
    expect(areaUnderCurve([2, 3], [1])).toBe(1);
    expect(areaUnderCurve([1], [2, 3])).toBe(0);
    expect(areaUnderCurve([1, 3], [2, 3])).toBe((0 + 0 + 1 + 0.5) / 4);
  });

  test('of the best measurement is that of the one that differs, whichever way', () => {
    const others = visits(2).map((visit) => visit.map((value, i) => (i === 7 ? value + 2 : value)));
    expect(singles(visits(1), others)[0]).toEqual({ feature: 7, area: 1 });
  });
});

describe('a regression over all measurements', () => {
  test('tells nothing where there is nothing to tell, though one measurement of many does by chance', () => {
    expect(Math.abs(logisticArea(visits(1), visits(2)) - 0.5)).toBeLessThan(0.12);
    expect(singles(visits(1), visits(2))[0]!.area).toBeGreaterThan(0.55);
  });

  test('adds up what each tells a little of', () => {
    const [ones, others] = [visits(1, 0.1), visits(2)];
    expect(logisticArea(ones, others)).toBeGreaterThan(Math.max(0.8, singles(ones, others)[0]!.area));
  });
});
