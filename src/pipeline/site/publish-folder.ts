// Puts finished files into a folder that may be in use: everything is written beside it first, then moved file by file,
// the manifest last. A run that fails or is stopped while it works leaves the folder as it was.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from '../../bundle/bundle-files.ts';
import type { BundleInput } from '../../bundle/bundle-input.ts';
import { encodeBundle, ITEM_TO_ITEM_PATH, MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { orderByPrior } from '../../bundle/order-by-prior.ts';
import { encodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import { formatManifest, type Manifest } from '../../formats/manifest.ts';
import { packGzipped } from '../../formats/pack-gzipped.ts';
import { type MakeMapOptions, makeMap } from '../../map/make-map.ts';
import { readManifest } from './read-bundle-folder.ts';

/** Paths relative to the folder, and their bytes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * @param folder  made where it is missing; files that are not named stay
 * @param files   written in their order, so whatever is only valid with the others goes last
 */
export async function publishFiles(folder: string, files: Files): Promise<void> {
  const staging = `${folder.replace(/[/\\]+$/, '')}.part`;
  await rm(staging, { recursive: true, force: true });
  try {
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), bytes);
    }
    for (const path of files.keys()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(staging, path), join(folder, path));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

export interface FolderBundle extends BundleInput {
  /** Made where it is missing. */
  outDir: string;
}

interface OrderedBundleOptions extends MakeMapOptions {
  onStage?: (stage: string) => void;
  /** Content vectors and semantic IDs serve the map alone: the page has no use for them (default false). */
  forMapOnly?: boolean;
}

/**
 * Writes a bundle whose first shard has the first list, with a map of its items.
 * @throws as `writeBundle`; what `signal` was aborted with
 */
export async function writeOrderedBundle(
  input: FolderBundle,
  { onStage, forMapOnly = false, ...options }: OrderedBundleOptions,
): Promise<Manifest> {
  const bundle = orderByPrior(input);
  onStage?.('laying out the map');
  const tasteMap = await makeMap(bundle, options);
  options.signal?.throwIfAborted();
  onStage?.('writing the bundle');
  return writeBundle({ ...(forMapOnly ? withoutContent(bundle) : bundle), tasteMap });
}

function withoutContent({ contentVectors: _, codebooks: __, items, ...bundle }: FolderBundle): FolderBundle {
  return { ...bundle, items: items.map(({ semanticId: _, ...item }) => item) };
}

/**
 * Writes a bundle, and removes what only an earlier one in the same folder had in its subfolders. Files at the folder's
 * root stay: there they may be someone else's, such as the committed towers.
 *
 * @returns the manifest that was written
 * @throws RangeError or CatalogFormatError for input that makes no valid bundle; the folder is then as it was
 */
export async function writeBundle({ outDir, ...input }: FolderBundle): Promise<Manifest> {
  const { manifest, files } = await encodeBundle(input);
  const earlier = await readManifest(outDir).catch(() => undefined);
  await publishFiles(outDir, files);
  for (const { path } of earlier ? filesOf(earlier) : []) {
    if (path.includes('/') && !files.has(path)) await rm(join(outDir, path), { force: true });
  }
  return manifest;
}

/**
 * Gives a bundle on disk an item-to-item table over its rows.
 * @throws CatalogFormatError for a table that no page could read
 */
export async function addItemToItem(folder: string, table: ItemToItemTable): Promise<void> {
  const { bytes, file } = await packGzipped(ITEM_TO_ITEM_PATH, encodeItemToItem(table));
  const text = formatManifest({ ...(await readManifest(folder)), itemToItem: file });
  await publishFiles(folder, new Map([[file.path, bytes]]).set(MANIFEST_FILE, new TextEncoder().encode(text)));
}
