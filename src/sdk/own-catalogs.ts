// The page's side of a visitor's own catalogs: starts their worker when it is first asked for anything, and turns
// errors into their classes. A catalog that is usable is opened by `openPrivet({ ownCatalog })`. Imported by
// itself: a page without this feature loads none of it.
import { proxy, type Remote } from 'comlink';
import { StorageUnavailableError } from '../errors.ts';
import { knownFile } from '../fetching/checked-code/known-files.ts';
import { startScript } from '../fetching/checked-code/start-script.ts';
import type { StoredEvent } from '../history/events.ts';
import type { ColumnRole } from '../items/roles.ts';
import { ownHistoryName } from '../own-catalogs/history-name.ts';
import type { BuildProgress, EncoderFile, OwnApi, OwnCatalog } from '../own-catalogs/own-catalogs-api.ts';
import { eraseOwnDatabases, payOwnErasures } from './erase-own.ts';
import { WorkerCalls } from './worker-calls.ts';

export { ownHistoryName } from '../own-catalogs/history-name.ts';
export type {
  BuildProgress,
  EncoderFile,
  OwnCatalog,
  OwnMap,
  RestoredCatalog,
  TablePreview,
} from '../own-catalogs/own-catalogs-api.ts';

/** Its methods are documented in OwnApi. All reject with EngineStoppedError after `dispose`. */
export class OwnCatalogs implements OwnApi {
  readonly #calls = this.#start();

  read(file: Blob, fileName: string) {
    return this.#call((api) => api.read(file, fileName));
  }

  create(name: string, roles: ColumnRole[]) {
    return this.#call((api) => api.create(name, roles));
  }

  /** Builds, or goes on building; resolves with the catalog `ready`, or `stopped`. */
  build(id: string, encoder: EncoderFile, onProgress: (progress: BuildProgress) => void): Promise<OwnCatalog> {
    return this.#call((api) => api.build(id, encoder, proxy(onProgress)));
  }

  stop() {
    return this.#call((api) => api.stop());
  }

  list() {
    return this.#call((api) => api.list());
  }

  touch(id: string) {
    return this.#call((api) => api.touch(id));
  }

  map(id: string) {
    return this.#call((api) => api.map(id));
  }

  /** Deletes the catalog, and what the visitor said about its items. */
  async remove(id: string): Promise<void> {
    await this.#call((api) => api.remove(id));
    await eraseOwnDatabases([ownHistoryName(id)]);
  }

  export() {
    return this.#call((api) => api.export());
  }

  readExport(catalogs: Blob) {
    return this.#call((api) => api.readExport(catalogs));
  }

  restore(place: number) {
    return this.#call((api) => api.restore(place));
  }

  removeEvents(id: string, events: StoredEvent[]) {
    return this.#call((api) => api.removeEvents(id, events));
  }

  /** Ends the worker; a build that is under way goes on from its last hundred the next time. */
  dispose(): void {
    this.#calls.then((calls) => calls.dispose()).catch(() => {});
  }

  async #start(): Promise<WorkerCalls<OwnApi>> {
    const [stands] = await payOwnErasures();
    if (stands)
      throw new StorageUnavailableError(
        `own catalogs: '${stands}' is to be erased and cannot be reached: close other tabs of this site`,
      );
    return new WorkerCalls(await startBuilder(), 'own catalogs');
  }

  async #call<T>(ask: (api: Remote<OwnApi>) => Promise<T>): Promise<T> {
    const calls = await this.#calls;
    return calls.call(ask);
  }
}

async function startBuilder(): Promise<Worker> {
  const script = knownFile('builder-worker.js');
  if (script) return startScript(script, 'privet-own');
  // Vite builds the worker's script where it finds this very form.
  return new Worker(new URL('../own-catalogs/builder-worker.ts', import.meta.url), {
    type: 'module',
    name: 'privet-own',
  });
}
