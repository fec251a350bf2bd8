// The films' list: how surprising it is, what of it is found again at the next visit, and what follows it once it is
// painted.
import type { EngineStatus, ForYouRequest, ItemSummary, Privet } from '../../../src/sdk/index.ts';
import { usePictures } from '../art/written-pictures.ts';
import { type AppState, INITIAL_STATE } from '../state/app-state.ts';
import { isNarrowed } from '../state/constraints.ts';
import type { DrawnState } from '../state/drawn-state.ts';
import { loadPart } from '../state/late-parts.ts';
import type { Filters } from '../state/list-state.ts';
import { isSteered } from '../state/steering-state.ts';
import type { Toasts } from '../state/toasts.ts';
import { plural } from '../state/words.ts';
import { adventureRequest, writeAdventure } from './adventure.ts';
import { type AnswerTimes, noteAnswer, notePaint } from './answer-log.ts';
import { earlyView, forgetList, type LeftList, parseLeftList, rememberList } from './early-view.ts';
import { type ListEngine, type ListOptions, ListSession } from './list-session.ts';
import { matchRequest } from './match-choice.ts';
import type { Picker } from './picker.ts';
import type * as ReasonsAndRows from './reasons-and-rows.ts';
import { type SteeredList, Steering } from './steering.ts';
import { isOpinion, MAX_EXCLUDED, seenIds } from './taste.ts';

/** One lead film, as wide as two, and 22 more: the rows come out full at two, three, four and six columns. */
export const FIRST_ITEMS = 23;
const MOST_ITEMS = 201;
/** After the last change of the list: what follows it must not be in its way. */
const AFTER_LIST_MS = 250;

/** What the entry of the session's history keeps of the list. */
export interface ListEntry {
  readonly filters: Filters;
  keepFilters(filters: Filters, isStep: boolean): void;
  readonly list: unknown;
  keepList(list: unknown): void;
  readonly search: string;
  keepSearch(query: string): void;
}

export class FilmList implements SteeredList {
  readonly list: ListSession;
  readonly steering: Steering;
  readonly #app: DrawnState<AppState>;
  readonly #engine: ListEngine;
  readonly #toasts: Toasts;
  readonly #picker: Picker;
  readonly #entry: ListEntry;
  /** The list on screen is as this tab was left, and was made with these wishes, of so much. */
  #left: Pick<LeftList, 'steeredBy' | 'numMarked'> | undefined;
  #reasonsAndRows: ReturnType<typeof setTimeout> | undefined;

  constructor(app: DrawnState<AppState>, engine: ListEngine, toasts: Toasts, picker: Picker, entry: ListEntry) {
    this.#app = app;
    this.#engine = engine;
    this.#toasts = toasts;
    this.#picker = picker;
    this.#entry = entry;
    this.list = new ListSession(app, engine, this.#options());
    this.steering = new Steering(app, this);
  }

  #options(): ListOptions {
    return {
      lengths: { first: FIRST_ITEMS, most: MOST_ITEMS },
      say: (text, undo) => this.#toasts.say(text, undo),
      request: (k, shown) => this.#request(k, shown),
      tapped: ({ itemId }, isMarked) => {
        // A film that was tapped leaves the shelves at once.
        if (isMarked) this.#app.set({ shelves: withoutItem(this.#app.state.shelves, itemId) });
      },
      historyRead: () => this.#historyRead(),
      // Counts of the first shard alone would move the menus under a finger when the others arrive.
      hasFacets: () => this.privet!.status.parts.catalog.state !== 'loading',
      narrowed: (isFurther) => {
        this.#entry.keepFilters(this.#app.state.filters, !isFurther);
        this.#keepSearch();
      },
      // Reasons are of the list that they were asked for: the new one shows none until its own are here.
      changing: () => this.#app.set({ reasons: new Map() }),
      listed: (times) => this.#listed(times),
      appended: (count) => this.#appended(count),
      followed: () => this.#followed(),
      searchChanged: () => this.#keepSearch(),
      searchBegan: () => this.#searchBegan(),
      searchFound: (count) => this.#toasts.announce(`${plural(count, 'film')} found.`),
    };
  }

  get privet(): Privet | undefined {
    return this.#engine.privet;
  }

  /** A failure becomes a message, and leaves the list as it is. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void> {
    return this.list.attempt(work);
  }

  /** What the list is narrowed to in the session's entry, and what is searched for as soon as there is an engine. */
  beginEntry(): void {
    const { filters, search: query } = this.#entry;
    this.#app.set({ filters, search: query === '' ? undefined : { query, state: 'loading' } });
  }

