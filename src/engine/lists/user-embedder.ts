// Makes user embeddings the best way that is there: the user tower once it is loaded, the mean of the history before,
// the prior for a visitor without history. A tower that fails in the middle of a session hands over to the mean, and
// says so. Ranking is asked for here as well, because an embedding that a GPU made is ranked before it leaves the GPU.
import type { HostedModel } from '../../backends/model-host.ts';
import type { LentEmbedding, RankerHost, RankOptions } from '../../backends/ranker-host.ts';
import type { TowerEventType } from '../../formats/vocabulary.ts';
import { type QuantizedUserEmbedding, quantizeUserEmbedding } from '../../numerics/quantize.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { type ContextGiven, type ContextVocabulary, contextNumbers, daypartOf } from '../../towers/context-values.ts';
import {
  ageBucket,
  encodeHistory,
  MAX_EVENTS,
  pastEmbedding,
  type UserTowerInputs,
} from '../../towers/history-inputs.ts';
import type { LentTensor, UserTower } from '../../towers/user-tower.ts';
import { nextTask } from '../base/next-task.ts';
import type { WindowEvent } from './history-window.ts';
import type { AnswerSource } from './lists-api.ts';
import { type MeanModel, meanEmbedding } from './mean-embedding.ts';

export interface UserEmbedding {
  /** f32 [D] */
  values: Float32Array;
  source: AnswerSource;
}

/** What a list is made for. */
export interface UserState {
  window: readonly WindowEvent[];
  /** Before the window; the mean, which forgets faster than that, doesn't read it. */
  past?: readonly WindowEvent[];
  /** Rows of the items that the list should go with, newest last; absent = a home list. */
  basket?: readonly number[];
  /** What is known beside history and time; it goes before what the embedder knows by itself. */
  context?: ContextGiven;
}

/** What is known of a bundle: `contexts` are the categoricals that its user tower reads (default: none). */
export interface EmbeddingModel extends MeanModel {
  contexts?: readonly ContextVocabulary[];
  /** The person's language, as a BCP 47 tag. */
  locale?: string;
}

/** As it is ranked. */
export interface RankableEmbedding {
  quantized: QuantizedUserEmbedding;
  source: AnswerSource;
}

/** What the items of a basket are read as. */
const BASKET_TYPE: TowerEventType = 'like';

/** An event as it is read: one of the window, or an item of a basket. */
interface ReadEvent {
  itemIndex: number;
  type: TowerEventType;
  timeMs: number;
}
type PastEvent = Pick<ReadEvent, 'itemIndex' | 'type'>;

export class UserEmbedder {
  readonly #model: EmbeddingModel;
  readonly #itemEmbedding: (itemIndex: number) => Float32Array;
  readonly #onTowerFailure: (error: unknown) => void;
  #tower: HostedModel<UserTower> | undefined;
  #batchTower: HostedModel<UserTower> | undefined;
  /** Of the newest request, and what made it. */
  #last: { key: string; tower: HostedModel<UserTower> | undefined; embedding: RankableEmbedding } | undefined;
  /** Of the past that was read last: it hardly ever changes from one request to the next. */
  #past: { key: string; embedding: Float32Array } | undefined;

