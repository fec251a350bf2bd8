// What a page asks of lists, and what it gets. Types only, as src/engine/api.ts.

import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { Where } from '../../catalog/where.ts';

export interface RankedItem extends ItemSummary {
  /**
   * An integer, comparable within one response only. Scores need not descend: diversity, novelty, series and coverage
   * move items. `forYou`: the exact int32 dot product of the int8 user and item embeddings, plus the item's boost and
   * what goes with the history; `similar`: the cosine in millionths, plus what the bundle's table says goes with the
   * item (a million times its similarStrength at most); `search`: the fused rank in millionths.
   */
  score: number;
}

export interface ForYouRequest {
  /** Results to return (default 20). */
  count?: number;
  /** Conditions that every result satisfies. */
  where?: Where;
  /** Item ids to leave out, beside those with a standing opinion, which are always left out. */
  exclude?: string[];
  /**
   * Added to the scores of items by id, integers from -2^30 to 2^30 in the unit of `RankedItem.score`: look at the
   * scores of a list to see what moves an item how far. Ids that the catalog does not have change nothing. With any boost
   * a list is by score: none of it is chosen so that each liked item has its part (the table's `coverage`).
   */
  boosts?: Record<string, number>;
  /**
   * Items at fixed places, at most one a place; the others keep their order around them. An item that may not be in the
   * list (filtered out, excluded, or one that the visitor has an opinion on) is not pinned. One that is not in the
   * catalog is a RequestError, but only when the whole catalog is there: a list must not fail because a part of it
   * could not be had.
   */
  pins?: PinnedItem[];
  /**
   * 0 to 1 (default 0): how varied the first 200 places are. 0 is pure relevance; more shows fewer items that are like
   * ones above them, and mixes the values of the catalog's first facet (films: genre) as the visitor's own history
   * does.
   */
  diversity?: number;
  /**
   * -1 to 1 (default 0): below 0 the first 200 places prefer what is widely known, above 0 what is little known. The
   * item's popularity feature counts, up to 0.3 of the whole; a catalog without that feature is ranked as if this were
   * 0.
   */
  novelty?: number;
  /**
   * Ids of 1 to 100 items that the list should go with, the newest last (a shopping basket, the films of an evening):
   * what this visitor might add to them. They are left out of the list. Ids that the catalog does not have change
   * nothing.
   */
  basket?: string[];
  /**
   * What the page knows of this request, by the names of the log's columns `context.NAME` that the towers were trained
   * with: `{ device: 'phone' }`. Up to 8 texts of up to 64 characters. `locale` and `daypart` are taken from the
   * browser where they are not given; names and values that the towers don't know change nothing.
   */
  context?: Record<string, string>;
}

export interface PinnedItem {
  itemId: string;
  /** Place in the list, 0 = first. */
  position: number;
}

export interface ForYouResponse {
  items: RankedItem[];
  source: AnswerSource;
  /** Events of the history window that the answer is based on. */
  eventsUsed: number;
  /** Time in the worker, without the way there and back. */
  latencyMs: number;
  timings: ListTimings;
}

/** Milliseconds by stage of an answer. */
export interface ListTimings {
  /** Reading the history, and making sets of what may be recommended. */
  history: number;
  /** Making the user embedding; next to nothing when the history has not changed. */
  embed: number;
  /** Scoring the catalog. */
  rank: number;
  /** Diversity and pins. */
  rerank: number;
  /** Putting titles, facets and details beside the result. */
  describe: number;
}

/**
 * What made a list: `prior` = the quality prior (no history), `mean` = the recency-weighted mean of the history (the
 * runtime is not there yet, or failed), `user-tower` = the trained user tower.
 */
export type AnswerSource = 'prior' | 'mean' | 'user-tower';

export interface SimilarResponse {
  /** What goes with the item by the bundle's log, if it has such a table; then by cosine of the item embeddings. */
  items: RankedItem[];
  latencyMs: number;
}

export interface PickerRequest {
  /** Items to ask about at once (default 6). */
  count?: number;
  /** Ids of items that were shown already. Those with a standing opinion are always left out. */
  exclude?: string[];
}
