// What a page is told in answer to its calls. Every list is a stranger's, but one: `forYou` without rules begins with some of
// what the person is shown, the same items for a whole visit. Nothing here knows the document: the attacks of
// `npm run attack -- infer` play against this very code.
import { LIST_CALLS, type ListCall } from '../engine/list-calls.ts';
import type { CallName } from './protocol.ts';
import { isNear, leaveOut, NEAR, numTold } from './told-prefix.ts';
import { isSpent, type Told, type ToldStore, visitAt } from './visit.ts';

const DEFAULT_COUNT = 20;
/** What a page waits for its visit's items, whoever they are for. */
const MAKING_MS = 250;
/** And for all that makes them good; in a visit whose first list comes sooner than that it is a stranger's. */
const SETTLING_MS = 3000;
/** Acts after which an item is no news to the page that told them. */
const SAID = ['like', 'dislike', 'rate', 'hide', 'seen', 'save', 'add_to_cart', 'purchase'];
const TAKES_BACK = ['clear', 'remove_from_cart'];
/** Items of these acts that a visit remembers. */
const MOST_SAID = 200;

export interface ToldList {
  items: { itemId: string; details?: Record<string, string> }[];
  requestId: string;
  /** Of `forYou`: events that it is made from. */
  eventsUsed?: number;
}

export interface ToldEngine {
  readonly status: { numItems: number; storage: string; encryption: string; databaseName?: string };
  forYou(request: object): Promise<ToldList>;
  record(type: string, itemId: unknown, details: object): Promise<unknown>;
  setFacts(facts: unknown): Promise<unknown>;
}
type AskList = (...args: unknown[]) => Promise<ToldList>;

/** The device, as far as it matters here. */
export interface ToldDevice {
  nowMs(): number;
  wait(ms: number): Promise<unknown>;
  newSecret(): string;
  /** Where nothing may be kept that says something of a person, undefined. */
  store(engine: ToldEngine): ToldStore | undefined;
  /** One after the other, over all tabs of the origin. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Fulfilled when towers, catalog and table are there or have failed. */
  settled(engine: ToldEngine): Promise<unknown>;
}

export class ToldLists {
  readonly #device: ToldDevice;
  readonly #onImproved: () => void;
  #settling: Promise<void> | undefined;
  #isSettled = false;
  #isLate = false;

  /** @param onImproved  `forYou` has another answer now than the one that was given before all had arrived */
  constructor(device: ToldDevice, onImproved: () => void = () => {}) {
    this.#device = device;
    this.#onImproved = onImproved;
  }

  /**
   * @param args  checked: of the closed set, plain values
   * @throws RequestError for what makes no sense; nothing that depends on the history
   */
  async answer(engine: ToldEngine, name: Exclude<CallName, 'show'>, args: readonly unknown[]): Promise<unknown> {
    if (name === 'setFacts') return engine.setFacts(args[0]);
    if (name === 'record') return this.#record(engine, args as [string, string | undefined, object | undefined]);
    const { beside }: ListCall = LIST_CALLS[name];
    const request = args[beside ? 1 : 0] as object | undefined;
    if (name === 'forYou' && hasNoRules(request)) return this.#forYou(engine, request);
    await this.#visit(engine, async () => {});
    const anonymous = { ...request, anonymous: true };
    const ask = (engine as unknown as Record<string, AskList>)[name]!.bind(engine);
    return beside ? ask(args[0], anonymous) : ask(anonymous);
  }

