// The text encoder that every bundle made here has. It was trained in research/encoder; its card lies beside it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PackedTextEncoder } from '../../bundle/bundle-input.ts';
import { gunzip } from '../../formats/gzip.ts';
import { MAX_INFLATED_TEXT_ENCODER_BYTES } from '../../formats/manifest.ts';
import { decodeTextEncoder } from '../../formats/text-encoder.ts';
import { type ContentEncoder, createContentEncoder } from '../../towers/text-encoder.ts';

export const ENGLISH_ENCODER_FILE = fileURLToPath(new URL('english.bin.gz', import.meta.url));

export interface EnglishEncoder extends ContentEncoder {
  /** As a bundle holds it. */
  file: PackedTextEncoder;
}

/** @throws CatalogFormatError where the installed file is damaged */
export async function openEnglishEncoder(): Promise<EnglishEncoder> {
  const bytes = new Uint8Array(await readFile(ENGLISH_ENCODER_FILE));
  const whole = await gunzip(bytes, MAX_INFLATED_TEXT_ENCODER_BYTES, 'english.bin.gz');
  return { ...createContentEncoder(decodeTextEncoder(whole, 'english.bin.gz')), file: { bytes, whole } };
}
