// What the engine tells of itself while its parts load: one record, changed in one place, told to the page as it
// changes.
import type { EngineStatus, PartName, PartStatus, StatusListener, WarmUpStatus } from './status-api.ts';

/** Least time between two reports that only count bytes; changes of state are told at once. */
const PROGRESS_INTERVAL_MS = 100;

/** How far it is, without what is counted here. */
export type WarmUpProgress = WithoutLoaded<Exclude<WarmUpStatus, { state: 'idle' }>>;
type WithoutLoaded<T> = T extends unknown ? Omit<T, 'loadedBytes'> : never;

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
    warmUp: { state: 'idle' },
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

  get warmUp(): WarmUpStatus {
    return this.#status.warmUp;
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

  /** Replaces how far the warm-up is but for the bytes that are here, and tells it. */
  setWarmUp(status: WarmUpProgress): void {
    this.#status.warmUp = { ...status, loadedBytes: Math.min(this.#status.bytesLoaded, status.totalBytes) };
    this.#tell();
  }

  /** Changes what is not a part, and tells it. */
  set(changes: Partial<Omit<EngineStatus, 'parts' | 'warmUp' | 'bytesLoaded'>>): void {
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
    const { warmUp, bytesLoaded } = this.#status;
    if (warmUp.state !== 'idle') warmUp.loadedBytes = Math.min(bytesLoaded, warmUp.totalBytes);
    if (performance.now() - this.#lastToldMs >= PROGRESS_INTERVAL_MS) this.#tell();
  }

  #tell(): void {
    this.#lastToldMs = performance.now();
    this.#listener?.(this.snapshot());
  }
}
