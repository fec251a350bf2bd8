// The passphrase of the history, as the page deals with it: what is kept beside it goes, the list follows, and whoever goes
// on without it is asked no more.
import type { Encryption, EngineStatus, Privet } from '../../../src/sdk/index.ts';
import type { AppState } from '../state/app-state.ts';
import { forgetKept } from '../state/kept-text.ts';
import type { WatchedState } from '../state/watched-state.ts';
import type { FilmList } from './film-list.ts';
import { IDLE_MINUTES, IdleLock } from './idle-lock.ts';
import type { ListEngine } from './list-session.ts';

/** What is said of a history that nobody can see into. */
const SHUT: Partial<Record<Encryption, string>> = {
  locked: 'Your history is locked.',
  disputed: 'Your history lost its lock. Nothing of it is used until you decide.',
};

export class HistoryLock {
  readonly #app: WatchedState<AppState>;
  readonly #engine: ListEngine;
  readonly #list: FilmList;
  readonly #idle = new IdleLock({ lock: () => void this.#lockIdle() });
  /** Why it is locked, where this page did it by itself. */
  #why = '';

  constructor(app: WatchedState<AppState>, engine: ListEngine, list: FilmList) {
    this.#app = app;
    this.#engine = engine;
    this.#list = list;
  }

  /** Another tab may have locked the history, or this one. A history that is not open yet has nothing to say. */
  hear({ parts, encryption }: EngineStatus): void {
    if (parts.history.state === 'idle' || parts.history.state === 'loading') return;
    const { encryption: before, phase } = this.#app.state;
    if (encryption === before) return;
    if (before === 'off') forgetKept();
    this.#app.set({ encryption, isUnlockSkipped: false });
    if (encryption === 'unlocked') this.#idle.watch();
    else this.#idle.rest();
    if (phase !== 'ready' || !SHUT[encryption]) return;
    void this.#follow(`${this.#why}${SHUT[encryption]}`);
    this.#why = '';
  }

  async #lockIdle(): Promise<void> {
    this.#why = `Nobody did anything here for ${IDLE_MINUTES} minutes. `;
    await this.#engine.attempt((privet) => privet.lock());
  }

  /** What can be read becomes the history. @throws RequestError, StorageUnavailableError */
  async acceptPlain(): Promise<void> {
    await this.#privet.acceptPlain();
    await this.#follow('Your history has no passphrase now.');
  }

  /** @throws WrongPassphraseError, and StorageUnavailableError when the history is damaged */
  async unlock(passphrase: string): Promise<void> {
    await this.#privet.unlock(passphrase);
    await this.#follow('Unlocked. The list is yours again.');
  }

  /** Goes on without the history, until it is unlocked in "My data" or from the notice. */
  skip(): void {
    this.#app.set({ isUnlockSkipped: true });
  }

  askAgain(): void {
    this.#app.set({ isUnlockSkipped: false });
  }

  /** Whoever asks is drawn when the engine is open. */
  get #privet(): Privet {
    return this.#engine.privet!;
  }

  #follow(text: string): Promise<void> {
    return this.#engine.attempt(() => this.#list.followHistory(text));
  }
}
