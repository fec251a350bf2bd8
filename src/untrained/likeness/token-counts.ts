// How many items have each token, of catalogs whose words would fill the memory: most tokens are those of a single item, can
// match nothing, and are told apart by two bits each before anything is counted.

import type { TokenBlock } from './token-blocks.ts';

/** Tokens that at least two items have, ascending. */
export interface SharedTokens {
  tokens: Uint32Array;
  /** u32, items that have it. */
  counts: Uint32Array;
  numItems: number;
}

const [LEAST_BITS, MOST_BITS] = [16, 28];
const EMPTY = 0;

export function countShared(blocks: Iterable<TokenBlock>): SharedTokens {
  let [numEntries, numItems] = [0, 0];
  for (const { tokens, offsets } of blocks) {
    numEntries += tokens.length;
    numItems += offsets.length - 1;
  }
  const isShared = sharedFilter(blocks, numEntries);
  const counts = new CountTable();
  for (const { tokens } of blocks) for (const token of tokens) if (isShared(token)) counts.add(token);
  const tokens = counts.tokensOfTwo().sort();
  return { tokens, counts: tokens.map((token) => counts.of(token)), numItems };
}

/** True for every token that is there twice, and for a few others. */
function sharedFilter(blocks: Iterable<TokenBlock>, numEntries: number): (token: number) => boolean {
  const bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, Math.ceil(Math.log2(8 * numEntries + 1))));
  const [once, twice] = [new Uint32Array(2 ** (bits - 5)), new Uint32Array(2 ** (bits - 5))];
  const shift = 32 - bits;
  for (const { tokens } of blocks) {
    for (const token of tokens) {
      const place = token >>> shift;
      const [word, bit] = [place >>> 5, 1 << (place & 31)];
      if (once[word]! & bit) twice[word]! |= bit;
      else once[word]! |= bit;
    }
  }
  return (token) => (twice[(token >>> shift) >>> 5]! & (1 << ((token >>> shift) & 31))) !== 0;
}

/** A hash table with open addressing; tokens are hashes already. */
class CountTable {
  #tokens = new Uint32Array(1024);
  #counts = new Uint32Array(1024);
  #size = 0;

  add(token: number): void {
    const place = this.#placeOf(token);
    if (this.#counts[place]!++ > EMPTY) return;
    this.#tokens[place] = token;
    if (2 * ++this.#size > this.#tokens.length) this.#grow();
  }

  of(token: number): number {
    return this.#counts[this.#placeOf(token)]!;
  }

  tokensOfTwo(): Uint32Array<ArrayBuffer> {
    return this.#tokens.filter((_, place) => this.#counts[place]! > 1);
  }

  #placeOf(token: number): number {
    const mask = this.#tokens.length - 1;
    let place = token & mask;
    while (this.#counts[place] !== EMPTY && this.#tokens[place] !== token) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [tokens, counts] = [this.#tokens, this.#counts];
    this.#tokens = new Uint32Array(2 * tokens.length);
    this.#counts = new Uint32Array(2 * tokens.length);
    for (const [place, count] of counts.entries()) {
      if (count === EMPTY) continue;
      const moved = this.#placeOf(tokens[place]!);
      this.#tokens[moved] = tokens[place]!;
      this.#counts[moved] = count;
    }
  }
}
