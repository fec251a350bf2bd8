// What the engine tells of itself while its parts load: one record, changed in one place, told to the page as it changes.
import type { EngineStatus, PartName, PartStatus, StatusListener } from './protocol.ts';

/** Least time between two reports that only count bytes; changes of state are told at once. */
const PROGRESS_INTERVAL_MS = 100;

export class StatusBoard {
  #status: EngineStatus = {
    parts: {
      history: { state: 'idle' },
      catalog: { state: 'idle' },
      runtime: { state: 'idle' },
      towers: { state: 'idle' },
      'text-encoder': { state: 'idle' },
    },
    storage: 'indexeddb',
    numItems: 0,
    bytesLoaded: 0,
  };
  #listener: StatusListener | undefined;
  #lastToldMs = 0;

  listen(listener: StatusListener | undefined): void {
    this.#listener = listener;
  }

  /** A copy, which later changes do not reach. */
  snapshot(): EngineStatus {
    return structuredClone(this.#status);
  }

  /** Replaces a part's status, and tells it. */
  setPart(name: PartName, status: PartStatus): void {
    this.#status.parts[name] = status;
    this.#tell();
  }

  /** Changes what is not a part, and tells it. */
  set(changes: Partial<Omit<EngineStatus, 'parts' | 'bytesLoaded'>>): void {
    Object.assign(this.#status, changes);
    this.#tell();
  }

  /** Counts fetched bytes, for a part while it loads and for all together. */
  addBytes(name: PartName, sizeBytes: number): void {
    const part = this.#status.parts[name];
    if (part.totalBytes !== undefined) part.loadedBytes = (part.loadedBytes ?? 0) + sizeBytes;
    this.#status.bytesLoaded += sizeBytes;
    if (performance.now() - this.#lastToldMs >= PROGRESS_INTERVAL_MS) this.#tell();
  }

  #tell(): void {
    this.#lastToldMs = performance.now();
    this.#listener?.(this.snapshot());
  }
}
