// What the person says of items: on screen at once, recorded one after another in the order in which it was said, each
// with its way back. Until the engine has it, it waits in the tab: a reload loses neither a tap nor what took it back. Beside
// an encrypted history nothing waits in plain: there it is on screen once it is sealed.
import {
  type Act,
  type Destination,
  eventTime,
  type HistoryEntry,
  type ItemSummary,
  isEncryptedHere,
  type Marks,
  markOf,
  type Opinion,
  Outbox,
  type Privet,
} from '../../../src/sdk/index.ts';
import type { DrawnState } from '../state/drawn-state.ts';
import type { ListSessionState } from '../state/list-state.ts';
import { eventVerb } from '../state/words.ts';
import { hasMark, marksByItem, type Said, withKept, withoutTap, withTap } from './taste.ts';

interface Tap {
  item: ItemSummary;
  said: Said;
  /** Milliseconds since the epoch: with type and item the event's identity, before there is one. */
  time: number;
  /** Entries that stood before it and no more after it. */
  ended: readonly HistoryEntry[];
}

/** A step of what is shown that the engine has not made yet. */
type Step = (taps: readonly HistoryEntry[]) => HistoryEntry[];

/** The list that the taps shape. */
export interface TappedList {
  /** The open engine. */
  readonly privet: Privet | undefined;
  /** The history that what is tapped before there is an engine waits for; undefined where nothing can be tapped then. */
  readonly destination: Destination | undefined;
  /** Runs what needs the engine; never rejects. */
  attempt(work: (privet: Privet) => Promise<void>): Promise<void>;
  /** Something was said of an item: answers to earlier questions are out of date, and with a mark it leaves what is shown. */
  tapped(item: ItemSummary, isMarked: boolean): void;
  /** Asks for the list that the taps give. */
  follow(): Promise<void>;
  /** The taps were read from the history. */
  historyRead(): void;
}

const NONE: Marks = {};
/** Of a history: as many events cost some milliseconds of the page's time. */
const PART_LENGTH = 500;

/**
 * Marks where a tap is on its way to the list, in the browser's own timeline: `privet:tap`, then `privet:stored` (the event
 * is kept), `privet:answered` (the new list is here; its detail tells the worker's share) and `privet:listed` (the state holds
 * it). demo/bench/tap-to-list.bench.ts reads them. One entry a stage, the last tap's: nothing piles up.
 */
export function markTap(stage: 'tap' | 'stored' | 'answered' | 'listed', detail?: unknown): void {
  performance.clearMarks(`privet:${stage}`);
  performance.mark(`privet:${stage}`, { detail });
}

export class Taps {
  readonly #drawn: DrawnState<ListSessionState>;
  readonly #list: TappedList;
  readonly #say: (text: string, undo: () => void) => void;
  readonly #outbox = new Outbox();
  /** Taps are recorded one after another, in the order in which they were made. */
  #recording: Promise<unknown> = Promise.resolve();
  #numWaiting = 0;
  /** What the engine has not made yet, oldest first: whatever it says of the history, these stand on top. */
  #unkept: readonly Step[] = [];
  #numKept = 0;

  /** @param say  tells what a tap did, with the way back */
  constructor(drawn: DrawnState<ListSessionState>, list: TappedList, say: (text: string, undo: () => void) => void) {
    this.#drawn = drawn;
    this.#list = list;
    this.#say = say;
  }

  /** Takes an opinion on an item, or takes it back when it stands already; the screen follows at once. */
  tap(item: ItemSummary, opinion: Opinion): void {
    const stands = hasMark(this.#marksOf(item), opinion);
    this.#apply(item, stands ? { type: 'clear', mark: markOf(opinion)! } : { type: opinion });
  }

  /** Takes that it was seen, now too: a film that is kept for another time may have been seen before. */
  see(item: ItemSummary): void {
    this.#apply(item, { type: 'seen' });
  }

  /** Takes that it is to be shown, whatever the match filter says of it. */
  allow(item: ItemSummary): void {
    this.#apply(item, { type: 'allow' });
  }

  /** Takes stars, 0.5 to 5; 0 takes back those that stand. */
  rate(item: ItemSummary, stars: number): void {
    if (stars > 0) this.#apply(item, { type: 'rate', value: stars });
    else if (this.#marksOf(item).stars !== undefined) this.#apply(item, { type: 'clear', mark: 'taste' });
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
    const taps = this.#unkept.reduce<readonly HistoryEntry[]>((shown, step) => step(shown), kept);
    this.#drawn.set({ taps, marks: marksByItem(taps) });
    this.#list.historyRead();
  }

  #marksOf({ itemId }: ItemSummary): Marks {
    return this.#drawn.state.marks.get(itemId) ?? NONE;
  }

  /** Shows the tap, records it in its turn, then lets the list follow: in one drawing where the engine is quick. */
  #apply(item: ItemSummary, said: Said): void {
    const before = this.#drawn.state.taps ?? [];
    const step: Step = (taps) => withTap(taps, item, said);
    const stays = new Set(step(before));
    const tap: Tap = { item, said, time: eventTime(), ended: before.filter((entry) => !stays.has(entry)) };
    if (this.#isSealed) {
      this.#seal(item, step, (privet) => this.#record(privet, tap), tap);
      return;
    }
    this.#show(item, step);
    const done = this.#wait({ name: 'record', args: [eventOf(tap)] });
    this.#keepInTurn(step, (privet) => this.#record(privet, tap).finally(done));
    this.#tell(tap);
  }

