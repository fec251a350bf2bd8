// What every ranking backend (JavaScript, WebAssembly, WebGPU) implements: exact integer scores of all items against
// one query, and the k best that are not excluded. There is one right answer to a request, so backends are
// interchangeable; test/ranking/conformance.ts holds each of them to it.

import type { Bitset } from './bitset.ts';

export interface RankRequest {
  /** The quantized user embedding, i8 [embeddingDim], each in -63..63. */
  query: Int8Array;
  /** Results to return, an integer >= 0. */
  k: number;
  /** Items to leave out, as a bitset of [numItems] (default: none). */
  excluded?: Bitset;
}

/** Best first: the higher score, on a tie the lower index. min(k, candidates) entries. */
export interface RankResult {
  indices: Uint32Array<ArrayBuffer>;
  /** Exact int32 dot products. */
  scores: Int32Array<ArrayBuffer>;
}

/** Ranks one fixed set of item embeddings. */
export interface Ranker {
  /** Backend, for status lines and benchmarks: `reference`, `wasm`, `webgpu`. */
  readonly name: string;
  /** @throws RangeError for a query or bitset of the wrong length, a query value outside -63..63, or a bad k. */
  rank(request: RankRequest): Promise<RankResult>;
  /** Frees what the garbage collector does not (GPU buffers). The ranker is not used afterwards. */
  dispose(): void;
}

/** The check that every implementation runs first. @throws RangeError */
export function checkRankRequest({ query, k, excluded }: RankRequest, numItems: number, dim: number): void {
  if (query.length !== dim) throw new RangeError(`ranking: query has ${query.length} values, expected ${dim}`);
  if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`ranking: k is ${k}, expected an integer of at least 0`);
  const outside = query.find((value) => value < -63 || value > 63);
  if (outside !== undefined) throw new RangeError(`ranking: query holds ${outside}, expected -63 to 63`);
  if (excluded && excluded.length !== numItems) {
    throw new RangeError(`ranking: excluded has ${excluded.length} bits, expected ${numItems}`);
  }
}
