// What the content path makes of a small catalog: likeness by content, columns and title words, in embeddings and in the
// table.
import { describe, expect, it } from 'vitest';
import { encodeItemToItem } from '../../src/formats/item-to-item.ts';
import { CONTENT_DIM, FEATURES } from '../../src/formats/vocabulary.ts';
import { neighboursOf } from '../../src/item-to-item/item-to-item-table.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import type { ItemTextFields } from '../../src/text/item-text.ts';
import { fitContentPath } from '../../src/untrained/content-path.ts';
import { describe as describeItems } from '../../src/untrained/likeness/described.ts';
import type { ContentItem } from '../../src/untrained/likeness/item-tokens.ts';
import { likenessDeviation } from '../../src/untrained/likeness-deviation.ts';
import { qualityPrior } from '../../src/untrained/quality-prior.ts';
import { encodeWords } from './word-encoder.ts';

const NUM_ITEMS = 70;
const D = 32;
const TASTE = D - FEATURES.length;
const input = { ...catalogOf(NUM_ITEMS), embeddingDim: D, seed: 1 };
const path = await fitContentPath(input);

/** Unit-length content in five clusters, features of which some are unknown, and titles of which every 13th share a word. */
function catalogOf(numItems: number) {
  const random = createRandom(5);
  const centres = Array.from({ length: 5 }, () => Float64Array.from({ length: CONTENT_DIM }, () => random.normal()));
  const content = new Float32Array(numItems * CONTENT_DIM);
  const features = new Float32Array(numItems * FEATURES.length);
  for (let i = 0; i < numItems; i++) {
    const row = centres[i % 5]!.map((value) => 3 + value + 0.5 * random.normal());
    const length = Math.hypot(...row);
    content.set(
      row.map((value) => value / length),
      i * CONTENT_DIM,
    );
    features.set(i % 7 === 0 ? [0, 0, 0, 0, 0, 0] : [random.next(), 1, random.next(), 1, random.next(), 1], i * 6);
  }
  const items = Array.from({ length: numItems }, (_, i) => itemOf({ title: `Word${i % 13} part` }));
  return { described: [describeItems(items, content)], features, items, encodeAll: encodeWords };
}

