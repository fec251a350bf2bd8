// The item-to-item table as a file of a bundle: packed with its entry in the manifest, and put into a bundle that is there already.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzip } from '../../formats/gzip.ts';
import { encodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import { formatManifest, type GzippedFile, parseManifest } from '../../formats/manifest.ts';
import { sha256Hex } from '../../formats/sha256.ts';
import { publishFiles } from './publish-folder.ts';
import { MANIFEST_FILE } from './verify-bundle.ts';

const PATH = 'catalog/item-to-item.bin.gz';

export interface PackedTable {
  /** As stored. */
  bytes: Uint8Array<ArrayBuffer>;
  file: GzippedFile;
}

/** @throws CatalogFormatError for a table that no page could read */
export async function packItemToItem(table: ItemToItemTable): Promise<PackedTable> {
  const whole = encodeItemToItem(table);
  const bytes = await gzip(whole);
  const inflated = { sizeBytes: whole.length, sha256: await sha256Hex(whole) };
  return { bytes, file: { path: PATH, sizeBytes: bytes.length, sha256: await sha256Hex(bytes), inflated } };
}

/** Gives a bundle on disk a table over its rows; the manifest is written last. */
export async function addItemToItem(folder: string, table: ItemToItemTable): Promise<void> {
  const manifest = parseManifest(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  const { bytes, file } = await packItemToItem(table);
  const text = formatManifest({ ...manifest, itemToItem: file });
  const files = { [file.path]: bytes, [MANIFEST_FILE]: new TextEncoder().encode(text) };
  await publishFiles(folder, new Map(Object.entries(files)));
}
