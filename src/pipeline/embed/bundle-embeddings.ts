// The embeddings of a bundle's own items, shard by shard: at any time one shard of items and one of content vectors are in
// memory (each at most 4 MB as stored), so a catalog of any size goes through.

import { join } from 'node:path';
import { decodeContentShard, decodeItemShard, itemShardSpec } from '../../formats/catalog.ts';
import { gunzip } from '../../formats/gzip.ts';
import type { Manifest, Shard } from '../../formats/manifest.ts';
import { readBundleFile, readManifest } from '../evaluation/open-bundle.ts';
import { dequantizeContent, dequantizeEmbeddings } from './dequantize.ts';
import { BATCH_ROWS, bundleMetadata, type EmbeddingBatch, type EmbeddingTable } from './embedding-table.ts';

/**
 * Every file is checked against its hash before it is read.
 *
 * @throws InputError where there is no bundle, CatalogFormatError (also while the batches are read) for one that is damaged
 */
export async function bundleEmbeddings(folder: string): Promise<EmbeddingTable> {
  const manifest = await readManifest(join(folder, 'manifest.json'));
  return {
    embeddingDim: manifest.embeddingDim,
    contentDim: manifest.catalog.content.length > 0 ? manifest.contentDim : 0,
    numItems: manifest.numItems,
    metadata: bundleMetadata(manifest),
    batches: readBatches(folder, manifest),
  };
}

async function* readBatches(folder: string, manifest: Manifest): AsyncGenerator<EmbeddingBatch> {
  const { embeddingDim, itemScale, catalog } = manifest;
  const content = catalog.content.length > 0 ? contentReader(folder, manifest) : undefined;
  for (const entry of catalog.items) {
    const arrow = await readShardFile(folder, entry);
    const shard = decodeItemShard(arrow, itemShardSpec(manifest, entry), entry.path);
    for (let first = 0; first < shard.numItems; first += BATCH_ROWS) {
      const end = Math.min(first + BATCH_ROWS, shard.numItems);
      const steps = shard.embeddings.subarray(first * embeddingDim, end * embeddingDim);
      yield {
        ids: shard.ids.slice(first, end),
        titles: shard.titles.slice(first, end),
        embeddings: dequantizeEmbeddings(steps, itemScale),
        ...(content && { content: dequantizeContent(await content(entry.firstItemIndex + first, end - first)) }),
        hasResidual: shard.hasResidual.slice(first, end),
      };
    }
  }
}

/**
 * Content shards are cut at other rows than item shards, so rows are asked for by number; in ascending order, each shard is
 * read once.
 *
 * @returns  reads rows `first` to `first + numRows - 1`: i8 [numRows, contentDim]
 */
function contentReader(folder: string, { catalog, contentDim }: Manifest) {
  let open: { entry: Shard; vectors: Int8Array } | undefined;
  const isIn = (row: number, { firstItemIndex, numItems }: Shard) =>
    row >= firstItemIndex && row < firstItemIndex + numItems;

  return async (first: number, numRows: number): Promise<Int8Array> => {
    const rows = new Int8Array(numRows * contentDim);
    for (let row = first; row < first + numRows; ) {
      if (!open || !isIn(row, open.entry)) {
        const entry = catalog.content.find((shard) => isIn(row, shard))!; // the manifest's check: shards hold all rows
        const arrow = await readShardFile(folder, entry);
        open = { entry, vectors: decodeContentShard(arrow, entry.numItems, contentDim, entry.path) };
      }
      const { firstItemIndex, numItems } = open.entry;
      const end = Math.min(first + numRows, firstItemIndex + numItems);
      const found = open.vectors.subarray((row - firstItemIndex) * contentDim, (end - firstItemIndex) * contentDim);
      rows.set(found, (row - first) * contentDim);
      row = end;
    }
    return rows;
  };
}

async function readShardFile(folder: string, entry: Shard): Promise<Uint8Array> {
  return gunzip(await readBundleFile(folder, entry), entry.inflated.sizeBytes, entry.path);
}
