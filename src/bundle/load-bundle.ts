// Loads a bundle: the manifest, then the first item shard, then the others side by side, each verified, decoded and
// added as it arrives, so that a first list needs not wait for the last shard. A shard that fails costs its items, not
// the catalog. Content vectors come in the same way, but only when a search asks for them.

import type { Packer } from '../catalog/columns.ts';
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import { CatalogFormatError } from '../errors.ts';
import {
  decodeChangedRows,
  decodeContentShard,
  decodeFacts,
  decodeItemShard,
  type ItemShard,
  itemShardSpec,
} from '../formats/catalog.ts';
import { type Integrity, integrityMismatch, isIntact } from '../formats/integrity.ts';
import { MAX_MANIFEST_BYTES, type Manifest, parseManifest, type RowChanges, type Shard } from '../formats/manifest.ts';
import { Bitset } from '../ranking/bitset.ts';
import { ItemMatrix } from '../ranking/item-matrix.ts';
import { type FetchOptions, fetchGzipped, fetchUnlisted } from './fetch-verified.ts';
import { overlaid, type RowRun, rowRuns, touches } from './row-changes.ts';

/** Fewer than the six connections that a browser opens to a host by HTTP/1.1: models load at the same time. */
const MAX_PARALLEL_FETCHES = 4;

export interface LoadOptions extends Omit<FetchOptions, 'onProgress'> {
  /** Bytes of all shards so far, and in all. */
  onProgress?: (loadedBytes: number, totalBytes: number) => void;
}

export interface LoadItemsOptions extends LoadOptions {
  /** Called after each run of rows that was added. */
  onShard?: (run: RowRun) => void;
  /** Once the first shard is there, the others wait for this (default: they don't). */
  restAfter?: Promise<void>;
  /** Shards that come one by one before the others (default: 1). */
  numFirst?: number | undefined;
  /** Default: from the one bundle. */
  rows?: ReturnType<typeof openRows> | undefined;
}

export interface ContentVectors {
  /** i8 [numItems, contentDim]; zeros where not available. */
  vectors: ItemMatrix;
  /** Items that have a vector. */
  available: Bitset;
  failures: CatalogFormatError[];
}

export interface LoadManifestOptions extends Omit<LoadOptions, 'onProgress' | 'kept'> {
  /** What its bytes must have, before anything is read in them (default: whatever the host gives is taken). */
  integrity?: Integrity | undefined;
}

/** A manifest, and the bytes that it was read from: these are what a page names, and what is kept. */
export interface ManifestFile {
  manifest: Manifest;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * @throws CatalogFormatError when it cannot be fetched, is no JSON, or breaks a rule; IntegrityError when it is not the one
 *         that was named; what `signal` was aborted with
 */
export async function loadManifestFile(
  manifestUrl: string,
  { integrity, ...options }: LoadManifestOptions = {},
): Promise<ManifestFile> {
  const fetchAs = (cache: 'no-cache' | 'reload') =>
    fetchUnlisted(manifestUrl, 'manifest.json', MAX_MANIFEST_BYTES, options, cache);
  let bytes = await fetchAs('no-cache');
  if (integrity && !(await isIntact(bytes, integrity))) {
    bytes = await fetchAs('reload'); // the copy may be a cache's
    if (!(await isIntact(bytes, integrity)))
      throw webPageIn(bytes) ?? (await integrityMismatch('manifest.json', bytes, integrity));
  }
  return { bytes, manifest: readManifest(bytes) };
}

/** The manifest alone. @throws as `loadManifestFile` */
export async function loadManifest(manifestUrl: string, options?: LoadManifestOptions): Promise<Manifest> {
  return (await loadManifestFile(manifestUrl, options)).manifest;
}

/** @throws CatalogFormatError for what is no manifest */
export function readManifest(bytes: Uint8Array<ArrayBuffer>): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw webPageIn(bytes) ?? notManifest('no JSON', cause);
  }
  return parseManifest(json);
}

/** A host that answers every path with its start page has another cure than a file that was changed. */
function webPageIn(bytes: Uint8Array<ArrayBuffer>): CatalogFormatError | undefined {
  return /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 100))) ? notManifest('a web page') : undefined;
}

function notManifest(found: string, cause?: unknown): CatalogFormatError {
  return new CatalogFormatError(`manifest.json: content is ${found}, expected a bundle's manifest`, { cause });
}

/**
 * Adds all item shards to a catalog that it does not have yet.
 *
 * @returns one error for each shard that failed and was left out, naming its file; empty when all went well
 * @throws what `signal` was aborted with, and nothing else
 */
export async function loadItems(
  manifestUrl: string,
  manifest: Manifest,
  catalog: ItemCatalog,
  options: LoadItemsOptions = {},
): Promise<CatalogFormatError[]> {
  const missing = rowRuns(manifest).filter(({ firstItemIndex }) => !catalog.hasArrived(firstItemIndex));
  const { rows = openRows(manifestUrl, manifest) } = options;
  let packer: Packer | undefined;
  const restAfter = Promise.resolve(options.restAfter).then(async () => {
    if (missing.length > 1) packer = await packerOf(catalog);
  });
  return loadShards(missing.map(asLoaded), { ...options, restAfter }, async ({ run }, fetchOptions) => {
    const path = run.shard?.path ?? 'changes';
    catalog.append(await rows(run, fetchOptions), { firstItemIndex: run.firstItemIndex, path }, packer);
    options.onShard?.(run);
  });
}

const asLoaded = (run: RowRun) => ({ run, sizeBytes: run.shard?.sizeBytes ?? 0 });

