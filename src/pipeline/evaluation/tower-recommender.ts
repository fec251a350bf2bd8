// Our own towers as they ship: the exported user tower over the bundle's int8 embeddings, quantized and ranked by the very
// code that runs in the page. `privet-f32` is the same export before rounding, to show what the rounding costs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dot } from '../../numerics/dot.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { coalesceRequests } from '../../ranking/coalesce.ts';
import { ItemMatrix } from '../../ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../ranking/javascript-ranker.ts';
import { createWasmRanker } from '../../ranking/wasm-ranker.ts';
import { encodeHistory, type HistoryItem, type UserTowerInputs } from '../../towers/history-inputs.ts';
import type { OrtModule } from '../../towers/session.ts';
import { createUserTower, type UserTower } from '../../towers/user-tower.ts';
import { EVENT_TYPES } from '../../towers/vocabulary.ts';
import { InputError } from '../input/input-error.ts';
import { type OpenBundle, readBundleFile } from './open-bundle.ts';
import type { Answer, History, Recommender } from './recommender.ts';
import { topScores } from './top-scores.ts';

/** B of user-tower-batch.onnx. */
const BATCH_SIZE = 8;
/** Folder of a bundle that holds its towers and embeddings before quantization; only evaluation bundles have it. */
export const FLOAT_FOLDER = 'f32';

/**
 * The bundle as it ships.
 *
 * @param itemIds  the evaluated items, in the evaluator's order: a subset of the bundle's
 * @throws InputError when the bundle lacks some of them
 */
export async function openInt8Towers(
  bundle: OpenBundle,
  itemIds: readonly string[],
  ort: OrtModule,
): Promise<TowerRecommender> {
  const { embeddingDim, itemScale, models } = bundle.manifest;
  const embeddings = selectRows(bundle.embeddings, bundleRows(bundle, itemIds), embeddingDim);
  const matrix = ItemMatrix.fromRows(embeddings, itemIds.length, embeddingDim);
  const rank = coalesceRequests(createWasmRanker(matrix) ?? createJavaScriptRanker(matrix));
  const bytes = await readBundleFile(bundle.folder, models.userTowerBatch);
  return {
    name: 'privet-int8',
    batchSize: BATCH_SIZE,
    ...(await createTowers(
      ort,
      bytes,
      Float32Array.from(embeddings, (step) => step * itemScale),
      embeddingDim,
      (user) => {
        const query = quantizeUserEmbedding(user).values;
        return {
          async top(k, excluded) {
            const allowed = Bitset.fromIndices(itemIds.length, excluded).not();
            return (await rank({ query, k, allowed })).indices;
          },
        };
      },
    )),
  };
}

/** The bundle before rounding; undefined where its folder has none. */
export async function openFloatTowers(
  bundle: OpenBundle,
  itemIds: readonly string[],
  ort: OrtModule,
): Promise<TowerRecommender | undefined> {
  const folder = join(bundle.folder, FLOAT_FOLDER);
  const bytes = await readFile(join(folder, 'user-tower-batch.onnx')).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const { embeddingDim, numItems } = bundle.manifest;
  const file = join(folder, 'embeddings.f32');
  const raw = new Uint8Array(await readFile(file));
  if (raw.length !== numItems * embeddingDim * 4) {
    const expected = `${numItems} x ${embeddingDim} little-endian float32`;
    throw new InputError({ file, found: `${raw.length} bytes`, expected });
  }
  const embeddings = selectRows(new Float32Array(raw.buffer), bundleRows(bundle, itemIds), embeddingDim);
  return floatTowers('privet-f32', bytes, embeddings, embeddingDim, ort);
}

/**
 * A user tower over embeddings that were never rounded.
 *
 * @param bytes       a user tower of B = 8
 * @param embeddings  f32 [numItems, D], in the evaluator's order
 */
export async function floatTowers(
  name: string,
  bytes: Uint8Array,
  embeddings: Float32Array,
  embeddingDim: number,
  ort: OrtModule,
): Promise<TowerRecommender> {
  const numItems = embeddings.length / embeddingDim;
  return {
    name,
    batchSize: BATCH_SIZE,
    ...(await createTowers(ort, bytes, embeddings, embeddingDim, (user) => {
      const scores = Float32Array.from({ length: numItems }, (_, i) =>
        dot(user, embeddings, embeddingDim, 0, i * embeddingDim),
      );
      return { top: (k, excluded) => topScores(scores, k, excluded) };
    })),
  };
}

export interface TowerRecommender extends Recommender {
  dispose(): Promise<void>;
}

/**
 * @param embeddings  f32 [numItems, D], what the histories are made of
 * @param answerOf    ranks the items for a user embedding f32 [D]
 */
async function createTowers(
  ort: OrtModule,
  bytes: Uint8Array,
  embeddings: Float32Array,
  embeddingDim: number,
  answerOf: (userEmbedding: Float32Array) => Answer,
): Promise<Pick<TowerRecommender, 'answer' | 'dispose'>> {
  const tower: UserTower = await createUserTower(ort, bytes, { batchSize: BATCH_SIZE, embeddingDim });
  return {
    async answer(histories) {
      const inputs = histories.map((history) => towerInputs(history, embeddings, embeddingDim));
      return (await tower.run(inputs)).map(answerOf);
    },
    dispose: () => tower.dispose(),
  };
}

function towerInputs(history: History, embeddings: Float32Array, embeddingDim: number): UserTowerInputs {
  const { items, eventTypes, timestamps, requestTimeMs } = history;
  const events = Array.from(items, (item, i): HistoryItem => {
    const embedding = embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim);
    const timeSeconds = requestTimeMs === undefined ? undefined : timestamps[i] / 1000;
    return { embedding, type: EVENT_TYPES[eventTypes[i]], timeSeconds };
  });
  return encodeHistory(events, {
    embeddingDim,
    nowSeconds: requestTimeMs === undefined ? undefined : requestTimeMs / 1000,
  });
}

/** Row of the bundle for each of the evaluated items. */
export function bundleRows({ folder, itemIds }: OpenBundle, evaluated: readonly string[]): Uint32Array {
  const rowById = new Map(itemIds.map((itemId, row) => [itemId, row]));
  const missing = evaluated.filter((itemId) => !rowById.has(itemId));
  if (missing.length > 0) {
    const some = missing.slice(0, 3).join(', ');
    throw new InputError({
      file: folder,
      found: `no row for ${missing.length} of ${evaluated.length} items of the items file (${some}${missing.length > 3 ? ', …' : ''})`,
      expected: 'a bundle that was built from the same items',
    });
  }
  return Uint32Array.from(evaluated, (itemId) => rowById.get(itemId)!);
}

export function selectRows<T extends Int8Array | Float32Array>(matrix: T, rows: Uint32Array, dim: number): T {
  const selected = new (matrix.constructor as new (length: number) => T)(rows.length * dim);
  for (const [place, row] of rows.entries()) selected.set(matrix.subarray(row * dim, (row + 1) * dim), place * dim);
  return selected;
}
