// The engine's part in working without a network: keeps the whole bundle, fetches newer versions of it, and tells which
// files of the runtime this device loaded, which the page's service worker keeps.
import { fetchUpdate, type KeepOptions, keepVersion } from '../../bundle/keep-version.ts';
import { missingFiles } from '../../bundle/open-version.ts';
import { StorageUnavailableError } from '../../errors.ts';
import type { FileSource } from '../base/file-source.ts';
import type { OfflineOptions, OfflineReport } from '../base/status-api.ts';
import type { StatusBoard } from '../base/status-board.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** What is to be kept, and which manifest alone. */
type Version = Pick<KeepOptions, 'withSearch' | 'integrity'>;

/** What is kept of the open bundle. */
export interface KeptParts extends OpenedBundle, FileSource {
  /** What goes with what; it may be on its way. */
  related: { settled: Promise<void> };
}

export async function keepOffline(parts: KeptParts, options: OfflineOptions): Promise<OfflineReport> {
  const { versions: kept, manifest, manifestBytes: bytes, integrity, manifestUrl, complete, related, status } = parts;
  if (!kept) throw new StorageUnavailableError('offline: this browser refuses to store files');
  // What is on its way already is not fetched twice.
  await complete;
  await related.settled;
  const isFirst = await stated(status, () =>
    keepVersion(kept, manifestUrl, { manifest, bytes }, keepOptions({ ...options, integrity }, parts)),
  );
  const hasSearch = (await missingFiles(kept, manifest, true)).length === 0;
  return { isFirst, hasSearch, runtimeFiles: runtimeFiles() };
}

export async function fetchNewVersion(parts: KeptParts, options: Version): Promise<boolean> {
  const { versions: kept, manifest, manifestBytes: bytes, manifestUrl, status } = parts;
  if (!kept) return false;
  const state = status.stateOf('offline'); // of the version in use, whatever becomes of the newer one
  try {
    return await fetchUpdate(kept, manifestUrl, { manifest, bytes }, keepOptions(options, parts));
  } finally {
    status.setPart('offline', { state });
  }
}

function keepOptions({ withSearch, integrity }: Version, { status, signal }: FileSource): KeepOptions {
  const onProgress = (loadedBytes: number, totalBytes: number) =>
    status.setPart('offline', { state: 'loading', loadedBytes, totalBytes });
  return { withSearch, integrity, signal, onProgress };
}

/** No message: what fails here costs nothing while there is a network, and the caller is told. */
async function stated<T>(status: StatusBoard, work: () => Promise<T>): Promise<T> {
  status.setPart('offline', { state: 'loading' });
  try {
    const result = await work();
    status.setPart('offline', { state: 'ready' });
    return result;
  } catch (error) {
    status.setPart('offline', { state: 'failed' });
    throw error;
  }
}

/** The WebAssembly that this worker fetched: which build it is depends on the device. */
function runtimeFiles(): string[] {
  const urls = performance.getEntriesByType('resource').map(({ name }) => name.split(/[?#]/)[0]!);
  return [...new Set(urls.filter((url) => url.endsWith('.wasm')))];
}
