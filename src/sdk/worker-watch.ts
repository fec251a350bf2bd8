// Notices that a worker is gone. The worker holds a Web Lock for its whole life (src/worker-life.ts) and the page waits for
// that lock, which the browser grants within milliseconds of the worker's end. Why this and no heartbeat: nothing runs
// while all is well; a worker that is busy for a minute keeps its lock, so it is never taken for dead; and as no clock is
// read, a page that was frozen, kept by the back/forward cache or asleep with its laptop cannot take its own sleep for
// the worker's death. Waiting costs no place in the back/forward cache (tried in Chromium).
//
// Without locks, and until the worker says that it holds one, there is a heartbeat, while calls wait and no longer. It cannot
// tell busy from dead, so it is generous, and it counts beats that the page itself made: a page that slept made none.

const BEAT_MS = 1000;
/** Longer than anything keeps a worker busy in one piece, and than its script takes to arrive. */
const MOST_MISSED = 60;

export interface WatchedWorker {
  worker: Worker;
  /** Any small question, to be answered by the worker as soon as it is idle. */
  ping: () => PromiseLike<unknown>;
  /** Whether some call waits for an answer. */
  isAwaited: () => boolean;
  /** Called once, with the reason in a few words. */
  onEnd: (why: string) => void;
}

export class WorkerWatch {
  readonly #watched: WatchedWorker;
  readonly #beatMs: number;
  /** Ends the waiting for the lock. */
  readonly #ends = new AbortController();
  #hasLock = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isPinged = false;
  #numMissed = 0;

  constructor(watched: WatchedWorker, beatMs = BEAT_MS) {
    this.#watched = watched;
    this.#beatMs = beatMs;
    const { signal } = this.#ends;
    watched.worker.addEventListener('message', ({ data }) => this.#hear(data), { signal });
  }

  /** To be told of each call that begins. */
  awaited(): void {
    if (this.#hasLock || this.#timer !== undefined || this.#ends.signal.aborted) return;
    this.#numMissed = 0;
    this.#timer = setInterval(() => this.#beat(), this.#beatMs);
  }

  stop(): void {
    this.#ends.abort();
    this.#rest();
  }

  #hear(data: { life?: unknown } | undefined): void {
    const life = data?.life;
    if (typeof life !== 'string' || !navigator.locks) return;
    this.#hasLock = true;
    this.#rest();
    const { signal } = this.#ends;
    const granted = () => this.#end('the worker ended');
    navigator.locks.request(life, { signal }, granted).catch(() => this.#goWithout());
  }

  /** The browser ended the waiting for the lock; or `stop` did, and there is nothing to watch any more. */
  #goWithout(): void {
    this.#hasLock = false;
    if (this.#watched.isAwaited()) this.awaited();
  }

  #beat(): void {
    if (!this.#watched.isAwaited()) this.#rest();
    else if (!this.#isPinged) void this.#ping();
    else if (++this.#numMissed > MOST_MISSED) this.#end(`the worker did not answer for ${MOST_MISSED} heartbeats`);
  }

  /** One at a time. */
  async #ping(): Promise<void> {
    this.#isPinged = true;
    await this.#watched.ping();
    this.#isPinged = false;
    this.#numMissed = 0;
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #end(why: string): void {
    if (this.#ends.signal.aborted) return;
    this.stop();
    this.#watched.onEnd(why);
  }
}
