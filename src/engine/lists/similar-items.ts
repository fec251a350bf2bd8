// Items like a given one: cosine of their item embeddings, without the quality dims. The embeddings are there from the
// first moment (content vectors come with the first search), so the same question has the same answer all session long,
// and a learned residual knows more of what goes together than the text does. Popular items get no bonus: the question
// is likeness, not taste. The rankers cannot do this: their query has 7 bits, and a cosine divides by each item's
// length.
import { createTopK, type TopK } from '../../numerics/top-k.ts';
import { dotWithRow, GROUP_BYTES, type ItemMatrix, tileOffset } from '../../ranking/item-matrix.ts';

/** Cosines are told as integers of this many steps, as every score of a response is an integer. */
export const COSINE_STEPS = 1_000_000;

export class SimilarItems {
  readonly #matrix: ItemMatrix;
  readonly #dims: number;
  /** f64 [numItems], each row's length; NaN until it is asked for. */
  readonly #lengths: Float64Array;

  /** @param dims  leading values of a row that are compared */
  constructor(matrix: ItemMatrix, dims: number) {
    this.#matrix = matrix;
    this.#dims = dims;
    this.#lengths = new Float64Array(matrix.numItems).fill(Number.NaN);
  }

  /** To be told after `ItemMatrix.setRows`. */
  rowsChanged(firstIndex: number, count: number): void {
    this.#lengths.fill(Number.NaN, firstIndex, firstIndex + count);
  }

  /**
   * The k items most like the one at `itemIndex`, without it; an item without any direction is like none: score 0.
   *
   * @param allowed  items that may be returned
   */
  find(itemIndex: number, k: number, allowed: { indices(): Iterable<number> }): TopK {
    const { tiles, numItems } = this.#matrix;
    const item = this.#comparedPart(itemIndex);
    const length = this.#lengthOf(tiles, itemIndex);
    const top = createTopK(k, numItems);
    for (const index of allowed.indices()) {
      if (index === itemIndex) continue;
      const lengths = length * this.#lengthOf(tiles, index);
      const cosine = lengths === 0 ? 0 : dotWithRow(tiles, index, item) / lengths;
      top.add(index, Math.round(cosine * COSINE_STEPS));
    }
    return top.finish();
  }

  /** Cosines of one item with others. */
  cosines(itemIndex: number, others: readonly number[]): number[] {
    const { tiles } = this.#matrix;
    const item = this.#comparedPart(itemIndex);
    return others.map((other) => {
      const lengths = this.#lengthOf(tiles, itemIndex) * this.#lengthOf(tiles, other);
      return lengths === 0 ? 0 : dotWithRow(tiles, other, item) / lengths;
    });
  }

  /** A row with zeros in place of what is not compared: whole groups can then be multiplied. */
  #comparedPart(index: number): Int8Array {
    return this.#matrix.row(index).fill(0, this.#dims);
  }

  #lengthOf(tiles: Int8Array, index: number): number {
    const known = this.#lengths[index]!;
    if (!Number.isNaN(known)) return known;
    const length = Math.sqrt(squareOfRow(tiles, index, this.#matrix.dim, this.#dims));
    this.#lengths[index] = length;
    return length;
  }
}

/** The dot product of a row's leading values with themselves: what `dotWithRow` gives without a copy of the row. */
function squareOfRow(tiles: Int8Array, index: number, dim: number, dims: number): number {
  let sum = 0;
  const first = tileOffset(index, dim);
  for (let d = 0; d < dims; d++) {
    const value = tiles[first + (d >> 2) * GROUP_BYTES + (d & 3)]!;
    sum += value * value;
  }
  return sum;
}
