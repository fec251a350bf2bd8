// How the page begins: a list at once where there is one, then the engine, then all that comes after the list, in one
// order for everyone.

import { type PersistOptions, persist } from '../../../src/fetching/persist.ts';
import { type EngineState, type EngineStatus, isEncryptedHere, type Privet } from '../../../src/sdk/index.ts';
import type { WarmState } from '../state/app-state.ts';
import { type AppState, INITIAL_STATE } from '../state/app-state.ts';
import { bundleAddress, FILMS } from '../state/bundle-address.ts';
import { isNarrowed } from '../state/constraints.ts';
import { type LateParts, loadAllParts } from '../state/late-parts.ts';
import { nextTask } from '../state/next-task.ts';
import { wantsToSaveData } from '../state/save-data.ts';
import { isSteered } from '../state/steering-state.ts';
import type { WatchedState } from '../state/watched-state.ts';
import { errorText } from '../state/words.ts';
import { readAdventure } from './adventure.ts';
import { hasLastList } from './early-view.ts';
import type { FilmEngine } from './film-engine.ts';
import { type FilmList, hasSettledTowers } from './film-list.ts';
import type { HistoryLock } from './history-lock.ts';
import { readMatch } from './match-choice.ts';
import type { Picker } from './picker.ts';

/** What comes after the first list. */
export interface AfterFirstList {
  /** Views, sheets and parts of home. */
  parts: LateParts;
  /**
   * What no list and no view needs, one after the other when all else is there; what is here is not fetched again. Each
   * rejects where it cannot be had.
   */
  last: readonly (() => Promise<unknown>)[];
  /** Another tab erased everything: what this one holds itself is to go. */
  onErased: () => void;
}

export type OpenEngine = (onStatus: (status: EngineStatus) => void) => Promise<Privet>;

/** What begins with the page. */
export interface Begun {
  app: WatchedState<AppState>;
  engine: FilmEngine;
  films: FilmList;
  picker: Picker;
  lock: HistoryLock;
  open: OpenEngine;
}

export class Boot {
  readonly #of: Begun;
  #after!: AfterFirstList;
  /** Counts the beginnings: what a worker has loaded goes with it. */
  #numWarmUps = 0;
  /** What the page has stays with it, whatever becomes of a worker; what is on its way is not asked for twice. */
  readonly #last = new Map<() => Promise<unknown>, Promise<unknown>>();

  constructor(of: Begun) {
    this.#of = of;
  }

