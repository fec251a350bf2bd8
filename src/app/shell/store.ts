// The one place where the app's state changes. It asks the engine through the SDK, shows a tap before the engine has kept
// it, and holds one promise: a list on screen changes only when the person does something, never because the towers became
// ready or another tab was busy.
import {
  createPrivet,
  type EngineStatus,
  EngineStoppedError,
  type HistoryEntry,
  type HistoryEvent,
  type ItemSummary,
  type Opinion,
  type Privet,
  type RecommendRequest,
  type StoredEvent,
} from '../../sdk/index.ts';
import { noteAnswer, notePaint } from '../hood/answer-log.ts';
import { adventureRequest, readAdventure, writeAdventure } from '../list/adventure.ts';
import { earlyView, forgetList, hasLastList, rememberList } from '../list/early-view.ts';
import { markTap } from '../list/tap-marks.ts';
import { isOpinion, opinionsOf, seenIds, withTap } from '../list/taste.ts';
import { nextPicker, pickerAtStart, pickerForTaste, rememberPicker, restartPicker } from '../picker/picker-state.ts';
import { type AppState, INITIAL_STATE } from './app-state.ts';
import { bundleAddress, FILMS } from './bundle-address.ts';
import { takeCarriedOver } from './carry-over.ts';
import { DrawnState } from './drawn-state.ts';
import { loadAllParts, loadPart } from './lazy-views.ts';
import { readHistory } from './read-history.ts';
import { isView, type Route, Router } from './router.ts';
import { errorText, OPINION_VERBS, plural } from './words.ts';

/** One lead film and twenty more: the rows come out full at two, three, four and six columns. */
export const FIRST_ITEMS = 21;
export const MORE_ITEMS = 24;
/** A tap re-ranks what is shown, but never more than this many. */
const MAX_ITEMS = 201;
/** As many as the engine takes. */
const MAX_EXCLUDED = 10_000;
/** After the last change of the list: what follows it must not be in its way. */
const BEHIND_LIST_MS = 250;

interface UnkeptTap {
  item: ItemSummary;
  type: Opinion | 'clear' | 'rate';
  value?: number;
}

export class AppStore extends DrawnState {
  #privet: Privet | undefined;
  #router = new Router((route) => this.#goTo(route));
  /** Taps are recorded one after another, in the order in which they were made. */
  #recording: Promise<unknown> = Promise.resolve();
  #tapsToRecord = 0;
  /** Taps that the engine has not kept yet, oldest first: whatever it says of the history, they stand on top. */
  #unkeptTaps: readonly UnkeptTap[] = [];
  #numKeptTaps = 0;
  #loadingParts: Promise<void> | undefined;
  #fetchLast = async (): Promise<void> => {};
  /** An answer that is older than the last question is dropped. */
  #listQuestion = 0;
  #behindList: ReturnType<typeof setTimeout> | undefined;
  #searching: AbortController | undefined;

  /** The engine, once it is open. */
  get privet(): Privet | undefined {
    return this.#privet;
  }

  /**
   * Shows a list at once where there is one, then opens the engine, which confirms it or makes one; only then fetches the runtime and
   * what else is behind the list.
   *
   * @param last  fetches what no list and no view needs, when all else is there; does not reject
   */
  async start(last: () => Promise<void> = async () => {}): Promise<void> {
    this.#fetchLast = last;
    this.#goTo(this.#router.current);
    const { filters, query } = takeCarriedOver();
    const picker = pickerAtStart(hasLastList());
    this.set({ phase: 'opening', failure: '', filters, adventure: readAdventure(), picker });
    const opened = this.#open(query);
    this.#recording = opened; // what is tapped before that waits for it
    await opened;
    if (this.state.phase !== 'ready') return;
    await this.#warmUp();
  }

