// The map where a bundle has one: fetched when it is first asked for, never on the way to a list, and told with the names of the items
// that lie on it. What fails is forgotten, so that a later call tries again.
import { fetchGzipped } from '../bundle/fetch-verified.ts';
import { decodeTasteMap, type TasteMapFile } from '../formats/taste-map.ts';
import type { TasteMap } from './api.ts';
import type { OpenedBundle } from './start/open-bundle.ts';
import type { StatusBoard } from './status.ts';

export interface MapReaderOptions
  extends Pick<OpenedBundle, 'manifest' | 'catalog' | 'complete' | 'kept' | 'fetchFile'> {
  manifestUrl: string;
  status: StatusBoard;
  signal: AbortSignal;
}

/** What still works without the map. */
const WITHOUT_MAP = 'Everything else works as before.';

export class MapReader {
  readonly #options: MapReaderOptions;
  #file: Promise<TasteMapFile> | undefined;

  constructor(options: MapReaderOptions) {
    this.#options = options;
  }

  /**
   * @returns undefined where the bundle has no map
   * @throws CatalogFormatError for a file that could not be fetched whole or fails its check
   */
  async read(): Promise<TasteMap | undefined> {
    const { manifest, catalog, complete } = this.#options;
    if (!manifest.tasteMap) return undefined;
    const [{ positions, labels }] = await Promise.all([(this.#file ??= this.#load()), complete]);
    const rows = Array.from({ length: catalog.numItems }, (_, item) => item);
    return {
      itemIds: rows.map((item) => (catalog.available.has(item) ? catalog.itemId(item) : '')),
      titles: rows.map((item) => (catalog.available.has(item) ? catalog.title(item) : '')),
      positions: positions.slice(),
      labels: labels.map((label) => ({ ...label })),
    };
  }

  async #load(): Promise<TasteMapFile> {
    const { manifestUrl, manifest, kept, fetchFile, status, signal } = this.#options;
    const file = manifest.tasteMap!;
    status.setPart('map', { state: 'loading', totalBytes: file.sizeBytes });
    const onProgress = (loadedBytes: number) => status.setProgress('map', file.path, loadedBytes);
    try {
      const options = { kept, signal, onProgress, fetch: fetchFile };
      const bytes = await fetchGzipped(new URL(file.path, manifestUrl).href, file, options);
      const map = decodeTasteMap(bytes, { label: file.path, numItems: manifest.numItems });
      status.setPart('map', { state: 'ready' });
      return map;
    } catch (error) {
      this.#file = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      status.setPart('map', { state: 'failed', message: `There is no map: ${reason} ${WITHOUT_MAP}` });
      throw error;
    }
  }
}
