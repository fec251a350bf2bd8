// Keeps a whole version of a bundle on the device, and fetches a newer one whole or not at all. The newer one is
// downloaded beside the one in use, file by file, each under its hash; only when all of them are here is its manifest
// written down as the next one. A download that was cut off leaves files behind, which the next try finds.
import { type Integrity, isIntact } from '../formats/integrity.ts';
import type { Manifest } from '../formats/manifest.ts';
import { keepFile } from './fetch-verified.ts';
import type { KeptOnDevice } from './kept-on-device.ts';
import { loadManifestFile, type ManifestFile } from './load-bundle.ts';
import { keptVersion, missingFiles } from './open-version.ts';

export interface KeepOptions {
  /** The files of search by meaning too, which are most of the bytes. */
  withSearch: boolean;
  /** The manifest that the page names (default: any). */
  integrity?: Integrity | undefined;
  signal: AbortSignal;
  /** Bytes that were fetched so far, and in all. */
  onProgress?: (loadedBytes: number, totalBytes: number) => void;
}

/**
 * Fetches what is missing and makes this version the one that opens next time, with or without a network.
 *
 * @returns whether it was the first version to be kept
 * @throws CatalogFormatError, ModelLoadError for a file that cannot be had; DOMException where there is no room
 */
export async function keepVersion(
  kept: KeptOnDevice,
  manifestUrl: string,
  { manifest, bytes }: ManifestFile,
  options: KeepOptions,
): Promise<boolean> {
  await keepFiles(kept, manifestUrl, manifest, options);
  const known = await keptVersion(kept, 'current');
  const { integrity } = options;
  // Another tab may have opened a newer one meanwhile: that one stays. One that this page does not name is another
  // page's, older or newer: it stays as well, and this one waits beside it for whoever names it.
  if (!known) await kept.putManifest('current', bytes);
  else if (integrity && !(await isIntact(known.bytes, integrity))) await kept.putManifest('next', bytes);
  return known === undefined;
}

/**
 * Asks the host for its manifest. One that differs from the version in use is fetched whole and then waits.
 *
 * @returns whether a newer version waits for the next opening
 * @throws as `keepVersion`, and IntegrityError for a manifest that is not the one named: then nothing has changed, and the
 *         files that came are found again by the next try
 */
export async function fetchUpdate(
  kept: KeptOnDevice,
  manifestUrl: string,
  inUse: ManifestFile,
  options: KeepOptions,
): Promise<boolean> {
  const { signal, integrity } = options;
  const found = await loadManifestFile(manifestUrl, { signal, integrity });
  if (areSame(found.bytes, inUse.bytes)) {
    if (await isCurrent(kept, found)) await kept.dropManifest('next'); // the host went back
    return false;
  }
  await keepFiles(kept, manifestUrl, found.manifest, options);
  if (!(await isCurrent(kept, found))) await kept.putManifest('next', found.bytes);
  return true;
}

async function isCurrent(kept: KeptOnDevice, { bytes }: ManifestFile): Promise<boolean> {
  const current = await kept.manifest('current');
  return current !== undefined && areSame(current, bytes);
}

function areSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** One at a time: what somebody is waiting for comes first. */
async function keepFiles(
  kept: KeptOnDevice,
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
