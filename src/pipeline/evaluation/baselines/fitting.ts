// What fitting a baseline has in common: it can be interrupted, shows how far it is, and lets the event loop turn.

export interface FitOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** Runs `visit` for 0..count-1 and pauses now and then. @throws the signal's reason once it is aborted */
export async function forEachStep(count: number, visit: (index: number) => void, options: FitOptions): Promise<void> {
  for (let index = 0; index < count; index++) {
    if (index % 64 === 0) {
      await new Promise(setImmediate);
      options.signal?.throwIfAborted();
      options.onProgress?.(index, count);
    }
    visit(index);
  }
  options.onProgress?.(count, count);
}