/** The first list does without this code. Where it cannot be had, items stay as they came, which takes more memory. */
async function packerOf(catalog: ItemCatalog): Promise<Packer | undefined> {
  const code = await import('../catalog/packed-columns.ts').catch(() => undefined);
  const packer = packers.get(catalog) ?? code?.createPacker(catalog.isLarge);
  if (packer) packers.set(catalog, packer);
  return packer;
}

/** Shards that are fetched again have words and values in common with those that are here. */
const packers = new WeakMap<ItemCatalog, Packer>();

/**
 * Loads rows run by run, each with what lies over it: the first waits for no more than its own files.
 *
 * @returns throws CatalogFormatError naming a file; what `signal` was aborted with
 */
export function openRows(
  manifestUrl: string,
  manifest: Manifest,
): (run: RowRun, options: FetchOptions) => Promise<ItemShard> {
  const { facts = [], changes = [] } = manifest.catalog;
  const fetchFile = ({ path, ...file }: Shard | RowChanges, options: FetchOptions) =>
    fetchGzipped(new URL(path, manifestUrl).href, { path, ...file }, options);
  /** Each is read once, by the first run that it touches. */
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(path: string, read: () => Promise<T>): Promise<T> => {
    const reading = (kept.get(path) as Promise<T> | undefined) ?? read();
    kept.set(path, reading);
    reading.catch(() => kept.delete(path)); // another try may have it
    return reading;
  };
  const readChanges = (file: RowChanges, options: FetchOptions) =>
    once(file.path, async () =>
      decodeChangedRows(await fetchFile(file, options), itemShardSpec(manifest, { numItems: file.numRows }), file.path),
    );
  const readFacts = (file: Shard, options: FetchOptions) =>
    once(file.path, async () => ({
      firstItemIndex: file.firstItemIndex,
      facts: decodeFacts(await fetchFile(file, options), file.numItems, file.path),
    }));
  return async (run, options) => {
    const { shard } = run;
    const beside = { ...options, onProgress: undefined };
    const [base, changed, told] = await Promise.all([
      shard &&
        fetchFile(shard, options).then((arrow) => decodeItemShard(arrow, itemShardSpec(manifest, shard), shard.path)),
      Promise.all(changes.filter((file) => touches(run, file)).map((file) => readChanges(file, beside))),
      Promise.all(facts.filter((file) => touches(run, file)).map((file) => readFacts(file, beside))),
    ]);
    return overlaid(run, base, changed, told);
  };
}

/** One shard of content vectors, i8 [shard.numItems, contentDim]. @throws as `loadItemShard` */
export async function loadContentShard(
  manifestUrl: string,
  { contentDim }: Manifest,
  shard: Shard,
  options: FetchOptions,
): Promise<Int8Array> {
  const arrow = await fetchGzipped(new URL(shard.path, manifestUrl).href, shard, options);
  return decodeContentShard(arrow, shard.numItems, contentDim, shard.path);
}

/**
 * Fetches the content vectors of all items, for search.
 *
 * @throws CatalogFormatError when the bundle has none; what `signal` was aborted with
 */
export async function loadContentVectors(
  manifestUrl: string,
  manifest: Manifest,
  options: LoadOptions = {},
): Promise<ContentVectors> {
  const { numItems, contentDim, catalog } = manifest;
  if (catalog.content.length === 0 && numItems > 0) {
    throw new CatalogFormatError('manifest: catalog.content is an array of 0, expected shards for search by content');
  }
  const vectors = new ItemMatrix(numItems, contentDim);
  const available = new Bitset(numItems);
  const failures = await loadShards(catalog.content, options, async (shard, fetchOptions) => {
    vectors.setRows(shard.firstItemIndex, await loadContentShard(manifestUrl, manifest, shard, fetchOptions));
    for (let i = 0; i < shard.numItems; i++) available.add(shard.firstItemIndex + i);
  });
  return { vectors, available, failures };
}

/**
 * Runs every shard through `load`, in their order; collects the failures. The first ones have the network to themselves, and
 * the list that is made of them the processor; the others come a few at a time.
 */
async function loadShards<T extends { sizeBytes: number }>(
  shards: T[],
  { onProgress, restAfter, numFirst = 1, ...options }: LoadItemsOptions,
  load: (shard: T, options: FetchOptions) => Promise<void>,
): Promise<CatalogFormatError[]> {
  const failures: CatalogFormatError[] = [];
  const reportProgress = progressOf(shards, onProgress);
  const loadShard = async (index: number, shard: T) => {
    try {
      await load(shard, { ...options, onProgress: (loadedBytes) => reportProgress(index, loadedBytes) });
    } catch (error) {
      if (!(error instanceof CatalogFormatError)) throw error;
      failures.push(error);
    }
  };
  const waiting = shards.entries();
  const work = async () => {
    for (const [index, shard] of waiting) await loadShard(index, shard);
  };
  for (const [index, shard] of shards.slice(0, numFirst).entries()) {
    waiting.next();
    await loadShard(index, shard);
  }
  if (failures.length === 0) await restAfter;
  options.signal?.throwIfAborted();
  await Promise.all(Array.from({ length: MAX_PARALLEL_FETCHES }, work));
  return failures;
}

/**
 * Adds up what each shard reports. A shard that failed stays where it stopped, so a bar never claims what is not there.
 */
function progressOf(shards: readonly { sizeBytes: number }[], onProgress: LoadOptions['onProgress']) {
  const loadedBytes = new Float64Array(shards.length);
  const totalBytes = shards.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (index: number, bytes: number) => {
    loadedBytes[index] = bytes;
    onProgress?.(
      loadedBytes.reduce((sum, value) => sum + value, 0),
      totalBytes,
    );
  };
}
