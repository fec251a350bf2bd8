// What a page asks of lists, and what it gets. Types only, as src/engine/engine-api.ts.

import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { ValueCounts } from '../../catalog/value-counts.ts';
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

/** What every list call takes: a site's own rules. No rule brings in what the visitor disliked or hid. */
export interface ListRules {
  /** Results to return, 0 to 1000 (default 20). */
  count?: number;
  /**
   * Conditions that every result satisfies; ranges are of live facts as well: `{ stock: { min: 1 } }`. Unknown never
   * satisfies.
   */
  where?: Where;
  /** Item ids to leave out, any number. */
  exclude?: string[];
  /**
   * Factors above 0 by item id: 2 = as if twice as likely, .5 = half. Ids that are not named count 1, those that the catalog
   * does not have change nothing. The logarithm of a factor is added to scores that are logits: `forYou` (in a bundle
   * without a log, likeness and quality are weighed as if they were), `popular` without a popularity feature; in `similar`
   * and `substitutes` .1 of a cosine counts as one unit of it. Scores that are shares (`goesWith`, `search`, `popular`, `trending`) are
   * multiplied. With any boost a home list is by score: none of it is chosen so that each liked item has its part.
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
   * Most items of one value in the list, by facet: `{ brand: 2 }`, each 1 to 1000. What is pinned counts and stays. The list
   * gets `count` items as long as enough values have any.
   */
  caps?: Record<string, number>;
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
  /** Whether what was bought is left out (default true). What lies in the cart is left out with it. */
  hideBought?: boolean;
  /** Whether what was viewed or opened is left out (default false: it comes later, for a week or two). */
  hideViewed?: boolean;
  /**
   * Whether what is sold out is left out (default: it comes behind all that can be had, and in a search behind all that was
   * found; false: it keeps its place). Sold out is what has a `stock` of 0, by live facts before the catalog's; where the stock
   * is not known an item can be had.
   */
  hideSoldOut?: boolean;
  /**
   * 0 to 1 (default 0): how like an item must be to one thing at least that the list is made from (the item or items asked
   * beside; else any of the last 20 things that the history speaks for), as the cosine of their embeddings without quality. A
   * random item is near 0. Above 0, a list for somebody without history is empty: a short list rather than a random one.
   */
  minScore?: number;
  /**
   * Answers as for somebody without a history, without words that steer (default false): nothing that is kept here has a part
   * in the list. `basket`, `context` and live facts count, as they come from the page.
   */
  anonymous?: boolean;
}

/** What a filter menu beside a list of `forYou` asks; rules as those of the list. */
export interface FilterCountsRequest
  extends Pick<ListRules, 'where' | 'exclude' | 'novelty' | 'hideBought' | 'hideViewed' | 'hideSoldOut'> {
  /** Names of the facets whose values are counted (default: those of menus). */
  facets?: string[];
  /** Only values of which a word begins so, in any case and without accents (default: all). */
  find?: string;
  /** Values of a facet, those that most items have, 0 to 1000 (default: all). */
  limit?: number;
  /** Ranges to count by the name of a detail, each in place of what is asked of it: `{ year: [{ min: 1990, max: 1999 }] }`. */
  ranges?: Record<string, Range[]>;
  /** Ids of wishes that steer the lists: counted is what there would be if they were taken back. */
  without?: string[];
  /** Counts the whole catalog, and not what a list may hold for this visitor (default false). */
  ofCatalog?: boolean;
}

/** From `min` to `max`, inclusive; absent: without an end. */
export interface Range {
  min?: number;
  max?: number;
}

export interface FilterCounts {
  /** Items that the list may hold as it is asked for. */
  numItems: number;
  /** By facet, values that most of those items have first. */
  facets: Record<string, ValueCounts[]>;
  /** By detail, in the order of the request. */
  ranges: Record<string, number[]>;
}

