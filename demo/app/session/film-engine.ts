// The films' engine: open or not, and what becomes of its failures.
import {
  type Destination,
  EngineStoppedError,
  IntegrityError,
  LockedError,
  type Privet,
} from '../../../src/sdk/index.ts';
import type { AppState } from '../state/app-state.ts';
import { bundleAddress, historyOf } from '../state/bundle-address.ts';
import type { Toasts } from '../state/toasts.ts';
import type { WatchedState } from '../state/watched-state.ts';
import { errorText } from '../state/words.ts';
import type { ListEngine } from './list-session.ts';

export class FilmEngine implements ListEngine {
  readonly #app: WatchedState<AppState>;
  readonly #toasts: Toasts;
  #privet: Privet | undefined;
  /** Those who wait until it is open, or failed. */
  readonly #waiting: { resolve: (privet: Privet) => void; reject: (error: unknown) => void }[] = [];

  constructor(app: WatchedState<AppState>, toasts: Toasts) {
    this.#app = app;
    this.#toasts = toasts;
  }

  get privet(): Privet | undefined {
    return this.#privet;
  }

  /** What is tapped before there is an engine waits for it. */
  get destination(): Destination {
    return historyOf(bundleAddress(location.search));
  }

  /** From now on it is this one that is asked. */
  use(privet: Privet | undefined): void {
    this.#privet = privet;
    if (!privet) return;
    for (const { resolve } of this.#waiting.splice(0)) resolve(privet);
  }

  /** For what needs it, whenever that is. @throws why it cannot be opened */
  whenOpen(): Promise<Privet> {
    if (this.#privet) return Promise.resolve(this.#privet);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** That the engine stopped for good is told by its status; the list stays. */
  async attempt(work: (privet: Privet) => Promise<void>): Promise<void> {
    const privet = this.#privet;
    try {
      if (privet) await work(privet);
    } catch (error) {
      const isOver = privet !== this.#privet || privet?.status.engine.state === 'stopped';
      if (error instanceof LockedError) this.#toasts.say(refusal(privet));
      else if (!(error instanceof EngineStoppedError && isOver)) this.#toasts.say(errorText(error));
    }
  }

  /** There is nothing to recommend from. */
  fail(error: unknown): void {
    console.warn(error);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.#app.set({ phase: 'failed', failure: errorText(error), isOfAnotherVersion: error instanceof IntegrityError });
  }
}

function refusal(privet: Privet | undefined): string {
  const isDisputed = privet?.status.encryption === 'disputed';
  return `Nothing was kept: your history ${isDisputed ? 'lost its lock' : 'is locked'}.`;
}
