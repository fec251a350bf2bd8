// The films' towers by each implementation, over the same random items and histories: user embeddings, and the lists that
// they make.
import { readFile } from 'node:fs/promises';
import { CONTENT_DIM, FEATURES, TOWER_EVENT_TYPES } from '../../../src/formats/vocabulary.ts';
import { l2Normalize } from '../../../src/numerics/l2-normalize.ts';
import { quantizeItemEmbeddings, quantizeUserEmbedding } from '../../../src/numerics/quantize.ts';
import { createRandom } from '../../../src/numerics/random.ts';
import { ItemMatrix } from '../../../src/ranking/item-matrix.ts';
import type { Ranker } from '../../../src/ranking/ranker.ts';
import { encodeHistory, type UserTowerInputs } from '../../../src/towers/history-inputs.ts';
import { type ItemInputs, startItemTower } from '../../../src/towers/item-tower.ts';
import type { StartGraph } from '../../../src/towers/tower-graph.ts';
import { checkUserTower, startUserTower, type UserTower } from '../../../src/towers/user-tower.ts';

/** Of the films. */
export const EMBEDDING_DIM = 128;
export const ITEM_SIZES = { embeddingDim: EMBEDDING_DIM, numLevels: 3, modalityDim: 642 };
const NOW_SECONDS = 1_700_000_000;
const SECONDS_PER_YEAR = 31_557_600;
/** Histories are as long as the tower reads, and one in ten is empty or short. */
const MAX_LENGTH = 99;

export const modelFile = async (name: string) => new Uint8Array(await readFile(`public/models/${name}.onnx`));

/** What the item tower reads of random items: unit vectors, features of any size, codes. */
export function randomItems(count: number, seed: number): ItemInputs {
  const random = createRandom(seed);
  const content = new Float32Array(count * CONTENT_DIM);
  for (let i = 0; i < count; i++) {
    content.set(l2Normalize(Float32Array.from({ length: CONTENT_DIM }, () => random.normal())), i * CONTENT_DIM);
  }
  return {
    content,
    features: Float32Array.from({ length: count * FEATURES.length }, () => random.normal()),
    codes: Int32Array.from({ length: count * ITEM_SIZES.numLevels }, () => random.integer(64)),
    modalities: Float32Array.from({ length: count * ITEM_SIZES.modalityDim }, () => random.normal() * 0.1),
  };
}

/** f32 [count, 128] */
export async function embedItems(start: StartGraph, count: number, seed = 1): Promise<Float32Array> {
  const tower = await startItemTower(start, await modelFile('item-tower'), ITEM_SIZES);
  const embeddings = await tower.embedItems(randomItems(count, seed));
  await tower.dispose();
  return embeddings;
}

export function matrixOf(embeddings: Float32Array): ItemMatrix {
  const largest = embeddings.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const rows = quantizeItemEmbeddings(embeddings, largest / 127);
  return ItemMatrix.fromRows(rows, rows.length / EMBEDDING_DIM, EMBEDDING_DIM);
}

export function* randomHistories(items: Float32Array, count: number, seed: number): Generator<UserTowerInputs> {
  const random = createRandom(seed);
  for (let n = 0; n < count; n++) {
    const length = random.next() < 0.1 ? random.integer(3) : random.integer(MAX_LENGTH + 1);
    yield historyOf(items, length, random);
  }
}

export function historyOf(items: Float32Array, length: number, random = createRandom(length)): UserTowerInputs {
  const numItems = items.length / EMBEDDING_DIM;
  const row = () => {
    const index = random.integer(numItems);
    return items.slice(index * EMBEDDING_DIM, (index + 1) * EMBEDDING_DIM);
  };
  const ages = Array.from({ length }, () => random.next() ** 3 * 3 * SECONDS_PER_YEAR).sort((a, b) => b - a);
  const events = ages.map((age) => ({
    embedding: row(),
    type: TOWER_EVENT_TYPES[2 + random.integer(TOWER_EVENT_TYPES.length - 2)]!,
    timeSeconds: Math.round(NOW_SECONDS - age),
  }));
  const past = random.next() < 0.3 ? row() : undefined;
  return encodeHistory(events, { embeddingDim: EMBEDDING_DIM, nowSeconds: NOW_SECONDS, ...(past && { past }) });
}

export async function userTower(start: StartGraph, batchSize: 1 | 8 = 1): Promise<UserTower> {
  const bytes = await modelFile(batchSize === 1 ? 'user-tower' : 'user-tower-batch');
  return startUserTower(start, checkUserTower(bytes, { batchSize, embeddingDim: EMBEDDING_DIM }));
}

/** How two implementations differ over some histories. */
export interface Difference {
  histories: number;
  /** int8 embeddings that are not the same in every dimension. */
  embeddings: number;
  /** Of any dimension of them. */
  largestStep: number;
  /** Lists of the 100 best that are not the same, in the same order. */
  lists: number;
  /** Mean share of a list's items that the other list has as well. */
  sharedItems: number;
}

export class Comparison {
  readonly #ranker: Ranker;
  readonly found: Difference = { histories: 0, embeddings: 0, largestStep: 0, lists: 0, sharedItems: 1 };

  constructor(ranker: Ranker) {
    this.#ranker = ranker;
  }

  async add(one: Float32Array, other: Float32Array): Promise<void> {
    const [a, b] = [quantizeUserEmbedding(one).values, quantizeUserEmbedding(other).values];
    const step = a.reduce((most, value, d) => Math.max(most, Math.abs(value - b[d]!)), 0);
    const [list, second] = [await this.#listOf(a), step === 0 ? undefined : await this.#listOf(b)];
    const shared = second ? list.filter((index) => second.includes(index)).length / list.length : 1;
    const { found } = this;
    found.sharedItems = (found.sharedItems * found.histories + shared) / (found.histories + 1);
    found.histories++;
    found.embeddings += Number(step > 0);
    found.largestStep = Math.max(found.largestStep, step);
    found.lists += Number(second !== undefined && `${list}` !== `${second}`);
  }

  async #listOf(query: Int8Array): Promise<number[]> {
    return [...(await this.#ranker.rank({ query, k: 100 })).indices];
  }
}