export interface ForYouRequest extends ListRules {
  /**
   * Ids of 1 to 100 items that the list should go with, the newest last (a shopping basket, the films of an evening):
   * what this visitor might add to them. They are left out of the list. Ids that the catalog does not have change
   * nothing.
   */
  basket?: string[];
  /**
   * Orders these items and no others, any number of them: a wish list, best for this visitor first. What they have an
   * opinion on is not left out here, and no other rule of variety is heeded: the order is that of relevance alone. Ids
   * that the catalog does not have change nothing.
   */
  among?: string[];
  /**
   * What the page knows of this request, by the names of the log's columns `context.NAME` that the towers were trained
   * with: `{ device: 'phone' }`. Up to 8 texts of up to 64 characters. `locale` and `daypart` are taken from the
   * browser where they are not given; names and values that the towers don't know change nothing.
   */
  context?: Record<string, string>;
  /** Answers as if the pages around frames had recorded nothing (default false). */
  withoutPages?: boolean;
  /**
   * Answers as at that time, in milliseconds since the epoch, by what was recorded before it (default: now): a list that what is
   * tapped today does not change, and so the same all day. What was tapped since is not left out of it.
   */
  asOf?: number;
  /**
   * The match filter (default: `gentle` where the bundle has one that won on held-out profiles, else `off`). It never makes a
   * list shorter, and touches nothing that is pinned, of `among`, asked for by name, or allowed by an event `allow`.
   */
  match?: MatchLevel;
}

/**
 * How strictly the match filter goes about what is likely a bad recommendation. `gentle` leaves out what almost surely is, and
 * puts what may be last; `strict` does so sooner.
 */
export type MatchLevel = 'off' | 'gentle' | 'strict';

/** Why an item is no good match, as what is true of it. */
export type MatchReason =
  /** It has next to nothing of what was wished for in words. */
  | { kind: 'wished' }
  /** A later part of a series of which nothing is known here, soon after an earlier one. */
  | { kind: 'later-part' }
  /** Like something that was disliked. */
  | { kind: 'disliked'; title: string }
  /** A value that stands on nothing of what was liked. */
  | { kind: 'facet'; facet: string; value: string }
  /** For older, or younger, people than all that was liked. */
  | { kind: 'older' | 'younger'; age: number }
  /** Known to everybody, and near nothing that was liked. */
  | { kind: 'fame' }
  /** Far from all that was liked. */
  | { kind: 'far' }
  /** No single thing of these; all together. */
  | { kind: 'unlikely' };

/** What the match filter says of an item for this visitor. */
export interface MatchGrade {
  itemId: string;
  /** About 0 (a mistake that costs trust) to 4 (surely). */
  grade: number;
  /** Probability that a judge would give 0 or 1. */
  bad: number;
  reason: MatchReason;
}

/** An item that would stand in the list but for the match filter. */
export type LeftOutItem = ItemSummary & Omit<MatchGrade, 'itemId'>;

export interface PinnedItem {
  itemId: string;
  /** Place in the list, 0 = first. */
  position: number;
}

/** What `recent` takes. */
export type RecentRequest = Pick<ListRules, 'count' | 'where' | 'hideSoldOut'>;

/** What was viewed or opened, newest first, each item once. */
export interface RecentResponse {
  items: ItemSummary[];
  requestId: string;
  latencyMs: number;
}

export interface PopularResponse {
  /** Best known first, by the popularity feature of the bundle, else by its prior. */
  items: RankedItem[];
  requestId: string;
  latencyMs: number;
}

export interface TrendingResponse {
  /** The clearest first. */
  items: RankedItem[];
  requestId: string;
  latencyMs: number;
}

export interface ForYouResponse {
  /** Unguessable, made here, and of no meaning: events may name the answer in which an item was shown. */
  requestId: string;
  items: RankedItem[];
  source: AnswerSource;
  /** Events of the history window that the answer is based on. */
  eventsUsed: number;
  /** What the match filter left out of it, best first; it is told to no page around a frame. */
  leftOut: LeftOutItem[];
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
  requestId: string;
  latencyMs: number;
}

export interface PickerRequest {
  /** Items to ask about at once (default 6). */
  count?: number;
  /** Ids of items that were shown already. Those with a standing opinion are always left out. */
  exclude?: string[];
}

/** A row beside an item or some items, and what it is. */
export interface Companions {
  items: ItemSummary[];
  /** Values that most of the row has in common with what it is beside, the most telling first; may be empty. */
  shared: { facet: string; value: string }[];
  requestId: string;
  latencyMs: number;
}

/** What a list can be asked, by name; `search` alone has a `query`. */
export type Rule = keyof ForYouRequest | 'query' | 'atOnce';
