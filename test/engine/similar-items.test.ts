import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { similarItems } from '../../src/worker/similar-items.ts';

const DIM = 8;
const QUALITY_DIMS = 2;
const matrix = fc
  .array(fc.array(fc.integer({ min: -127, max: 127 }), { minLength: DIM, maxLength: DIM }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((rows) => ({ rows, embeddings: Int8Array.from(rows.flat()), numItems: rows.length }));

function cosine(a: number[], b: number[]): number {
  const dims = DIM - QUALITY_DIMS;
  const product = (x: number[], y: number[]) => x.slice(0, dims).reduce((sum, value, d) => sum + value * y[d]!, 0);
  const lengths = Math.sqrt(product(a, a)) * Math.sqrt(product(b, b));
  return lengths === 0 ? 0 : product(a, b) / lengths;
}

describe('similar items', () => {
  it('are the nearest by cosine without the quality dims, without the item and what is excluded', () => {
    fc.assert(
      fc.property(matrix, fc.nat(), fc.nat(), ({ rows, embeddings, numItems }, item, excluded) => {
        const itemIndex = item % numItems;
        const left = Bitset.fromIndices(numItems, [excluded % numItems]);
        const items = ItemMatrix.fromRows(embeddings, numItems, DIM);
        const { indices, scores } = similarItems(items, DIM - QUALITY_DIMS, itemIndex, 5, left.not());
        const expected = rows
          .map((row, index) => ({ index, score: Math.round(cosine(rows[itemIndex]!, row) * 1e6) }))
          .filter(({ index }) => index !== itemIndex && !left.has(index))
          .sort((a, b) => b.score - a.score || a.index - b.index)
          .slice(0, 5);
        expect([...indices]).toEqual(expected.map(({ index }) => index));
        expect([...scores]).toEqual(expected.map(({ score }) => score + 0));
      }),
      { seed: 1 },
    );
  });
});
