import { expect, test } from 'vitest';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { fitSemanticIds, semanticIdOf, semanticIdsOf } from '../../src/semantic-ids/fit-semantic-ids.ts';

const NUM_ITEMS = 80;
const kindOf = (item: number): number => item % 2;
const random = createRandom(4);
const content = new Float32Array(NUM_ITEMS * CONTENT_DIM);
for (let item = 0; item < NUM_ITEMS; item++) {
  content[item * CONTENT_DIM + kindOf(item)] = 0.9;
  for (let d = 2; d < 40; d++) content[item * CONTENT_DIM + d] = random.normal() * 0.05;
}
const ids = Array.from({ length: NUM_ITEMS }, (_, item) => `item-${item}`);
const fields = ids.map((title, item) => ({ title, genres: [kindOf(item) === 0 ? 'Western' : 'Musical'] }));

test('codes follow the content, are unique with their dedup code, and labels say what they mean', () => {
  const found = fitSemanticIds(ids, content, fields, 1);
  const first = ids.map((_, item) => semanticIdOf(found, item).codes[0]!);
  for (let item = 2; item < NUM_ITEMS; item++) {
    const kinds = new Set(first.flatMap((code, other) => (code === first[item] ? [kindOf(other)] : [])));
    expect(kinds).toEqual(new Set([kindOf(item)]));
  }
  const unique = new Set(ids.map((_, item) => Object.values(semanticIdOf(found, item)).map(String).join(':')));
  expect(unique.size).toBe(NUM_ITEMS);
  const label = found.codebooks.labels.find(({ prefix }) => prefix.length === 1 && prefix[0] === first[0]);
  expect(label?.label).toBe('Western');
});

test('the same seed gives the same codes; items that are only encoded do not move the codebooks', () => {
  const fitted = Uint32Array.from({ length: NUM_ITEMS / 2 }, (_, i) => i);
  const changed = content.slice();
  changed.fill(0.01, (NUM_ITEMS / 2) * CONTENT_DIM);
  const one = fitSemanticIds(ids, content, fields, 1, fitted);
  expect(fitSemanticIds(ids, content, fields, 1, fitted)).toEqual(one);
  expect(fitSemanticIds(ids, changed, fields, 1, fitted).codebooks.centroids).toEqual(one.codebooks.centroids);
});

test('items that come later take their nearest codes', () => {
  const { codebooks, codes } = fitSemanticIds(ids, content, fields, 1);
  const later = semanticIdsOf(codebooks, ['new', 'other'], content.slice(0, 2 * CONTENT_DIM), fields.slice(0, 2));
  expect(later.codes).toHaveLength(2 * codebooks.numLevels);
  expect(later.codes[0]).toBe(codes[0]);
  expect(later.codebooks.labels.map(({ label }) => label)).toEqual(expect.arrayContaining(['Western', 'Musical']));
});
