// Opens a bundle from what is kept on the device: always one manifest and the files that it names by hash. A newer
// version that waits (keep-version.ts fetched it whole) is taken here, when the page opens, and never while it is open.
import { formatManifest, type Manifest, parseManifest } from '../formats/manifest.ts';
import { type AnyFile, filesOf, hashesOf, searchFilesOf } from './bundle-files.ts';
import type { DeviceFiles } from './held-files.ts';
import { KeptFiles, type ManifestSlot, readOnly } from './kept-files.ts';

export interface OpenedVersion {
  /** Undefined where the browser refuses storage: then nothing is kept. */
  kept: KeptFiles | undefined;
  /** The version that is here with all it needs; undefined where there is none yet. */
  manifest: Manifest | undefined;
}

/**
 * Takes the version that waits, if there is one, else the one in use; holds it against cleaning up until `signal`
 * fires.
 */
export async function openVersion(manifestUrl: string, signal: AbortSignal): Promise<OpenedVersion> {
  const kept = await KeptFiles.open(manifestUrl);
  if (!kept) return { kept, manifest: undefined };
  const manifest = await takeManifest(kept).catch(() => undefined);
  const lock = `privet bundle ${manifestUrl}`;
  if (manifest) await whenUnused(lock, () => cleanUp(kept)).catch(() => {});
  holdUntil(lock, signal);
  return { kept, manifest };
}

/** The version in use for a reader beside the page: takes nothing, keeps nothing, and holds nothing. */
export async function readVersion(manifestUrl: string): Promise<{ kept?: DeviceFiles; manifest?: Manifest }> {
  const kept = await KeptFiles.find(manifestUrl);
  if (!kept) return {};
  const manifest = await keptManifest(kept, 'current').catch(() => undefined);
  return { kept: readOnly(kept), ...(manifest && { manifest }) };
}

async function takeManifest(kept: KeptFiles): Promise<Manifest | undefined> {
  const next = await keptManifest(kept, 'next');
  if (!next) return keptManifest(kept, 'current');
  await kept.putManifest('current', formatManifest(next));
  await kept.dropManifest('next');
  return next;
}

async function keptManifest(kept: KeptFiles, slot: ManifestSlot): Promise<Manifest | undefined> {
  const text = await kept.manifest(slot);
  return text === undefined ? undefined : usable(kept, text);
}

/** The manifest, if this code can read it and the files that a list needs are all there. */
export async function usable(kept: KeptFiles, text: string): Promise<Manifest | undefined> {
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
