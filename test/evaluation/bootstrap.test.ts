import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { differencesFrom, estimate } from '../../src/pipeline/evaluation/accuracy.ts';
import { bootstrapMeans, percentileInterval, RESAMPLES } from '../../src/pipeline/evaluation/bootstrap.ts';

/** As the book has it: draw a sample, average it, put the averages in order, take two of them. */
function naiveInterval(values: number[], seed: number, resamples: number) {
  const random = createRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    const sample = values.map(() => values[random.integer(values.length)]!);
    return sample.reduce((sum, value) => sum + value, 0) / sample.length;
  });
  const ordered = means.toSorted((a, b) => a - b);
  return { low: ordered[0.025 * resamples - 1], high: ordered[0.975 * resamples - 1] };
}

const numbers = (length: number) =>
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: length, maxLength: length });

test('equals a naive reference, whatever other columns are resampled with it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }).chain((users) => fc.tuple(numbers(users), numbers(users))),
      fc.nat(1000),
      ([first, second], seed) => {
        const means = bootstrapMeans([Float64Array.from(first), Float64Array.from(second)], seed, 200);
        expect(means.map(percentileInterval)).toEqual([
          naiveInterval(first, seed, 200),
          naiveInterval(second, seed, 200),
        ]);
      },
    ),
    { seed: 3, numRuns: 50 },
  );
});

test('when everybody is a hit the interval is [1, 1]; when nobody is, [0, 0]', () => {
  const [hits, misses] = bootstrapMeans([new Float64Array(37).fill(1), new Float64Array(37)], 1).map(
    percentileInterval,
  );
  expect(hits).toEqual({ low: 1, high: 1 });
  expect(misses).toEqual({ low: 0, high: 0 });
});

test('a share of 1,000 users has the interval of its normal approximation', () => {
  const hits = Float64Array.from({ length: 1000 }, (_, user) => (user < 300 ? 1 : 0));
  const { low, high } = percentileInterval(bootstrapMeans([hits], 5)[0]!);
  const halfWidth = 1.96 * Math.sqrt((0.3 * 0.7) / 1000);
  expect(low).toBeCloseTo(0.3 - halfWidth, 2);
  expect(high).toBeCloseTo(0.3 + halfWidth, 2);
});

test('at least 1,000 resamples; the seed decides, and nothing else', () => {
  expect(RESAMPLES).toBeGreaterThanOrEqual(1000);
  const values = Float64Array.from({ length: 50 }, (_, i) => i);
  expect(bootstrapMeans([values], 1)).toEqual(bootstrapMeans([values], 1));
  expect(bootstrapMeans([values], 1)).not.toEqual(bootstrapMeans([values], 2));
});

test('no users: no interval', () => {
  expect(percentileInterval(bootstrapMeans([new Float64Array(0)], 1)[0]!)).toEqual({
    low: Number.NaN,
    high: Number.NaN,
  });
});

test('pairing: a difference that is the same for everybody has an interval without width', () => {
  const values = Float64Array.from({ length: 40 }, (_, i) => i / 64);
  const found = (model: string, column: Float64Array) => {
    const [recall, ndcg] = estimate([column, column], 9);
    return { model, seen: 'masked' as const, segment: 'all' as const, k: 10, users: 40, recall: recall!, ndcg: ndcg! };
  };
  const own = found('own', values);
  expect(own.recall.high - own.recall.low).toBeGreaterThan(0.1);
  const lower = values.map((value) => value - 0.5);
  const [twin, shifted] = differencesFrom('own', [own, found('twin', values), found('lower', lower)]);
  expect(twin!.recall).toMatchObject({ mean: 0, low: 0, high: 0 });
  expect(shifted!.recall.low).toBeCloseTo(0.5, 12);
  expect(shifted!.ndcg.high).toBeCloseTo(0.5, 12);
});
