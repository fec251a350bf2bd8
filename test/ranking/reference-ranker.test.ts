import { expect, test } from 'vitest';
import { createReferenceRanker } from '../../src/ranking/reference-ranker.ts';
import { describeRanker } from './conformance.ts';

describeRanker('reference', createReferenceRanker);

test('rows that are filled in later are ranked', async () => {
  const items = new Int8Array(2 * 16);
  const ranker = createReferenceRanker(items, 2, 16);
  items.fill(2, 16);
  const { indices } = await ranker.rank({ query: new Int8Array(16).fill(1), k: 1 });
  expect([...indices]).toEqual([1]);
});

test('refuses embeddings of another size', () => {
  expect(() => createReferenceRanker(new Int8Array(30), 2, 16)).toThrow('items has 30 values, expected 2 x 16');
});
