// Loads the map of a bundle: fetched, verified and checked against the catalog's size like every other file.

import { CatalogFormatError } from '../errors.ts';
import type { GzippedFile, Manifest } from '../formats/manifest.ts';
import { decodeTasteMap, MAX_INFLATED_TASTE_MAP_BYTES, type TasteMapFile } from '../formats/taste-map.ts';
import { type FetchOptions, fetchGzipped } from './fetch-verified.ts';

/** @throws CatalogFormatError for a file that fails in any way; what `signal` was aborted with */
export async function loadTasteMap(
  manifestUrl: string,
  { numItems }: Pick<Manifest, 'numItems'>,
  file: GzippedFile,
  options: FetchOptions = {},
): Promise<TasteMapFile> {
  const { path, inflated } = file;
  if (inflated.sizeBytes > MAX_INFLATED_TASTE_MAP_BYTES) {
    const expected = `at most ${MAX_INFLATED_TASTE_MAP_BYTES}`;
    throw new CatalogFormatError(`${path}: content has ${inflated.sizeBytes} bytes, expected ${expected}`);
  }
  const bytes = await fetchGzipped(new URL(path, manifestUrl).href, file, options);
  return decodeTasteMap(bytes, { label: path, numItems });
}
