// Keeps a worker running: when it ends, another one is started and opened, and the calls that waited are asked again where
// that is right. Three ends within a minute are no accident, and it is left stopped (a supervisor with a limit of restarts,
// as in Erlang/OTP).
import type { Remote } from 'comlink';
import type { EngineState } from '../engine/base/status-api.ts';
import { EngineStoppedError, messageOf } from '../errors.ts';
import { PendingCalls, type WorkerCalls } from './worker-calls.ts';

const MOST_ENDS = 3;
const WITHIN_MS = 60_000;
/** So long a call waits for a worker that is started again; one whose worker ended, for its answer. */
const MOST_WAIT_MS = 2500;

/**
 * What becomes of a call whose worker ended before it answered. `question`: it changes nothing, so the next worker is asked,
 * once. `load`: so is that, and it takes as long as its files do, without a limit. `event`: it is asked until a worker
 * answers; the store knows an event that it has already. `write`: whether it happened is not known, so it rejects.
 */
export type CallKind = 'question' | 'load' | 'event' | 'write';

/** @param isRepeat  a worker that ended may have done it already */
export type Ask<Api, T> = (api: Remote<Api>, isRepeat: boolean) => Promise<T>;

export interface Supervised<Api> {
  /** Starts a worker. @throws EngineStoppedError where its script cannot be had */
  start: (onEnd: (why: string) => void) => Promise<WorkerCalls<Api>>;
  /** Opens it: until then no call goes there. @param numEnds  how many workers ended within the last minute */
  open: (calls: WorkerCalls<Api>, numEnds: number) => Promise<void>;
  /** Told of each change. */
  onState: (state: EngineState) => void;
}

export class Supervisor<Api> {
  readonly #supervised: Supervised<Api>;
  /** Every call, whichever worker it is at; the oldest first. */
  readonly #waiting = new PendingCalls();
  /** When workers ended, on the page's clock. */
  #ends: number[] = [];
  /** The newest worker, open or not. */
  #newest: WorkerCalls<Api> | undefined;
  /** The open worker, or the next one. Calls wait for it in their order, so that no list overtakes the event before it. */
  #running!: Promise<WorkerCalls<Api>>;
  #isOpen = false;
  #isDisposed = false;

  constructor(supervised: Supervised<Api>) {
    this.#supervised = supervised;
  }

  /** Starts and opens the first worker. @throws what opening throws, and EngineStoppedError */
  async open(): Promise<void> {
    this.#running = this.#begin();
    await this.#running;
  }

  /**
   * @param name  the call's, for messages
   * @throws EngineStoppedError where no worker answered; what the worker threw; the signal's reason
   */
  call<T>(kind: CallKind, name: string, ask: Ask<Api, T>, signal?: AbortSignal): Promise<T> {
    return this.#waiting.run((giveUp) => {
      const patience = new Patience(kind === 'load' ? Number.POSITIVE_INFINITY : MOST_WAIT_MS, () => {
        giveUp(new EngineStoppedError(tooLate(name, kind)));
      });
      const isWanted = () => kind === 'event' || (!patience.isOver && !signal?.aborted);
      return this.#ask(kind, name, ask, patience, isWanted).finally(() => patience.end());
    }, signal);
  }

  async #ask<T>(
    kind: CallKind,
    name: string,
    ask: Ask<Api, T>,
    patience: Patience,
    isWanted: () => boolean,
  ): Promise<T> {
    for (let numEnds = 0; ; numEnds++) {
      if (!this.#isOpen) patience.begin();
      const calls = await this.#running;
      if (numEnds === 0) patience.end();
      if (!isWanted()) throw new EngineStoppedError(tooLate(name, kind)); // whoever asked has heard it already
      try {
        return await calls.call((api) => ask(api, numEnds > 0));
      } catch (error) {
        if (!calls.hasEnded || this.#isDisposed) throw error;
        if (kind === 'write') throw new EngineStoppedError(unknownOutcome(name));
        if (kind !== 'event' && numEnds > 0) throw error;
      }
    }
  }

  /** Ends the worker; calls under way reject. */
  dispose(): void {
    this.#isDisposed = true;
    this.#waiting.stop(new EngineStoppedError('engine: it was disposed of'));
    this.#newest?.dispose();
  }

  async #begin(): Promise<WorkerCalls<Api>> {
    const calls: WorkerCalls<Api> = await this.#supervised.start((why) => this.#hearEnd(calls, why));
    this.#newest = calls;
    try {
      if (this.#isDisposed) throw new EngineStoppedError('engine: it was disposed of');
      await this.#supervised.open(calls, this.#ends.length);
      if (calls.hasEnded) throw new EngineStoppedError('engine: the worker ended as soon as it was open');
    } catch (error) {
      calls.dispose();
      throw error;
    }
    this.#isOpen = true;
    return calls;
  }

  /** The end of a worker that is not open yet is told by its opening. */
  #hearEnd(calls: WorkerCalls<Api>, why: string): void {
    if (!this.#isOpen || calls !== this.#newest) return;
    this.#isOpen = false;
    this.#running = this.#restart(`engine: ${why}`);
    this.#running.catch(() => {}); // whoever waits for it hears of it
  }

  async #restart(why: string): Promise<WorkerCalls<Api>> {
    await null; // who hears of it may ask something
    const { onState } = this.#supervised;
    let cause = why;
    while (!this.#isDisposed && this.#mayRestart()) {
      onState({ state: 'restarting', message: restarting(cause) });
      try {
        const calls = await this.#begin();
        onState({ state: 'running' });
        return calls;
      } catch (error) {
        cause = messageOf(error);
      }
    }
    const stopped = new EngineStoppedError(gaveUp(cause));
    if (!this.#isDisposed) onState({ state: 'stopped', message: stopped.message });
    this.#waiting.stop(stopped);
    throw stopped;
  }

  #mayRestart(): boolean {
    const now = performance.now();
    this.#ends = [...this.#ends.filter((ended) => now - ended < WITHIN_MS), now];
    return this.#ends.length < MOST_ENDS;
  }
}

/** Runs out once, so long after its beginning, unless it is ended before. */
class Patience {
  readonly #limitMs: number;
  readonly #onOver: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  isOver = false;

  constructor(limitMs: number, onOver: () => void) {
    this.#limitMs = limitMs;
    this.#onOver = onOver;
  }

  begin(): void {
    if (Number.isFinite(this.#limitMs)) this.#timer ??= setTimeout(() => this.#runOut(), this.#limitMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #runOut(): void {
    this.isOver = true;
    this.#onOver();
  }
}

const restarting = (cause: string) => `${cause}. Another one is being started, and what you did is kept.`;

const gaveUp = (cause: string) =>
  `${cause}. It ended ${MOST_ENDS} times within a minute and is not started again: dispose of it and open a new one`;

const unknownOutcome = (name: string) =>
  `engine: the worker ended during '${name}', so whether it happened is not known: look before you ask again`;

const tooLate = (name: string, kind: CallKind) =>
  `engine: the worker ended, and another one has not answered within ${MOST_WAIT_MS / 1000} s: ` +
  (kind === 'event' ? `'${name}' is kept and will be recorded` : `ask '${name}' again`);
