// A page's calls to a worker of its own. Every answer is waited for here, errors become instances of their classes, and
// what still waits when the worker ends is rejected.
import { type Remote, releaseProxy, wrap } from 'comlink';
import { EngineStoppedError } from '../errors.ts';
import { rebuildError } from './errors.ts';
import { WorkerWatch } from './worker-watch.ts';

/** @typeParam Api  what the worker offers through comlink */
export class WorkerCalls<Api> {
  readonly #worker: Worker;
  readonly #noun: string;
  readonly #api: Remote<Api>;
  readonly #pending = new PendingCalls();
  readonly #watch: WorkerWatch;
  readonly #onEnd: (why: string) => void;
  #hasEnded = false;

  /**
   * @param noun   what messages about the worker begin with
   * @param onEnd  told once that the worker is gone, and why: not when it is disposed of
   */
  constructor(worker: Worker, noun: string, onEnd: (why: string) => void = () => {}) {
    this.#worker = worker;
    this.#noun = noun;
    this.#onEnd = onEnd;
    this.#api = wrap<Api>(worker);
    worker.addEventListener('error', this.#hearError);
    this.#watch = new WorkerWatch({
      worker,
      // comlink reads a property in the worker, here one that no api has: any answer is a sign of life.
      ping: () => (this.#api as unknown as { signOfLife: PromiseLike<unknown> }).signOfLife,
      isAwaited: () => this.#pending.size > 0,
      onEnd: (why) => this.#end(why),
    });
  }

  /** Nothing answers here any more: the worker is gone, or was disposed of. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * @throws EngineStoppedError when the worker failed, ended or was disposed of; what the worker threw; the signal's reason
   */
  async call<T>(ask: (api: Remote<Api>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      const answer = this.#pending.run(() => ask(this.#api), signal);
      this.#watch.awaited();
      return await answer;
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
    this.#stop('it was disposed of');
  }

  /** A script that cannot be loaded shows only here. */
  readonly #hearError = ({ message }: ErrorEvent): void => {
    this.#end(`the worker failed: ${message || 'its script could not be loaded'}`);
  };

  #end(why: string): void {
    if (this.#hasEnded) return;
    this.#stop(why);
    this.#onEnd(why);
  }

  #stop(why: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#watch.stop();
    this.#pending.stop(new EngineStoppedError(`${this.#noun}: ${why}`));
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }
}

/**
 * Calls that wait. A worker that is gone never answers and comlink never rejects, so every waiting call is kept here
 * until its answer, its AbortSignal or the end of the worker decides it. (A shared promise to race against would keep
 * every answer alive as long as the worker.)
 */
export class PendingCalls {
  readonly #waiting = new Set<(error: Error) => void>();
  #stoppedBy: Error | undefined;

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Rejects every waiting call, the oldest first, and every later one with this error. The first error stays. */
  stop(error: Error): void {
    this.#stoppedBy ??= error;
    for (const reject of this.#waiting) reject(this.#stoppedBy);
    this.#waiting.clear();
  }

  /**
   * The answer of `start`, unless the signal fires or `stop` is called first.
   *
   * @param start  may give up the waiting itself, by `giveUp`, and still go on
   */
  async run<T>(start: (giveUp: (error: unknown) => void) => Promise<T>, signal?: AbortSignal): Promise<T> {
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
      return await Promise.race([start(reject), ended]);
    } finally {
      this.#waiting.delete(reject);
      signal?.removeEventListener('abort', abort);
    }
  }
}
