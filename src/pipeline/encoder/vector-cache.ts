// Content vectors on disk, so that a build that was done is not done again: one file for each encoder, records of a
// hash of the token ids and the vector. It is a cache and nothing more: a file that is damaged or gone costs time, no
// result.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import { writeWhole } from '../base/write-whole.ts';

const HASH_BYTES = 32;
const VECTOR_BYTES = 4 * CONTENT_DIM;
const RECORD_BYTES = HASH_BYTES + VECTOR_BYTES;

export interface VectorCache {
  /** Vector f32 [512] of a token list, if it is known. */
  get(tokens: Int32Array): Float32Array | undefined;
  /** Keeps a copy of a vector. */
  set(tokens: Int32Array, vector: Float32Array): void;
  /** Writes the file, whole or not at all, if there is anything new. */
  save(): Promise<void>;
}

/**
 * Opens `<folder>/<encoder>.bin`, or starts an empty cache where there is no such file or its size cannot be right.
 *
 * @param encoder  tells encoders apart, of characters that file names may have
 */
export async function openVectorCache(folder: string, encoder: string): Promise<VectorCache> {
  const path = join(folder, `${encoder}.bin`);
  const vectors = await readRecords(path);
  let isChanged = false;
  return {
    get: (tokens) => vectors.get(hashOf(tokens)),
    set(tokens, vector) {
      vectors.set(hashOf(tokens), vector.slice());
      isChanged = true;
    },
    async save() {
      if (isChanged) await writeRecords(path, vectors);
      isChanged = false;
    },
  };
}

function hashOf(tokens: Int32Array): string {
  return createHash('sha256').update(tokens).digest('hex');
}

async function readRecords(path: string): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  if (bytes.length % RECORD_BYTES !== 0) return vectors;
  for (let offset = 0; offset < bytes.length; offset += RECORD_BYTES) {
    const vector = new Uint8Array(bytes.subarray(offset + HASH_BYTES, offset + RECORD_BYTES));
    vectors.set(bytes.toString('hex', offset, offset + HASH_BYTES), new Float32Array(vector.buffer));
  }
  return vectors;
}

async function writeRecords(path: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
  const bytes = Buffer.alloc(vectors.size * RECORD_BYTES);
  let offset = 0;
  for (const [hash, vector] of vectors) {
    bytes.write(hash, offset, 'hex');
    bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, VECTOR_BYTES), offset + HASH_BYTES);
    offset += RECORD_BYTES;
  }
  await writeWhole(path, bytes);
}
