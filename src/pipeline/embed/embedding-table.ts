// What `privet embed` writes, whatever the file's format: rows of items, a batch at a time, and a few words about the
// bundle that they belong to. A batch is the unit of memory: one is held while the next is read.

import type { Manifest } from '../../formats/manifest.ts';

/**
 * Rows of a batch: a Parquet row group, an Arrow record batch. With 128 + 256 floats a row 1.6 MB; more is no faster.
 */
export const BATCH_ROWS = 1024;

/** Row i of every column is the same item. */
export interface EmbeddingBatch {
  ids: string[];
  titles: string[];
  /** f32 [n, embeddingDim], row-major: multiples of the bundle's item scale. */
  embeddings: Float32Array;
  /** f32 [n, contentDim], row-major: multiples of 1 / 127; absent in a table without content. */
  content?: Float32Array;
  hasResidual: boolean[];
}

export interface EmbeddingTable {
  embeddingDim: number;
  /** 0 = no column `content`. */
  contentDim: number;
  numItems: number;
  /** Key-value pairs of the file. */
  metadata: ReadonlyMap<string, string>;
  batches: AsyncIterable<EmbeddingBatch>;
}

/** Takes batches and leaves a file. */
export interface EmbeddingWriter {
  write(batch: EmbeddingBatch): void;
  finish(): void;
}

/** The key-value pairs of a file of this bundle's embeddings. */
export function bundleMetadata(manifest: Manifest): Map<string, string> {
  const { name, version, embeddingDim, qualityDims, itemScale } = manifest;
  return new Map([
    ['privet.bundle', name],
    ['privet.format_version', String(version)],
    ['privet.embedding_dim', String(embeddingDim)],
    ['privet.quality_dims', String(qualityDims)],
    ['privet.item_scale', String(itemScale)],
  ]);
}

/** The rows of a matrix [n, dim] as views. */
export function rowsOf(matrix: Float32Array, dim: number): Float32Array[] {
  return Array.from({ length: matrix.length / dim }, (_, row) => matrix.subarray(row * dim, (row + 1) * dim));
}
