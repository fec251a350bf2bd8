// Our own towers as they ship: the exported user tower, or the arithmetic of a bundle without one, over the bundle's int8
// embeddings, quantized and ranked by the very code that runs in the page. `privet-f32` is the same export before
// rounding, to show what the rounding costs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../errors.ts';
import { towerFile } from '../../formats/manifest.ts';
import { TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { addTable, itemsToContinue, type TableEvent } from '../../item-to-item/item-to-item-table.ts';
import { tableOfItems } from '../../item-to-item/keyed-table.ts';
import { dot } from '../../numerics/dot.ts';
import {
  dequantizeItemEmbeddings,
  itemScaleFor,
  type QuantizedUserEmbedding,
  quantizeItemEmbeddings,
  quantizeUserEmbedding,
} from '../../numerics/quantize.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { dotWithRow, ItemMatrix } from '../../ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../ranking/javascript-ranker.ts';
import type { RankResult } from '../../ranking/ranker.ts';
import { createWasmRanker } from '../../ranking/wasm-ranker.ts';
import { type ContextVocabulary, contextNumbers } from '../../towers/context-values.ts';
import { encodeHistory, type HistoryItem, MAX_EVENTS, type UserTowerInputs } from '../../towers/history-inputs.ts';
import type { OrtModule } from '../../towers/session.ts';
import { createUserTower, type UserTower } from '../../towers/user-tower.ts';
import { type ContentOnlyModel, createContentOnlyTower } from '../../untrained/content-only-tower.ts';
import { type OpenBundle, readBundleFile, readItemToItem } from '../input/read-bundle-folder.ts';
import type { Answer, History, Recommender } from './recommender.ts';
import { topScores } from './top-scores.ts';

/** Name of the model with both. */
export const TOWERS_WITH_TABLE = 'privet-int8+table' as const;
/** B of user-tower-batch.onnx. */
const BATCH_SIZE = 8;
/** Folder of a bundle that holds its towers and embeddings before quantization; only evaluation bundles have it. */
export const FLOAT_FOLDER = 'f32';

/** The items as they are ranked, in the evaluator's order. */
interface RankedItems {
  matrix: ItemMatrix;
  /** i8 [numItems, D] */
  embeddings: Int8Array;
  itemScale: number;
}

/** A user tower of B = 8, or what a bundle without one is answered by, and the categoricals that it reads. */
interface UserTowerSource {
  tower: Uint8Array | ContentOnlyModel;
  contexts?: readonly ContextVocabulary[];
}

/** Changes a list that the ranker made for a request, `k` and `allowed` being the request's. */
type Rerank = (ranked: RankResult, k: number, allowed: Bitset, user: QuantizedUserEmbedding) => RankResult;

/**
 * The towers as they ship, alone.
 *
 * @param itemIds  the evaluated items, in the evaluator's order: a subset of the bundle's
 * @throws InputError when the bundle lacks some of them
 */
export async function openInt8Towers(
  bundle: OpenBundle,
  itemIds: readonly string[],
  ort: OrtModule,
): Promise<TowerRecommender> {
  return openRanked('privet-int8', await userTowerOf(bundle), rankedItems(bundle, itemIds), ort);
}

/**
 * The towers as they would ship, where no bundle was written: embeddings are rounded as in one, then all goes as in the
 * page.
 *
 * @param bytes   a user tower of B = 8, weights rounded
 * @param source  embeddings from an item tower whose weights were rounded
 */
export async function roundedTowers(
  name: string,
  bytes: Uint8Array,
  { embeddings, embeddingDim, contexts }: HistorySource,
  ort: OrtModule,
): Promise<TowerRecommender> {
  const itemScale = itemScaleFor(embeddings, embeddingDim);
  const rows = quantizeItemEmbeddings(embeddings, itemScale);
  return openRanked(name, { tower: bytes, contexts }, itemsOfRows(rows, embeddingDim, itemScale), ort);
}

/**
 * The towers with the bundle's item-to-item table, as the page ranks a home list with both; undefined where it has
 * none.
 */
export async function openTowersWithTable(
  bundle: OpenBundle,
  itemIds: readonly string[],
  ort: OrtModule,
): Promise<TowerRecommender | undefined> {
  const own = await readItemToItem(bundle);
  if (own === undefined) return undefined;
  const table = tableOfItems({ ids: bundle.itemIds, table: own }, itemIds);
  const items = rankedItems(bundle, itemIds);
  const { tiles } = items.matrix;
  return openRanked(TOWERS_WITH_TABLE, await userTowerOf(bundle), items, ort, (history) => {
    const continued = itemsToContinue(tableEvents(history), table.historyItems);
    return (ranked, k, allowed, { values, scale }) =>
      addTable(ranked, k, {
        table,
        items: continued,
        strength: table.towerStrength,
        scoreStep: scale * items.itemScale,
        allowed,
        scoreOf: (itemIndex) => dotWithRow(tiles, itemIndex, values),
      });
  });
}

/** The part of a history that the page would read, oldest first. */
function tableEvents({ items, eventTypes }: History): TableEvent[] {
  const first = Math.max(0, items.length - MAX_EVENTS);
  return Array.from(items.subarray(first), (itemIndex, i) => ({
    itemIndex,
    type: TOWER_EVENT_TYPES[eventTypes[first + i]!]!,
  }));
}

function rankedItems(bundle: OpenBundle, itemIds: readonly string[]): RankedItems {
  const { embeddingDim, itemScale } = bundle.manifest;
  const embeddings = selectRows(bundle.embeddings, bundleRows(bundle, itemIds), embeddingDim);
  return itemsOfRows(embeddings, embeddingDim, itemScale);
}

/** @param embeddings  i8 [numItems, D] */
function itemsOfRows(embeddings: Int8Array, embeddingDim: number, itemScale: number): RankedItems {
  const numItems = embeddings.length / embeddingDim;
  return { matrix: ItemMatrix.fromRows(embeddings, numItems, embeddingDim), embeddings, itemScale };
}

async function userTowerOf({ folder, manifest }: OpenBundle): Promise<UserTowerSource> {
  if (!manifest.models.userTowerBatch) return { tower: manifest };
  const tower = await readBundleFile(folder, towerFile(manifest, 'userTowerBatch'));
  return { tower, contexts: manifest.vocabularies.contexts };
}

async function openRanked(
  name: string,
  { tower, contexts }: UserTowerSource,
  { matrix, embeddings, itemScale }: RankedItems,
  ort: OrtModule,
  rerankFor: (history: History) => Rerank = () => (ranked) => ranked,
): Promise<TowerRecommender> {
  const { numItems, dim: embeddingDim } = matrix;
  const ranker = createWasmRanker(matrix) ?? createJavaScriptRanker(matrix);
  const dequantized = dequantizeItemEmbeddings(embeddings, itemScale);
  const histories = { embeddings: dequantized, embeddingDim, contexts };
  const towers = await createTowers(ort, tower, histories, (embedding, history) => {
    const user = quantizeUserEmbedding(embedding);
    const rerank = rerankFor(history);
    return {
      async top(k, excluded) {
        const allowed = Bitset.fromIndices(numItems, excluded).not();
        return rerank(await ranker.rank({ query: user.values, k, allowed }), k, allowed, user).indices;
      },
    };
  });
  return { name, batchSize: BATCH_SIZE, ...towers };
}

/** The bundle before rounding; undefined where its folder has none. */
export async function openFloatTowers(
  bundle: OpenBundle,
  itemIds: readonly string[],
  ort: OrtModule,
): Promise<TowerRecommender | undefined> {
  const files = await readFloatFiles(bundle);
  if (files === undefined) return undefined;
  const { embeddingDim, vocabularies } = bundle.manifest;
  const embeddings = selectRows(files.embeddings, bundleRows(bundle, itemIds), embeddingDim);
  const source = { embeddings, embeddingDim, contexts: vocabularies.contexts };
  return floatTowers('privet-f32', files.userTowerBatch, source, ort);
}

interface FloatFiles {
  userTowerBatch: Uint8Array;
  /** f32 [numItems, D], in the bundle's order */
  embeddings: Float32Array;
}

/** What FLOAT_FOLDER holds; undefined where the bundle has none. @throws InputError for embeddings of another size */
export async function readFloatFiles({ folder, manifest }: OpenBundle): Promise<FloatFiles | undefined> {
  const userTowerBatch = await readFile(join(folder, FLOAT_FOLDER, 'user-tower-batch.onnx')).catch(() => undefined);
  if (userTowerBatch === undefined) return undefined;
  const { embeddingDim, numItems } = manifest;
  const file = join(folder, FLOAT_FOLDER, 'embeddings.f32');
  const raw = new Uint8Array(await readFile(file));
  if (raw.length !== numItems * embeddingDim * 4) {
    const expected = `${numItems} x ${embeddingDim} little-endian float32`;
    throw new InputError({ file, found: `${raw.length} bytes`, expected });
  }
  return { userTowerBatch, embeddings: new Float32Array(raw.buffer) };
}

/** What a history is made of before a user tower reads it. */
interface HistorySource {
  /** f32 [numItems, D], in the evaluator's order */
  embeddings: Float32Array;
  embeddingDim: number;
  /** Categoricals that the tower reads (default: none). */
  contexts?: readonly ContextVocabulary[];
}

/**
 * A user tower over embeddings that were never rounded.
 *
 * @param bytes  a user tower of B = 8
 */
export async function floatTowers(
  name: string,
  bytes: Uint8Array,
  source: HistorySource,
  ort: OrtModule,
): Promise<TowerRecommender> {
  const { embeddings, embeddingDim } = source;
  const numItems = embeddings.length / embeddingDim;
  return {
    name,
    batchSize: BATCH_SIZE,
    ...(await createTowers(ort, bytes, source, (user) => {
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

/** @param answerOf  ranks the items for a user embedding f32 [D] */
async function createTowers(
  ort: OrtModule,
  towerOrModel: UserTowerSource['tower'],
  source: HistorySource,
  answerOf: (userEmbedding: Float32Array, history: History) => Answer,
): Promise<Pick<TowerRecommender, 'answer' | 'dispose'>> {
  const { embeddingDim, contexts = [] } = source;
  const options = { batchSize: BATCH_SIZE, embeddingDim, numContexts: contexts.length };
  const tower: UserTower =
    towerOrModel instanceof Uint8Array
      ? await createUserTower(ort, towerOrModel, options)
      : createContentOnlyTower(towerOrModel);
  return {
    async answer(histories) {
      const inputs = histories.map((history) => towerInputs(history, source));
      return (await tower.run(inputs)).map((user, i) => answerOf(user, histories[i]!));
    },
    dispose: () => tower.dispose(),
  };
}

function towerInputs(history: History, source: HistorySource): UserTowerInputs {
  const { embeddings, embeddingDim, contexts = [] } = source;
  const { items, eventTypes, timestamps, requestTimeMs, context } = history;
  const events = Array.from(items, (item, i): HistoryItem => {
    const embedding = embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim);
    const timeSeconds = requestTimeMs === undefined ? undefined : timestamps[i]! / 1000;
    return { embedding, type: TOWER_EVENT_TYPES[eventTypes[i]!]!, timeSeconds };
  });
  return encodeHistory(events, {
    embeddingDim,
    contextValues: contextNumbers(contexts, context),
    nowSeconds: requestTimeMs === undefined ? undefined : requestTimeMs / 1000,
  });
}

/** Row of the bundle for each of the evaluated items. */
export function bundleRows({ folder, itemIds }: OpenBundle, evaluated: readonly string[]): Uint32Array {
  const rowById = new Map(itemIds.map((itemId, row) => [itemId, row]));
  const missing = evaluated.filter((itemId) => !rowById.has(itemId));
  if (missing.length > 0) {
    const some = `${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''}`;
    throw new InputError({
      file: folder,
      found: `no row for ${missing.length} of ${evaluated.length} items of the items file (${some})`,
      expected: 'a bundle that was built from the same items',
    });
  }
  return Uint32Array.from(evaluated, (itemId) => rowById.get(itemId)!);
}