  async #record(engine: ToldEngine, [type, itemId, details]: [string, string | undefined, object | undefined]) {
    try {
      await engine.record(type, itemId, { ...details, by: 'page' });
    } catch (error) {
      // That it could not be kept follows from what is kept.
      if ((error as Error)?.name === 'RequestError') throw error;
    }
    await this.#visit(engine, async (told) => {
      const isSaid = SAID.includes(type);
      if (!isSaid && !TAKES_BACK.includes(type)) return;
      const others = (told.without ?? []).filter((id) => id !== `${itemId}`);
      told.without = isSaid ? [...others, `${itemId}`].slice(-MOST_SAID) : others;
    });
  }

  async #forYou(engine: ToldEngine, { count = DEFAULT_COUNT }: { count?: number } = {}): Promise<ToldList> {
    // Refuses a count that makes no sense, whoever asks.
    const plain = await engine.forYou({ count, anonymous: true });
    const { itemIds, without = [] } = (await this.#toldNow(engine)) ?? {};
    const most = Math.min(count, numTold(engine.status.numItems));
    // Of a list that pages aimed nothing is told for the whole visit.
    if (!itemIds?.length) {
      const { items } = await engine.forYou({ count: most, exclude: without, anonymous: true });
      return { ...plain, items };
    }
    const { items } = await engine.forYou({ among: itemIds, exclude: without, count: itemIds.length, anonymous: true });
    const byId = new Map(items.map((item) => [item.itemId, item]));
    const told = itemIds.flatMap((itemId) => byId.get(itemId) ?? []);
    return { ...plain, items: told.sort((a, b) => Number(isSoldOut(a)) - Number(isSoldOut(b))).slice(0, most) };
  }

  /** @returns the visit, with the person's items where it may have some */
  async #toldNow(engine: ToldEngine): Promise<Told | undefined> {
    const isSettled = await this.#settle(engine);
    return this.#visit(engine, async (told) => {
      if (told.itemIds || !isSettled || isSpent(told)) return told;
      const [itemIds] = await Promise.all([this.#make(engine, told.secret), this.#device.wait(MAKING_MS)]);
      told.itemIds = itemIds ?? [];
      told.madeMs.push(this.#device.nowMs());
      return told;
    });
  }

  /** @returns undefined where what pages recorded has moved the list away from what the person themselves did */
  async #make(engine: ToldEngine, secret: string): Promise<string[] | undefined> {
    const k = numTold(engine.status.numItems);
    // What a page says is sold out must not bring the items behind it into another visit.
    const idsOf = ({ items }: ToldList) => items.map(({ itemId }) => itemId);
    // Nor is it told what the match filter left out.
    const asked = { match: 'off', hideSoldOut: false };
    const drawn = idsOf(await engine.forYou({ count: k, ...asked }));
    const own = await engine.forYou({ count: k * NEAR, withoutPages: true, ...asked });
    const isAimed = own.eventsUsed !== 0 && !isNear(drawn, idsOf(own));
    return isAimed ? undefined : leaveOut(drawn, secret);
  }

  /** @returns whether the person's list is as good as it gets; what comes too late for an answer is told when it is here */
  async #settle(engine: ToldEngine): Promise<boolean> {
    this.#settling ??= this.#device.settled(engine).then(
      () => {
        this.#isSettled = true;
        if (this.#isLate) this.#onImproved();
      },
      () => {
        this.#settling = undefined; // the engine's status says what failed; the next call tries again
      },
    );
    await Promise.race([this.#settling, this.#device.wait(SETTLING_MS)]);
    this.#isLate ||= !this.#isSettled;
    return this.#isSettled;
  }

  /** Remembers that a page asked, and what `work` changes; undefined where nothing may be remembered. */
  #visit<T>(engine: ToldEngine, work: (told: Told) => Promise<T>): Promise<T | undefined> {
    return this.#device.inTurn(async () => {
      const store = this.#device.store(engine);
      if (!store) return undefined;
      const told = visitAt(this.#device.nowMs(), store, () => this.#device.newSecret());
      if (!store.write(JSON.stringify(told))) return undefined;
      const result = await work(told);
      // What was erased meanwhile stays erased.
      return store.read() !== null && store.write(JSON.stringify(told)) ? result : undefined;
    });
  }
}

/** As far as the page knows as well: it told the stock, or the bundle does. */
const isSoldOut = ({ details }: ToldList['items'][number]): boolean => Number(details?.stock ?? 1) <= 0;

function hasNoRules(request: object = {}): boolean {
  return Object.entries(request).every(([name, value]) => name === 'count' || value === undefined);
}
