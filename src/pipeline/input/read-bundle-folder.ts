// A bundle on disk: read by the page's own loader, over a `fetch` that answers from files. So every file is checked
// against size and hash of the manifest before anybody sees a byte of it.

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { filesOf } from '../../bundle/bundle-files.ts';
import { MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { fetchGzipped, fetchVerified } from '../../bundle/fetch-verified.ts';
import { loadContentShard, loadItems, loadManifest, openRows } from '../../bundle/load-bundle.ts';
import { numShardRows, rowRuns } from '../../bundle/row-changes.ts';
import { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { ItemSummary } from '../../catalog/item-summary.ts';
import { capSeries, SERIES_RESERVE, seriesFacets } from '../../catalog/series.ts';
import type { FacetCounts } from '../../catalog/where.ts';
import { CatalogFormatError, InputError } from '../../errors.ts';
import type { ItemShard } from '../../formats/catalog.ts';
import { type CodebooksFile, decodeCodebooks } from '../../formats/codebooks.ts';
import { decodeItemToItem, type ItemToItemTable } from '../../formats/item-to-item.ts';
import type { BundleFile, GzippedFile, Manifest, Shard } from '../../formats/manifest.ts';
import { laidOver } from '../../item-to-item/lay-over.ts';
import { quantizeUserEmbedding } from '../../numerics/quantize.ts';
import { createJavaScriptRanker } from '../../ranking/javascript-ranker.ts';

export interface BundleFolder {
  folder: string;
  manifest: Manifest;
}

export interface OpenBundle extends BundleFolder {
  /** Ids by row. */
  itemIds: string[];
  /** i8 [numItems, embeddingDim] */
  embeddings: Int8Array;
}

const addressOf = (folder: string, path = MANIFEST_FILE) => pathToFileURL(join(folder, path)).href;

/** Answers from disk. */
const fetchFile: typeof fetch = async (address) => {
  const file = fileURLToPath(String(address));
  const bytes = await readFile(file).catch((cause) => {
    throw new CatalogFormatError(`${file}: found no such file, expected the one that the manifest names`, { cause });
  });
  return new Response(bytes);
};

/** @throws InputError where there is none, CatalogFormatError for one that breaks a rule */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST_FILE);
  await access(file).catch((cause) => {
    throw new InputError({ file, found: 'no such file', expected: 'a bundle made by privet build' }, { cause });
  });
  return loadManifest(addressOf(folder), { fetch: fetchFile });
}

/** @throws InputError where there is no bundle, CatalogFormatError for one that is damaged */
export async function openBundle(folder: string): Promise<OpenBundle> {
  const manifest = await readManifest(folder);
  const itemIds: string[] = [];
  const embeddings = new Int8Array(manifest.numItems * manifest.embeddingDim);
  for await (const { firstItemIndex, items } of readItems({ folder, manifest })) {
    embeddings.set(items.embeddings, firstItemIndex * manifest.embeddingDim);
    itemIds.push(...items.ids);
  }
  return { folder, manifest, itemIds, embeddings };
}

/** The items, shard by shard: one is in memory at a time. @throws CatalogFormatError for a shard that is damaged */
export async function* readItems({ folder, manifest }: BundleFolder) {
  const rows = openRows(addressOf(folder), manifest);
  for (const run of rowRuns(manifest)) {
    const items: ItemShard = await rows(run, { fetch: fetchFile });
    yield { firstItemIndex: run.firstItemIndex, items };
  }
}

/** i8 [numItems, contentDim], unit-length vectors in steps of 1 / 127; undefined where the bundle has none. */
export async function readContent(bundle: BundleFolder): Promise<Int8Array | undefined> {
  const { numItems, contentDim, catalog } = bundle.manifest;
  if (catalog.content.length === 0) return undefined;
  const vectors = new Int8Array(numItems * contentDim);
  for (const shard of catalog.content) {
    vectors.set(await readContentShard(bundle, shard), shard.firstItemIndex * contentDim);
  }
  return vectors;
}

/** i8 [shard.numItems, contentDim] */
export function readContentShard({ folder, manifest }: BundleFolder, shard: Shard): Promise<Int8Array> {
  return loadContentShard(addressOf(folder), manifest, shard, { fetch: fetchFile });
}

/** As stored. @throws CatalogFormatError when the file is not the one that the manifest names */
export function readBundleFile(folder: string, file: BundleFile): Promise<Uint8Array<ArrayBuffer>> {
  return fetchVerified(addressOf(folder, file.path), file, { fetch: fetchFile }, CatalogFormatError);
}

/** Inflated. @throws as `readBundleFile` */
export function readGzippedFile(folder: string, file: GzippedFile): Promise<Uint8Array<ArrayBuffer>> {
  return fetchGzipped(addressOf(folder, file.path), file, { fetch: fetchFile });
}

/** The codebooks that give a new item its semantic ID; undefined where the bundle has none. */
export async function readCodebooks({ folder, manifest }: BundleFolder): Promise<CodebooksFile | undefined> {
  const file = manifest.semanticIds?.codebooks;
  return file && decodeCodebooks(await readGzippedFile(folder, file), file.path);
}

/** The bundle's item-to-item table over its rows, if it has one. @throws CatalogFormatError for one that is damaged */
export async function readItemToItem({ folder, manifest }: BundleFolder): Promise<ItemToItemTable | undefined> {
  const { itemToItem: file, itemToItemChanges: changed, numItems } = manifest;
  if (!file) return undefined;
  const base = decodeItemToItem(await readGzippedFile(folder, file), {
    label: file.path,
    numItems: numShardRows(manifest),
  });
  if (!changed) return base;
  const changes = decodeItemToItem(await readGzippedFile(folder, changed), { label: changed.path, numItems });
  return laidOver(base, changes, changed.rows);
}

/** Paths of files that are missing or have other bytes than the manifest says. */
export async function damagedFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const damaged: string[] = [];
  for (const file of filesOf(manifest)) {
    await readBundleFile(folder, file).catch(() => damaged.push(file.path));
  }
  return damaged;
}

/** All items, as a page has them in memory. @throws as `openBundle` */
export async function openCatalog(folder: string): Promise<{ manifest: Manifest; catalog: ItemCatalog }> {
  const manifest = await readManifest(folder);
  const catalog = new ItemCatalog(manifest);
  const [failure] = await loadItems(addressOf(folder), manifest, catalog, { fetch: fetchFile });
  if (failure) throw failure;
  return { manifest, catalog };
}

/**
 * What a visitor without history sees first: the list and the counts of the filter menus. It is the same for everyone,
 * so it can stand in the page before the engine is there; and it is what the engine answers, by the same integers.
 *
 * @param k  items of the list
 * @returns  the k best items by the prior, best first, and the counts of all
 * @throws InputError where there is no bundle, CatalogFormatError for one that is damaged
 */
export async function readFirstView(folder: string, k: number): Promise<{ items: ItemSummary[]; facets: FacetCounts }> {
  const { manifest, catalog } = await openCatalog(folder);
  const query = quantizeUserEmbedding(Float32Array.from(manifest.prior)).values;
  const series = seriesFacets(manifest);
  const wanted = series.length > 0 ? k + SERIES_RESERVE : k;
  const ranked = await createJavaScriptRanker(catalog.embeddings).rank({ query, k: wanted });
  const { indices } = series.length > 0 ? capSeries(catalog, series, ranked, k) : ranked;
  return { items: Array.from(indices, (itemIndex) => catalog.summary(itemIndex)), facets: catalog.facetCounts() };
}
