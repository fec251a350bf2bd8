// What every ranking backend (JavaScript, WebAssembly, WebGPU) implements: exact integer scores of all items against
// one query, and the k best that are allowed. There is one right answer to a request, so backends are interchangeable;
// test/ranking/conformance.ts holds each of them to it.

import type { Bitset } from './bitset.ts';

/** Largest magnitude of a boost: the sum with any dot product stays an int32. */
export const MAX_BOOST = 2 ** 30;

export interface RankRequest {
  /** The quantized user embedding, i8 [dim], each in -63..63. */
  query: Int8Array;
  /** Results to return, an integer >= 0. */
  k: number;
  /**
   * Items that may be returned, as a bitset of [numItems] (default: all). Filters and exclusions are algebra on such
   * sets.
   */
  allowed?: Bitset;
  /** Added to each item's score, i32 [numItems], each in -2^30..2^30 (default: nothing). */
  boosts?: Int32Array;
}

/** Best first: the higher score, on a tie the lower index. min(k, allowed items) entries. */
export interface RankResult {
  indices: Uint32Array<ArrayBuffer>;
  /** Exact: int32 dot product + boost. */
  scores: Int32Array<ArrayBuffer>;
}

export type RankerName = 'javascript' | 'wasm-simd' | 'wasm-relaxed-simd' | 'webgpu';

/** Ranks the rows of one ItemMatrix. Requests may overlap; none sees another's state. */
export interface Ranker {
  readonly name: RankerName;
  /**
   * @throws RangeError for a query, bitset or boosts of the wrong length, a value outside its range, or a bad k; any
   *   other
   *         error means that the backend failed (a lost device) and another one may answer
   */
  rank(request: RankRequest): Promise<RankResult>;
  /**
   * To be told after `ItemMatrix.setRows`: a backend with a copy of its own renews these rows before its next answer.
   */
  rowsChanged(firstIndex: number, count: number): void;
  /** Frees what the garbage collector does not (GPU buffers). The ranker is not used afterwards. */
  dispose(): void;
}

/** The check that every implementation runs first. @throws RangeError */
export function checkRankRequest({ query, k, allowed, boosts }: RankRequest, numItems: number, dim: number): void {
  if (query.length !== dim) throw new RangeError(`ranking: query has ${query.length} values, expected ${dim}`);
  if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`ranking: k is ${k}, expected an integer of at least 0`);
  const outside = query.find((value) => value < -63 || value > 63);
  if (outside !== undefined) throw new RangeError(`ranking: query holds ${outside}, expected -63 to 63`);
  if (allowed && allowed.length !== numItems) {
    throw new RangeError(`ranking: allowed has ${allowed.length} bits, expected ${numItems}`);
  }
  if (boosts && boosts.length !== numItems) {
    throw new RangeError(`ranking: boosts has ${boosts.length} values, expected ${numItems}`);
  }
  if (boosts) checkBoosts(boosts);
}

/** Plain loops: `find` takes ten times as long over a million items. */
function checkBoosts(boosts: Int32Array): void {
  // No bit above those of MAX_BOOST - 1 is set in any of them, or in the complement of a negative one.
  let bits = 0;
  for (let i = 0; i < boosts.length; i++) bits |= boosts[i]! ^ (boosts[i]! >> 31);
  if (bits >>> 0 < MAX_BOOST) return;
  for (let i = 0; i < boosts.length; i++) {
    if (boosts[i]! >= -MAX_BOOST && boosts[i]! <= MAX_BOOST) continue;
    throw new RangeError(`ranking: boosts hold ${boosts[i]}, expected -${MAX_BOOST} to ${MAX_BOOST}`);
  }
}
