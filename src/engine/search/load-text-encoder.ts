// The text encoder of the open bundle.
import { fetchGzipped } from '../../bundle/fetch-verified.ts';
import { ModelLoadError } from '../../errors.ts';
import { decodeTextEncoder } from '../../formats/text-encoder.ts';
import { type ContentEncoder, createContentEncoder } from '../../towers/text-encoder.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';

/** @throws ModelLoadError where the bundle has none; CatalogFormatError as its file is */
export async function loadTextEncoder(source: FileSource): Promise<ContentEncoder> {
  const file = source.manifest.models.textEncoder;
  if (!file) throw new ModelLoadError('text-encoder: the bundle has none');
  const url = new URL(file.path, source.manifestUrl).href;
  const bytes = await fetchGzipped(url, file, fetchOptions(source, 'text-encoder', file.path));
  return createContentEncoder(decodeTextEncoder(bytes, file.path));
}
