// Keeps ranking when what it runs on fails: WebGPU -> WebAssembly -> JavaScript. Every backend gives the same list, so
// a request that one of them dropped (a lost device, no memory, a shader that does not compile) is answered by the next
// one, and nobody can tell from the answer. To the engine the host is one more ranker.
import { messageOf } from '../errors.ts';
import { type QuantizedUserEmbedding, quantizeUserEmbedding } from '../numerics/quantize.ts';
import type { ItemMatrix } from '../ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../ranking/javascript-ranker.ts';
import {
  checkRankRequest,
  type Ranker,
  type RankerName,
  type RankRequest,
  type RankResult,
} from '../ranking/ranker.ts';
import { createWasmRanker } from '../ranking/wasm-ranker.ts';
import type { WebGpuRanker } from '../ranking/webgpu/webgpu-ranker.ts';

/** What a request asks for beside its query. */
export type RankOptions = Omit<RankRequest, 'query'>;

/** A user embedding, f32 [dim], where the tower left it. */
export interface LentEmbedding {
  /** Present when it lies on the GPU, on the device that ranks. */
  buffer?: GPUBuffer;
  /** Its values, read back where need be. */
  read(): Promise<Float32Array>;
}

/** Told which backend answers from now on, and why the one before does not. */
export type RankingFallback = (name: RankerName, reason: string) => void;

/** The best exact ranker that needs no device, with plain JavaScript behind it. */
export function createRankerHost(matrix: ItemMatrix, onFallback?: RankingFallback): RankerHost {
  const wasm = createWasmRanker(matrix);
  return new RankerHost(matrix, [...(wasm ? [wasm] : []), createJavaScriptRanker(matrix)], onFallback);
}

export class RankerHost implements Ranker {
  readonly #matrix: ItemMatrix;
  readonly #rankers: Ranker[];
  readonly #onFallback: RankingFallback;

  /** @param rankers  over this matrix, best first, at least one */
  constructor(matrix: ItemMatrix, rankers: readonly Ranker[], onFallback: RankingFallback = () => {}) {
    this.#matrix = matrix;
    this.#rankers = [...rankers];
    this.#onFallback = onFallback;
  }

  /** The backend that answers now. */
  get name(): RankerName {
    return this.#current.name;
  }

  /** Puts a ranker over the same matrix before the others; it is the host's from now on. */
  prefer(ranker: Ranker): void {
    this.#rankers.unshift(ranker);
  }

  async rank(request: RankRequest): Promise<RankResult> {
    for (;;) {
      const ranker = this.#current;
      try {
        return await ranker.rank(request);
      } catch (error) {
        // What is the caller's fault, no backend can answer. (Memory that cannot grow is a RangeError too, and is not.)
        this.#check(request);
        if (!this.#leave(ranker, error)) throw error;
      }
    }
  }

  /**
   * Ranks by a float embedding, without reading it back where it lies on the device that ranks.
   *
   * @returns the list, and the int8 query that made it
   * @throws RangeError as `rank`, and for an embedding that is not finite
   */
  async rankEmbedding(embedding: LentEmbedding, options: RankOptions): Promise<RankResult & QuantizedUserEmbedding> {
    const ranker = this.#current;
    const { buffer } = embedding;
    if (buffer && canRankEmbeddings(ranker)) {
      try {
        const { query, ...ranked } = await ranker.rankEmbedding(buffer, options);
        return { ...ranked, values: query };
      } catch (error) {
        this.#check({ ...options, query: new Int8Array(this.#matrix.dim) });
        this.#leave(ranker, error);
      }
    }
    const { values, scale } = quantizeUserEmbedding(await embedding.read());
    return { ...(await this.rank({ query: values, ...options })), values, scale };
  }

  rowsChanged(firstIndex: number, count: number): void {
    for (const ranker of this.#rankers) ranker.rowsChanged(firstIndex, count);
  }

  dispose(): void {
    for (const ranker of this.#rankers) ranker.dispose();
  }

  get #current(): Ranker {
    return this.#rankers[0]!;
  }

  #check(request: RankRequest): void {
    checkRankRequest(request, this.#matrix.numItems, this.#matrix.dim);
  }

  /** Goes on without a ranker that failed; false when it is the last one. */
  #leave(ranker: Ranker, error: unknown): boolean {
    const place = this.#rankers.indexOf(ranker);
    if (place < 0) return true; // another request, in flight at the same time, was the first to fail
    if (this.#rankers.length === 1) return false;
    this.#rankers.splice(place, 1);
    try {
      ranker.dispose();
    } catch {} // what failed may refuse to be freed
    this.#onFallback(this.name, messageOf(error));
    return true;
  }
}

function canRankEmbeddings(ranker: Ranker): ranker is WebGpuRanker {
  return 'rankEmbedding' in ranker;
}
