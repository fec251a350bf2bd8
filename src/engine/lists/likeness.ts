// The least likeness that a list may ask for. It is a cosine of embeddings, so that it means the same whether a bundle has
// towers or content alone.
import { Bitset } from '../../ranking/bitset.ts';
import { COSINE_STEPS, type SimilarItems } from './similar-items.ts';

/**
 * Candidates whose cosine with one of the rows at least is `minScore` or more; none where there are no rows.
 *
 * @param minScore  above 0, up to 1
 */
export function likeItems(
  similar: SimilarItems,
  minScore: number,
  rows: readonly number[],
  candidates: Bitset,
): Bitset {
  const like: number[] = [];
  for (const row of rows) {
    const { indices, scores } = similar.find(row, candidates.count(), candidates);
    indices.forEach((index, i) => {
      if (scores[i]! >= minScore * COSINE_STEPS) like.push(index);
    });
    // `find` leaves the item itself out, and nothing is more like it.
    if (candidates.has(row)) like.push(row);
  }
  return Bitset.fromIndices(candidates.length, like);
}
