// Puts a bundle into a folder that may be in use, and beside it what a page loads: the manifest last. A run that fails
// or is killed while it works leaves the catalog that was there.
import { readdir } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { filesOf } from '../../bundle/bundle-files.ts';
import type { BundleInput } from '../../bundle/bundle-input.ts';
import { type BundleFiles, type EncodedBundle, encodeBundle, MANIFEST_FILE } from '../../bundle/encode-bundle.ts';
import { orderByPrior } from '../../bundle/order-by-prior.ts';
import { integrityOf } from '../../formats/integrity.ts';
import type { Manifest } from '../../formats/manifest.ts';
import type { MatchFilterFile } from '../../formats/match-filter.ts';
import { keepNothing } from '../../keep-step.ts';
import { type MakeMapOptions, makeMap } from '../../map/make-map.ts';
import { readManifest } from '../input/read-bundle-folder.ts';
import { BUILD_STATE_FILE } from '../update/build-state.ts';
import { isNamedByHash, namedByHash } from './named-by-hash.ts';
import { integrityWhile } from './page-integrity.ts';
import { type Disk, type Files, publishFiles, removeFiles } from './publish-files.ts';

/** What the files of a page depend on. */
export interface BundleFacts {
  /** The bundle has graphs that ONNX Runtime runs. */
  needsRuntime: boolean;
  /** What pages name its manifest by: while it is exchanged, the one before as well. */
  integrity: string;
}

/** What is published with a bundle, in one go. */
export interface PublishedPage {
  /** That of the bundle, or one above it. */
  folder: string;
  /** Relative to the folder; what others load goes first. */
  files(bundle: BundleFacts): Promise<Files>;
  /** Names in the folder that an earlier version may have left. */
  isLeftover(name: string): boolean;
}

/** @param files  of the bundle @returns undefined where it is not worth one */
export type MakeMatchFilter = (files: BundleFiles) => Promise<MatchFilterFile | undefined>;

/** Where a bundle goes, and what is published with it. */
export interface BundleFolderOptions {
  /** Made where it is missing. */
  outDir: string;
  /**
   * Files get their hash into their names, so that an earlier version stays whole until the manifest is exchanged
   * (default: plain names, for a folder that is not in use).
   */
  hasHashedNames?: boolean;
  page?: PublishedPage;
  /** Files at its root that are none of the bundle's, by what was encoded (default: none). */
  beside?: (encoded: EncodedBundle) => Promise<Files>;
  /** Default: that of Node. */
  disk?: Disk;
}

export interface FolderBundle extends BundleInput, BundleFolderOptions {
  /** Reads the bundle, which is not written yet, and makes a match filter for it (default: none is made). */
  makeMatchFilter?: MakeMatchFilter | undefined;
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
  { onStage, forMapOnly = false, keep = keepNothing, ...options }: OrderedBundleOptions,
): Promise<Manifest> {
  const bundle = orderByPrior(input);
  onStage?.('laying out the map');
  const { tasteMap } = await keep('the map', async () => ({ tasteMap: await makeMap(bundle, { ...options, keep }) }));
  options.signal?.throwIfAborted();
  onStage?.('writing the bundle');
  return writeBundle({ ...(forMapOnly ? withoutContent(bundle) : bundle), tasteMap });
}

function withoutContent({ contentVectors: _, codebooks: __, ...bundle }: FolderBundle): FolderBundle {
  return bundle;
}

/**
 * Writes a bundle, and removes what only an earlier one in the same folder had: in its subfolders, and at its root what
 * is named by hash. Other files at the root stay: there they may be someone else's, such as the committed towers.
 *
 * @returns the manifest that was written
 * @throws RangeError or CatalogFormatError for input that makes no valid bundle, InputError where the folder cannot be
 *         written; the folder is then as it was
 */
export async function writeBundle(bundle: FolderBundle): Promise<Manifest> {
  const { outDir: _, hasHashedNames: __, page: ___, beside: ____, disk: _____, ...input } = bundle;
  return publishEncoded(await encodeFiltered(input), bundle);
}

/**
 * The same of a bundle that is encoded already.
 *
 * @param encoded  without files that are in the folder and stay
 */
export async function publishEncoded(encoded: EncodedBundle, options: BundleFolderOptions): Promise<Manifest> {
  const { outDir, hasHashedNames, page, beside, disk } = options;
  const { manifest, files } = hasHashedNames ? namedByHash(encoded) : encoded;
  const besides: Files = (await beside?.(encoded)) ?? new Map();
  const earlier = await readManifest(outDir).catch(() => undefined);
  const needsRuntime = [...files.keys()].some((path) => path.endsWith('.onnx'));
  const integrity = await integrityOf(new Uint8Array(files.get(MANIFEST_FILE)!));
  const both = await integrityWhile(integrity, outDir);
  const pageFiles: Files = (await page?.files({ needsRuntime, integrity: both })) ?? new Map();
  const folder = page?.folder ?? outDir;
  const below = relative(folder, outDir).split(sep).filter(Boolean).join('/');
  const inFolder = (path: string) => (below === '' ? path : `${below}/${path}`);
  const published = [...besides, ...files].map(([path, bytes]) => [inFolder(path), bytes] as const);
  await publishFiles(folder, new Map([...pageFiles, ...published]), disk);
  const old = filesOf(earlier ?? manifest).map(({ path }) => path);
  const left = [...old.filter((path) => path.includes('/')), ...(await namesIn(outDir)).filter(isNamedByHash)];
  const named = new Set([...files.keys(), ...filesOf(manifest).map(({ path }) => path)]);
  await removeFiles(
    outDir,
    left.filter((path) => !named.has(path)),
    disk,
  );
  // It would be of a bundle that is not there any more.
  if (!besides.has(BUILD_STATE_FILE)) await removeFiles(outDir, [BUILD_STATE_FILE], disk);
  const leftPage = page ? (await readdir(folder)).filter((name) => page.isLeftover(name) && !pageFiles.has(name)) : [];
  await removeFiles(folder, leftPage, disk);
  // Pages that go on naming both are whole as well, and the next run mends them.
  if (page && both !== integrity)
    await publishFiles(folder, await page.files({ needsRuntime, integrity }), disk).catch(() => {});
  return manifest;
}

async function encodeFiltered({ makeMatchFilter, ...input }: Omit<FolderBundle, 'outDir'>): Promise<EncodedBundle> {
  const encoded = await encodeBundle(input);
  const matchFilter = await makeMatchFilter?.(encoded.files);
  return matchFilter ? encodeBundle({ ...input, matchFilter }) : encoded;
}

/** Paths at the root and one folder deep. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const deeper = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => (await readdir(`${folder}/${name}`)).map((inner) => `${name}/${inner}`));
  return [...entries.map(({ name }) => name), ...(await Promise.all(deeper)).flat()];
}