  get #isSealed(): boolean {
    const { destination } = this.#list;
    return destination !== undefined && isEncryptedHere(destination.database);
  }

  /** Shows a step once it is kept. @param told  the tap that it is, if it is one */
  #seal(item: ItemSummary, step: Step, keep: (privet: Privet) => Promise<void>, told?: Tap): void {
    this.after(async (privet) => {
      await keep(privet);
      this.#show(item, step);
      if (told) this.#tell(told);
      await Promise.all([this.read(), this.#list.follow()]);
    });
  }

  #tell(tap: Tap): void {
    this.#say(`${eventVerb(tap.said)}: ${tap.item.title}`, () => this.#undo(tap));
  }

  /** @returns takes it out again; the engine's own outbox has it by then */
  #wait(act: Act): () => void {
    const { destination } = this.#list;
    return destination ? this.#outbox.put(destination, act) : () => {};
  }

  /** Takes out what the tap added, and nothing else: it is then as if it had never been made. */
  #undo(tap: Tap): void {
    const step: Step = (taps) => withoutTap(taps, tap.item.itemId, tap.said, tap.ended);
    const erase = async (privet: Privet) => void (await privet.eraseEvents([eventOf(tap)]));
    if (this.#isSealed) {
      this.#seal(tap.item, step, erase);
      return;
    }
    this.#show(tap.item, step);
    const done = this.#wait({ name: 'eraseEvents', args: [[eventOf(tap)]] });
    this.#keepInTurn(step, (privet) => erase(privet).finally(done), false);
  }

  #show(item: ItemSummary, step: Step): void {
    markTap('tap');
    this.#drawn.holdDrawing();
    const { taps: before, list } = this.#drawn.state;
    const taps = step(before ?? []);
    const marks = marksByItem(taps);
    const isMarked = marks.has(item.itemId);
    const items = isMarked ? list.items.filter(({ itemId }) => itemId !== item.itemId) : list.items;
    this.#drawn.rearrange({ taps, marks, list: { ...list, items } });
    this.#list.tapped(item, isMarked);
  }

  /**
   * While further taps wait, what the engine knows is already out of date: only the last one is followed.
   *
   * @param countsAtOnce  the engine counts an event from the moment it has it: the list need not wait until it is stored
   */
  #keepInTurn(step: Step, keep: (privet: Privet) => Promise<void>, countsAtOnce = true): void {
    this.#numWaiting++;
    this.#unkept = [...this.#unkept, step];
    this.after(async (privet) => {
      const keeping = keep(privet).finally(() => this.#endWaiting(step));
      this.#numWaiting--;
      const counts = countsAtOnce ? undefined : keeping.catch(() => {}); // what failed is told below
      const follow = () => (counts ? counts.then(() => this.#list.follow()) : this.#list.follow());
      const following = this.#numWaiting === 0 ? follow() : undefined;
      const [kept, followed] = await Promise.allSettled([keeping, following]);
      if (kept.status === 'fulfilled' && followed.status === 'fulfilled') return;
      await Promise.all([this.read(), this.#list.follow()]);
      throw kept.status === 'rejected' ? kept.reason : (followed as PromiseRejectedResult).reason;
    });
  }

  /** The event as the engine keeps it takes the place of the tap as it was shown. */
  async #record(privet: Privet, tap: Tap): Promise<void> {
    const { type, itemId, ...details } = eventOf(tap);
    const stored = await privet.record(type, itemId, details);
    markTap('stored');
    const { taps } = this.#drawn.state;
    if (stored && taps) this.#drawn.set({ taps: withKept(taps, stored) });
  }

  #endWaiting(step: Step): void {
    this.#unkept = this.#unkept.filter((other) => other !== step);
    this.#numKept++;
  }
}

/** As the engine gets it, and as its being taken back names it. */
const eventOf = ({ item: { itemId }, said, time }: Tap) => ({ ...said, itemId, time });

/** The standing events, newest first. A long history crosses from the worker in parts: none holds the page up. */
async function readHistory(privet: Privet): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (;;) {
    const part = await privet.history({ offset: entries.length, limit: PART_LENGTH });
    entries.push(...part);
    if (part.length < PART_LENGTH) return entries;
  }
}
