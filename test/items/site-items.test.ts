import { expect, test } from 'vitest';
import type { RawItem } from '../../src/pipeline/input/read-items.ts';
import { siteFeatures, siteItems, textFields } from '../../src/pipeline/input/site-items.ts';
import { logFacts } from '../../src/pipeline/site/log-facts.ts';
import { logOf } from '../evaluation/logs.ts';

const item = (change: Partial<RawItem>): RawItem => ({ itemId: 'a', title: 'A', fields: {}, facets: {}, ...change });

test("a site's columns fill the text template: known names, short facts as tags, prose as description", () => {
  const long = 'x'.repeat(81);
  const fields = { category: ['Sofa', 'Bed'], director: 'D', brand: 'Acme', description: 'Soft.', notes: long };
  expect(textFields(item({ year: 1990, fields }))).toEqual({
    title: 'A',
    year: 1990,
    genres: ['Sofa', 'Bed'],
    director: 'D',
    tags: ['Acme'],
    description: `Soft. ${long}`,
  });
});

test('facet names fit the bundle format and stay apart; labels are the columns', () => {
  const facets = { 'Brand Name': ['Acme'], 'brand-name': ['Bolt'], Größe: ['M'], 型: ['x'] };
  const { facetVocabulary, facets: values } = siteItems({
    items: [item({ fields: facets, facets })],
    facetNames: Object.keys(facets),
    warnings: [],
  });
  expect(facetVocabulary).toEqual([
    { name: 'brand-name-1', label: 'Brand Name' },
    { name: 'brand-name-2', label: 'Brand-name' },
    { name: 'gro-e', label: 'Größe' },
    { name: 'facet', label: '型' },
  ]);
  expect(values[0]).toEqual({ 'brand-name-1': ['Acme'], 'brand-name-2': ['Bolt'], 'gro-e': ['M'], facet: ['x'] });
});

test('details are the year and short texts that are no facet', () => {
  const fields = { maker: 'Acme', colour: 'red', story: 'x'.repeat(81), tags: ['a'] };
  const { details } = siteItems({ items: [item({ year: 1990, fields })], facetNames: ['colour'], warnings: [] });
  expect(details[0]).toEqual({ year: '1990', maker: 'Acme' });
});

test.each([
  ['stars', [5, 1]],
  ['points of ten', [10, 2]],
  ['percent', [100, 20]],
])('ratings in %s come to the same features', (_, [high, low]) => {
  const rated = (rating: number) => item({ rating, votes: 10 });
  const features = siteFeatures([rated(high), rated(low)]);
  // Mean 0.6, ten votes (the median) for the mean: halfway between.
  expect(features[0]).toBeCloseTo(0.8, 6);
  expect(features[6]).toBeCloseTo(0.4, 6);
});

test("with a log only its own ratings and counts matter, not the items file's", () => {
  const log = logOf([[0, 0, 1]], 3);
  const rated = { ...log, ratings: Float32Array.of(5, 4, Number.NaN) };
  const facts = logFacts(rated);
  expect([...facts.popularity]).toEqual([2, 1, 0]);
  expect([...facts.meanStars]).toEqual([4.5, Number.NaN, Number.NaN]);
  const items = [item({ rating: 1, votes: 9 }), item({ rating: 9, votes: 1 }), item({ votes: 1000 })];
  const features = siteFeatures(items, facts);
  const [rating, ratingKnown, popularity, popularityKnown] = features;
  expect([rating, ratingKnown, popularity, popularityKnown]).toEqual([Math.fround(0.9), 1, 1, 1]);
  expect([...features.subarray(6, 10)]).toEqual([0, 0, 0, 1]);
  expect([...features.subarray(12, 16)]).toEqual([0, 0, 0, 0]);
});
