// What a page gets told of why items are where they are. Types only, as src/engine/api.ts.
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { StoredEvent } from '../../history/events.ts';
import type { RankedItem } from '../lists/api.ts';

/** One event's share in an item's place, by leaving that event out of the history. */
export interface Reason {
  event: StoredEvent;
  item: ItemSummary;
  /** Score with the event minus score without it, divided by the largest absolute effect: -1 to 1. */
  effect: number;
}

/** The event that lifts an item of a list most, found among eight events and verified by leaving each out. */
export interface ItemReason {
  itemId: string;
  event: StoredEvent;
  /** The item of the event. */
  item: ItemSummary;
  /**
   * Its effect divided by that of the second: 1 = no more than another event, 2 = twice as much; Infinity = the only
   * one.
   */
  lead: number;
}

export interface ShelvesRequest {
  /** Items of a shelf (default 12). */
  k?: number;
  /** Ids of items that are on screen already. */
  exclude?: string[];
}

/**
 * A row of items with a claim that was found to hold:
 * - `because`: without the event, the score of each of them falls more than without any other that was looked at;
 * - `further`: each is less like anything liked than three quarters of the visitor's first list;
 * - `new`: all its values of the catalog's first facet are (nearly) absent from what was liked; `values` are those
 *   values.
 */
export type Shelf =
  | { kind: 'because'; items: RankedItem[]; event: StoredEvent; item: ItemSummary }
  | { kind: 'further'; items: RankedItem[] }
  | { kind: 'new'; items: RankedItem[]; values: string[] };