  /** Fetches all that is left, in one order for everyone; from then on nothing is asked of the host. */
  async #warmUp(): Promise<void> {
    const privet = this.#privet;
    const withSearch = !wantsToSaveData();
    try {
      await Promise.all([privet?.warmUp({ withSearch }), this.#loadingParts]);
      await this.#fetchLast();
      if (privet === this.#privet) this.set({ warm: { sinceMs: Date.now(), withSearch, looks: [] } });
    } catch (error) {
      if (privet === this.#privet) this.#fail(error);
    }
  }

  async #open(query: string): Promise<void> {
    const manifestUrl = bundleAddress(location.search);
    const isShown = await this.#showEarlyView(manifestUrl === FILMS && Object.keys(this.state.filters).length === 0);
    this.#loadingParts ??= loadAllParts();
    try {
      const onStatus = (status: EngineStatus) => this.#hearStatus(status);
      this.#privet = await createPrivet({ manifestUrl, keepFiles: import.meta.env.PROD, towers: 'manual', onStatus });
      this.#privet.addEventListener('history-change', () => this.#followOtherTab());
      await Promise.all([this.#readTaps(), this.#readFacets()]);
      this.set({ picker: pickerForTaste(this.state.picker, this.state.opinions.size) });
      await this.#showFirstList(this.#privet);
      this.set({ phase: 'ready' });
      if (!isShown) await this.#markFirstList();
      if (query) this.search(query);
      this.#followPicker();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Begins again after a failure. */
  async restart(): Promise<void> {
    this.#privet?.dispose();
    this.#privet = undefined;
    this.set({ ...INITIAL_STATE });
    await this.start(this.#fetchLast);
  }

  /** Takes an opinion on an item, or takes it back when it stands already; the screen follows at once. */
  tap(item: ItemSummary, opinion: Opinion): void {
    const before = this.state.opinions.get(item.itemId);
    const type = before === opinion ? 'clear' : opinion;
    const text = type === 'clear' ? `Taken back: ${item.title}` : `${OPINION_VERBS[type]}: ${item.title}`;
    const restore = this.#restorer(item);
    this.#apply(item, type);
    this.#toast(text, restore);
  }

  /** Takes back whatever stands on an item. */
  takeBack(item: ItemSummary): void {
    const restore = this.#restorer(item);
    this.#apply(item, 'clear');
    this.#toast(`Taken back: ${item.title}`, restore);
  }

  /** The way back to what stands on an item now: an opinion, stars, or nothing. */
  #restorer(item: ItemSummary): () => void {
    const standing = this.state.taps?.find((entry) => entry.event.itemId === item.itemId && isOpinion(entry))?.event;
    const type = (standing?.type ?? 'clear') as UnkeptTap['type'];
    return () => this.#apply(item, type, standing?.value);
  }

  /** Appends further films below those that are shown, which stay as they are. */
  async more(): Promise<void> {
    const { list } = this.state;
    if (!this.#privet || list.state !== 'ready' || list.atEnd) return;
    this.set({ list: { ...list, state: 'appending' } });
    const question = ++this.#listQuestion;
    const exclude = list.items.map(({ itemId }) => itemId);
    await this.#attempt(async (privet) => {
      const { items } = await privet.recommend(this.#request(MORE_ITEMS, exclude));
      if (question !== this.#listQuestion) return;
      const atEnd = items.length < MORE_ITEMS;
      this.set({ list: { ...this.state.list, items: [...list.items, ...items], state: 'ready', atEnd } });
      this.#remember();
      this.#listChanged(true);
      this.#announce(`${plural(items.length, 'more film')}.`);
    });
  }

  /** Sets the wanted values of one facet; none means any. */
  async setFilter(facet: string, values: string[]): Promise<void> {
    const { [facet]: _, ...others } = this.state.filters;
    this.set({ filters: values.length > 0 ? { ...others, [facet]: values } : others });
    await this.#showFiltered();
  }

  async clearFilters(): Promise<void> {
    this.set({ filters: {} });
    await this.#showFiltered();
  }

  /** How familiar or surprising the list is from now on, in this browser. */
  async setAdventure(step: number): Promise<void> {
    if (step === this.state.adventure) return;
    writeAdventure(step);
    this.set({ adventure: step });
    await this.#attempt(() => this.#refreshList(FIRST_ITEMS));
  }

  /** Other films to ask about: those that are shown are not known. */
  async askOthers(): Promise<void> {
    await this.#followPicker(true);
  }

  /** Ends the first visit's questions. */
  closePicker(): void {
    if (this.state.picker?.phase === 'asking') rememberPicker('skipped');
    this.set({ picker: undefined });
  }

  /** Shows what the current taste gives, after another tab changed it. */
  async refresh(): Promise<void> {
    await this.#attempt(() => this.#refreshList(FIRST_ITEMS));
    this.set({ changedElsewhere: false });
  }

  /** Searches by a sentence; an empty one ends the search. */
  async search(query: string): Promise<void> {
    this.#searching?.abort();
    const trimmed = query.trim();
    if (!trimmed) {
      if (this.state.search) this.set({ search: undefined });
      return;
    }
    const { signal } = (this.#searching = new AbortController());
    this.set({ search: { query: trimmed, state: 'loading' } });
    if (this.state.view.name !== 'home') location.hash = '#/'; // where results are shown
    try {
      const request = { query: trimmed, k: MORE_ITEMS, filters: this.state.filters };
      const response = await this.#privet!.search(request, { signal });
      if (signal.aborted) return;
      this.set({ search: { query: trimmed, state: 'ready', response } });
      this.#announce(`${plural(response.items.length, 'film')} found.`);
    } catch (error) {
      if (!signal.aborted) this.set({ search: { query: trimmed, state: 'failed', error: errorText(error) } });
    }
  }

  /** Resolves when every tap so far is kept. */
  async settled(): Promise<void> {
    await this.#recording;
  }

  /** After stored events were changed by other means than a tap: shows the taste that they make, what was done, and the way back. */
  async followHistory(text: string, undo?: () => void): Promise<void> {
    await this.#readTaps();
    const { picker, opinions } = this.state;
    const isNew = this.state.taps?.length === 0;
    this.set({ picker: isNew ? restartPicker() : pickerForTaste(picker, opinions.size) });
    await this.#followTap();
    this.#toast(text, undo);
  }

  /** The page has looked for a newer version of itself since then, by the clock and not because of anything that the person did. */
  noteLook(fromMs: number): void {
    const { warm } = this.state;
    if (warm) this.set({ warm: { ...warm, looks: [...warm.looks, { fromMs, toMs: Date.now() }] } });
  }

  /** Closes what is open over the list. */
  close(): void {
    this.#router.close();
  }

  /** Says something in passing that another part of the page did, with the way back where there is one. */
  say(text: string, undo?: () => void): void {
    this.#toast(text, undo);
  }

  dismissToast(): void {
    this.set({ toast: undefined });
  }

  /** Shows the tap, records it in its turn, then lets the list follow: in one drawing where the engine is quick. */
  #apply(item: ItemSummary, type: UnkeptTap['type'], value?: number): void {
    markTap('tap');
    this.holdDrawing();
    const taps = withTap(this.state.taps ?? [], item, type, value);
    const { list } = this.state;
    const items = type === 'clear' ? list.items : list.items.filter(({ itemId }) => itemId !== item.itemId);
    const shelves = withoutItem(this.state.shelves, type === 'clear' ? undefined : item.itemId);
    this.rearrange({ taps, opinions: opinionsOf(taps), list: { ...list, items }, shelves });
    const event: HistoryEvent = { type, itemId: item.itemId, ...(value !== undefined && { value }) };
    this.#listQuestion++;
    this.#tapsToRecord++;
    const tap: UnkeptTap = { item, type, ...(value !== undefined && { value }) };
    this.#unkeptTaps = [...this.#unkeptTaps, tap];
    const kept = () => {
      this.#unkeptTaps = this.#unkeptTaps.filter((other) => other !== tap);
      this.#numKeptTaps++;
    };
    this.#recording = this.#recording.then(() => this.#attempt((privet) => this.#recordAndFollow(privet, event, kept)));
  }

  /**
   * While further taps wait, what the engine knows is already out of date: only the last one is followed. The engine counts an
   * event from the moment it has it, so the list need not wait until it is stored.
   */
  async #recordAndFollow(privet: Privet, event: HistoryEvent, kept: () => void): Promise<void> {
    const recording = privet
      .record(event)
      .finally(kept)
      .then((stored) => this.#keepTap(stored));
    this.#tapsToRecord--;
    const following = this.#tapsToRecord === 0 ? this.#followTap() : undefined;
    const [recorded, followed] = await Promise.allSettled([recording, following]);
    if (recorded.status === 'fulfilled' && followed.status === 'fulfilled') return;
    await this.#showTaste();
    throw recorded.status === 'rejected' ? recorded.reason : (followed as PromiseRejectedResult).reason;
  }

  /** The list that the taps give, which are on screen already. */
  async #followTap(): Promise<void> {
    await this.#refreshList(this.#listLength());
    this.set({ tasteVersion: this.state.tasteVersion + 1, changedElsewhere: false });
    await this.#followPicker();
  }

  /** The next question of the picker, when what is known has changed or others are wanted. */
  async #followPicker(wantsOthers = false): Promise<void> {
    const { picker, opinions } = this.state;
    if (!picker || !this.#privet) return;
    const isAnswered = (itemId: string) => opinions.has(itemId);
    const isCurrent = picker.items.length > 0 && !picker.items.some(({ itemId }) => isAnswered(itemId));
    const next = await nextPicker(this.#privet, picker, opinions, isCurrent && !wantsOthers);
    if (this.state.picker !== picker) return;
    if (this.state.opinions !== opinions) return this.#followPicker(wantsOthers);
    if (next.phase === 'done') rememberPicker('done');
    this.set({ picker: next });
  }

  /** Reasons and shelves follow once the list is painted and has stood for a moment. Without them it is a list all the same. */
  #followList(onlyReasons = false): void {
    clearTimeout(this.#behindList);
    this.#behindList = setTimeout(async () => {
      const question = this.#listQuestion;
      try {
        await loadPart('behindList');
        const { behindList } = await import('../list/behind-list.ts');
        for await (const patch of behindList(this.#privet!, () => this.state)) {
          if (question !== this.#listQuestion) return;
          this.set(patch);
          if (onlyReasons) return;
        }
      } catch (error) {
        console.warn(error);
      }
    }, BEHIND_LIST_MS);
  }

  /** The event as the engine keeps it takes the place of the tap as it was shown. */
  #keepTap(event: StoredEvent): void {
    markTap('stored');
    const isShown = (entry: HistoryEntry) => entry.event.itemId === event.itemId && isOpinion(entry);
    const taps = this.state.taps?.map((entry) => (isShown(entry) ? { ...entry, event } : entry));
    if (taps && event.type !== 'clear') this.set({ taps });
  }

  /** The taps as the engine keeps them, and the list that they give. */
  async #showTaste(): Promise<void> {
    await Promise.all([this.#readTaps(), this.#followTap()]);
  }

  /** As many as are on screen. */
  #listLength(): number {
    return Math.min(Math.max(this.state.list.items.length, FIRST_ITEMS), MAX_ITEMS);
  }

  async #showFiltered(): Promise<void> {
    const { search } = this.state;
    await this.#attempt(() => this.#refreshList(FIRST_ITEMS));
    if (search) await this.search(search.query);
  }

  /** Before there is an engine. @returns whether there is a list */
  async #showEarlyView(isPageCatalog: boolean): Promise<boolean> {
    const { items, isOwn, facets } = earlyView(isPageCatalog);
    this.set({ facets });
    if (items.length === 0) return false;
    this.set({ list: { items, ...(!isOwn && { source: 'prior' }), state: 'ready', atEnd: false } });
    await this.#markFirstList();
    return true;
  }

  async #markFirstList(): Promise<void> {
    await nextPaint();
    performance.mark('privet:first-list');
  }

  /** The list as it was left, where it is on screen; else a fresh one, which for somebody without taps is what is there already. */
  async #showFirstList(privet: Privet): Promise<void> {
    const { opinions, list } = this.state;
    if (opinions.size === 0 || list.items.length === 0 || list.source) return this.#refreshList(FIRST_ITEMS);
    this.#keepInList((itemId) => !opinions.has(itemId));
    this.#dropUnknown(privet, list.items);
  }

  /** A newer catalog may have lost films of the list. */
  async #dropUnknown(privet: Privet, items: readonly ItemSummary[]): Promise<void> {
    const known = await Promise.all(items.map(({ itemId }) => privet.item(itemId).catch(() => undefined)));
    const ids = new Set(known.map((item) => item?.itemId));
    this.#keepInList((itemId) => ids.has(itemId));
  }

  #keepInList(isWanted: (itemId: string) => boolean): void {
    const { list } = this.state;
    const items = list.items.filter(({ itemId }) => isWanted(itemId));
    if (items.length < list.items.length) this.set({ list: { ...list, items } });
  }

