import { expect, test } from 'vitest';
import { type ItemQuality, siteFeatures } from '../../src/items/site-features.ts';
import { countsInMemory, logFacts } from '../../src/pipeline/closed-form/log-counts.ts';
import { logOf } from '../evaluation/logs.ts';

test.each<[string, [number, number]]>([
  ['stars', [5, 1]],
  ['points of ten', [10, 2]],
  ['percent', [100, 20]],
])('ratings in %s come to the same features', (_, [high, low]) => {
  const rated = (rating: number): ItemQuality => ({ rating, votes: 10 });
  const features = siteFeatures([rated(high), rated(low)]);
  // Mean 0.6, ten votes (the median) for the mean: halfway between.
  expect(features[0]).toBeCloseTo(0.8, 6);
  expect(features[6]).toBeCloseTo(0.4, 6);
});

test("with a log only its own ratings and counts matter, not the items file's", async () => {
  const log = logOf([[0, 0, 1]], 3);
  const rated = { ...log, ratings: Float32Array.of(5, 4, Number.NaN) };
  const facts = await logFacts(countsInMemory(rated));
  expect([...facts.popularity]).toEqual([2, 1, 0]);
  expect([...facts.meanStars]).toEqual([4.5, Number.NaN, Number.NaN]);
  const items = [{ rating: 1, votes: 9 }, { rating: 9, votes: 1 }, { votes: 1000 }];
  const features = siteFeatures(items, facts);
  const [rating, ratingKnown, popularity, popularityKnown] = features;
  expect([rating, ratingKnown, popularity, popularityKnown]).toEqual([Math.fround(0.9), 1, 1, 1]);
  expect([...features.subarray(6, 10)]).toEqual([0, 0, 0, 1]);
  expect([...features.subarray(12, 16)]).toEqual([0, 0, 0, 0]);
});
