// A set of item indices as bits in 32-bit words: exclusions, filters and availability are sets over the whole catalog,
// and their algebra is one pass over numItems / 32 words. The words go to the GPU as they are.

/** A set over the indices 0..length-1. `length` is fixed; bits past it are always 0. */
export class Bitset {
  readonly length: number;
  /** u32 [ceil(length / 32)]: index i is bit i % 32 (least significant first) of word floor(i / 32). */
  readonly words: Uint32Array<ArrayBuffer>;

  /** The empty set. @param length  an integer >= 0 */
  constructor(length: number) {
    if (!(Number.isInteger(length) && length >= 0)) {
      throw new RangeError(`bitset: length is ${length}, expected an integer of at least 0`);
    }
    this.length = length;
    this.words = new Uint32Array(Math.ceil(length / 32));
  }

  /** @throws RangeError for an index outside 0..length-1 */
  static fromIndices(length: number, indices: Iterable<number>): Bitset {
    const set = new Bitset(length);
    for (const index of indices) set.add(index);
    return set;
  }

  /** All of 0..length-1. */
  static full(length: number): Bitset {
    return new Bitset(length).not();
  }

  has(index: number): boolean {
    return index >= 0 && index < this.length && ((this.words[index >>> 5]! >>> (index & 31)) & 1) === 1;
  }

  /** @throws RangeError for an index outside 0..length-1 */
  add(index: number): this {
    this.#check(index);
    this.words[index >>> 5]! |= 1 << (index & 31);
    return this;
  }

  /** @throws RangeError for an index outside 0..length-1 */
  delete(index: number): this {
    this.#check(index);
    this.words[index >>> 5]! &= ~(1 << (index & 31));
    return this;
  }

  /** Intersection, as a new set. @throws RangeError for another length, as `or` and `andNot` do */
  and(other: Bitset): Bitset {
    return this.#combine(other, (a, b) => a & b);
  }

  /** Union, as a new set. */
  or(other: Bitset): Bitset {
    return this.#combine(other, (a, b) => a | b);
  }

  /** This set without the other's members, as a new set. */
  andNot(other: Bitset): Bitset {
    return this.#combine(other, (a, b) => a & ~b);
  }

  /** The complement within 0..length-1, as a new set. */
  not(): Bitset {
    const result = new Bitset(this.length);
    for (let w = 0; w < this.words.length; w++) result.words[w] = ~this.words[w]!;
    if (this.length % 32 !== 0) result.words[result.words.length - 1]! &= (1 << (this.length % 32)) - 1;
    return result;
  }

  /** Number of members. */
  count(): number {
    let total = 0;
    for (const word of this.words) total += popCount(word);
    return total;
  }

  /** Members in ascending order. */
  *indices(): Generator<number> {
    for (let w = 0; w < this.words.length; w++) {
      for (let rest = this.words[w]!; rest !== 0; rest &= rest - 1) {
        yield w * 32 + 31 - Math.clz32(rest & -rest);
      }
    }
  }

  #combine(other: Bitset, combine: (a: number, b: number) => number): Bitset {
    if (other.length !== this.length) {
      throw new RangeError(`bitset: other set has ${other.length} bits, expected ${this.length}`);
    }
    const result = new Bitset(this.length);
    for (let w = 0; w < this.words.length; w++) result.words[w] = combine(this.words[w]!, other.words[w]!);
    return result;
  }

  #check(index: number): void {
    if (!(Number.isInteger(index) && index >= 0 && index < this.length)) {
      throw new RangeError(`bitset: index is ${index}, expected an integer from 0 to ${this.length - 1}`);
    }
  }
}

/** Number of 1 bits, by adding neighbouring counts in parallel (Warren, Hacker's Delight, 5-1). */
function popCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bytes, 0x01010101) >>> 24;
}