  /** The list of the entry that back or forward led to, where it is narrowed otherwise than the one on screen. */
  followEntry(): void {
    if (this.#app.state.phase !== 'ready') return;
    const { filters } = this.#entry;
    this.#keepSearch();
    if (JSON.stringify(filters) === JSON.stringify(this.#app.state.filters)) return;
    this.#app.set({ filters });
    void this.list.followFilters();
  }

  /** What a list of this visitor is asked for beside its conditions: for counts of what it would have. */
  get rules(): Pick<ForYouRequest, 'where' | 'exclude' | 'novelty'> {
    const { where, exclude, novelty } = this.#request(0, []);
    return { ...(where && { where }), ...(exclude && { exclude }), ...(novelty !== undefined && { novelty }) };
  }

  /** How familiar or surprising the list is from now on, in this browser. */
  async setAdventure(step: number): Promise<void> {
    if (step === this.#app.state.adventure) return;
    writeAdventure(step);
    this.#app.set({ adventure: step });
    await this.list.refresh();
  }

  /** Shows what the current taste gives, after another tab changed it. */
  async followOtherTab(): Promise<void> {
    await this.list.refresh();
    this.#app.set({ changedElsewhere: false });
  }

  /** After stored events were changed, not by a tap: shows what they make, what was done, and the way back. */
  async followHistory(text: string, undo?: () => void): Promise<void> {
    await this.list.taps.read();
    this.#picker.heedHistory();
    await this.list.follow();
    this.#toasts.say(text, undo);
  }

  /** The list of a first visit: nothing is narrowed, searched or steered, and nothing is known. */
  async startAfresh(text: string): Promise<void> {
    const { filters, adventure, match } = INITIAL_STATE;
    writeAdventure(adventure);
    this.#app.set({ filters, adventure, match });
    this.#entry.keepList(undefined);
    this.steering.forgetLost();
    await this.list.search.ask('');
    await this.attempt(() => this.followHistory(text));
  }

  /** The taps that made the list are on screen already. */
  async #followed(): Promise<void> {
    this.#app.set({ tasteVersion: this.#app.state.tasteVersion + 1, changedElsewhere: false });
    await this.#picker.follow();
  }

  /**
   * Before there is an engine: the list of the last visit, or the one that is part of the page.
   *
   * @param isPageCatalog  whether what stands in the page is of the catalog that is opened
   * @returns              whether there is a list
   */
  showEarly(isPageCatalog: boolean): boolean {
    const { items, isOwn, facets, pictures } = earlyView(isPageCatalog);
    usePictures(pictures);
    this.#app.set({ facets });
    if (this.#showLeft()) return true;
    // What is in the page keeps to nothing that was said.
    if (items.length === 0 || isSteered(this.#app.state.steering)) return false;
    this.#app.set({ list: { items, ...(!isOwn && { source: 'prior' }), state: 'ready', atEnd: false } });
    return true;
  }

  /**
   * The list as it was left, where it is on screen and nothing steers; else a fresh one, which without taps is what is
   * there already.
   */
  async showFirst(privet: Privet): Promise<void> {
    const { marks, list } = this.#app.state;
    if (this.#left) return this.#keepLeft(privet, this.#left);
    if (marks.size === 0 || list.items.length === 0 || list.source) return this.list.ask(FIRST_ITEMS);
    await this.steering.read();
    if (isSteered(this.#app.state.steering)) return this.list.ask(FIRST_ITEMS);
    this.#keepInList((itemId) => !marks.has(itemId));
    this.#dropUnknown(privet, list.items);
  }

  /** The list as a reload of this tab found it. @returns whether there is one */
  #showLeft(): boolean {
    const left = parseLeftList(this.#entry.list);
    if (!left || (left.steeredBy !== '') !== isSteered(this.#app.state.steering)) return false;
    const { steeredBy, numMarked, ...list } = left;
    this.#left = { steeredBy, ...(numMarked !== undefined && { numMarked }) };
    this.#app.set({ list: { ...list, state: 'ready' } });
    return true;
  }

  /** It stays; where other wishes steer by now, or another tab said more of films, it is made anew, as that tab's was. */
  async #keepLeft(privet: Privet, { steeredBy, numMarked }: Pick<LeftList, 'steeredBy' | 'numMarked'>): Promise<void> {
    this.#left = undefined;
    await this.steering.read();
    const { marks, list } = this.#app.state;
    const isOfOther = numMarked !== undefined && numMarked !== marks.size;
    if (isOfOther || this.#steeredBy() !== steeredBy) return this.list.ask(FIRST_ITEMS);
    this.#keepInList((itemId) => !marks.has(itemId));
    this.#dropUnknown(privet, list.items);
  }

  #steeredBy(): string {
    return this.#app.state.steering.wishes.map(({ id }) => id).join();
  }

  /** Reasons and shelves follow once the list has stood for a moment. Without them it is a list all the same. */
  followUp(onlyReasons = false): void {
    clearTimeout(this.#reasonsAndRows);
    this.#reasonsAndRows = setTimeout(async () => {
      const { question } = this.list;
      try {
        const { reasonsAndRows } = await loadPart<typeof ReasonsAndRows>('reasonsAndRows');
        for await (const patch of reasonsAndRows(
          this.privet!,
          () => this.#app.state,
          onlyReasons,
          this.#request(0, []),
        )) {
          if (question !== this.list.question) return;
          this.#app.set(patch);
        }
      } catch (error) {
        console.warn(error);
      }
    }, AFTER_LIST_MS);
  }

  #historyRead(): void {
    // Suggestions that an erased taste made are no longer anybody's.
    if (this.#app.state.taps?.length === 0) {
      forgetList();
      this.#app.set({ suggested: undefined, filmOfDay: undefined });
    }
    void this.steering.read();
  }

  /** A search goes along from entry to entry. */
  #keepSearch(): void {
    this.#entry.keepSearch(this.#app.state.search?.query ?? '');
  }

  /** Results stand where the list is, and what was said of an act before would lie over their heading. */
  #searchBegan(): void {
    this.#toasts.dismiss();
    this.steering.forgetLost();
    if (this.#app.state.view.name !== 'home') location.hash = '#/';
  }

  #request(k: number, shown: readonly string[]): ForYouRequest {
    const { filters, adventure, match, taps, shelves = [] } = this.#app.state;
    // What is added below the rows has none of their films; a list from its beginning comes before them.
    const onRows = shown.length > 0 ? shelves.flatMap(({ items }) => items.map(({ itemId }) => itemId)) : [];
    const exclude = [...shown, ...onRows, ...seenIds(taps ?? [])].slice(0, MAX_EXCLUDED);
    const rules = { ...adventureRequest(adventure), ...matchRequest(match) };
    return { count: k, where: filters, ...rules, ...(exclude.length > 0 && { exclude }) };
  }

  #listed(times: AnswerTimes): void {
    notePaint(noteAnswer(times));
    this.#followSettled();
    setTimeout(() => this.#remember()); // writing it down is not on the way to the screen
    const { phase, list } = this.#app.state;
    if (phase !== 'ready') return;
    const [first] = list.items;
    this.#toasts.announce(first ? `The list changed. First is ${first.title}.` : 'No films.');
  }

  #appended(count: number): void {
    this.#remember();
    this.#followSettled(true);
    this.#toasts.announce(`${plural(count, 'more film')}.`);
  }

  /** What follows a list waits for the towers, which would change it again. */
  #followSettled(onlyReasons = false): void {
    if (hasSettledTowers(this.privet!.status)) this.followUp(onlyReasons);
  }

  /** For the next visit; a list that is narrowed or steered is not what somebody wants to find then. */
  #remember(): void {
    const { taps, list, filters, steering, marks } = this.#app.state;
    const isPlain = !isNarrowed(filters) && !isSteered(steering);
    // A newcomer's plain list is the same for everyone: nothing of it is kept.
    const isOwn = !isPlain || taps?.some(isOpinion);
    const { items, source, atEnd } = list;
    const left = { items, ...(source && { source }), atEnd, steeredBy: this.#steeredBy(), numMarked: marks.size };
    this.#entry.keepList(isOwn ? left : undefined);
    // Who has only steered is a newcomer all the same.
    if (!taps?.some(({ event }) => event.type !== 'steer')) forgetList();
    else rememberList(isPlain ? list.items.slice(0, FIRST_ITEMS) : []);
  }

  /** A newer catalog may have lost films of the list. */
  async #dropUnknown(privet: Privet, items: readonly ItemSummary[]): Promise<void> {
    const known = await Promise.all(items.map(({ itemId }) => privet.item(itemId).catch(() => undefined)));
    const ids = new Set(known.map((item) => item?.itemId));
    this.#keepInList((itemId) => ids.has(itemId));
  }

  #keepInList(isWanted: (itemId: string) => boolean): void {
    const { list } = this.#app.state;
    const items = list.items.filter(({ itemId }) => isWanted(itemId));
    if (items.length < list.items.length) this.#app.set({ list: { ...list, items } });
  }
}

/** The towers will not change what is listed any more. */
export function hasSettledTowers(status: EngineStatus | undefined): boolean {
  const state = status?.parts.towers.state;
  return state === 'ready' || state === 'failed';
}

function withoutItem(shelves: AppState['shelves'], itemId: string): AppState['shelves'] {
  return shelves?.map((shelf) => {
    const items = shelf.items.filter((item) => item.itemId !== itemId);
    return items.length === shelf.items.length ? shelf : { ...shelf, items };
  });
}