  /** For the next visit; a narrowed list is not what somebody wants to find then. */
  #remember(): void {
    const { taps, list, filters } = this.state;
    if (!taps?.length) forgetList();
    else rememberList(Object.keys(filters).length === 0 ? list.items.slice(0, FIRST_ITEMS) : []);
  }

  #request(k: number, shown: string[] = []): RecommendRequest {
    const exclude = [...shown, ...seenIds(this.state.taps ?? [])].slice(0, MAX_EXCLUDED);
    const { filters, adventure } = this.state;
    return { k, filters, ...adventureRequest(adventure), ...(exclude.length > 0 && { exclude }) };
  }

  async #refreshList(k: number): Promise<void> {
    const question = ++this.#listQuestion;
    const startMs = performance.now();
    const { items: found, source, latencyMs, timings } = await this.#privet!.recommend(this.#request(k));
    const answer = noteAnswer({ latencyMs, timings, roundTripMs: performance.now() - startMs });
    if (question !== this.#listQuestion) return;
    markTap('answered', { latencyMs, timings });
    const items = this.#sameObjects(found);
    this.rearrange({ list: { items, source, state: 'ready', atEnd: items.length < k } });
    markTap('listed');
    this.draw();
    notePaint(answer);
    this.#listChanged();
    setTimeout(() => this.#remember()); // writing it down is not on the way to the screen
    if (this.state.phase === 'ready')
      this.#announce(items[0] ? `The list changed. First is ${items[0].title}.` : 'No films.');
  }

  /** What follows a list waits for the towers, which would change it again. */
  #listChanged(onlyReasons = false): void {
    if (isSettled(this.#privet!.status)) this.#followList(onlyReasons);
  }

  /** A film that is on screen stays the same object, so that its card is not drawn again. */
  #sameObjects(found: readonly ItemSummary[]): ItemSummary[] {
    const shown = new Map(this.state.list.items.map((item) => [item.itemId, item]));
    return found.map((item) => shown.get(item.itemId) ?? item);
  }

  /** Filter menus are read, and the names of what was tapped read again, once the whole catalog is there; the list stays. */
  #hearStatus(status: EngineStatus): void {
    const wasLoading = this.state.status?.parts.catalog.state === 'loading';
    const hadTowers = isSettled(this.state.status);
    this.set({ status });
    if (!hadTowers && isSettled(status) && this.state.phase === 'ready') this.#followList();
    if (!wasLoading || status.parts.catalog.state === 'loading') return;
    const read = async () => void (await Promise.all([this.#readTaps(), this.#readFacets()]));
    this.#recording = this.#recording.then(() => this.#attempt(read));
  }

  /** An answer may be older than a tap: one that was kept meanwhile asks again, the others are shown on top of it. */
  async #readTaps(): Promise<void> {
    const before = this.#numKeptTaps;
    const kept = await readHistory(this.#privet!);
    if (this.#numKeptTaps !== before) return this.#readTaps();
    const taps = this.#unkeptTaps.reduce((shown, { item, type, value }) => withTap(shown, item, type, value), kept);
    this.set({ taps, opinions: opinionsOf(taps) });
    if (taps.length === 0) forgetList();
  }

  /** Counts of the first shard alone would move the menus under a finger when the others arrive. */
  async #readFacets(): Promise<void> {
    if (this.#privet!.status.parts.catalog.state === 'loading') return;
    this.set({ facets: await this.#privet!.facetCounts() });
  }

  /** The taps follow another tab at once; the list waits until it is asked. */
  async #followOtherTab(): Promise<void> {
    await this.#attempt(() => this.#readTaps());
    this.set({ changedElsewhere: true });
  }

  #goTo(route: Route): void {
    this.set({ route, view: isView(route) ? route : this.state.view, toast: undefined });
  }

  #toast(text: string, undo?: () => void): void {
    this.set({ toast: { id: (this.state.toast?.id ?? 0) + 1, text, ...(undo && { undo }) } });
    this.#announce(undo ? `${text}. Undo is offered.` : text);
  }

  #announce(announcement: string): void {
    this.set({ announcement });
  }

  /** Runs what needs the engine; a failure becomes a message and never an unhandled rejection. */
  async #attempt(work: (privet: Privet) => Promise<void>): Promise<void> {
    try {
      if (this.#privet) await work(this.#privet);
    } catch (error) {
      if (error instanceof EngineStoppedError) this.#fail(error);
      else this.#toast(errorText(error));
      if (this.state.list.state === 'appending') this.set({ list: { ...this.state.list, state: 'ready' } });
    }
  }

  #fail(error: unknown): void {
    console.warn(error);
    this.set({ phase: 'failed', failure: errorText(error) });
  }
}

/** Most of the bytes are for search by meaning: who asked the browser to save data gets them with the first search. */
function wantsToSaveData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** The towers will not change what is listed any more. */
function isSettled(status: EngineStatus | undefined): boolean {
  const state = status?.parts.towers.state;
  return state === 'ready' || state === 'failed';
}

/** A film that was tapped leaves the shelves at once. */
function withoutItem(shelves: AppState['shelves'], itemId: string | undefined): AppState['shelves'] {
  return shelves?.map((shelf) => {
    const items = shelf.items.filter((item) => item.itemId !== itemId);
    return items.length === shelf.items.length ? shelf : { ...shelf, items };
  });
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** The app's store. */
export const store = new AppStore();
