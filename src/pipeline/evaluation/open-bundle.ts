// Opens a bundle folder for evaluation: the files that a page would download, each checked against the manifest.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogFormatError } from '../../errors.ts';
import { decodeContentShard, decodeItemShard, itemShardSpec } from '../../formats/catalog.ts';
import { type CodebooksFile, decodeCodebooks } from '../../formats/codebooks.ts';
import { gunzip } from '../../formats/gzip.ts';
import { decodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import { type BundleFile, type Manifest, parseManifest } from '../../formats/manifest.ts';
import { sha256Hex } from '../../formats/sha256.ts';
import { InputError } from '../input/input-error.ts';

export interface OpenBundle {
  folder: string;
  manifest: Manifest;
  /** Ids by row. */
  itemIds: string[];
  /** i8 [numItems, embeddingDim] */
  embeddings: Int8Array;
}

/** @throws InputError where there is no bundle, CatalogFormatError for one that is damaged */
export async function openBundle(folder: string): Promise<OpenBundle> {
  const manifest = await readManifest(join(folder, 'manifest.json'));
  const { numItems, embeddingDim, catalog } = manifest;
  const itemIds: string[] = [];
  const embeddings = new Int8Array(numItems * embeddingDim);
  for (const entry of catalog.items) {
    const bytes = await readBundleFile(folder, entry);
    const arrow = await gunzip(bytes, entry.inflated.sizeBytes, entry.path);
    const shard = decodeItemShard(arrow, itemShardSpec(manifest, entry), entry.path);
    embeddings.set(shard.embeddings, entry.firstItemIndex * embeddingDim);
    itemIds.push(...shard.ids);
  }
  return { folder, manifest, itemIds, embeddings };
}

/** i8 [numItems, contentDim], unit-length vectors in steps of 1 / 127; undefined where the bundle has none. */
export async function readContent({ folder, manifest }: OpenBundle): Promise<Int8Array | undefined> {
  const { numItems, contentDim, catalog } = manifest;
  if (catalog.content.length === 0) return undefined;
  const vectors = new Int8Array(numItems * contentDim);
  for (const entry of catalog.content) {
    const bytes = await readBundleFile(folder, entry);
    const arrow = await gunzip(bytes, entry.inflated.sizeBytes, entry.path);
    const rows = decodeContentShard(arrow, entry.numItems, contentDim, entry.path);
    vectors.set(rows, entry.firstItemIndex * contentDim);
  }
  return vectors;
}

/** @throws CatalogFormatError when the file is not the one that the manifest names */
export async function readBundleFile(folder: string, { path, sha256 }: BundleFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await readFile(join(folder, path)).catch((cause) => fail(path, 'missing', cause)));
  return (await sha256Hex(bytes)) === sha256 ? bytes : fail(path, 'damaged or of another bundle');
}

/** The codebooks that give a new item its semantic ID; undefined where the bundle has none. */
export async function readCodebooks({ folder, manifest }: OpenBundle): Promise<CodebooksFile | undefined> {
  if (!manifest.semanticIds) return undefined;
  const { codebooks } = manifest.semanticIds;
  const bytes = await gunzip(await readBundleFile(folder, codebooks), codebooks.inflated.sizeBytes, codebooks.path);
  return decodeCodebooks(bytes, codebooks.path);
}

/** The bundle's item-to-item table over its rows, if it has one. @throws CatalogFormatError for one that is damaged */
export async function readItemToItem({ folder, manifest }: OpenBundle): Promise<ItemToItemTable | undefined> {
  const { itemToItem: file, numItems } = manifest;
  if (file === undefined) return undefined;
  const inflated = await gunzip(await readBundleFile(folder, file), file.inflated.sizeBytes, file.path);
  return decodeItemToItem(inflated, { label: file.path, numItems });
}

export async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new InputError({ file, found: 'no such file', expected: 'a bundle made by privet build' }, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new CatalogFormatError(`${file}: content is no JSON, expected a bundle's manifest`, { cause });
  }
  return parseManifest(json);
}

function fail(path: string, state: string, cause?: unknown): never {
  throw new CatalogFormatError(`${path}: file is ${state}, expected the one that the manifest names`, { cause });
}
