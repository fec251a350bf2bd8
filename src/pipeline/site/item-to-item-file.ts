// The item-to-item table as a file of a bundle: packed with its entry in the manifest, and put into a bundle that is there already.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import { formatManifest, parseManifest } from '../../formats/manifest.ts';
import { type PackedFile, packGzipped } from '../../formats/pack-gzipped.ts';
import { publishFiles } from './publish-folder.ts';
import { MANIFEST_FILE } from './verify-bundle.ts';

const PATH = 'catalog/item-to-item.bin.gz';

/** @throws CatalogFormatError for a table that no page could read */
export function packItemToItem(table: ItemToItemTable): Promise<PackedFile> {
  return packGzipped(PATH, encodeItemToItem(table));
}

/** Gives a bundle on disk a table over its rows; the manifest is written last. */
export async function addItemToItem(folder: string, table: ItemToItemTable): Promise<void> {
  const manifest = parseManifest(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  const { bytes, file } = await packItemToItem(table);
  const text = formatManifest({ ...manifest, itemToItem: file });
  const files = { [file.path]: bytes, [MANIFEST_FILE]: new TextEncoder().encode(text) };
  await publishFiles(folder, new Map(Object.entries(files)));
}
