// Content vectors of films: the teacher's own where it has read the film's text as it is now, else those of the text encoder
// that learned from it (research/encoder). Both lie in one space, so a search compares a query with either.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PackedTextEncoder } from '../../../src/bundle/bundle-input.ts';
import { fail } from '../../../src/formats/checks.ts';
import { CONTENT_DIM } from '../../../src/formats/vocabulary.ts';
import { l2NormalizeRows } from '../../../src/numerics/l2-normalize.ts';
import { openEnglishEncoder } from '../../../src/pipeline/encoder/english-encoder.ts';

export const FILM_VECTORS_FILE = fileURLToPath(new URL('film-vectors.bin', import.meta.url));
/** Of a text's SHA-256: 8 bytes tell some thousands apart. */
const HASH_BYTES = 8;
const RECORD_BYTES = HASH_BYTES + CONTENT_DIM;

export interface FilmEncoder {
  /** Content vectors f32 [texts.length, 256]. */
  encode(texts: readonly string[]): Float32Array;
  /** The text encoder's file. */
  file: PackedTextEncoder;
}

export async function openFilmEncoder(): Promise<FilmEncoder> {
  const student = await openEnglishEncoder();
  const known = readFilmVectors();
  return {
    file: student.file,
    encode(texts) {
      const rows = student.encodeAll(texts);
      texts.forEach((text, i) => {
        const steps = known.get(textKey(text));
        if (steps) rows.set(Float32Array.from(steps), i * CONTENT_DIM);
      });
      return l2NormalizeRows(rows, CONTENT_DIM);
    },
  };
}

export function textKey(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * HASH_BYTES);
}

/** A vector for each text, in steps of 1 / 127: hash of the text, 8 bytes, then i8 [256]; no order is meant. */
export function encodeFilmVectors(vectors: ReadonlyMap<string, Int8Array>): Uint8Array {
  const bytes = Buffer.alloc(vectors.size * RECORD_BYTES);
  [...vectors].forEach(([key, steps], i) => {
    bytes.write(key, i * RECORD_BYTES, 'hex');
    bytes.set(new Uint8Array(steps.buffer, steps.byteOffset, CONTENT_DIM), i * RECORD_BYTES + HASH_BYTES);
  });
  return bytes;
}

function readFilmVectors(): Map<string, Int8Array> {
  const bytes = readFileSync(FILM_VECTORS_FILE);
  if (bytes.length % RECORD_BYTES !== 0)
    fail(FILM_VECTORS_FILE, `it has ${bytes.length} bytes, expected records of ${RECORD_BYTES}`);
  const vectors = new Map<string, Int8Array>();
  for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
    const steps = new Int8Array(bytes.buffer, bytes.byteOffset + at + HASH_BYTES, CONTENT_DIM);
    vectors.set(bytes.toString('hex', at, at + HASH_BYTES), steps);
  }
  return vectors;
}
