// Where trials keep what they make, and the text encoder.

import { fileURLToPath } from 'node:url';
import { openEnglishEncoder } from '../../src/pipeline/encoder/english-encoder.ts';
import type { EncodeTexts } from '../../src/pipeline/training/describe-items.ts';

export const CACHE_FOLDER = fileURLToPath(new URL('../../.cache', import.meta.url));

export async function textEncoder(): Promise<EncodeTexts> {
  return (await openEnglishEncoder()).encodeAll;
}
