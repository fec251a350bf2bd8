// The embeddings of a bundle's own items, shard by shard: at any time one shard of items and one of content vectors are
// in memory (each at most 4 MB as stored), so a catalog of any size goes through.

import type { Shard } from '../../formats/manifest.ts';
import { dequantizeContent, dequantizeItemEmbeddings } from '../../numerics/quantize.ts';
import { type BundleFolder, readContentShard, readItems, readManifest } from '../input/read-bundle-folder.ts';
import { BATCH_ROWS, bundleMetadata, type EmbeddingBatch, type EmbeddingTable } from './embedding-table.ts';

/**
 * Every file is checked against its hash before it is read.
 *
 * @throws InputError where there is no bundle, CatalogFormatError (also while the batches are read) for one that is
 *   damaged
 */
export async function bundleEmbeddings(folder: string): Promise<EmbeddingTable> {
  const manifest = await readManifest(folder);
  return {
    embeddingDim: manifest.embeddingDim,
    contentDim: manifest.catalog.content.length > 0 ? manifest.contentDim : 0,
    numItems: manifest.numItems,
    metadata: bundleMetadata(manifest),
    batches: readBatches({ folder, manifest }),
  };
}

async function* readBatches(bundle: BundleFolder): AsyncGenerator<EmbeddingBatch> {
  const { embeddingDim, itemScale, catalog } = bundle.manifest;
  const content = catalog.content.length > 0 ? contentReader(bundle) : undefined;
  for await (const { firstItemIndex, items } of readItems(bundle)) {
    for (let first = 0; first < items.numItems; first += BATCH_ROWS) {
      const end = Math.min(first + BATCH_ROWS, items.numItems);
      const steps = items.embeddings.subarray(first * embeddingDim, end * embeddingDim);
      yield {
        ids: items.ids.slice(first, end),
        titles: items.titles.slice(first, end),
        embeddings: dequantizeItemEmbeddings(steps, itemScale),
        ...(content && { content: dequantizeContent(await content(firstItemIndex + first, end - first)) }),
        hasResidual: items.hasResidual.slice(first, end),
      };
    }
  }
}

/**
 * Content shards are cut at other rows than item shards, so rows are asked for by number; in ascending order, each
 * shard is read once.
 *
 * @returns  reads rows `first` to `first + numRows - 1`: i8 [numRows, contentDim]
 */
function contentReader(bundle: BundleFolder) {
  const { catalog, contentDim } = bundle.manifest;
  let open: { shard: Shard; vectors: Int8Array } | undefined;
  const isIn = (row: number, { firstItemIndex, numItems }: Shard) =>
    row >= firstItemIndex && row < firstItemIndex + numItems;

  return async (first: number, numRows: number): Promise<Int8Array> => {
    const rows = new Int8Array(numRows * contentDim);
    for (let row = first; row < first + numRows; ) {
      if (!open || !isIn(row, open.shard)) {
        const shard = catalog.content.find((entry) => isIn(row, entry))!; // the manifest's check: shards hold all rows
        open = { shard, vectors: await readContentShard(bundle, shard) };
      }
      const { firstItemIndex, numItems } = open.shard;
      const end = Math.min(first + numRows, firstItemIndex + numItems);
      const found = open.vectors.subarray((row - firstItemIndex) * contentDim, (end - firstItemIndex) * contentDim);
      rows.set(found, (row - first) * contentDim);
      row = end;
    }
    return rows;
  };
}
