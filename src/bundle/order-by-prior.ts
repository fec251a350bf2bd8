// Orders a catalog by the score that each item has for a person without history. The first shard of a large catalog
// then holds the first list, and equal scores (ties go to the lower index) fall to the better-known item.
import type { BundleInput } from './bundle-input.ts';

type Rows = Pick<BundleInput, 'items' | 'embeddings' | 'contentVectors' | 'prior'>;

/** The same with its rows in another order: highest score first, equal scores as they were. */
export function orderByPrior<T extends Rows>(input: T): T {
  const { items, embeddings, contentVectors, prior } = input;
  const dim = prior.length;
  const scores = items.map((_, i) => prior.reduce((sum, value, d) => sum + value * embeddings[i * dim + d]!, 0));
  const order = items.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    ...input,
    items: order.map((i) => items[i]!),
    embeddings: reorderRows(embeddings, order),
    contentVectors: contentVectors && reorderRows(contentVectors, order),
  };
}

function reorderRows(rows: Float32Array, order: readonly number[]): Float32Array {
  const width = order.length === 0 ? 0 : rows.length / order.length;
  const reordered = new Float32Array(rows.length);
  for (const [place, row] of order.entries()) {
    reordered.set(rows.subarray(row * width, (row + 1) * width), place * width);
  }
  return reordered;
}
