// Opens a bundle from what is kept on the device: always one manifest and the files that it names by hash. A newer
// version that waits (keep-version.ts fetched it whole) is taken here, when the page opens, and never while it is open.
import { type Integrity, isIntact } from '../formats/integrity.ts';
import type { Manifest } from '../formats/manifest.ts';
import { type AnyFile, filesOf, hashesOf, searchFilesOf } from './bundle-files.ts';
import type { DeviceStore } from './kept-files.ts';
import { KeptOnDevice, type ManifestSlot, readOnly } from './kept-on-device.ts';
import { type ManifestFile, readManifest } from './load-bundle.ts';

export interface OpenedVersion {
  /** Undefined where the browser refuses storage: then nothing is kept. */
  kept: KeptOnDevice | undefined;
  /** The version that is here with all it needs; undefined where there is none yet, or none that the page names. */
  version: RememberedFile | undefined;
}

export interface RememberedFile extends ManifestFile {
  /** Only the manifest is known to be here, and the host may have another one by now. */
  isRemembered?: boolean;
}

/**
 * Takes the version that waits, if there is one, else the one in use; holds it against cleaning up until `signal`
 * fires. What the page does not name stays as it is: another page may.
 *
 * @param integrity  the manifest that the page names (default: any)
 */
export async function openVersion(
  manifestUrl: string,
  signal: AbortSignal,
  integrity?: Integrity,
): Promise<OpenedVersion> {
  const kept = await KeptOnDevice.open(manifestUrl);
  if (!kept) return { kept, version: undefined };
  const version = await takeVersion(kept, integrity).catch(() => undefined);
  const lock = `privet bundle ${manifestUrl}`;
  if (version) await whenUnused(lock, () => cleanUp(kept)).catch(() => {});
  holdUntil(lock, signal);
  return { kept, version };
}

/** The version in use for a reader beside the page: takes nothing, keeps nothing, and holds nothing. */
export async function readVersion(
  manifestUrl: string,
  integrity?: Integrity,
): Promise<{ kept?: DeviceStore; manifest?: Manifest }> {
  const kept = await KeptOnDevice.find(manifestUrl);
  if (!kept) return {};
  const slots: ManifestSlot[] = integrity ? ['current', 'next'] : ['current'];
  for (const slot of slots) {
    const version = await keptVersion(kept, slot, integrity).catch(() => undefined);
    if (version) return { kept: readOnly(kept), manifest: version.manifest };
  }
  return { kept: readOnly(kept) };
}

async function takeVersion(kept: KeptOnDevice, integrity: Integrity | undefined): Promise<ManifestFile | undefined> {
  const next = await keptVersion(kept, 'next', integrity);
  if (!next) return keptVersion(kept, 'current', integrity);
  await kept.putManifest('current', next.bytes);
  await kept.dropManifest('next');
  return next;
}

/**
 * What lies there, if the page names it, this code can read it, and the files that a list needs are all there.
 *
 * @param integrity  the manifest that the page names (default: any)
 */
export async function keptVersion(
  kept: KeptOnDevice,
  slot: ManifestSlot,
  integrity?: Integrity,
): Promise<ManifestFile | undefined> {
  const bytes = await kept.manifest(slot);
  if (!bytes || (integrity && !(await isIntact(bytes, integrity)))) return undefined;
  const manifest = parsed(bytes);
  if (!manifest || (await missingFiles(kept, manifest, false)).length > 0) return undefined;
  return { manifest, bytes };
}

/** The manifest that was opened last, if the page names it. */
export async function rememberedVersion(
  kept: KeptOnDevice | undefined,
  integrity: Integrity,
): Promise<RememberedFile | undefined> {
  const bytes = await kept?.manifest('opened').catch(() => undefined);
  const manifest = bytes && (await isIntact(bytes, integrity)) && parsed(bytes);
  return manifest ? { manifest, bytes, isRemembered: true } : undefined;
}

function parsed(bytes: Uint8Array<ArrayBuffer>): Manifest | undefined {
  try {
    return readManifest(bytes);
  } catch {
    return undefined; // of a version of this code that is newer or older: the network has one that fits
  }
}

/** Files that are not kept in any form. */
export async function missingFiles(kept: KeptOnDevice, manifest: Manifest, withSearch: boolean): Promise<AnyFile[]> {
  const hashes = await kept.hashes();
  const forSearch = new Set(searchFilesOf(manifest));
  const needed = filesOf(manifest).filter((file) => withSearch || !forSearch.has(file));
  return needed.filter((file) => !hashesOf(file).some((hash) => hashes.has(hash)));
}

/** Lets go of files that neither the version in use nor the one that waits names. */
async function cleanUp(kept: KeptOnDevice): Promise<void> {
  const files = await Promise.all([kept.manifest('current'), kept.manifest('next')]);
  const manifests = files.map((bytes) => bytes && parsed(bytes)).filter((found) => found !== undefined);
  await kept.keepOnly(new Set(manifests.flatMap((manifest) => filesOf(manifest).flatMap(hashesOf))));
}

/** A page that is open with an older version may yet ask for its files: then nothing is cleaned up this time. */
async function whenUnused(lock: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(lock, { mode: 'exclusive', ifAvailable: true }, (granted) =>
    granted ? work() : undefined,
  );
}

function holdUntil(lock: string, signal: AbortSignal): void {
  const kept = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  navigator.locks?.request(lock, { mode: 'shared' }, kept).catch(() => {});
}
