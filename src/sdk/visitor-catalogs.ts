// The page's side of a visitor's own catalogs: starts their worker when it is first asked for anything, and turns errors into their classes.
// A catalog that is usable is opened by `createPrivet({ storedCatalog })`. Imported by itself: a page without this feature loads none of it.
import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { ColumnRole } from '../items/roles.ts';
import type { BuildProgress, OwnApi, OwnCatalog, OwnMap, TablePreview } from '../visitor-catalogs/api.ts';
import { EngineStoppedError, rebuildError } from './errors.ts';
import { PendingCalls } from './pending-calls.ts';

export type { BuildProgress, OwnCatalog, OwnMap, TablePreview } from '../visitor-catalogs/api.ts';

export class OwnCatalogs {
  #worker: Worker;
  #api: Remote<OwnApi>;
  #calls = new PendingCalls();

  constructor() {
    this.#worker = new Worker(new URL('../visitor-catalogs/builder-worker.ts', import.meta.url), {
      type: 'module',
      name: 'privet-own',
    });
    this.#api = wrap<OwnApi>(this.#worker);
    this.#worker.addEventListener('error', ({ message }) => {
      const why = message || 'its script could not be loaded';
      this.#calls.stop(new EngineStoppedError(`own catalogs: the worker failed: ${why}`));
    });
  }

  /** Reads a file and guesses its columns. @throws CatalogFormatError in words for its owner */
  read(file: Blob, fileName: string): Promise<TablePreview> {
    return this.#call((api) => api.read(file, fileName));
  }

  /** Keeps the file that was read last. @throws CatalogFormatError, RequestError, StorageUnavailableError */
  create(name: string, roles: ColumnRole[]): Promise<OwnCatalog> {
    return this.#call((api) => api.create(name, roles));
  }

  /** Builds, or goes on building; resolves with the catalog `ready`, or `stopped`. */
  build(id: string, manifestUrl: string | URL, onProgress: (progress: BuildProgress) => void): Promise<OwnCatalog> {
    const url = new URL(manifestUrl, document.baseURI).href;
    return this.#call((api) => api.build(id, url, proxy(onProgress)));
  }

  stop(): Promise<void> {
    return this.#call((api) => api.stop());
  }

  list(): Promise<OwnCatalog[]> {
    return this.#call((api) => api.list());
  }

  touch(id: string): Promise<void> {
    return this.#call((api) => api.touch(id));
  }

  map(id: string): Promise<OwnMap | undefined> {
    return this.#call((api) => api.map(id));
  }

  /** Deletes the catalog, and what the visitor said about its items. */
  async remove(id: string): Promise<void> {
    await this.#call((api) => api.remove(id));
    indexedDB.deleteDatabase(ownHistoryName(id));
  }

  /** Ends the worker; a build that is under way goes on from its last hundred the next time. */
  dispose(): void {
    this.#calls.stop(new EngineStoppedError('own catalogs: the worker was disposed of'));
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }

  async #call<T>(call: (api: Remote<OwnApi>) => Promise<T>): Promise<T> {
    try {
      return await this.#calls.run(() => call(this.#api));
    } catch (error) {
      throw rebuildError(error);
    }
  }
}

/** The database of the history with a catalog: apart from the films', and from those of other catalogs. */
export function ownHistoryName(id: string): string {
  return `privet-own-history-${id}`;
}