  /**
   * Shows a list at once where there is one, then opens the engine, which confirms it or makes one; only then
   * fetches the runtime and what else comes after the list.
   */
  async start(after: AfterFirstList): Promise<void> {
    this.#after = after;
    this.#of.app.set({
      phase: 'opening',
      failure: '',
      adventure: readAdventure(),
      match: readMatch() ?? INITIAL_STATE.match,
    });
    this.#of.films.beginEntry();
    this.#of.picker.begin(hasLastList() || isEncryptedHere());
    this.#of.films.steering.begin();
    const opened = this.#open();
    this.#of.films.list.taps.waitFor(opened);
    await opened;
    if (this.#of.app.state.phase === 'ready') await this.#warmUp();
  }

  /** Begins again after a failure. */
  async restart(): Promise<void> {
    this.#of.engine.privet?.dispose();
    this.#of.engine.use(undefined);
    const { route, view } = this.#of.app.state;
    this.#of.app.set({ ...INITIAL_STATE, route, view });
    await this.start(this.#after);
  }

  /** The page has looked for a newer version of itself since then: by the clock, for nothing that the person did. */
  noteLook(fromMs: number): void {
    const { warm } = this.#of.app.state;
    if ('looks' in warm) this.#of.app.set({ warm: { ...warm, looks: [...warm.looks, { fromMs, toMs: Date.now() }] } });
  }

  async #open(): Promise<void> {
    const isPlain = !isNarrowed(this.#of.app.state.filters);
    const isShown = this.#of.films.showEarly(bundleAddress(location.search) === FILMS && isPlain);
    if (isShown) await markFirstList();
    loadAllParts(this.#after.parts).catch(() => {}); // the warm-up tries again
    try {
      const privet = await this.#of.open((status) => this.#hearStatus(status));
      this.#of.engine.use(privet);
      privet.on('change', ({ isOwn, isErased }) => {
        if (isErased) this.#after.onErased();
        else if (!isOwn) void this.#followOtherTab();
      });
      await this.#of.films.list.read();
      this.#of.picker.heedTaste();
      await this.#of.films.showFirst(privet);
      this.#of.app.set({ phase: 'ready' });
      // Towers that were ready before, or that a bundle does without, tell of it no more.
      if (hasSettledTowers(privet.status)) this.#of.films.followUp();
      if (!isShown) await markFirstList();
      void this.#of.films.list.search.resume();
      this.#of.picker.follow();
    } catch (error) {
      this.#of.engine.fail(error);
    }
  }

  /**
   * Fetches all that is left, in one order for everyone; from then on nothing is asked of the host. It goes on by itself
   * where the network was away, and says that all is here only when it is.
   */
  async #warmUp(): Promise<void> {
    const { privet } = this.#of.engine;
    if (!privet) return;
    const number = ++this.#numWarmUps;
    const say = (warm: WarmState) => {
      if (privet === this.#of.engine.privet && number === this.#numWarmUps) this.#of.app.set({ warm });
    };
    const goOn = () => say({ state: 'loading' });
    const again = { onWait: (message: string) => say({ state: 'waiting', message }), onTry: goOn };
    goOn();
    const { parts, last } = this.#after;
    const failures: unknown[] = [];
    const ofEngine = privet.warmUp({ withSearch: !wantsToSaveData() });
    const ofPage = persist(() => loadAllParts(parts), again);
    const settled = await Promise.allSettled([ofEngine, ofPage]);
    failures.push(
      ...settled.filter(({ status }) => status === 'rejected').map((part) => (part as PromiseRejectedResult).reason),
    );
    for (const load of last) await this.#once(load, again).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) {
      console.warn(...failures);
      return say({ state: 'failed', message: failures.map(errorText).join(' ') });
    }
    const { leftOutBytes } = await ofEngine;
    const state = leftOutBytes > 0 ? 'partial' : 'ready';
    say({ state, sinceMs: Date.now(), leftOutBytes, looks: [] });
  }

  #once(load: () => Promise<unknown>, again: PersistOptions): Promise<unknown> {
    const loading = this.#last.get(load) ?? persist(load, again);
    this.#last.set(load, loading);
    loading.catch(() => this.#last.delete(load));
    return loading;
  }

  /** Menus are read, and the names of what was tapped again, once the whole catalog is there; the list stays. */
  #hearStatus(status: EngineStatus): void {
    const { status: before, phase } = this.#of.app.state;
    this.#of.app.set({ status });
    this.#of.lock.hear(status);
    this.#followWorker(before?.engine.state, status.engine.state);
    if (!hasSettledTowers(before) && hasSettledTowers(status) && phase === 'ready') this.#of.films.followUp();
    if (phase === 'ready' && !knowsMeaning(before) && knowsMeaning(status)) this.#heedMeaning();
    const hasLoaded = before?.parts.catalog.state === 'loading' && status.parts.catalog.state !== 'loading';
    if (hasLoaded) this.#of.films.list.taps.after(() => this.#of.films.list.read());
  }

  /**
   * A list that follows words is screened once their meaning is here: one that was asked for before is another now. Of an
   * earlier visit's list it can be told what it leaves out.
   */
  #heedMeaning(): void {
    const { films, app } = this.#of;
    const { list, steering } = app.state;
    if (!list.leftOut) films.followUp(true);
    else if (isSteered(steering)) void films.attempt(() => films.list.follow());
  }

  /** A worker that was started again asks the host for what it does not find on the device. */
  #followWorker(before: EngineState['state'] | undefined, now: EngineState['state']): void {
    if (now === before || before === undefined) return;
    this.#numWarmUps++;
    this.#of.app.set({ warm: { state: 'loading' } });
    if (now === 'running') void this.#warmUp();
  }

  /** The taps follow another tab at once; the list too where nobody sees it, else it waits until it is asked. */
  async #followOtherTab(): Promise<void> {
    await this.#of.films.attempt(() => this.#of.films.list.taps.read());
    if (document.hidden) return this.#of.films.followOtherTab();
    this.#of.app.set({ changedElsewhere: true });
  }
}

/** The first list is drawn, in a task of its own (privet-app.ts), and painted; whoever measures finds the mark. */
async function markFirstList(): Promise<void> {
  await nextTask();
  await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  performance.mark('privet:first-list');
}

const knowsMeaning = (status: EngineStatus | undefined): boolean => status?.parts['text-encoder'].state === 'ready';
