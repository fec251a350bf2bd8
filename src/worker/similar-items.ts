// Items like a given one: cosine of their item embeddings, without the quality dims. The embeddings are there from the first
// moment (content vectors come with the first search), so the same question has the same answer all session long, and a
// learned residual knows more of what goes together than the text does. Popular items get no bonus: the question is
// likeness, not taste.
import { dot } from '../numerics/dot.ts';
import { createTopK, type TopK } from '../numerics/top-k.ts';
import type { Bitset } from '../ranking/bitset.ts';

/** Cosines are told as integers of this many steps, as every score of a response is an integer. */
const COSINE_STEPS = 1_000_000;

export interface ItemMatrix {
  /** i8 [numItems, embeddingDim] */
  embeddings: Int8Array;
  numItems: number;
  embeddingDim: number;
  qualityDims: number;
}

/** The k items most like the one at `itemIndex`, without it; an item without any direction is like none: score 0. */
export function similarItems(matrix: ItemMatrix, itemIndex: number, k: number, excluded: Bitset): TopK {
  const { embeddings, numItems, embeddingDim, qualityDims } = matrix;
  const dims = embeddingDim - qualityDims;
  const product = (a: number, b: number) => dot(embeddings, embeddings, dims, a * embeddingDim, b * embeddingDim);
  const length = Math.sqrt(product(itemIndex, itemIndex));
  const top = createTopK(k, numItems);
  for (let index = 0; index < numItems; index++) {
    if (index === itemIndex || excluded.has(index)) continue;
    const lengths = length * Math.sqrt(product(index, index));
    top.add(index, lengths === 0 ? 0 : Math.round((product(itemIndex, index) / lengths) * COSINE_STEPS));
  }
  return top.finish();
}
