// Tokens of a run of items, as numbers: each is the hash of its text (feature hashing; Weinberger et al., Feature hashing for
// large scale multitask learning, ICML 2009). So a block is made of its own items alone, wherever and in whatever order, and a
// million items need no table of all their words. Of 32 bits two tokens of a catalog next to never have the same.

import { hashWord } from '../../text/hash-words.ts';
import type { WeightedToken } from './item-tokens.ts';

export interface TokenBlock {
  /** u32 [numItems + 1] */
  offsets: Uint32Array;
  /** u32 [numEntries], each once an item, ascending. */
  tokens: Uint32Array;
  /** f32 [numEntries]: how much of it the item has. */
  weights: Float32Array;
}

export function tokenBlock(items: Iterable<readonly WeightedToken[]>): TokenBlock {
  const offsets: number[] = [0];
  const tokens = new Grown(Uint32Array);
  const weights = new Grown(Float32Array);
  for (const item of items) {
    const hashed = item.map(([token, weight]): [number, number] => [hashWord(token), weight]);
    hashed.sort((a, b) => a[0] - b[0]);
    for (const [place, [token, weight]] of hashed.entries()) {
      if (place > 0 && token === hashed[place - 1]![0]) continue; // two tokens of one hash
      tokens.push(token);
      weights.push(weight);
    }
    offsets.push(tokens.length);
  }
  return { offsets: Uint32Array.from(offsets), tokens: tokens.values(), weights: weights.values() };
}

/** A typed array that grows. */
class Grown<T extends Uint32Array | Float32Array> {
  length = 0;
  #values: T;
  readonly #Type: new (
    length: number,
  ) => T;

  constructor(Type: new (length: number) => T) {
    this.#Type = Type;
    this.#values = new Type(1024);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.#Type(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  values(): T {
    return this.#values.slice(0, this.length) as T;
  }
}
