// How many people have two items both, for people who come one after another and are forgotten: a triangle of counts, 4 bytes
// a pair of items. It takes 800 MB for 20,000 items, however many people there are.

import type { Cooccurrences } from './user-item-matrix.ts';

export class CooccurrenceTriangle implements Cooccurrences {
  readonly numItems: number;
  /** u32: row a holds the counts of (a, a), (a, a + 1), … */
  readonly #cells: Uint32Array;

  constructor(numItems: number) {
    this.numItems = numItems;
    this.#cells = new Uint32Array((numItems * (numItems + 1)) / 2);
  }

  /** @param items  of one person, ascending, each once */
  add(items: Uint32Array): void {
    for (let i = 0; i < items.length; i++) {
      const row = this.#rowOf(items[i]!);
      for (let j = i; j < items.length; j++) this.#cells[row + items[j]!]!++;
    }
  }

  numUsersOf(item: number): number {
    return this.#count(item, item);
  }

  addTo(counts: Float32Array, item: number): void {
    for (let other = 0; other < this.numItems; other++) counts[other]! += this.#count(item, other);
  }

  among(items: readonly number[]): Float64Array {
    return Float64Array.from({ length: items.length ** 2 }, (_, cell) =>
      this.#count(items[Math.floor(cell / items.length)]!, items[cell % items.length]!),
    );
  }

  #count(a: number, b: number): number {
    return this.#cells[a < b ? this.#rowOf(a) + b : this.#rowOf(b) + a]!;
  }

  /** Where the count of (a, 0) would be. */
  #rowOf(a: number): number {
    return a * this.numItems - (a * (a + 1)) / 2;
  }
}
