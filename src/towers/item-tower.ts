// The item tower: content vectors and features -> item embeddings, 64 items at a time. Set-up and `build` embed whole
// catalogs with it; a page embeds items that are new or that a visitor brings.
import { createSession, type GraphSpec, type OrtModule, readFloats, type SessionOptions } from './session.ts';
import { CONTENT_DIM, FEATURES } from './vocabulary.ts';

/** B of the graph. */
export const ITEM_TOWER_BATCH_SIZE = 64;

export interface ItemTowerOptions {
  /** D */
  embeddingDim: number;
  sessionOptions?: SessionOptions;
}

export interface ItemTower {
  /**
   * @param content   f32 [n, 512], unit-length content vectors, row-major; any n
   * @param features  f32 [n, 6], in the order of FEATURES
   * @returns         f32 [n, D], without residuals
   * @throws RangeError when the two hold different numbers of items
   */
  embedItems(content: Float32Array, features: Float32Array): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

/** @throws ModelLoadError when the bytes are not this tower for this size */
export async function createItemTower(
  ort: OrtModule,
  bytes: Uint8Array,
  options: ItemTowerOptions,
): Promise<ItemTower> {
  const { embeddingDim, sessionOptions } = options;
  const session = await createSession(ort, 'item-tower', bytes, graphSpec(embeddingDim), sessionOptions);

  return {
    async embedItems(content, features) {
      const numItems = countItems(content, features);
      const embeddings = new Float32Array(numItems * embeddingDim);
      for (let first = 0; first < numItems; first += ITEM_TOWER_BATCH_SIZE) {
        const feeds = {
          content: batchTensor(ort, content, first, CONTENT_DIM),
          features: batchTensor(ort, features, first, FEATURES.length),
        };
        const rows = await readFloats(session, feeds, 'item_embeddings');
        embeddings.set(rows.subarray(0, (numItems - first) * embeddingDim), first * embeddingDim);
      }
      return embeddings;
    },
    dispose: () => session.release(),
  };
}

function graphSpec(embeddingDim: number): GraphSpec {
  return {
    inputs: {
      content: { type: 'float32', shape: [ITEM_TOWER_BATCH_SIZE, CONTENT_DIM] },
      features: { type: 'float32', shape: [ITEM_TOWER_BATCH_SIZE, FEATURES.length] },
    },
    outputs: { item_embeddings: { type: 'float32', shape: [ITEM_TOWER_BATCH_SIZE, embeddingDim] } },
  };
}

function countItems(content: Float32Array, features: Float32Array): number {
  const numItems = content.length / CONTENT_DIM;
  if (!Number.isInteger(numItems) || features.length !== numItems * FEATURES.length) {
    throw new RangeError(
      `item-tower: ${content.length} content values and ${features.length} features, expected ${CONTENT_DIM} and ${FEATURES.length} an item`,
    );
  }
  return numItems;
}

/** One batch of rows; rows past the end stay zeros, and their embeddings are dropped. */
function batchTensor(ort: OrtModule, rows: Float32Array, first: number, width: number) {
  const batch = new Float32Array(ITEM_TOWER_BATCH_SIZE * width);
  batch.set(rows.subarray(first * width, (first + ITEM_TOWER_BATCH_SIZE) * width));
  return new ort.Tensor('float32', batch, [ITEM_TOWER_BATCH_SIZE, width]);
}
