// A gzipped file of a bundle with its entry in the manifest: size and hash of both forms, since some hosts hand over
// inflated bytes.

import { gzip } from './gzip.ts';
import type { GzippedFile } from './manifest.ts';
import { sha256Hex } from './sha256.ts';

export interface PackedFile {
  /** As stored. */
  bytes: Uint8Array<ArrayBuffer>;
  file: GzippedFile;
}

/**
 * @param path   relative to the manifest
 * @param whole  before compression
 * @param bytes  after it, where the caller has them already
 */
export async function packGzipped(
  path: string,
  whole: Uint8Array<ArrayBuffer>,
  bytes?: Uint8Array<ArrayBuffer>,
): Promise<PackedFile> {
  const stored = bytes ?? (await gzip(whole));
  const inflated = { sizeBytes: whole.length, sha256: await sha256Hex(whole) };
  return { bytes: stored, file: { path, sizeBytes: stored.length, sha256: await sha256Hex(stored), inflated } };
}
