// What fitting a baseline has in common: it can be interrupted, shows how far it is, and lets the event loop turn.

export interface FitOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** Steps of a whole that is made of parts. */
const STEPS_OF_WHOLE = 1000;

/** Options for a part of work that is shown as one: its progress is the whole's from share `from` to `to`, 0 to 1. */
export function partOf<T extends FitOptions>(options: T, from: number, to: number): T {
  const { onProgress } = options;
  if (!onProgress) return options;
  const show = (done: number, total: number) => {
    const share = total > 0 ? done / total : 1;
    onProgress(Math.round(STEPS_OF_WHOLE * (from + (to - from) * share)), STEPS_OF_WHOLE);
  };
  return { ...options, onProgress: show };
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
