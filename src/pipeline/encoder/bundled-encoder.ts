// The text encoder that every bundle made here has: its two files, and content vectors by it.

import { createTokenizer } from '../../text/sentencepiece.ts';
import { writeTokenizerFile } from '../../text/sentencepiece-vocabulary.ts';
import type { OrtModule } from '../../towers/session.ts';
import { buildTextEncoder } from './build-text-encoder.ts';
import { type ContentEncoder, createContentEncoder } from './content-encoder.ts';
import { readUseLiteVocabulary } from './use-lite-package.ts';

export interface BundledEncoder extends ContentEncoder {
  /** As a bundle holds them. */
  files: { encoder: Uint8Array; tokenizer: Uint8Array };
}

/** @param cacheDir  where content vectors are kept between runs */
export async function openBundledEncoder(ort: OrtModule, cacheDir: string): Promise<BundledEncoder> {
  const vocabulary = await readUseLiteVocabulary();
  const bytes = await buildTextEncoder({ quantized: true });
  const cacheFolder = `${cacheDir}/content-vectors`;
  const encoder = await createContentEncoder({ ort, bytes, tokenizer: createTokenizer(vocabulary), cacheFolder });
  return { ...encoder, files: { encoder: bytes, tokenizer: writeTokenizerFile(vocabulary) } };
}
