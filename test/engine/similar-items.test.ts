import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimilarItems } from '../../src/engine/lists/similar-items.ts';
import { Bitset } from '../../src/ranking/bitset.ts';
import { ItemMatrix } from '../../src/ranking/item-matrix.ts';

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
        const items = new SimilarItems(ItemMatrix.fromRows(embeddings, numItems, DIM), DIM - QUALITY_DIMS);
        const { indices, scores } = items.find(itemIndex, 5, left.not());
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

  it('are found among rows that came later', () => {
    const items = new ItemMatrix(3, DIM);
    const similar = new SimilarItems(items, DIM - QUALITY_DIMS);
    items.setRows(0, new Int8Array(DIM).fill(9));
    const all = new Bitset(3).not();
    expect([...similar.find(0, 2, all).scores]).toEqual([0, 0]);
    items.setRows(1, new Int8Array(2 * DIM).fill(5));
    similar.rowsChanged(1, 2);
    expect([...similar.find(0, 2, all).scores]).toEqual([1e6, 1e6]);
  });
});
