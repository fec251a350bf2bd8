// Makes user embeddings the best way that is there: the user tower once it is loaded, the mean of the history before, the
// prior for a visitor without history. A tower that fails in the middle of a session hands over to the mean, and says so.
// Ranking is asked for here as well, because an embedding that a GPU made is ranked before it leaves the GPU.
import type { HostedModel } from '../device/model-host.ts';
import type { LentEmbedding, RankerHost, RankOptions } from '../device/ranker-host.ts';
import { type QuantizedUserEmbedding, quantizeUserEmbedding } from '../numerics/quantize.ts';
import type { RankResult } from '../ranking/ranker.ts';
import { ageBucket, encodeHistory, pastEmbedding, type UserTowerInputs } from '../towers/history-inputs.ts';
import type { LentTensor, UserTower } from '../towers/user-tower.ts';
import type { TowerEventType } from '../towers/vocabulary.ts';
import type { WindowEvent } from './history-window.ts';
import { type MeanModel, meanEmbedding } from './mean-embedding.ts';
import type { AnswerSource } from './protocol.ts';

export interface UserEmbedding {
  /** f32 [D] */
  values: Float32Array;
  source: AnswerSource;
}

/** What a list is made for. */
export interface Asked {
  window: readonly WindowEvent[];
  /** Before the window; the mean, which forgets faster than that, doesn't read it. */
  past?: readonly WindowEvent[];
  /** Rows of the items that the list should go with, newest last; absent = a home list. */
  basket?: readonly number[];
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
  /** Of the past that was read last: it hardly ever changes from one request to the next. */
  #past: { key: string; embedding: Float32Array } | undefined;

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
  async embed(asked: Asked, nowMs: number): Promise<RankableEmbedding> {
    const key = this.#keyOf(asked, nowMs);
    if (this.#last?.key === key) return this.#last.embedding;
    const [embedding] = await this.embedAll([asked], nowMs);
    const rankable = { quantized: quantizeUserEmbedding(embedding!.values), source: embedding!.source };
    this.#last = { key: this.#keyOf(asked, nowMs), embedding: rankable };
    return rankable;
  }

  /**
   * Ranks by the embedding of a history (and basket), which is the same list as `embed` and then `rank`: a chain that stays on the GPU where
   * both run there. The int8 query is kept like that of `embed`.
   *
   * @param onEmbedded  told when the embedding is made, or on the GPU, when its making is under way
   */
  async rank(
    asked: Asked,
    nowMs: number,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void = () => {},
  ): Promise<RankResult & RankableEmbedding> {
    const key = this.#keyOf(asked, nowMs);
    const chained = this.#last?.key !== key && saysSomething(asked) && this.#tower;
    if (chained) {
      try {
        return await this.#rankByTower(chained, asked, nowMs, ranker, options, onEmbedded);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    const embedding = await this.embed(asked, nowMs);
    onEmbedded();
    return { ...(await ranker.rank({ ...options, query: embedding.quantized.values })), ...embedding };
  }

  async #rankByTower(
    tower: HostedModel<UserTower>,
    asked: Asked,
    nowMs: number,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void,
  ): Promise<RankResult & RankableEmbedding> {
    const key = this.#keyOf(asked, nowMs);
    const input = this.#encode(asked, nowMs);
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
  async embedAll(variants: readonly Asked[], nowMs: number): Promise<UserEmbedding[]> {
    const tower = variants.length > 1 ? (this.#batchTower ?? this.#tower) : this.#tower;
    if (tower && variants.some(saysSomething)) {
      try {
        return await this.#embedByTower(tower, variants, nowMs);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    return variants.map((asked) => ({
      values: meanEmbedding(withBasket(asked), this.#model, this.#itemEmbedding),
      source: saysSomething(asked) ? 'mean' : 'prior',
    }));
  }

  async #embedByTower(
    tower: HostedModel<UserTower>,
    variants: readonly Asked[],
    nowMs: number,
  ): Promise<UserEmbedding[]> {
    const inputs = variants.map((asked) => this.#encode(asked, nowMs));
    const embeddings = await tower.use((model) => model.run(inputs));
    return embeddings.map((values) => ({ values, source: 'user-tower' }));
  }

  #loseTower(error: unknown): void {
    this.#tower = undefined;
    this.#batchTower = undefined;
    this.#onTowerFailure(error);
  }

  #encode({ window, past = [], basket }: Asked, nowMs: number): UserTowerInputs {
    const { embeddingDim } = this.#model;
    const events = window.map(({ event, itemIndex, type }) => ({
      embedding: this.#itemEmbedding(itemIndex),
      type,
      timeSeconds: event.time / 1000,
    }));
    const context = basket && { task: 'basket' as const, contextItem: this.#meanOf(basket) };
    return encodeHistory(events, { embeddingDim, nowSeconds: nowMs / 1000, past: this.#pastOf(past), ...context });
  }

  /** f32 [D] */
  #pastOf(past: readonly WindowEvent[]): Float32Array {
    const key = pastKey(past);
    if (this.#past?.key !== key) {
      const events = past.map(({ itemIndex, type }) => ({ embedding: this.#itemEmbedding(itemIndex), type }));
      this.#past = { key, embedding: pastEmbedding(events, this.#model.embeddingDim) };
    }
    return this.#past.embedding;
  }

  /** f32 [D] */
  #meanOf(itemIndices: readonly number[]): Float32Array {
    const mean = new Float32Array(this.#model.embeddingDim);
    for (const itemIndex of itemIndices)
      for (const [d, value] of this.#itemEmbedding(itemIndex).entries()) mean[d]! += value / itemIndices.length;
    return mean;
  }

  /** Equal keys mean equal inputs of the same model: items, event types and age buckets, in their order, the past and the basket. */
  #keyOf({ window, past = [], basket = [] }: Asked, nowMs: number): string {
    const events = window.map(({ event, itemIndex, type }) => {
      return `${itemIndex} ${type} ${ageBucket(event.time / 1000, nowMs / 1000)}`;
    });
    return `${this.#tower ? 'user-tower' : 'mean'}: ${events.join(', ')}; ${pastKey(past)}; ${basket.join(' ')}`;
  }
}

const pastKey = (past: readonly WindowEvent[]): string =>
  past.map(({ itemIndex, type }) => `${itemIndex} ${type}`).join(',');

function saysSomething({ window, basket }: Asked): boolean {
  return window.length > 0 || basket !== undefined;
}

/** Where no tower tells a basket from a history, its items are the newest events. */
function withBasket({ window, basket = [] }: Asked): { itemIndex: number; type: TowerEventType }[] {
  return [...window, ...basket.map((itemIndex) => ({ itemIndex, type: 'add_to_cart' as const }))];
}

/** An output of the tower for one input, as the rankers take it. */
export function lentEmbedding(tensor: LentTensor): LentEmbedding {
  const read = async () => (await tensor.getData()) as Float32Array;
  return tensor.location === 'gpu-buffer' ? { buffer: tensor.gpuBuffer as GPUBuffer, read } : { read };
}
