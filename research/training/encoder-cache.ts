// Where trials keep what they make, and the text encoder with its cache.

import { fileURLToPath } from 'node:url';
import { openBundledEncoder } from '../../src/pipeline/encoder/bundled-encoder.ts';
import type { EncodeTexts } from '../../src/pipeline/training/describe-items.ts';
import type { OrtModule } from '../../src/towers/session.ts';

export const CACHE_FOLDER = fileURLToPath(new URL('../../.cache', import.meta.url));

/** Gives `use` a text encoder that takes content vectors from the cache where they are known. */
export async function withEncoder<T>(ort: OrtModule, use: (encode: EncodeTexts) => Promise<T>): Promise<T> {
  const encoder = await openBundledEncoder(ort, CACHE_FOLDER);
  return use((texts) => encoder.encode(texts)).finally(encoder.dispose);
}
