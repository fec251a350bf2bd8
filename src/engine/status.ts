// What the engine tells of itself while its parts load: one record, changed in one place, told to the page as it
// changes.
import type { StatusListener } from './api.ts';
import type { EngineStatus, PartName, PartStatus } from './start/api.ts';

/** Least time between two reports that only count bytes; changes of state are told at once. */
const PROGRESS_INTERVAL_MS = 100;

export class StatusBoard {
  #status: EngineStatus = {
    engine: { state: 'running' },
    parts: {
      history: { state: 'idle' },
      catalog: { state: 'idle' },
      ranking: { state: 'idle' },
      runtime: { state: 'idle' },
      towers: { state: 'idle' },
      'text-encoder': { state: 'idle' },
      'item-to-item': { state: 'idle' },
      language: { state: 'idle' },
      map: { state: 'idle' },
      offline: { state: 'idle' },
    },
    storage: 'indexeddb',
    encryption: 'off',
    numItems: 0,
    bytesLoaded: 0,
  };
  /** Bytes so far by file. */
  #loadedBytes = new Map<string, number>();
  #listener: StatusListener | undefined;
  #lastToldMs = 0;

  listen(listener: StatusListener | undefined): void {
    this.#listener = listener;
  }

  /** A copy, which later changes do not reach. */
  snapshot(): EngineStatus {
    return structuredClone(this.#status);
  }

  stateOf(name: PartName): PartStatus['state'] {
    return this.#status.parts[name].state;
  }

  /** Replaces a part's status but for the bytes it has fetched, and tells it. */
  setPart(name: PartName, status: PartStatus): void {
    const { loadedBytes } = this.#status.parts[name];
    this.#status.parts[name] = { ...(loadedBytes !== undefined && { loadedBytes }), ...status };
    this.#tell();
  }

  /** Changes what is not a part, and tells it. */
  set(changes: Partial<Omit<EngineStatus, 'parts' | 'bytesLoaded'>>): void {
    Object.assign(this.#status, changes);
    this.#tell();
  }

  /** Tells how much of a file a part has fetched so far; a part may fetch several. */
  setProgress(name: PartName, path: string, loadedBytes: number): void {
    const before = this.#loadedBytes.get(path) ?? 0;
    this.#loadedBytes.set(path, loadedBytes);
    const part = this.#status.parts[name];
    part.loadedBytes = (part.loadedBytes ?? 0) + loadedBytes - before;
    this.#status.bytesLoaded += loadedBytes - before;
    if (performance.now() - this.#lastToldMs >= PROGRESS_INTERVAL_MS) this.#tell();
  }

  #tell(): void {
    this.#lastToldMs = performance.now();
    this.#listener?.(this.snapshot());
  }
}
