// The item tower: content vectors and features -> item embeddings, 64 items at a time. Set-up and `build` embed whole
// catalogs with it; a page embeds items that are new or that a visitor brings.
import type { Manifest } from '../formats/manifest.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { checkModel, type GraphSpec, type OrtModule, type SessionOptions } from './session.ts';
import { onOnnxRuntime, readOutput, type StartGraph } from './tower-graph.ts';

/** B of the graph. */
export const ITEM_TOWER_BATCH_SIZE = 64;

export interface ItemTowerSizes {
  /** D */
  embeddingDim: number;
  /** Semantic ID codes that the tower reads of an item (default 0: none). */
  numLevels?: number;
  /** Width of the further vectors that it reads (src/text/modalities.ts; default 0: none). */
  modalityDim?: number;
}

export interface ItemTowerOptions extends ItemTowerSizes {
  sessionOptions?: SessionOptions;
}

/** The sizes that a bundle's item tower has. */
export function itemTowerSizes({
  embeddingDim,
  semanticIds,
  itemTowerInputs,
}: Pick<Manifest, 'embeddingDim' | 'itemTowerInputs'> & { semanticIds?: { numLevels: number } }) {
  return {
    embeddingDim,
    numLevels: itemTowerInputs?.codes ? semanticIds!.numLevels : 0,
    modalityDim: itemTowerInputs?.modalities.reduce((sum, { width }) => sum + width, 0) ?? 0,
  };
}

/** What the tower reads of n items, row-major; any n. */
export interface ItemInputs {
  /** f32 [n, 256], unit-length content vectors */
  content: Float32Array;
  /** f32 [n, 6], in the order of FEATURES */
  features: Float32Array;
  /** [n, numLevels], semantic ID codes; not read by a tower without levels */
  codes?: ArrayLike<number>;
  /** f32 [n, modalityDim]; not read by a tower without them */
  modalities?: Float32Array;
}

export interface ItemTower {
  /**
   * @returns  f32 [n, D], without residuals
   * @throws RangeError when the inputs hold different numbers of items, or one that the tower reads is missing
   */
  embedItems(items: ItemInputs): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

/** By ONNX Runtime. @throws ModelLoadError when the bytes are not this tower for this size */
export function createItemTower(
  ort: OrtModule,
  bytes: Uint8Array,
  { sessionOptions, ...sizes }: ItemTowerOptions,
): Promise<ItemTower> {
  return startItemTower(onOnnxRuntime(ort, sessionOptions), bytes, sizes);
}

/** @throws ModelLoadError when the bytes are not this tower for this size, or as `start` */
export async function startItemTower(start: StartGraph, bytes: Uint8Array, sizes: ItemTowerSizes): Promise<ItemTower> {
  const { embeddingDim } = sizes;
  const spec = graphSpec(sizes);
  const graph = await start(checkModel('item-tower', bytes, spec));

  return {
    async embedItems(items) {
      const numItems = countItems(items, spec);
      const embeddings = new Float32Array(numItems * embeddingDim);
      for (let first = 0; first < numItems; first += ITEM_TOWER_BATCH_SIZE) {
        const feeds = Object.fromEntries(
          Object.entries(spec.inputs).map(([name, { type, shape }]) => {
            const width = shape[1] as number;
            const rows = items[name as keyof ItemInputs]!;
            return [name, batchOf(type, rows, first, width)];
          }),
        );
        const rows = await readOutput(graph, feeds, 'item_embeddings');
        embeddings.set(rows.subarray(0, (numItems - first) * embeddingDim), first * embeddingDim);
      }
      return embeddings;
    },
    dispose: () => graph.dispose(),
  };
}

/** One input for each field of ItemInputs that this tower reads. */
function graphSpec({ embeddingDim, numLevels = 0, modalityDim = 0 }: ItemTowerSizes): GraphSpec {
  const B = ITEM_TOWER_BATCH_SIZE;
  return {
    inputs: {
      content: { type: 'float32', shape: [B, CONTENT_DIM] },
      features: { type: 'float32', shape: [B, FEATURES.length] },
      ...(numLevels > 0 && { codes: { type: 'int32', shape: [B, numLevels] } }),
      ...(modalityDim > 0 && { modalities: { type: 'float32', shape: [B, modalityDim] } }),
    },
    outputs: { item_embeddings: { type: 'float32', shape: [B, embeddingDim] } },
  };
}

function countItems(items: ItemInputs, { inputs }: GraphSpec): number {
  const numItems = items.content.length / CONTENT_DIM;
  for (const [name, { shape }] of Object.entries(inputs)) {
    const length = items[name as keyof ItemInputs]?.length;
    if (!Number.isInteger(numItems) || length !== numItems * (shape[1] as number)) {
      throw new RangeError(
        `item-tower: ${name} holds ${length ?? 'no'} values beside ${items.content.length} of content, expected ${shape[1]} an item beside ${CONTENT_DIM}`,
      );
    }
  }
  return numItems;
}

/** One batch of rows; rows past the end stay zeros, and their embeddings are dropped. */
function batchOf(type: 'float32' | 'int32', rows: ArrayLike<number>, first: number, width: number) {
  const batch = new (type === 'int32' ? Int32Array : Float32Array)(ITEM_TOWER_BATCH_SIZE * width);
  const end = Math.min(rows.length, (first + ITEM_TOWER_BATCH_SIZE) * width);
  for (let i = first * width; i < end; i++) batch[i - first * width] = rows[i]!;
  return { data: batch, shape: [ITEM_TOWER_BATCH_SIZE, width] };
}
