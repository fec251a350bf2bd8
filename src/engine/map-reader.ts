// The map where a bundle has one: fetched when it is first asked for, never on the way to a list, and told with the
// names of the items that lie on it. What fails is forgotten, so that a later call tries again.
import { fetchGzipped } from '../bundle/fetch-verified.ts';
import { numShardRows } from '../bundle/row-changes.ts';
import { messageOf } from '../errors.ts';
import { decodeTasteMap, type TasteMapFile } from '../formats/taste-map.ts';
import { type FileSource, fetchOptions } from './base/file-source.ts';
import { makeOnce } from './base/make-once.ts';
import type { TasteMap } from './engine-api.ts';
import type { OpenedBundle } from './start/open-bundle.ts';

export interface MapReaderOptions extends FileSource, Pick<OpenedBundle, 'catalog' | 'complete'> {}

/** What still works without the map. */
const WITHOUT_MAP = 'Everything else works as before.';

export class MapReader {
  readonly #options: MapReaderOptions;
  readonly #file = makeOnce(() => this.#load());

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
    const [{ positions, labels }] = await Promise.all([this.#file(), complete]);
    const rows = Array.from({ length: catalog.numItems }, (_, item) => item);
    return {
      itemIds: rows.map((item) => (catalog.available.has(item) ? catalog.itemId(item) : '')),
      titles: rows.map((item) => (catalog.available.has(item) ? catalog.title(item) : '')),
      positions: positions.slice(),
      labels: labels.map((label) => ({ ...label })),
    };
  }

  async #load(): Promise<TasteMapFile> {
    const { manifestUrl, manifest, status } = this.#options;
    const file = manifest.tasteMap!;
    status.setPart('map', { state: 'loading', totalBytes: file.sizeBytes });
    try {
      const options = fetchOptions(this.#options, 'map', file.path);
      const bytes = await fetchGzipped(new URL(file.path, manifestUrl).href, file, options);
      const base = decodeTasteMap(bytes, { label: file.path, numItems: numShardRows(manifest) });
      const map = await this.#withChanges(base);
      status.setPart('map', { state: 'ready' });
      return map;
    } catch (error) {
      status.setPart('map', { state: 'failed', message: `There is no map: ${messageOf(error)} ${WITHOUT_MAP}` });
      throw error;
    }
  }

  /** Places that an update of the bundle says. */
  async #withChanges({ positions, labels }: TasteMapFile): Promise<TasteMapFile> {
    const { manifestUrl, manifest } = this.#options;
    const { numItems, tasteMapChanges: file } = manifest;
    const places = new Uint16Array(2 * numItems);
    places.set(positions.subarray(0, 2 * numItems));
    if (!file) return { numItems, positions: places, labels };
    const options = fetchOptions(this.#options, 'map', file.path);
    const bytes = await fetchGzipped(new URL(file.path, manifestUrl).href, file, options);
    const changed = decodeTasteMap(bytes, { label: file.path, numItems: file.rows.length });
    for (const [i, row] of file.rows.entries()) {
      if (row < numItems) places.set(changed.positions.subarray(2 * i, 2 * i + 2), 2 * row);
    }
    return { numItems, positions: places, labels };
  }
}