function itemOf(fields: ItemTextFields, facets: ContentItem['facets'] = {}): ContentItem {
  return { fields, facets, details: {} };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const taste = (i: number, { embeddings } = path) => embeddings.subarray(i * D, i * D + TASTE);
const all = new Bitset(NUM_ITEMS).not();

describe('embeddings', () => {
  it('have unit-length taste where there is nothing but titles, and the features as the quality vector', () => {
    for (let i = 0; i < NUM_ITEMS; i++) {
      expect(Math.hypot(...taste(i))).toBeCloseTo(1, 4);
      const quality = path.embeddings.subarray(i * D + TASTE, (i + 1) * D);
      expect([...quality]).toEqual([...input.features.subarray(i * 6, i * 6 + 6)]);
    }
  });

  it('tell apart what the common part of all content vectors hides', () => {
    const contentRow = (i: number) => input.described[0]!.content.subarray(i * CONTENT_DIM, (i + 1) * CONTENT_DIM);
    expect(dot(contentRow(1), contentRow(2))).toBeGreaterThan(0.8);
    expect(dot(taste(1), taste(2))).toBeLessThan(0.3);
    expect(dot(taste(1), taste(6))).toBeGreaterThan(dot(taste(1), taste(2)) + 0.3);
  });

  it('hold shared values of columns, in dims that titles alone leave to the content', async () => {
    // What is written of an item says its kind, so the column counts.
    const items = input.items.map(({ fields }, i) => {
      const kind = `g${i % 3}`;
      return itemOf({ ...fields, description: `All about ${kind}` }, { kind: [kind] });
    });
    const described = [describeItems(items, input.described[0]!.content)];
    const made = await fitContentPath({ ...input, items, described });
    const tokenDims = (i: number) => taste(i, made).subarray(TASTE - 10);
    expect(dot(tokenDims(0), tokenDims(3))).toBeGreaterThan(dot(tokenDims(0), tokenDims(1)) + 0.05);
  });
});

describe('the table of what is alike', () => {
  it('can be written, and keeps no more neighbours than a tenth of the catalog and ten', () => {
    const table = path.table!;
    expect(encodeItemToItem(table).length).toBeGreaterThan(NUM_ITEMS);
    expect(table).toMatchObject({ numItems: NUM_ITEMS, neighboursPerItem: 10, historyItems: 20, halfWeightAt: 2 });
    expect(table.towerStrength).toBeGreaterThan(0);
  });

  it('has the nearest of each item: of its cluster, and with them those that share a rare word', () => {
    const table = path.table!;
    for (let i = 0; i < NUM_ITEMS; i++) {
      const found = neighboursOf(table, i, all);
      expect(found.filter(({ itemIndex }) => itemIndex % 5 === i % 5).length).toBeGreaterThan(4);
      expect(found.every(({ weight }) => weight >= 1 && weight <= 255)).toBe(true);
      const both = [i - 65, i + 65].filter((other) => other >= 0 && other < NUM_ITEMS);
      for (const other of both) expect(found.slice(0, 2).map(({ itemIndex }) => itemIndex)).toContain(other);
    }
  });

  it('can be left out, and embeddings hold words instead', async () => {
    const large = await fitContentPath(input, { hasTable: false });
    expect(large.table).toBeUndefined();
    const words = (i: number) => taste(i, large).subarray(TASTE - 10);
    expect(dot(words(0), words(13))).toBeGreaterThan(dot(words(0), words(1)));
  });
});

describe('fitContentPath', () => {
  it('gives the same for the same input, however it is cut into blocks', async () => {
    expect(await fitContentPath(input)).toEqual(path);
    const { content } = input.described[0]!;
    const cut = [20, 20, 30].map((size, i) => {
      const first = 20 * i;
      return describeItems(input.items.slice(first, first + size), content.subarray(first * 256, (first + size) * 256));
    });
    expect(await fitContentPath({ ...input, described: cut })).toEqual(path);
  });

  it('serves a catalog of one item', async () => {
    const items = [itemOf({ title: 'One' })];
    const one = await fitContentPath({
      ...input,
      described: [describeItems(items, input.described[0]!.content.slice(0, 256))],
      features: input.features.slice(0, 6),
      items,
    });
    expect([...one.embeddings, ...one.prior].every(Number.isFinite)).toBe(true);
    expect(one.table).toBeUndefined();
  });

  it('refuses inputs that disagree', async () => {
    await expect(fitContentPath({ ...input, items: [itemOf({ title: 'One' })] })).rejects.toThrow(
      '17920 content values and 420 features for 1 items',
    );
  });
});

describe('qualityPrior', () => {
  const features = Float32Array.from([0.2, 0.4, 0.6, 0.8].flatMap((value) => [value, 1, value, 1, 0.5, 1]));

  it('lets an unknown value add what an item at the lower quartile adds', () => {
    const [rating, ratingKnown, popularity, popularityKnown, ...freshness] = qualityPrior(features, 0.1);
    expect(rating! * 0.4 + ratingKnown!).toBeCloseTo(0, 6);
    expect(popularity! * 0.4 + popularityKnown!).toBeCloseTo(0, 6);
    expect(freshness).toEqual([0, 0]);
    expect([...qualityPrior(new Float32Array(6), 0.1)].every(Number.isFinite)).toBe(true);
  });

  it('weighs popularity in standard deviations of likeness: 2 over its whole range', () => {
    const deviation = likenessDeviation(path.embeddings, D, TASTE);
    expect(qualityPrior(features, deviation)[2]).toBeCloseTo(2 * deviation, 6);
  });
});
