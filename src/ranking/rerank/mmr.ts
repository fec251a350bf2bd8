// Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998, section 2): the next item is one that is relevant
// and unlike those above it. Ten films of one series may all be relevant, but the second tells a visitor less than the
// first.

import { dot } from '../../numerics/dot.ts';
import type { Criterion, Penalty } from './greedy.ts';

export interface SimilarityOptions {
  /** An item's embedding, i8 [dim]. */
  embedding: (itemIndex: number) => Int8Array;
  /** Last values of an embedding that say how good an item is and not what it is like; not compared (default 0). */
  qualityDims?: number;
}

/**
 * The cost of repetition: the largest cosine with a chosen item, -1..1. Nothing while none is chosen.
 *
 * @param weight  share of the objective, 0..1 (the paper's 1 - lambda): 1 takes the best first, then the least alike
 */
export function redundancy(weight: number, { embedding, qualityDims = 0 }: SimilarityOptions): Criterion {
  const start = (indices: Uint32Array) => startRedundancy(Array.from(indices, embedding), qualityDims);
  return { weight, start };
}

/** Each choice updates the largest cosine of every candidate, so that none is compared twice with the same item. */
function startRedundancy(rows: Int8Array[], qualityDims: number): Penalty {
  const dims = rows.length === 0 ? 0 : rows[0]!.length - qualityDims;
  const squares = rows.map((row) => dot(row, row, dims));
  const largest = new Float64Array(rows.length).fill(Number.NEGATIVE_INFINITY);
  let numChosen = 0;

  function choose(chosen: number): void {
    numChosen++;
    for (let position = 0; position < rows.length; position++) {
      const product = dot(rows[chosen]!, rows[position]!, dims);
      largest[position] = Math.max(largest[position]!, cosine(product, squares[chosen]!, squares[position]!));
    }
  }

  return { choose, costOf: (position) => (numChosen === 0 ? 0 : largest[position]!) };
}

/** Zeros are like nothing: 0. The products are integers below 2^53, so that equal rows have exactly 1. */
function cosine(product: number, squareA: number, squareB: number): number {
  return squareA === 0 || squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}
