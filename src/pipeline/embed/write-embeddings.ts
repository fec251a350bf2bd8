// A table of embeddings -> one file, whole or not at all: it grows under a .part name and takes its own when it is
// finished.

import { rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createArrowWriter } from './arrow-file.ts';
import type { EmbeddingTable } from './embedding-table.ts';
import { createParquetWriter } from './parquet-file.ts';

export const EMBEDDING_FORMATS = ['parquet', 'arrow'] as const;
export type EmbeddingFormat = (typeof EMBEDDING_FORMATS)[number];

const WRITERS = { parquet: createParquetWriter, arrow: createArrowWriter };

export interface WriteOptions {
  onProgress?: (numDone: number, numItems: number) => void;
  signal?: AbortSignal;
}

/** @throws the signal's reason once it aborts; nothing is left behind */
export async function writeEmbeddings(
  file: string,
  format: EmbeddingFormat,
  table: EmbeddingTable,
  { onProgress, signal }: WriteOptions = {},
): Promise<void> {
  const part = `${file}.${process.pid}.part`; // nobody else's
  try {
    const writer = WRITERS[format](part, table);
    let numDone = 0;
    for await (const batch of table.batches) {
      signal?.throwIfAborted();
      writer.write(batch);
      numDone += batch.ids.length;
      onProgress?.(numDone, table.numItems);
      await setImmediate(); // Ctrl-C is only heard between two turns of the event loop
    }
    signal?.throwIfAborted();
    writer.finish();
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
