// Orders a catalog by the score that each item has for a person without history. The first shard of a large catalog then
// holds the first list, and equal scores (ties go to the lower index) fall to the better-known item.
import type { BundleItem } from './bundle-input.ts';

export interface CatalogParts {
  items: readonly BundleItem[];
  /** f32 [n, D] */
  embeddings: Float32Array;
  /** f32 [n, contentDim] */
  content: Float32Array;
}

/**
 * @param prior  f32 [D]
 * @returns      the same rows, highest score first; equal scores keep their order
 */
export function orderByPrior({ items, embeddings, content }: CatalogParts, prior: Float32Array): CatalogParts {
  const dim = prior.length;
  const scores = items.map((_, i) => prior.reduce((sum, value, d) => sum + value * embeddings[i * dim + d]!, 0));
  const order = items.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    items: order.map((i) => items[i]!),
    embeddings: reorderRows(embeddings, order),
    content: reorderRows(content, order),
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
