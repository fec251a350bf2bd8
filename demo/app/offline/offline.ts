// Makes the app work without a network, and hears of newer versions; behind the first list and the models, so that
// nobody waits for it. The same files for everyone: what is fetched here depends on the build, the device and the
// browser's wish to save data, never on the person.

import { persist } from '../../../src/fetching/persist.ts';
import type { FilmSession } from '../session/film-session.ts';
import { keptFiles, totalBytes } from '../state/app-storage.ts';
import { wantsToSaveData } from '../state/save-data.ts';
import { WatchedState } from '../state/watched-state.ts';
import {
  fetchNewApp,
  installed,
  keepInShell,
  nextIntegrity,
  registerServiceWorker,
  takeOver,
  whenWaiting,
} from './service-worker-link.ts';

/** What the app says about working without a network and about newer versions. */
export interface OfflineState {
  /**
   * `preparing`: files are still on their way; `ready`: the page opens and works without a network; `failed`: it does
   * not yet, and the next visit tries again; `impossible`: this browser or this address stores nothing for that.
   */
  phase: 'preparing' | 'ready' | 'failed' | 'impossible';
  /** Search by meaning works too. */
  hasSearch: boolean;
  /** What the caches of this app hold, the same for everyone; 0 = not measured. */
  keptBytes: number;
  /** It has just become ready, for the first time on this device. */
  isNews: boolean;
  /** `unreachable`: the host did not answer; `unfinished`: its new version did not come whole. */
  version: 'unknown' | 'checking' | 'newest' | 'waiting' | 'unreachable' | 'unfinished';
  /** The person chose to go on with the version that they have. */
  isPutOff: boolean;
  /** A reload into the new version has begun. */
  isReloading: boolean;
}

const INITIAL_STATE: OfflineState = {
  phase: 'preparing',
  hasSearch: false,
  keptBytes: 0,
  isNews: false,
  version: 'unknown',
  isPutOff: false,
  isReloading: false,
};

/** A page that stays open for days asks again when somebody comes back to it. */
const CHECK_AGAIN_MS = 3_600_000;

/** A browser does not tell whether a file of the app is missing, altered or only late: a minute, then it is given up. */
const MOST_TRIES = 6;

class Offline extends WatchedState<OfflineState> {
  /** Whose engine keeps the films. */
  #session!: FilmSession;
  #registration: ServiceWorkerRegistration | undefined;
  #checkedAtMs = 0;
  /** The app, the bundle, or both have a newer version here. */
  #appWaits = false;
  #bundleWaits = false;
  /** The films that the next page names are here: without them it would have none. */
  #hasNextFilms = false;

  constructor() {
    super(INITIAL_STATE);
  }

  /** Installs the app, keeps the bundle, then looks for newer versions. Goes on by itself where the network was away. */
  async start(session: FilmSession): Promise<void> {
    this.#session = session;
    if (!navigator.serviceWorker) {
      return this.set({ phase: 'impossible' });
    }
    this.#followOtherTabs();
    const failed = (error: unknown) => {
      console.warn(error);
      this.set({ phase: 'failed' });
    };
    const onTry = () => this.set({ phase: 'preparing' });
    await persist(() => this.#prepare(), { onWait: failed, onTry, mostTries: MOST_TRIES }).catch(failed);
    if (!this.#registration) return this.set({ phase: 'impossible' });
    await this.check();
    document.addEventListener('visibilitychange', () => this.#checkAgain());
  }

  /**
   * Asks the host whether there is a newer version of the app or of the films, and fetches it whole. The app comes first: its
   * page says which films are its own.
   *
   * @param isAppHere  a newer app is here already
   */
  async check(isAppHere = false): Promise<void> {
    if (this.state.version === 'checking') return;
    this.set({ version: 'checking' });
    const fromMs = Date.now();
    this.#checkedAtMs = fromMs;
    const failures: unknown[] = [];
    // One after the other: the host sees one order.
    const registration = isAppHere ? undefined : this.#registration;
    for (const look of [async () => registration && fetchNewApp(registration), () => this.#checkBundle()]) {
      await look().catch((error: unknown) => failures.push(error));
    }
    this.#session.boot.noteLook(fromMs);
    if (this.#hasNextFilms && (this.#appWaits || this.#bundleWaits)) this.set({ version: 'waiting' });
    else if (failures.length === 0) this.set({ version: 'newest' });
    else this.set({ version: failures.some(isUnreachable) ? 'unreachable' : 'unfinished' });
  }

  /** Goes over to the new version. Taps are written down first; filters and search stay with the tab. */
  async reload(): Promise<void> {
    this.set({ isReloading: true });
    await this.#session.taps.settled();
    if (this.#registration) await takeOver(this.#registration);
    location.reload();
  }

  /** Goes on with this version; the new one is taken when the page is next opened. */
  putOff(): void {
    this.set({ isPutOff: true });
  }

  /** That it became ready has been read. */
  dismissNews(): void {
    this.set({ isNews: false });
  }

  /** What is kept already is not fetched again. @throws TypeError where it may go better later, Error where not */
  async #prepare(): Promise<void> {
    const registration = await registerServiceWorker();
    if (registration !== this.#registration) whenWaiting(registration, () => this.#hearOfApp());
    this.#registration = registration;
    await installed(registration);
    const { privet } = this.#session;
    if (!privet) throw new Error('the films could not be loaded');
    const { isFirst, hasSearch, runtimeFiles } = await privet.keepOffline({ withSearch: !wantsToSaveData() });
    const missing = await keepInShell(registration, runtimeFiles);
    if (missing.length > 0) throw new TypeError(`network: ${missing.length} files of the app could not be kept`);
    const keptBytes = totalBytes(await keptFiles().catch(() => []));
    this.set({ phase: 'ready', hasSearch, keptBytes, isNews: isFirst });
  }

  async #checkBundle(): Promise<void> {
    try {
      const integrity = this.#registration && (await nextIntegrity(this.#registration));
      this.#bundleWaits =
        (await this.#session.privet?.fetchUpdate({ withSearch: !wantsToSaveData(), integrity })) ?? false;
      this.#hasNextFilms = true;
    } catch (error) {
      if (!isUnreachable(error)) this.#hasNextFilms = false;
      throw error;
    }
  }

  #checkAgain(): void {
    if (document.visibilityState === 'visible' && Date.now() - this.#checkedAtMs > CHECK_AGAIN_MS) this.check();
  }

  /** Its films are looked for before it is offered; a check in progress, or the first one, does that. */
  #hearOfApp(): void {
    this.#appWaits = true;
    if (this.state.version === 'checking' || this.state.version === 'unknown') return;
    this.set({ isPutOff: false });
    void this.check(true);
  }

  /** Where another tab went over to a new version, this one is of the version before, and says so. */
  #followOtherTabs(): void {
    const { serviceWorker } = navigator;
    let hadController = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      if (hadController && !this.state.isReloading) {
        this.#appWaits = this.#hasNextFilms = true;
        this.set({ version: 'waiting', isPutOff: false });
      }
      hadController = true;
    });
  }
}

/** The browser's own words for a script that cannot be had, and the engine's for a manifest. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || /^manifest\.json: download failed/.test((error as Error).message);
}

export const offline = new Offline();
