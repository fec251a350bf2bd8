// What the elements ask of an engine, and no more: the part of the SDK's calls that they use. The SDK answers it; tests
// put a small one of their own in its place.
import type { Where } from '../sdk/index.ts';

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
}

/** What is recorded beside type and item. */
export interface RecordDetails {
  quantity?: number;
  price?: number;
  list?: string;
  requestId?: string;
}

export interface CartEvent {
  type: string;
  itemId?: string;
}

export interface Recommender {
  forYou(rules: Rules): Promise<ItemList>;
  similar(itemId: string, rules: Rules): Promise<ItemList>;
  goesWith(itemIds: string[], rules: Rules): Promise<ItemList>;
  popular(rules: Rules): Promise<ItemList>;
  recent(rules: Pick<Rules, 'count' | 'where'>): Promise<ItemList>;
  search(request: Rules & { query: string }): Promise<ItemList>;
  suggest(request: { prefix: string; count: number }): Promise<{ text: string }[]>;
  /** Newest first. */
  events(request: {
    limit: number;
  }): Promise<{ entries: { event: CartEvent & { time: number } }[]; numEvents: number }>;
  record(type: string, itemId: string, details?: RecordDetails): Promise<unknown>;
  on(type: 'change' | 'improved', listener: () => void): () => void;
  dispose(): void;
}
