// What a page gets told of why items are where they are. Types only, as src/engine/engine-api.ts.
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { StoredEvent } from '../../history/events.ts';
import type { MatchLevel, RankedItem } from '../lists/lists-api.ts';

/** One event's share in an item's place, by leaving that event out of the history. */
export interface Reason {
  event: StoredEvent;
  item: ItemSummary;
  /** Score with the event minus score without it, divided by the largest absolute effect: -1 to 1. */
  effect: number;
}

export interface ExplainRequest {
  /** Events to tell, 0 to 1000 (default 5). */
  count?: number;
}

export interface ReasonsRequest {
  /**
   * Names of the facets that reasons may speak of, each once (default: those that menus show). Names that the catalog
   * does not have change nothing.
   */
  facets?: string[];
}

/**
 * Why an item is in a list: an event that lifts it and has something to say of it, or else what the item has of the
 * visitor's taste. Both are verified by leaving events out; what does not hold, or says nothing, is no reason.
 */
export type ItemReason = EventReason | TasteReason;

/**
 * An event that lifts the item, one of eight that were looked at for the list; none of them does so more than twice as
 * much. It leads by twice, or its item shares a value with this one that at most an eighth of the catalog has. No event
 * is named on more than three items of a list: on those that it lifts most.
 */
export interface EventReason {
  kind: 'event';
  itemId: string;
  event: StoredEvent;
  /** The item of the event. */
  item: ItemSummary;
  /**
   * Its effect divided by the largest of the other events that were looked at: 2 = twice as much, Infinity = the only
   * one, below 1 = another lifts the item more.
   */
  lead: number;
  shared: SharedData;
}

/** What the data say of an item and of another one alike. */
export interface SharedData {
  /** Values that both have, by facet: the rarest in the catalog first, facets in the order of their rarest. */
  facets: Record<string, string[]>;
  /** Names of the details that are the same: `director`. */
  details: string[];
}

/**
 * Values of the item that stand out among what the visitor likes, as the taste profile tells it: without all events on
 * items that have the value, the score of this one falls.
 */
export interface TasteReason {
  kind: 'taste';
  itemId: string;
  /** Verified values by facet, what stands out most first. Eight values are looked at for a list. */
  facets: Record<string, string[]>;
}

export interface ShelvesRequest {
  /** Items of a shelf (default 12). */
  count?: number;
  /** Ids of items that are on screen already. */
  exclude?: string[];
  /**
   * The visitor's day, an integer from 0 to 10,000,000 (days since 1970, say): the rows are those of this day. They come
   * from more kinds than are shown, and another day gives others; the same day with the same history gives the same.
   * Absent: no rows but `just`, `because`, `further` and `new`, and the same every day.
   */
  day?: number;
  /** With `day`: names of the facets that rows may be of, each once (default: those that menus show). */
  facets?: string[];
  /** With `day`: ids of liked items that reasons on screen name, one for each time. No item stands for more than three. */
  named?: string[];
  /** As in `forYou`. */
  match?: MatchLevel;
}

/** A liked item, and those items of a row that go with it. */
export interface BesideCause {
  event: StoredEvent;
  item: ItemSummary;
  itemIds: string[];
}

/**
 * A row of items with a claim that was found to hold:
 * - `just`: what is beside the item that the visitor liked (or saved, or bought) last, as `similar` tells it, whatever
 *   else they like; it comes first;
 * - `because`: without the event, the score of each of them falls more than without any other that was looked at;
 * - `further`: each is less like anything liked lately (the newest hundred events) than three quarters of the visitor's
 *   first list;
 * - `new`: all its values of the catalog's first facet are (nearly) absent from what was liked; `values` are those
 *   values;
 * - `beside` (by day): each is beside one of up to four liked items, the newest among them, as `similar` tells it; no
 *   more than three of one cause, and of a series one;
 * - `value` (by day): each has the value of the facet, which at most an eighth of the catalog has and more of the likes
 *   than of the catalog; `liked` are the newest likes with it, at most two;
 * - `gems` (by day): each is a good guess, and at least half of the catalog is better known; none where popularity is
 *   not known.
 */
export type Shelf =
  | { kind: 'just'; items: RankedItem[]; event: StoredEvent; item: ItemSummary }
  | { kind: 'because'; items: RankedItem[]; event: StoredEvent; item: ItemSummary }
  | { kind: 'further'; items: RankedItem[] }
  | { kind: 'new'; items: RankedItem[]; values: string[] }
  | { kind: 'beside'; items: RankedItem[]; causes: BesideCause[] }
  | { kind: 'value'; items: RankedItem[]; facet: string; value: string; liked: ItemSummary[] }
  | { kind: 'gems'; items: RankedItem[] };
