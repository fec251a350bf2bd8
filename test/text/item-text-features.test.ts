import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../src/formats/vocabulary.ts';
import {
  FRESHNESS_YEARS,
  percentileRanks,
  type RawFeatures,
  scaleFeatures,
  scaleFreshness,
  scaleRating,
} from '../../src/items/feature-scaling.ts';

const unknownOr = <T>(known: fc.Arbitrary<T>) => fc.option(known, { nil: undefined });
const anyRaw: fc.Arbitrary<RawFeatures> = fc.record({
  rating: unknownOr(fc.double({ min: 0, max: 10, noNaN: true })),
  votes: unknownOr(fc.nat(1_000_000)),
  gross: unknownOr(fc.nat(2_000_000_000)),
  year: unknownOr(fc.integer({ min: 1000, max: 3000 })),
});
const anyCatalog = fc.array(anyRaw, { maxLength: 30 });
const shrinkage = { meanRating: 6, priorVotes: 500 };

describe('scaleFeatures', () => {
  it('gives [0, 1] with a flag of 0 or 1 for every item, unknown as 0 and 0', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const features = scaleFeatures(catalog);
        expect(features.length).toBe(catalog.length * FEATURES.length);
        for (let i = 0; i < features.length; i += 2) {
          const [value, known] = [features[i]!, features[i + 1]!];
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(known);
          expect([0, 1]).toContain(known);
        }
      }),
    );
  });

  it('flags exactly what is known', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const features = scaleFeatures(catalog);
        catalog.forEach(({ rating, votes, gross, year }, i) => {
          const flags = [1, 3, 5].map((column) => features[i * FEATURES.length + column]);
          expect(flags).toEqual([rating, votes ?? gross, year].map((value) => (value === undefined ? 0 : 1)));
        });
      }),
    );
  });

  it('tells a known zero from an unknown', () => {
    const [least, unknown] = [{ rating: 0, votes: 0, year: 1800 }, {}];
    const features = scaleFeatures([least, unknown, { votes: 5 }], 0);
    expect([...features.slice(0, 6)]).toEqual([0, 1, 0, 1, 0, 1]);
    expect([...features.slice(6, 12)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('falls back on gross only where votes are unknown', () => {
    const features = scaleFeatures([{ votes: 1, gross: 900 }, { votes: 9, gross: 1 }, { gross: 500 }]);
    expect([2, 8, 14].map((column) => features[column])).toEqual([0, 1, 0.5]);
  });

  it('takes numbers that mean nothing for unknown', () => {
    const features = scaleFeatures([
      { rating: Number.NaN, votes: -1, gross: Number.POSITIVE_INFINITY, year: Number.NaN },
    ]);
    expect([...features]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('orders a catalog the same however it is shuffled', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        const reversed = scaleFeatures([...catalog].reverse());
        const popularity = (features: Float32Array) => catalog.map((_, i) => features[i * FEATURES.length + 2]);
        expect(popularity(reversed).reverse()).toEqual(popularity(scaleFeatures(catalog)));
      }),
    );
  });
});

describe('scaleRating', () => {
  const rating = fc.double({ min: 0, max: 10, noNaN: true });

  it('grows with the rating', () => {
    fc.assert(
      fc.property(rating, rating, fc.nat(100_000), (a, b, votes) => {
        const scaled = [Math.min(a, b), Math.max(a, b)].map(
          (value) => scaleRating({ rating: value, votes }, shrinkage)!,
        );
        expect(scaled[0]).toBeLessThanOrEqual(scaled[1]!);
      }),
    );
  });

  it('lies between the mean and the rating, and nears the rating with votes', () => {
    fc.assert(
      fc.property(rating, fc.nat(100_000), fc.nat(100_000), (value, few, more) => {
        const distance = (votes: number) => Math.abs(scaleRating({ rating: value, votes }, shrinkage)! * 10 - value);
        expect(distance(few)).toBeLessThanOrEqual(Math.abs(value - shrinkage.meanRating) + 1e-9);
        expect(distance(few + more)).toBeLessThanOrEqual(distance(few) + 1e-9);
      }),
    );
  });
});

describe('percentileRanks', () => {
  it('equals the naive count: others below plus half of the ties, over the others', () => {
    fc.assert(
      fc.property(fc.array(unknownOr(fc.nat(10)), { maxLength: 30 }), (values) => {
        const known = values.filter((value) => value !== undefined);
        const naive = values.map((value) => {
          if (value === undefined) return undefined;
          if (known.length === 1) return 0.5;
          const below = known.filter((other) => other < value).length;
          const ties = known.filter((other) => other === value).length - 1;
          return (below + ties / 2) / (known.length - 1);
        });
        expect(percentileRanks(values)).toEqual(naive);
      }),
    );
  });
});

describe('scaleFreshness', () => {
  it('is linear over its range of years and clamped outside', () => {
    const [oldest, newest] = FRESHNESS_YEARS;
    expect([oldest - 50, oldest, (oldest + newest) / 2, newest, newest + 50].map(scaleFreshness)).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
    expect(scaleFreshness(undefined)).toBeUndefined();
  });
});
