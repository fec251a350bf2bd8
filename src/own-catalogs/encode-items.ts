// The text encoder of a page's bundle, for the texts of a visitor's items.

import { ModelLoadError } from '../errors.ts';
import { sha256Hex } from '../formats/sha256.ts';
import { decodeTextEncoder } from '../formats/text-encoder.ts';
import { type ContentEncoder, createContentEncoder } from '../towers/text-encoder.ts';
import type { EncoderFile } from './own-catalogs-api.ts';

/** @throws ModelLoadError for bytes that are not those of the bundle, CatalogFormatError for what is no encoder */
export async function openItemEncoder({ file, bytes }: EncoderFile): Promise<ContentEncoder> {
  const sha256 = await sha256Hex(bytes);
  // Catalogs are kept with the hash of what encoded them: it must be what they say.
  if (sha256 !== file.inflated.sha256)
    throw new ModelLoadError(`${file.path}: inflated it has SHA-256 ${sha256}, expected ${file.inflated.sha256}`);
  return createContentEncoder(decodeTextEncoder(bytes, file.path));
}
