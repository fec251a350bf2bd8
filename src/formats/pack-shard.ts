// From Arrow bytes to a stored shard and its manifest entry, so that no writer has to know how the two belong together.

import { CatalogFormatError } from '../errors.ts';
import { gzip } from './gzip.ts';
import { MAX_INFLATED_SHARD_BYTES, MAX_SHARD_BYTES, type Shard } from './manifest.ts';
import { sha256Hex } from './sha256.ts';

export interface PackedShard {
  /** The file as stored. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Its entry in the manifest. */
  shard: Shard;
}

/**
 * @param path   relative to the manifest
 * @param arrow  what `encodeItemShard` or `encodeContentShard` gave
 * @throws CatalogFormatError for a shard beyond the format's sizes: it must be split
 */
export async function packShard(
  path: string,
  arrow: Uint8Array<ArrayBuffer>,
  firstItemIndex: number,
  numItems: number,
): Promise<PackedShard> {
  const bytes = await gzip(arrow);
  if (bytes.length > MAX_SHARD_BYTES || arrow.length > MAX_INFLATED_SHARD_BYTES) {
    const found = `${bytes.length} bytes (${arrow.length} inflated)`;
    throw new CatalogFormatError(
      `${path}: shard has ${found}, expected at most ${MAX_SHARD_BYTES} (${MAX_INFLATED_SHARD_BYTES} inflated)`,
    );
  }
  const inflated = { sizeBytes: arrow.length, sha256: await sha256Hex(arrow) };
  const shard = { path, sizeBytes: bytes.length, sha256: await sha256Hex(bytes), inflated, firstItemIndex, numItems };
  return { bytes, shard };
}
