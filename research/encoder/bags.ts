// Texts as bags of pieces: sums of a table's rows, and gradients of sums back to the rows.

export class Bags {
  readonly #bags: readonly Uint32Array[];
  readonly #numPieces: number;
  /** Place of a piece among those that a step met. */
  readonly #places: Int32Array;

  /** @param bags  pieces of each text, each below numPieces */
  constructor(bags: readonly Uint32Array[], numPieces: number) {
    this.#bags = bags;
    this.#numPieces = numPieces;
    this.#places = new Int32Array(numPieces).fill(-1);
  }

  /** Of all pieces of all texts, the share of each: f64 [numPieces]. */
  shares(): Float64Array {
    const shares = new Float64Array(this.#numPieces);
    let total = 0;
    for (const bag of this.#bags) {
      total += bag.length;
      for (const piece of bag) shares[piece]!++;
    }
    return shares.map((count) => count / total);
  }

  /** @returns f32 [texts.length, dim] */
  sums(texts: readonly number[], table: Float32Array, dim: number): Float32Array {
    const sums = new Float32Array(texts.length * dim);
    texts.forEach((text, row) => {
      for (const piece of this.#bags[text]!) {
        for (let d = 0, at = row * dim, from = piece * dim; d < dim; d++) sums[at + d]! += table[from + d]!;
      }
    });
    return sums;
  }

  /**
   * @param parts  texts with the gradients of their sums, f32 [texts.length, dim]
   * @returns      the pieces that they met, each once, with their gradients f32 [rows.length, dim]
   */
  scatter(parts: readonly (readonly [texts: readonly number[], gradients: Float32Array])[], dim: number) {
    const met: number[] = [];
    for (const [texts] of parts)
      for (const text of texts) for (const piece of this.#bags[text]!) this.#meet(piece, met);
    const gradient = new Float32Array(met.length * dim);
    for (const [texts, gradients] of parts) {
      texts.forEach((text, row) => {
        for (const piece of this.#bags[text]!) {
          const at = this.#places[piece]! * dim;
          for (let d = 0, from = row * dim; d < dim; d++) gradient[at + d]! += gradients[from + d]!;
        }
      });
    }
    for (const piece of met) this.#places[piece] = -1;
    return { rows: Uint32Array.from(met), gradient };
  }

  #meet(piece: number, met: number[]): void {
    if (this.#places[piece]! >= 0) return;
    this.#places[piece] = met.length;
    met.push(piece);
  }
}
