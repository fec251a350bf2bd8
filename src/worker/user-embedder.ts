// Makes user embeddings the best way that is there: the user tower once it is loaded, the mean of the history before, the
// prior for a visitor without history. A tower that fails in the middle of a session hands over to the mean, and says so.
// Ranking is asked for here as well, because an embedding that a GPU made is ranked before it leaves the GPU.
import type { Tensor } from 'onnxruntime-common';
import type { HostedModel } from '../device/model-host.ts';
import type { LentEmbedding, RankerHost, RankOptions } from '../device/ranker-host.ts';
import { type QuantizedUserEmbedding, quantizeUserEmbedding } from '../numerics/quantize.ts';
import type { RankResult } from '../ranking/ranker.ts';
import { ageBucket, encodeHistory, type UserTowerInputs } from '../towers/history-inputs.ts';
import type { UserTower } from '../towers/user-tower.ts';
import type { WindowEvent } from './history-window.ts';
import { type MeanModel, meanEmbedding } from './mean-embedding.ts';
import type { AnswerSource } from './protocol.ts';

export interface UserEmbedding {
  /** f32 [D] */
  values: Float32Array;
  source: AnswerSource;
}

/** As it is ranked. */
export interface RankableEmbedding {
  quantized: QuantizedUserEmbedding;
  source: AnswerSource;
}

export class UserEmbedder {
  readonly #model: MeanModel;
  readonly #itemEmbedding: (itemIndex: number) => Float32Array;
  readonly #onTowerFailure: (error: unknown) => void;
  #tower: HostedModel<UserTower> | undefined;
  #batchTower: HostedModel<UserTower> | undefined;
  #last: { key: string; embedding: RankableEmbedding } | undefined;

  /** @param itemEmbedding  f32 [D], an item's embedding by its row */
  constructor(
    model: MeanModel,
    itemEmbedding: (itemIndex: number) => Float32Array,
    onTowerFailure: (error: unknown) => void,
  ) {
    this.#model = model;
    this.#itemEmbedding = itemEmbedding;
    this.#onTowerFailure = onTowerFailure;
  }

  get hasTower(): boolean {
    return this.#tower !== undefined;
  }

  useTower(tower: HostedModel<UserTower>): void {
    this.#tower = tower;
  }

  /** The tower for many variants of a history at once; without it they go through the other one. */
  useBatchTower(tower: HostedModel<UserTower>): void {
    this.#batchTower = tower;
  }

  /**
   * The embedding that a list is ranked by. It is kept: the same history asked again within the same age buckets gives the
   * same int8 embedding, also when the GPU was lost in between and WebAssembly would differ in a last digit.
   */
  async embed(window: readonly WindowEvent[], nowMs: number): Promise<RankableEmbedding> {
    const key = this.#keyOf(window, nowMs);
    if (this.#last?.key === key) return this.#last.embedding;
    const [embedding] = await this.embedAll([window], nowMs);
    const rankable = { quantized: quantizeUserEmbedding(embedding!.values), source: embedding!.source };
    this.#last = { key: this.#keyOf(window, nowMs), embedding: rankable };
    return rankable;
  }

  /**
   * Ranks by the embedding of a history, which is the same list as `embed` and then `rank`: a chain that stays on the GPU where
   * both run there. The int8 query is kept like that of `embed`.
   *
   * @param onEmbedded  told when the embedding is made, or on the GPU, when its making is under way
   */
  async rank(
    window: readonly WindowEvent[],
    nowMs: number,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void = () => {},
  ): Promise<RankResult & RankableEmbedding> {
    const key = this.#keyOf(window, nowMs);
    const chained = this.#last?.key !== key && window.length > 0 && this.#tower;
    if (chained) {
      try {
        return await this.#rankByTower(chained, window, nowMs, ranker, options, onEmbedded);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    const embedding = await this.embed(window, nowMs);
    onEmbedded();
    return { ...(await ranker.rank({ ...options, query: embedding.quantized.values })), ...embedding };
  }

  async #rankByTower(
    tower: HostedModel<UserTower>,
    window: readonly WindowEvent[],
    nowMs: number,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void,
  ): Promise<RankResult & RankableEmbedding> {
    const key = this.#keyOf(window, nowMs);
    const input = this.#encode(window, nowMs);
    const { indices, scores, values, scale } = await tower.use((model) =>
      model.lend(input, (tensor) => {
        onEmbedded();
        return ranker.rankEmbedding(lentEmbedding(tensor), options);
      }),
    );
    const embedding: RankableEmbedding = { quantized: { values, scale }, source: 'user-tower' };
    this.#last = { key, embedding };
    return { indices, scores, ...embedding };
  }

  /** Embeddings of several variants of a history, all made the same way. */
  async embedAll(windows: readonly (readonly WindowEvent[])[], nowMs: number): Promise<UserEmbedding[]> {
    const tower = windows.length > 1 ? (this.#batchTower ?? this.#tower) : this.#tower;
    if (tower && windows.some((window) => window.length > 0)) {
      try {
        return await this.#embedByTower(tower, windows, nowMs);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    return windows.map((window) => ({
      values: meanEmbedding(window, this.#model, this.#itemEmbedding),
      source: window.length === 0 ? 'prior' : 'mean',
    }));
  }

  async #embedByTower(
    tower: HostedModel<UserTower>,
    windows: readonly (readonly WindowEvent[])[],
    nowMs: number,
  ): Promise<UserEmbedding[]> {
    const inputs = windows.map((window) => this.#encode(window, nowMs));
    const embeddings = await tower.use((model) => model.run(inputs));
    return embeddings.map((values) => ({ values, source: 'user-tower' }));
  }

  #loseTower(error: unknown): void {
    this.#tower = undefined;
    this.#batchTower = undefined;
    this.#onTowerFailure(error);
  }

  #encode(window: readonly WindowEvent[], nowMs: number): UserTowerInputs {
    const events = window.map(({ event, itemIndex, type }) => ({
      embedding: this.#itemEmbedding(itemIndex),
      type,
      timeSeconds: event.time / 1000,
    }));
    return encodeHistory(events, { embeddingDim: this.#model.embeddingDim, nowSeconds: nowMs / 1000 });
  }

  /** Equal keys mean equal inputs of the same model: items, event types and age buckets, in their order. */
  #keyOf(window: readonly WindowEvent[], nowMs: number): string {
    const events = window.map(({ event, itemIndex, type }) => {
      return `${itemIndex} ${type} ${ageBucket(event.time / 1000, nowMs / 1000)}`;
    });
    return `${this.#tower ? 'user-tower' : 'mean'}: ${events.join(', ')}`;
  }
}

/** An output of the tower for one input, as the rankers take it. */
export function lentEmbedding(tensor: Tensor): LentEmbedding {
  const read = async () => (await tensor.getData()) as Float32Array;
  return tensor.location === 'gpu-buffer' ? { buffer: tensor.gpuBuffer as GPUBuffer, read } : { read };
}
