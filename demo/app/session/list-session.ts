// A list that shapes itself to what the person says: what is asked of the engine, and what is shown of its answers. It
// holds one promise: a list on screen changes only when the person does something, never because the engine became
// ready or another tab was busy. Whose list it is (the films', a visitor's own catalog's) says by options what is asked and
// what follows an answer.
import type {
  Condition,
  Destination,
  ForYouRequest,
  ItemSummary,
  LeftOutItem,
  Privet,
} from '../../../src/sdk/index.ts';
import { withCondition } from '../state/constraints.ts';
import type { DrawnState } from '../state/drawn-state.ts';
import { type Filters, type ListSessionState, sameObjects } from '../state/list-state.ts';
import type { AnswerTimes } from './answer-log.ts';
import { type HeardSearch, Search } from './search.ts';
import { markTap, type TappedList, Taps } from './taps.ts';

export const MORE_ITEMS = 24;

/** The engine of a list. */
export interface ListEngine {
  /** Undefined until it is open. */
  readonly privet: Privet | undefined;
  /** Its history, if it is one for which something may be said before it is open. */
  readonly destination?: Destination;
  /** Runs what needs the engine; a failure becomes a message and never an unhandled rejection. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void>;
}

/** How many items a list has at first, and at most after a tap, which re-ranks what is shown. */
interface ListLengths {
  first: number;
  most: number;
}

/** What a list is asked for, and who hears of what becomes of it. */
export interface ListOptions extends HeardSearch {
  lengths: ListLengths;
  /** Tells what a tap did, with the way back. */
  say(text: string, undo: () => void): void;
  /** What a list of `k` items is asked for; `shown` are the ids of those that it goes on from. */
  request(k: number, shown: readonly string[]): ForYouRequest;
  /** Something was said of an item, or taken back. */
  tapped?(item: ItemSummary, isMarked: boolean): void;
  /** The taps were read from the history. */
  historyRead?(): void;
  /** Whether counts for the filter menus can be had (default: they can). */
  hasFacets?(): boolean;
  /** The filters are others. `isFurther`: it goes on with a choice that was begun. */
  narrowed?(isFurther: boolean): void;
  /** A new list takes the place of the one on screen; what is set now is drawn with it. */
  changing?(): void;
  /** A new list is on screen. */
  listed?(times: AnswerTimes): void;
  /** So many items were added to the list. */
  appended?(count: number): void;
  /** The list has followed the taste. */
  followed?(): void | Promise<void>;
}

export class ListSession implements TappedList {
  readonly taps: Taps;
  readonly search: Search;
  readonly #drawn: DrawnState<ListSessionState>;
  readonly #engine: ListEngine;
  readonly #options: ListOptions;
  /** An answer that is older than the last question is dropped. */
  #question = 0;

  constructor(drawn: DrawnState<ListSessionState>, engine: ListEngine, options: ListOptions) {
    this.#drawn = drawn;
    this.#engine = engine;
    this.#options = options;
    this.taps = new Taps(drawn, this, options.say);
    this.search = new Search(drawn, engine, options);
  }

  get privet(): Privet | undefined {
    return this.#engine.privet;
  }

  get destination(): Destination | undefined {
    return this.#engine.destination;
  }

  /** Another list, from its beginning. */
  refresh(): Promise<void> {
    return this.attempt(() => this.ask(this.#options.lengths.first));
  }

  /** The list that the taste gives now, as long as the one on screen. */
  async follow(): Promise<void> {
    const { first, most } = this.#options.lengths;
    await this.ask(Math.min(Math.max(this.#drawn.state.list.items.length, first), most));
    await this.#options.followed?.();
  }

  /** Appends further items below those that are shown, which stay as they are. */
  async more(): Promise<void> {
    const { list } = this.#drawn.state;
    if (!this.privet || list.state !== 'ready' || list.atEnd) return;
    this.#drawn.set({ list: { ...list, state: 'appending' } });
    const question = ++this.#question;
    await this.attempt(async (privet) => {
      const shown = list.items.map(({ itemId }) => itemId);
      const { items, leftOut } = await privet.forYou(this.#options.request(MORE_ITEMS, shown));
      if (question !== this.#question) return;
      const { list: before } = this.#drawn.state;
      this.#drawn.set({
        list: {
          ...{ ...before, items: [...list.items, ...items], state: 'ready', atEnd: items.length < MORE_ITEMS },
          ...(before.leftOut && { leftOut: withFurther(before.leftOut, leftOut) }),
        },
      });
      this.#options.appended?.(items.length);
    });
  }

  /** Sets what is asked of one facet or detail; of a list of values any will do, none of them asks for nothing. */
  setFilter(field: string, asked: string[] | Condition): Promise<void> {
    return this.narrow(withCondition(this.#drawn.state.filters, field, asked));
  }

  clearFilters(): Promise<void> {
    return this.narrow({});
  }

  /** @param isFurther  it goes on with a choice that was begun: one way back leads before both */
  async narrow(filters: Filters, isFurther = false): Promise<void> {
    this.#drawn.set({ filters });
    this.#options.narrowed?.(isFurther);
    await this.followFilters();
  }

  /** A failure leaves the list as it is. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void> {
    return this.#engine.attempt(async (privet) => {
      try {
        await work(privet);
      } catch (error) {
        const { list } = this.#drawn.state;
        if (list.state === 'appending') this.#drawn.set({ list: { ...list, state: 'ready' } });
        throw error;
      }
    });
  }

  /** The taps and the counts of the filter menus, as the engine has them. */
  async read(): Promise<void> {
    await Promise.all([this.taps.read(), this.#readFacets()]);
  }

  tapped(item: ItemSummary, isMarked: boolean): void {
    this.#question++;
    this.#options.tapped?.(item, isMarked);
  }

  historyRead(): void {
    this.#options.historyRead?.();
  }

  /** Counts the questions: who follows up an answer ends when it is out of date. */
  get question(): number {
    return this.#question;
  }

  async #readFacets(): Promise<void> {
    if (this.#options.hasFacets?.() ?? true) this.#drawn.set({ facets: await this.privet!.facetCounts() });
  }

  /** Asks for a list of so many items; an answer that is out of date is not shown. */
  async ask(k: number): Promise<void> {
    const question = ++this.#question;
    const startMs = performance.now();
    const answer = await this.privet!.forYou(this.#options.request(k, []));
    const { items: found, source, leftOut, latencyMs, timings } = answer;
    const roundTripMs = performance.now() - startMs;
    if (question !== this.#question) return;
    markTap('answered', { latencyMs, timings });
    const items = sameObjects(found, this.#drawn.state.list.items);
    this.#options.changing?.();
    this.#drawn.rearrange({ list: { items, source, state: 'ready', atEnd: items.length < k, leftOut } });
    markTap('listed');
    this.#drawn.draw();
    this.#options.listed?.({ latencyMs, timings, roundTripMs });
  }

  /** List and search by the filters as they are now. */
  async followFilters(): Promise<void> {
    const { search } = this.#drawn.state;
    await this.refresh();
    if (search) await this.search.ask(search.query);
  }
}

/** Each once: what a list leaves out, a further part of it leaves out again. */
function withFurther(leftOut: readonly LeftOutItem[], further: readonly LeftOutItem[]): LeftOutItem[] {
  const ids = new Set(leftOut.map(({ itemId }) => itemId));
  return [...leftOut, ...further.filter(({ itemId }) => !ids.has(itemId))];
}
