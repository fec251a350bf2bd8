// Loads the item-to-item table of a bundle: fetched, verified and checked against the catalog's size like every other file.

import { CatalogFormatError } from '../errors.ts';
import { decodeItemToItem, type ItemToItemTable, MAX_INFLATED_ITEM_TO_ITEM_BYTES } from '../formats/item-to-item.ts';
import type { GzippedFile, Manifest } from '../formats/manifest.ts';
import { type FetchOptions, fetchGzipped } from './fetch-verified.ts';

/** @throws CatalogFormatError for a file that fails in any way; what `signal` was aborted with */
export async function loadItemToItem(
  manifestUrl: string,
  { numItems }: Pick<Manifest, 'numItems'>,
  file: GzippedFile,
  options: FetchOptions = {},
): Promise<ItemToItemTable> {
  const { path, inflated } = file;
  if (inflated.sizeBytes > MAX_INFLATED_ITEM_TO_ITEM_BYTES) {
    const expected = `at most ${MAX_INFLATED_ITEM_TO_ITEM_BYTES}`;
    throw new CatalogFormatError(`${path}: content has ${inflated.sizeBytes} bytes, expected ${expected}`);
  }
  const bytes = await fetchGzipped(new URL(path, manifestUrl).href, file, options);
  return decodeItemToItem(bytes, { label: path, numItems });
}
