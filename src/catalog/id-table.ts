// The rows of items by their ids: a hash table of row numbers. The ids themselves lie in the catalog's columns, and are
// looked at where the hash says that one may be it.

import { hashWord } from '../text/hash-words.ts';

/** Slots for each item: longer searches from slot to slot would cost more than the four bytes. */
const SLOTS_PER_ITEM = 2;

export class IdTable {
  /** Row + 1; 0 where the slot is free. */
  readonly #rows: Uint32Array;
  /** Eight bits of the hash, so that few ids are read that are another. */
  readonly #tags: Uint8Array;
  readonly #mask: number;
  readonly #isAt: (row: number, id: string) => boolean;

  /**
   * @param numItems  the most ids there will be
   * @param known     ids that there are
   * @param isAt      whether it is the id of a row that was added
   */
  constructor(
    numItems: number,
    known: Iterable<[id: string, row: number]>,
    isAt: (row: number, id: string) => boolean,
  ) {
    const numSlots = 2 ** Math.ceil(Math.log2(Math.max(8, SLOTS_PER_ITEM * numItems)));
    this.#rows = new Uint32Array(numSlots);
    this.#tags = new Uint8Array(numSlots);
    this.#mask = numSlots - 1;
    this.#isAt = isAt;
    for (const [id, row] of known) this.set(id, row);
  }

  get(id: string): number | undefined {
    const row = this.#rows[this.#slotOf(id, hashWord(id))]!;
    return row === 0 ? undefined : row - 1;
  }

  /** @param id  that no row has */
  set(id: string, row: number): void {
    const hash = hashWord(id);
    const slot = this.#slotOf(id, hash);
    this.#rows[slot] = row + 1;
    this.#tags[slot] = hash >>> 24;
  }

  /** Where the id is, or would be. */
  #slotOf(id: string, hash: number): number {
    let slot = hash & this.#mask;
    for (; this.#rows[slot]! > 0; slot = (slot + 1) & this.#mask)
      if (this.#tags[slot] === hash >>> 24 && this.#isAt(this.#rows[slot]! - 1, id)) break;
    return slot;
  }
}
