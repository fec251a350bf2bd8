// What `open` opens: the history and the catalog, side by side, each telling how far it is. A history that cannot be stored
// and a shard that fails cost what they hold; only a catalog without a single item is an error.
import { ItemCatalog } from '../catalog/item-catalog.ts';
import { loadItems, loadManifest } from '../catalog/load-bundle.ts';
import type { CatalogFormatError } from '../formats/errors.ts';
import type { Manifest } from '../formats/manifest.ts';
import { type HistoryLog, type HistoryStatus, openHistory } from '../history/history-log.ts';
import type { OpenOptions } from './protocol.ts';
import type { StatusBoard } from './status.ts';

export interface OpenedBundle {
  manifest: Manifest;
  catalog: ItemCatalog;
  history: HistoryLog;
}

/** @throws CatalogFormatError when there is no manifest, or not one shard can be used; what `signal` was aborted with */
export async function openBundle(
  options: OpenOptions,
  status: StatusBoard,
  onHistoryChange: () => void,
  signal: AbortSignal,
): Promise<OpenedBundle> {
  const opening = openStatedHistory(options.databaseName, status, onHistoryChange);
  try {
    const { manifest, catalog } = await openCatalog(options.manifestUrl, status, signal);
    return { manifest, catalog, history: await opening };
  } catch (error) {
    (await opening).close();
    throw error;
  }
}

async function openStatedHistory(
  databaseName: string | undefined,
  status: StatusBoard,
  onChange: () => void,
): Promise<HistoryLog> {
  const onStatus = ({ storage, message }: HistoryStatus) => {
    status.set({ storage });
    status.setPart('history', message === undefined ? { state: 'ready' } : { state: 'degraded', message });
  };
  status.setPart('history', { state: 'loading' });
  const history = await openHistory({ ...(databaseName && { databaseName }), onChange, onStatus });
  onStatus(history.status);
  return history;
}

async function openCatalog(manifestUrl: string, status: StatusBoard, signal: AbortSignal) {
  status.setPart('catalog', { state: 'loading' });
  try {
    const manifest = await loadManifest(manifestUrl, { signal });
    const catalog = new ItemCatalog(manifest);
    const totalBytes = manifest.catalog.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    status.setPart('catalog', { state: 'loading', totalBytes });
    const onProgress = (loadedBytes: number) => status.setProgress('catalog', 'items', loadedBytes);
    const failures = await loadItems(manifestUrl, manifest, catalog, { signal, onProgress });
    stateCatalog(status, catalog, failures);
    return { manifest, catalog };
  } catch (error) {
    status.setPart('catalog', { state: 'failed', message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

function stateCatalog(status: StatusBoard, catalog: ItemCatalog, failures: readonly CatalogFormatError[]): void {
  const numItems = catalog.available.count();
  if (numItems === 0 && failures.length > 0) throw failures[0];
  status.set({ catalogName: catalog.name, numItems });
  const reasons = failures.map(({ message }) => message).join('; ');
  const message = `${catalog.numItems - numItems} of ${catalog.numItems} items are missing: ${reasons}`;
  status.setPart('catalog', failures.length === 0 ? { state: 'ready' } : { state: 'degraded', message });
}
