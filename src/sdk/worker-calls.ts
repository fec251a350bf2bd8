// A page's calls to a worker of its own. Every answer is waited for here, errors become instances of their classes, and
// what still waits when the worker ends is rejected.
import { type Remote, releaseProxy, wrap } from 'comlink';
import { EngineStoppedError } from '../errors.ts';
import { rebuildError } from './errors.ts';

/** @typeParam Api  what the worker offers through comlink */
export class WorkerCalls<Api> {
  readonly #worker: Worker;
  readonly #noun: string;
  readonly #api: Remote<Api>;
  readonly #pending = new PendingCalls();

  /** @param noun  what messages about the worker begin with */
  constructor(worker: Worker, noun: string) {
    this.#worker = worker;
    this.#noun = noun;
    this.#api = wrap<Api>(worker);
    worker.addEventListener('error', this.#hearError);
  }

  /**
   * @throws EngineStoppedError when the worker failed or was disposed of; what the worker threw; the signal's reason
   */
  async call<T>(ask: (api: Remote<Api>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#pending.run(() => ask(this.#api), signal);
    } catch (error) {
      throw rebuildError(error);
    }
  }

  /**
   * To be told once the worker has answered: from then on an error is that of the call which caused it, and ends no
   * other.
   */
  ignoreErrors(): void {
    this.#worker.removeEventListener('error', this.#hearError);
  }

  /** Ends the worker and gives back its memory. Calls that are under way reject. */
  dispose(): void {
    this.#pending.stop(new EngineStoppedError(`${this.#noun}: it was disposed of`));
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }

  /** A script that cannot be loaded shows only here. */
  readonly #hearError = ({ message }: ErrorEvent): void => {
    const why = message || 'its script could not be loaded';
    this.#pending.stop(new EngineStoppedError(`${this.#noun}: the worker failed: ${why}`));
  };
}

/**
 * Calls that wait. A worker that is gone never answers and comlink never rejects, so every waiting call is kept here
 * until its answer, its AbortSignal or the end of the worker decides it. (A shared promise to race against would keep
 * every answer alive as long as the worker.)
 */
export class PendingCalls {
  readonly #waiting = new Set<(error: Error) => void>();
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
    let reject!: (error: unknown) => void;
    const ended = new Promise<never>((_, fail) => {
      reject = fail;
    });
    const abort = () => reject(signal!.reason);
    this.#waiting.add(reject);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await Promise.race([start(), ended]);
    } finally {
      this.#waiting.delete(reject);
      signal?.removeEventListener('abort', abort);
    }
  }
}
