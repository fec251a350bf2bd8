// The embeddings of items that a bundle does not have, by its own text encoder and item tower: where a new item lands
// before anybody has met it. Rows are rounded as the bundle's are, so that they are what a build would write for the
// same item without a log.

import { InputError } from '../../errors.ts';
import { towerFile } from '../../formats/manifest.ts';
import { decodeTextEncoder } from '../../formats/text-encoder.ts';
import { CONTENT_DIM, FEATURES } from '../../formats/vocabulary.ts';
import type { Item, Items } from '../../items/item.ts';
import { siteFeatures } from '../../items/site-features.ts';
import {
  dequantizeContent,
  dequantizeItemEmbeddings,
  quantizeContent,
  quantizeItemEmbeddings,
} from '../../numerics/quantize.ts';
import { type Codebooks, encode } from '../../semantic-ids/residual-quantizer.ts';
import { itemText } from '../../text/item-text.ts';
import { modalityVectors } from '../../text/modalities.ts';
import { createItemTower, type ItemTower, itemTowerSizes } from '../../towers/item-tower.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type ContentEncoder, createContentEncoder } from '../../towers/text-encoder.ts';
import { type OpenBundle, readBundleFile, readCodebooks, readGzippedFile } from '../input/read-bundle-folder.ts';
import { BATCH_ROWS, bundleMetadata, type EmbeddingBatch, type EmbeddingTable } from './embedding-table.ts';

export interface NewItemOptions {
  ort: OrtModule;
  bundle: OpenBundle;
  file: string;
  /** What was read from `file`. */
  input: Items;
  /** Called for each batch. */
  onProgress?: (numDone: number, numItems: number) => void;
  signal?: AbortSignal;
}

/**
 * @throws InputError for a bundle without text encoder, or vectors of another length than its tower reads;
 *   CatalogFormatError or
 *         ModelLoadError for a bundle that is damaged
 */
export async function newItemEmbeddings(options: NewItemOptions): Promise<EmbeddingTable> {
  const { ort, bundle, input } = options;
  const { folder, manifest } = bundle;
  const { textEncoder } = manifest.models;
  if (!textEncoder) {
    throw new InputError({ file: folder, found: 'no text encoder', expected: 'a bundle with one, to read new items' });
  }
  checkWidths(options);
  const encoderBytes = await readGzippedFile(folder, textEncoder);
  const towerBytes = await readBundleFile(folder, towerFile(manifest, 'itemTower'));
  return {
    embeddingDim: manifest.embeddingDim,
    contentDim: CONTENT_DIM,
    numItems: input.items.length,
    metadata: bundleMetadata(manifest),
    batches: embedBatches(options, async () => ({
      encoder: createContentEncoder(decodeTextEncoder(encoderBytes, textEncoder.path)),
      tower: await createItemTower(ort, towerBytes, itemTowerSizes(manifest)),
      codebooks: await readCodebooks(bundle),
    })),
  };
}

/** What made the vectors (an image encoder, say) may be another model than the tower was trained with. */
function checkWidths({ file, bundle: { folder, manifest }, input }: NewItemOptions): void {
  for (const { name, width } of input.ownModalities) {
    const trained = manifest.itemTowerInputs?.modalities.find((modality) => modality.name === name)?.width ?? width;
    if (width === trained) continue;
    const expected = `${trained - 1}, as the item tower of ${folder} was trained with`;
    throw new InputError({ file, found: `vectors of ${width - 1} numbers in ${name}`, expected });
  }
}

interface Models {
  encoder: ContentEncoder;
  tower: ItemTower;
  codebooks?: Codebooks;
}

async function* embedBatches(
  { bundle, input, onProgress, signal }: NewItemOptions,
  open: () => Promise<Models>,
): AsyncGenerator<EmbeddingBatch> {
  const { itemScale, itemTowerInputs } = bundle.manifest;
  const { items } = input;
  const features = coldFeatures(items);
  const { encoder, tower, codebooks } = await open();
  try {
    for (let first = 0; first < items.length; first += BATCH_ROWS) {
      const batch = items.slice(first, first + BATCH_ROWS);
      const end = first + batch.length;
      const fields = batch.map((item) => item.fields);
      signal?.throwIfAborted();
      const content = encoder.encodeAll(fields.map((item) => itemText(item)));
      const steps = quantizeContent(content);
      const rows = await tower.embedItems({
        content,
        features: features.subarray(first * FEATURES.length, end * FEATURES.length),
        ...(codebooks && { codes: encode(steps, codebooks).codes }),
        ...(itemTowerInputs && {
          modalities: modalityVectors(
            fields,
            itemTowerInputs.modalities,
            batch.map(({ vectors = {} }) => vectors),
          ),
        }),
      });
      onProgress?.(end, items.length);
      yield {
        ids: batch.map(({ id }) => id),
        titles: batch.map(({ title }) => title),
        embeddings: dequantizeItemEmbeddings(quantizeItemEmbeddings(rows, itemScale), itemScale),
        content: dequantizeContent(steps),
        hasResidual: batch.map(() => false),
      };
    }
  } finally {
    await tower.dispose();
  }
}

/**
 * Features of items that nobody has met: freshness where the year is known, since that scale is the same for every
 * catalog. Rating and popularity are places within the bundle's catalog, which a file of other items says nothing
 * about: unknown.
 */
function coldFeatures(items: readonly Item[]): Float32Array {
  return siteFeatures(items.map(({ rating: _, votes: __, ...item }) => item));
}
