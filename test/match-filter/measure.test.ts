// Figures of the match filter beside naive ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, areaUnderCurve, atLine, calibrationOf } from '../../src/pipeline/match/measure-filter.ts';

const pair = fc.record({ score: fc.integer({ min: 0, max: 5 }), grade: fc.integer({ min: 0, max: 4 }) });

describe('the area under the curve', () => {
  it('is the share of pairs of good and bad that are in order', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (rows) => {
        const scores = rows.map(({ score }) => score);
        const grades = rows.map(({ grade }) => grade);
        const found = areaUnderCurve({ scores, grades, profiles: rows.map((_, i) => i) }, [...rows.keys()]);
        const good = rows.filter(({ grade }) => grade >= 3);
        const bad = rows.filter(({ grade }) => grade <= 1);
        const worth = good.flatMap((g) => bad.map((b) => (g.score > b.score ? 1 : g.score === b.score ? 0.5 : 0)));
        expect(found === undefined).toBe(worth.length === 0);
        if (!found) return;
        expect(found.value).toBeCloseTo(worth.reduce<number>((sum, one) => sum + one, 0) / worth.length, 10);
        expect(found).toMatchObject({ numBad: bad.length, numGood: good.length });
      }),
    );
  });

  it('has an interval around it, wider for fewer people', () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      score: (i * 37) % 100,
      grade: (i * 37) % 100 > 40 + ((i * 13) % 40) ? 4 : 0,
    }));
    const area = (people: number) =>
      areaUnderCurve(
        {
          scores: rows.map(({ score }) => score),
          grades: rows.map(({ grade }) => grade),
          profiles: rows.map((_, i) => i % people),
        },
        [...rows.keys()],
      )!;
    const many = area(200);
    expect(many.low).toBeLessThan(many.value);
    expect(many.high).toBeGreaterThan(many.value);
    expect(area(4).high - area(4).low).not.toBe(many.high - many.low);
  });
});

it('counts what a line takes', () => {
  const pairs = { scores: [1, 2, 3, 4], grades: [0, 3, 1, 4], profiles: [0, 0, 0, 0] };
  expect(atLine(pairs, [0, 1, 2, 3], 2)).toEqual({
    below: { bad: 1, good: 1, all: 2 },
    all: { bad: 2, good: 2, all: 4 },
  });
});

it('compares what was told with what was', () => {
  expect(calibrationOf([0.02, 0.04, 0.95, 1], [false, true, true, true])).toEqual([
    { told: 0.03, was: 0.5, count: 2 },
    { told: 0.975, was: 1, count: 2 },
  ]);
});

describe('two judges', () => {
  it('agree wholly where they say the same', () => {
    expect(agreementOf([0, 1, 3, 4], [0, 1, 3, 4])).toEqual({ pairs: 4, same: 1, kappa: 1, badKappa: 1 });
  });

  it('agree no more than by chance where one says anything', () => {
    const { kappa } = agreementOf([0, 0, 4, 4], [0, 4, 0, 4]);
    expect(kappa).toBeCloseTo(0);
  });
});