  /** @param itemEmbedding  f32 [D], an item's embedding by its row */
  constructor(
    model: EmbeddingModel,
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
   * The embedding that a list is ranked by. It is kept: the same history asked again within the same age buckets gives
   * the same int8 embedding, also when the GPU was lost in between and WebAssembly would differ in a last digit.
   */
  async embed(state: UserState, nowMs: number): Promise<RankableEmbedding> {
    const key = this.#keyOf(state, nowMs);
    if (this.#isKept(key)) return this.#last!.embedding;
    const [embedding] = await this.embedAll([state], nowMs);
    const rankable = { quantized: quantizeUserEmbedding(embedding!.values), source: embedding!.source };
    this.#last = { key, tower: this.#tower, embedding: rankable };
    return rankable;
  }

  /**
   * Ranks by the embedding of a history (and basket), which is the same list as `embed` and then `rank`: a chain that
   * stays on the GPU where both run there. The int8 query is kept like that of `embed`.
   *
   * @param onEmbedded  told when the embedding is made, or on the GPU, when its making is under way
   */
  async rank(
    state: UserState,
    nowMs: number,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void = () => {},
  ): Promise<RankResult & RankableEmbedding> {
    const key = this.#keyOf(state, nowMs);
    const chained = !this.#isKept(key) && this.#saysSomething(state, nowMs) && this.#tower;
    if (chained) {
      try {
        return await this.#rankByTower(chained, key, this.#encode(state, nowMs), ranker, options, onEmbedded);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    const embedding = await this.embed(state, nowMs);
    onEmbedded();
    return { ...(await ranker.rank({ ...options, query: embedding.quantized.values })), ...embedding };
  }

  async #rankByTower(
    tower: HostedModel<UserTower>,
    key: string,
    input: UserTowerInputs,
    ranker: RankerHost,
    options: RankOptions,
    onEmbedded: () => void,
  ): Promise<RankResult & RankableEmbedding> {
    const { indices, scores, values, scale } = await tower.use((model) =>
      model.lend(input, (tensor) => {
        onEmbedded();
        return ranker.rankEmbedding(lentEmbedding(tensor), options);
      }),
    );
    const embedding: RankableEmbedding = { quantized: { values, scale }, source: 'user-tower' };
    this.#last = { key, tower, embedding };
    return { indices, scores, ...embedding };
  }

  /** Embeddings of several variants of a history, all made the same way. */
  async embedAll(variants: readonly UserState[], nowMs: number): Promise<UserEmbedding[]> {
    const tower = variants.length > 1 ? (this.#batchTower ?? this.#tower) : this.#tower;
    if (tower && variants.some((state) => this.#saysSomething(state, nowMs))) {
      try {
        return await this.#embedByTower(tower, variants, nowMs);
      } catch (error) {
        this.#loseTower(error);
      }
    }
    return variants.map((state) => ({
      values: meanEmbedding(readEvents(state, nowMs), this.#model, this.#itemEmbedding),
      source: state.window.length > 0 || state.basket !== undefined ? 'mean' : 'prior',
    }));
  }

  async #embedByTower(
    tower: HostedModel<UserTower>,
    variants: readonly UserState[],
    nowMs: number,
  ): Promise<UserEmbedding[]> {
    const inputs = variants.map((state) => this.#encode(state, nowMs));
    const embeddings: Float32Array[] = [];
    let ranOn: UserTower | undefined;
    while (embeddings.length < inputs.length) {
      if (embeddings.length > 0) await nextTask(); // a list that is asked for meanwhile comes first
      await tower.use(async (model) => {
        // Embeddings of two runtimes are not quite the same: where a runtime failed, all are made on the next one.
        if (model !== ranOn) embeddings.length = 0;
        ranOn = model;
        const start = embeddings.length;
        embeddings.push(...(await model.run(inputs.slice(start, start + model.batchSize))));
      });
    }
    return embeddings.map((values) => ({ values, source: 'user-tower' }));
  }

  #loseTower(error: unknown): void {
    this.#tower = undefined;
    this.#batchTower = undefined;
    this.#onTowerFailure(error);
  }

  #encode(state: UserState, nowMs: number): UserTowerInputs {
    const events = readEvents(state, nowMs);
    const window = events.slice(-MAX_EVENTS).map(({ itemIndex, type, timeMs }) => ({
      embedding: this.#itemEmbedding(itemIndex),
      type,
      timeSeconds: timeMs / 1000,
    }));
    return encodeHistory(window, {
      embeddingDim: this.#model.embeddingDim,
      nowSeconds: nowMs / 1000,
      past: this.#pastOf([...(state.past ?? []), ...events.slice(0, -MAX_EVENTS)]),
      contextValues: this.#contextOf(state, nowMs),
    });
  }

  /** i32 [numContexts]: what was said of the context, else the person's language and the part of their day. */
  #contextOf({ context }: UserState, nowMs: number): Int32Array {
    const { contexts = [], locale } = this.#model;
    return contextNumbers(contexts, { ...(locale && { locale }), daypart: daypartOf(new Date(nowMs)), ...context });
  }

  /** Without history, basket and context the prior is the answer. */
  #saysSomething(state: UserState, nowMs: number): boolean {
    const { window, basket } = state;
    return window.length > 0 || basket !== undefined || this.#contextOf(state, nowMs).some((number) => number > 0);
  }

  /** f32 [D] */
  #pastOf(past: readonly PastEvent[]): Float32Array {
    const key = pastKey(past);
    if (this.#past?.key !== key) {
      const events = past.map(({ itemIndex, type }) => ({ embedding: this.#itemEmbedding(itemIndex), type }));
      this.#past = { key, embedding: pastEmbedding(events, this.#model.embeddingDim) };
    }
    return this.#past.embedding;
  }

  /** Equal keys mean equal inputs: items, event types and age buckets, in their order, the past and the context. */
  #keyOf(state: UserState, nowMs: number): string {
    const events = readEvents(state, nowMs).map(({ itemIndex, type, timeMs }) => {
      return `${itemIndex} ${type} ${ageBucket(timeMs / 1000, nowMs / 1000)}`;
    });
    return `${events.join(', ')}; ${pastKey(state.past ?? [])}; ${this.#contextOf(state, nowMs).join(' ')}`;
  }

  /** Whether the newest embedding is of these inputs, from what would make it now. */
  #isKept(key: string): boolean {
    return this.#last?.key === key && this.#last.tower === this.#tower;
  }
}

const pastKey = (past: readonly PastEvent[]): string =>
  past.map(({ itemIndex, type }) => `${itemIndex} ${type}`).join(',');

/** The window, and the items of the basket as the newest events. */
function readEvents({ window, basket = [] }: UserState, nowMs: number): ReadEvent[] {
  return [
    ...window.map(({ event, itemIndex, type }) => ({ itemIndex, type, timeMs: event.time })),
    ...basket.map((itemIndex) => ({ itemIndex, type: BASKET_TYPE, timeMs: nowMs })),
  ];
}

/** An output of the tower for one input, as the rankers take it. */
export function lentEmbedding(tensor: LentTensor): LentEmbedding {
  const read = async () => (await tensor.getData()) as Float32Array;
  return tensor.location === 'gpu-buffer' ? { buffer: tensor.gpuBuffer as GPUBuffer, read } : { read };
}
