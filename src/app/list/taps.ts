// What the person says of items: on screen at once, recorded one after another in the order in which it was said, each
// with its way back.
import type { HistoryEntry, ItemSummary, Opinion, Privet, StoredEvent } from '../../sdk/index.ts';
import type { DrawnState } from '../shell/drawn-state.ts';
import { eventVerb } from '../shell/words.ts';
import type { ListSessionState } from './list-state.ts';
import { readHistory } from './read-history.ts';
import { markTap } from './tap-marks.ts';
import { isOpinion, opinionsOf, withTap } from './taste.ts';

interface UnkeptTap {
  item: ItemSummary;
  type: Opinion | 'clear' | 'rate';
  value?: number;
}

/** The list that the taps shape. */
export interface TappedList {
  /** The open engine. */
  readonly privet: Privet | undefined;
  /** Runs what needs the engine; never rejects. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void>;
  /** An item was tapped and leaves what is shown; answers to earlier questions are out of date. */
  tapped(tap: Pick<UnkeptTap, 'item' | 'type'>): void;
  /** Asks for the list that the taps give. */
  follow(): Promise<void>;
  /** The taps were read from the history. */
  historyRead(): void;
}

export class Taps {
  readonly #drawn: DrawnState<ListSessionState>;
  readonly #list: TappedList;
  readonly #say: (text: string, undo: () => void) => void;
  /** Taps are recorded one after another, in the order in which they were made. */
  #recording: Promise<unknown> = Promise.resolve();
  #numWaiting = 0;
  /** Taps that the engine has not kept yet, oldest first: whatever it says of the history, they stand on top. */
  #unkept: readonly UnkeptTap[] = [];
  #numKept = 0;

  /** @param say  tells what a tap did, with the way back */
  constructor(drawn: DrawnState<ListSessionState>, list: TappedList, say: (text: string, undo: () => void) => void) {
    this.#drawn = drawn;
    this.#list = list;
    this.#say = say;
  }

  /** Takes an opinion on an item, or takes it back when it stands already; the screen follows at once. */
  tap(item: ItemSummary, opinion: Opinion): void {
    const type = this.#drawn.state.opinions.get(item.itemId) === opinion ? 'clear' : opinion;
    const restore = this.#restorer(item);
    this.#apply({ item, type });
    this.#say(`${eventVerb({ type })}: ${item.title}`, restore);
  }

  /** What is tapped from now on waits for it. */
  waitFor(opening: Promise<void>): void {
    this.#recording = opening;
  }

  /** Asks the engine something once every tap so far is recorded. */
  after(work: (privet: Privet) => Promise<void>): void {
    this.#recording = this.#recording.then(() => this.#list.attempt(work));
  }

  /** Resolves when every tap so far is kept. */
  async settled(): Promise<void> {
    await this.#recording;
  }

  /** An answer may be older than a tap: one that was kept meanwhile asks again, the others are shown on top of it. */
  async read(): Promise<void> {
    const before = this.#numKept;
    const kept = await readHistory(this.#list.privet!);
    if (this.#numKept !== before) return this.read();
    const taps = this.#unkept.reduce((shown, { item, type, value }) => withTap(shown, item, type, value), kept);
    this.#drawn.set({ taps, opinions: opinionsOf(taps) });
    this.#list.historyRead();
  }

  /** The way back to what stands on an item now: an opinion, stars, or nothing. */
  #restorer(item: ItemSummary): () => void {
    const standing = this.#drawn.state.taps?.find((entry) => isOpinionOn(entry, item.itemId))?.event;
    const type = (standing?.type ?? 'clear') as UnkeptTap['type'];
    return () => this.#apply({ item, type, ...(standing?.value !== undefined && { value: standing.value }) });
  }

  /** Shows the tap, records it in its turn, then lets the list follow: in one drawing where the engine is quick. */
  #apply(tap: UnkeptTap): void {
    const { item, type, value } = tap;
    const { itemId } = item;
    markTap('tap');
    this.#drawn.holdDrawing();
    const { taps: before, list } = this.#drawn.state;
    const taps = withTap(before ?? [], item, type, value);
    const items = type === 'clear' ? list.items : list.items.filter((other) => other.itemId !== itemId);
    this.#drawn.rearrange({ taps, opinions: opinionsOf(taps), list: { ...list, items } });
    this.#list.tapped(tap);
    this.#numWaiting++;
    this.#unkept = [...this.#unkept, tap];
    this.after((privet) => this.#record(privet, tap));
  }

  /**
   * While further taps wait, what the engine knows is already out of date: only the last one is followed. The engine
   * counts an event from the moment it has it, so the list need not wait until it is stored.
   */
  async #record(privet: Privet, tap: UnkeptTap): Promise<void> {
    const { item, type, value } = tap;
    const recording = privet
      .record(type, item.itemId, value === undefined ? {} : { value })
      .finally(() => this.#endWaiting(tap))
      .then((stored) => this.#keep(stored));
    this.#numWaiting--;
    const following = this.#numWaiting === 0 ? this.#list.follow() : undefined;
    const [recorded, followed] = await Promise.allSettled([recording, following]);
    if (recorded.status === 'fulfilled' && followed.status === 'fulfilled') return;
    await Promise.all([this.read(), this.#list.follow()]);
    throw recorded.status === 'rejected' ? recorded.reason : (followed as PromiseRejectedResult).reason;
  }

  #endWaiting(tap: UnkeptTap): void {
    this.#unkept = this.#unkept.filter((other) => other !== tap);
    this.#numKept++;
  }

  /** The event as the engine keeps it takes the place of the tap as it was shown. */
  #keep(event: StoredEvent | undefined): void {
    markTap('stored');
    if (!event) return;
    const taps = this.#drawn.state.taps?.map((entry) =>
      isOpinionOn(entry, event.itemId) ? { ...entry, event } : entry,
    );
    if (taps && event.type !== 'clear') this.#drawn.set({ taps });
  }
}

function isOpinionOn(entry: HistoryEntry, itemId: string | undefined): boolean {
  return entry.event.itemId === itemId && isOpinion(entry);
}
