// Both towers in f32 with the current parameters: embeds all items, encodes histories. Validation and the export use it; what
// ships is the 8-bit export (export-towers.ts).

import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { UserTowerInputs } from '../../towers/history-inputs.ts';
import type { OrtModule } from '../../towers/session.ts';
import { filled, type Parameters } from '../models/parameters.ts';
import { ITEM_TOWER_BATCH } from '../models/serving.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { compileItemTower, compileUserTower } from './training-graphs.ts';

const USER_BATCH = 8;

/** The parameters whose names start with `prefix`. */
export function parametersOf(parameters: Parameters, prefix: 'item.' | 'user.'): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith(prefix)));
}

/** Identity scales: the towers as they were trained. */
export function neutralScales(config: TowerConfig): Parameters {
  return {
    'item.output.scale': filled([config.embeddingDim], 1),
    'user.input.scale': filled([config.embeddingDim], 1),
    'user.output.scale': filled([config.embeddingDim], 1),
  };
}

/** Runs both towers with given parameters; the sessions are made once and fed the parameters at every run. */
export class TowerModel {
  readonly #ort: OrtModule;
  readonly #config: TowerConfig;
  readonly #userSession: InferenceSession;
  readonly #itemSession: InferenceSession;

  private constructor(ort: OrtModule, config: TowerConfig, user: InferenceSession, item: InferenceSession) {
    this.#ort = ort;
    this.#config = config;
    this.#userSession = user;
    this.#itemSession = item;
  }

  /** @param parameters  any parameters of the right names and shapes; fixes the graphs' inputs */
  static async create(
    ort: OrtModule,
    config: TowerConfig,
    parameters: Parameters,
    options: InferenceSession.SessionOptions,
  ): Promise<TowerModel> {
    const user = await compileUserTower(config, USER_BATCH, parametersOf(parameters, 'user.'));
    const item = await compileItemTower(config, parametersOf(parameters, 'item.'));
    const userSession = await ort.InferenceSession.create(user, options);
    const itemSession = await ort.InferenceSession.create(item, options);
    return new TowerModel(ort, config, userSession, itemSession);
  }

  /**
   * @param content    f32 [N, 512]
   * @param features   f32 [N, Q]
   * @param residuals  f32 [N, T]
   * @returns          f32 [N, D]
   */
  async embedItems(
    parameters: Parameters,
    content: Float32Array,
    features: Float32Array,
    residuals?: Float32Array,
  ): Promise<Float32Array> {
    const { contentDim, qualityDims, embeddingDim } = this.#config;
    const numItems = content.length / contentDim;
    const embeddings = new Float32Array(numItems * embeddingDim);
    const feeds = this.#feeds(parametersOf(parameters, 'item.'));
    for (let from = 0; from < numItems; from += ITEM_TOWER_BATCH) {
      const to = Math.min(numItems, from + ITEM_TOWER_BATCH);
      feeds.content = this.#padded(content, from, to, contentDim, ITEM_TOWER_BATCH);
      feeds.features = this.#padded(features, from, to, qualityDims, ITEM_TOWER_BATCH);
      const { item_embeddings } = await this.#itemSession.run(feeds);
      const rows = item_embeddings.data as Float32Array;
      embeddings.set(rows.subarray(0, (to - from) * embeddingDim), from * embeddingDim);
    }
    if (residuals) addResiduals(embeddings, residuals, embeddingDim, tasteDims(this.#config));
    return embeddings;
  }

  /** @returns f32 [inputs.length, D] */
  async embedUsers(parameters: Parameters, inputs: readonly UserTowerInputs[]): Promise<Float32Array> {
    const { embeddingDim: D, sequenceLength: L, contentDim } = this.#config;
    const users = new Float32Array(inputs.length * D);
    const feeds = this.#feeds(parametersOf(parameters, 'user.'));
    for (let from = 0; from < inputs.length; from += USER_BATCH) {
      const rows = inputs.slice(from, from + USER_BATCH);
      const floats = (width: number, of: (row: UserTowerInputs) => Float32Array): Float32Array => {
        const packed = new Float32Array(USER_BATCH * width);
        rows.forEach((row, i) => {
          packed.set(of(row), i * width);
        });
        return packed;
      };
      const ints = (width: number, of: (row: UserTowerInputs) => ArrayLike<number>): Int32Array => {
        const packed = new Int32Array(USER_BATCH * width);
        rows.forEach((row, i) => {
          packed.set(of(row), i * width);
        });
        return packed;
      };
      const tensor = (data: Float32Array, dims: number[]): Tensor => new this.#ort.Tensor('float32', data, dims);
      const intTensor = (data: Int32Array, dims: number[]): Tensor => new this.#ort.Tensor('int32', data, dims);
      feeds.item_embeddings = tensor(
        floats(L * D, (row) => row.itemEmbeddings),
        [USER_BATCH, L, D],
      );
      feeds.event_types = intTensor(
        ints(L, (row) => row.eventTypes),
        [USER_BATCH, L],
      );
      feeds.age_buckets = intTensor(
        ints(L, (row) => row.ageBuckets),
        [USER_BATCH, L],
      );
      feeds.mask = tensor(
        floats(L, (row) => row.mask),
        [USER_BATCH, L],
      );
      feeds.query_content = tensor(
        floats(contentDim, (row) => row.queryContent),
        [USER_BATCH, contentDim],
      );
      feeds.context_item = tensor(
        floats(D, (row) => row.contextItem),
        [USER_BATCH, D],
      );
      feeds.task = intTensor(
        ints(1, (row) => [row.task]),
        [USER_BATCH],
      );
      const { user_embedding } = await this.#userSession.run(feeds);
      users.set((user_embedding.data as Float32Array).subarray(0, rows.length * D), from * D);
    }
    return users;
  }

  async release(): Promise<void> {
    await this.#userSession.release();
    await this.#itemSession.release();
  }

  #feeds(parameters: Parameters): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    for (const [name, { shape, data }] of Object.entries(parameters)) {
      feeds[name] = new this.#ort.Tensor('float32', data, shape);
    }
    return feeds;
  }

  #padded(rows: Float32Array, from: number, to: number, width: number, batch: number): Tensor {
    const padded = new Float32Array(batch * width);
    padded.set(rows.subarray(from * width, to * width));
    return new this.#ort.Tensor('float32', padded, [batch, width]);
  }
}

/** Adds residuals f32 [N, T] to the taste dims of embeddings f32 [N, D], in place. */
export function addResiduals(embeddings: Float32Array, residuals: Float32Array, dim: number, taste: number): void {
  for (let i = 0; i < residuals.length; i++) {
    embeddings[Math.floor(i / taste) * dim + (i % taste)] += residuals[i];
  }
}
