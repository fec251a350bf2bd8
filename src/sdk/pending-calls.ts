// Calls that wait for the worker. A worker that is gone never answers and comlink never rejects, so every waiting call is
// kept here until its answer, its AbortSignal or the end of the worker decides it. (A shared promise to race against
// would keep every answer alive as long as the worker.)

export class PendingCalls {
  #waiting = new Set<(error: Error) => void>();
  #stoppedBy: Error | undefined;

  /** Rejects every waiting call and every later one with this error. The first error stays. */
  stop(error: Error): void {
    this.#stoppedBy ??= error;
    for (const reject of this.#waiting) reject(this.#stoppedBy);
    this.#waiting.clear();
  }

  /** The answer of `start`, unless the signal fires or `stop` is called first. */
  async run<T>(start: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#stoppedBy) throw this.#stoppedBy;
    signal?.throwIfAborted();
    const { promise, resolve, reject } = withResolvers<T>();
    const abort = () => reject(signal!.reason);
    this.#waiting.add(reject);
    signal?.addEventListener('abort', abort, { once: true });
    start().then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#waiting.delete(reject);
      signal?.removeEventListener('abort', abort);
    }
  }
}

/** Promise.withResolvers, which ES2023 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
