// What the elements ask of an engine, and no more: the part of the SDK's calls that they use. The SDK answers it; tests
// put a small one of their own in its place.
import type { Erasure, HistoryEvent, ItemReason, LIST_CALLS, Reason, ShownList, Where } from '../sdk/index.ts';

/** What the elements show of an item. */
export interface Item {
  itemId: string;
  title: string;
  facets: Record<string, string[]>;
  details: Record<string, string | number>;
}

export interface ItemList {
  items: Item[];
  /** Goes back with a `select`. */
  requestId?: string;
}

/** The rules that attributes can say; the SDK's `ListRules` has more. */
export interface Rules {
  count: number;
  where?: Where;
  exclude?: string[];
  diversity?: number;
  caps?: Record<string, number>;
  /** As for somebody without a history. */
  anonymous?: boolean;
  /** What is sold out is left out, and does not only come last. */
  hideSoldOut?: boolean;
}

/** What is recorded beside type and item. */
export interface RecordDetails {
  quantity?: number;
  price?: number;
  /** Milliseconds since the epoch (default: now). */
  time?: number;
  list?: string;
  requestId?: string;
}

/** What is told of an event: what happened, to what, and when (milliseconds since the epoch). */
export interface KeptEvent {
  event: HistoryEvent & { time: number };
  item?: Item;
}

/** What a visitor may know of and decide about what is kept. */
export interface VisitorData {
  /** Newest first; `numEvents` are those of the whole log. */
  events(request: { limit: number }): Promise<{ entries: KeptEvent[]; numEvents: number }>;
  reasons(itemIds: string[]): Promise<ItemReason[]>;
  explain(itemId: string, request: { count: number }): Promise<Reason[]>;
  export(): Promise<string>;
  forget(): Promise<Erasure>;
  /** As far as elements look at it: where the history is kept. */
  readonly status: { storage: string };
  readonly isPaused: boolean;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** @param listener  `isErased`: another tab erased everything */
  on(type: 'change' | 'improved', listener: (told: { isErased?: true; parts?: unknown }) => void): () => void;
  /** Fetches all that is left, in one order for everyone, and goes on by itself where the network was away; what a visitor asks for meanwhile may wait for its turn. */
  warmUp(request: { withSearch: boolean }): Promise<unknown>;
}

/** The lists that have an element. */
type Lists = {
  [Name in ShownList]: Name extends 'search'
    ? (request: Rules & { query: string }) => Promise<ItemList>
    : (typeof LIST_CALLS)[Name] extends { beside: infer Beside }
      ? (beside: Beside extends 'item' ? string : string[], rules: Rules) => Promise<ItemList>
      : (rules: Rules) => Promise<ItemList>;
};

export interface Recommender extends VisitorData, Omit<Lists, 'recent'> {
  recent(rules: Pick<Rules, 'count' | 'where'>): Promise<ItemList>;
  suggest(request: { prefix: string; count: number }): Promise<{ text: string }[]>;
  record(type: string, itemId: string, details?: RecordDetails): Promise<unknown>;
  /** Events that are there already are not added twice. */
  addEvents(events: HistoryEvent[]): Promise<unknown>;
  dispose(): void;
}
