// Items like a given one: cosine of their item embeddings, without the quality dims. The embeddings are there from the first
// moment (content vectors come with the first search), so the same question has the same answer all session long, and a
// learned residual knows more of what goes together than the text does. Popular items get no bonus: the question is
// likeness, not taste.
import { dot } from '../numerics/dot.ts';
import { createTopK, type TopK } from '../numerics/top-k.ts';
import type { Bitset } from '../ranking/bitset.ts';
import type { ItemMatrix } from '../ranking/item-matrix.ts';

/** Cosines are told as integers of this many steps, as every score of a response is an integer. */
const COSINE_STEPS = 1_000_000;

/**
 * The k items most like the one at `itemIndex`, without it; an item without any direction is like none: score 0.
 *
 * @param dims     leading values of a row that are compared
 * @param allowed  items that may be returned
 */
export function similarItems(matrix: ItemMatrix, dims: number, itemIndex: number, k: number, allowed: Bitset): TopK {
  const item = matrix.row(itemIndex);
  const length = Math.sqrt(dot(item, item, dims));
  const top = createTopK(k, matrix.numItems);
  for (const index of allowed.indices()) {
    if (index === itemIndex) continue;
    const other = matrix.row(index);
    const lengths = length * Math.sqrt(dot(other, other, dims));
    top.add(index, lengths === 0 ? 0 : Math.round((dot(item, other, dims) / lengths) * COSINE_STEPS));
  }
  return top.finish();
}
