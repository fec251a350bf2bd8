// Keeps a whole version of a bundle on the device, and takes a newer one whole or not at all. The page always opens with one manifest
// and the files that it names by hash. A newer version is downloaded beside it, file by file; only when all of them are here is its manifest
// written down as the next one, and only the next opening takes it. A download that was cut off leaves files behind, which the next try finds.
import { formatManifest, type Manifest, parseManifest } from '../formats/manifest.ts';
import { type AnyFile, filesOf, hashesOf, searchFilesOf } from './bundle-files.ts';
import { keepFile } from './fetch-verified.ts';
import { KeptFiles, type ManifestSlot } from './kept-files.ts';
import { loadManifest } from './load-bundle.ts';

export interface OpenedVersion {
  /** Undefined where the browser refuses storage: then nothing is kept. */
  kept: KeptFiles | undefined;
  /** The version that is here with all it needs; undefined where there is none yet. */
  manifest: Manifest | undefined;
}

export interface KeepOptions {
  /** The files of search by meaning too, which are most of the bytes. */
  withSearch: boolean;
  signal: AbortSignal;
  /** Bytes that were fetched so far, and in all. */
  onProgress?: (loadedBytes: number, totalBytes: number) => void;
}

/** Takes the version that waits, if there is one, else the one in use; holds it against cleaning up until `signal` fires. */
export async function openVersion(manifestUrl: string, signal: AbortSignal): Promise<OpenedVersion> {
  const kept = await KeptFiles.open(manifestUrl);
  if (!kept) return { kept, manifest: undefined };
  const manifest = await takeManifest(kept).catch(() => undefined);
  const lock = `privet bundle ${manifestUrl}`;
  if (manifest) await whenUnused(lock, () => cleanUp(kept)).catch(() => {});
  holdUntil(lock, signal);
  return { kept, manifest };
}

/**
 * Fetches what is missing and makes this version the one that opens next time, with or without a network.
 *
 * @returns whether it was the first version to be kept
 * @throws CatalogFormatError, ModelLoadError for a file that cannot be had; DOMException where there is no room
 */
export async function keepVersion(
  kept: KeptFiles,
  manifestUrl: string,
  manifest: Manifest,
  options: KeepOptions,
): Promise<boolean> {
  await keepFiles(kept, manifestUrl, manifest, options);
  const known = await kept.manifest('current');
  // Another tab may have opened a newer one meanwhile: that one stays.
  if (known !== undefined && (await usable(kept, known))) return false;
  await kept.putManifest('current', formatManifest(manifest));
  return true;
}

/**
 * Asks the host for its manifest. One that differs from the version in use is fetched whole and then waits.
 *
 * @returns whether a newer version waits for the next opening
 * @throws as `keepVersion`: then nothing has changed, and the files that came are found again by the next try
 */
export async function fetchUpdate(
  kept: KeptFiles,
  manifestUrl: string,
  inUse: Manifest,
  options: KeepOptions,
): Promise<boolean> {
  const found = await loadManifest(manifestUrl, { signal: options.signal });
  const text = formatManifest(found);
  if (text === formatManifest(inUse)) {
    if ((await kept.manifest('current')) === text) await kept.dropManifest('next'); // the host went back
    return false;
  }
  await keepFiles(kept, manifestUrl, found, options);
  if ((await kept.manifest('current')) !== text) await kept.putManifest('next', text);
  return true;
}

async function takeManifest(kept: KeptFiles): Promise<Manifest | undefined> {
  const next = await readManifest(kept, 'next');
  if (!next) return readManifest(kept, 'current');
  await kept.putManifest('current', formatManifest(next));
  await kept.dropManifest('next');
  return next;
}

async function readManifest(kept: KeptFiles, slot: ManifestSlot): Promise<Manifest | undefined> {
  const text = await kept.manifest(slot);
  return text === undefined ? undefined : usable(kept, text);
}

/** The manifest, if this code can read it and the files that a list needs are all there. */
async function usable(kept: KeptFiles, text: string): Promise<Manifest | undefined> {
  const manifest = parsed(text);
  if (!manifest) return undefined;
  return (await missingFiles(kept, manifest, false)).length === 0 ? manifest : undefined;
}

function parsed(text: string): Manifest | undefined {
  try {
    return parseManifest(JSON.parse(text));
  } catch {
    return undefined; // of a version of this code that is newer or older: the network has one that fits
  }
}

/** One at a time: what somebody is waiting for comes first. */
async function keepFiles(
  kept: KeptFiles,
  manifestUrl: string,
  manifest: Manifest,
  { withSearch, signal, onProgress }: KeepOptions,
): Promise<void> {
  const missing = await missingFiles(kept, manifest, withSearch);
  const totalBytes = missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let loadedBytes = 0;
  for (const file of missing) {
    const report = (ofThisFile: number) => onProgress?.(loadedBytes + ofThisFile, totalBytes);
    await keepFile(new URL(file.path, manifestUrl).href, file, kept, { signal, onProgress: report });
    loadedBytes += file.sizeBytes;
  }
}

/** Files that are not kept in any form. */
export async function missingFiles(kept: KeptFiles, manifest: Manifest, withSearch: boolean): Promise<AnyFile[]> {
  const hashes = await kept.hashes();
  const forSearch = new Set(searchFilesOf(manifest));
  const needed = filesOf(manifest).filter((file) => withSearch || !forSearch.has(file));
  return needed.filter((file) => !hashesOf(file).some((hash) => hashes.has(hash)));
}

/** Lets go of files that neither the version in use nor the one that waits names. */
async function cleanUp(kept: KeptFiles): Promise<void> {
  const texts = await Promise.all([kept.manifest('current'), kept.manifest('next')]);
  const manifests = texts.map((text) => (text === undefined ? undefined : parsed(text))).filter((found) => !!found);
  await kept.keepOnly(new Set(manifests.flatMap((manifest) => filesOf(manifest).flatMap(hashesOf))));
}

/** A page that is open with an older version may yet ask for its files: then nothing is cleaned up this time. */
async function whenUnused(lock: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(lock, { mode: 'exclusive', ifAvailable: true }, (granted) =>
    granted ? work() : undefined,
  );
}

function holdUntil(lock: string, signal: AbortSignal): void {
  const held = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  navigator.locks?.request(lock, { mode: 'shared' }, held).catch(() => {});
}
