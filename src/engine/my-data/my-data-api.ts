// What a page asks about the history as a whole and about titles of elsewhere, and what it gets. Types only, as
// src/engine/engine-api.ts.
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { AddedEvents, StoredEvent } from '../../history/events.ts';

export interface HistoryEntry {
  event: StoredEvent;
  /** Absent when this catalog version has no such item. */
  item?: ItemSummary;
}

export interface HistoryRequest {
  /** Events to leave out at the beginning (default 0). */
  offset?: number;
  /** Events to return, 0 to 1000 (default: all). */
  limit?: number;
}

/** A stored event as a list of all of them shows it. */
export interface EventEntry extends HistoryEntry {
  /**
   * It still counts; false for an opinion that a later one took the place of, and for the `clear` that took one back.
   */
  stands: boolean;
}

export interface EventsRequest {
  /**
   * Words that must all be in the item's title, the item's id, the words searched for or the type; empty = every event.
   */
  query?: string;
  /** Events to leave out at the beginning (default 0). */
  offset?: number;
  /** Events to return, 0 to 1000 (default 100). */
  limit?: number;
}

export interface EventsResponse {
  /** Newest first by the log's order. */
  entries: EventEntry[];
  /** Events that fit the query, all pages together. */
  numFound: number;
  /** Events of the whole log. */
  numEvents: number;
}

export interface HistoryImport extends AddedEvents {
  /**
   * Of the added events, those whose item is not in this catalog: they are kept, and count with a catalog that has it.
   */
  numUnknownItems: number;
}

/** Something of a title list of elsewhere, to be found in this catalog. */
export interface TitleQuery {
  /** 1 to 10 names of the same thing, the most usual first. */
  titles: string[];
  /** Year of the item, where it is known. */
  year?: number;
}

export interface MatchOptions {
  /**
   * Name of the detail that says when an item came out: a year, or a date that begins with one (default `year`). It parts
   * items of one title.
   */
  dateDetail?: string;
}

export interface TitleMatch {
  confidence: MatchConfidence;
  /** Up to three, the nearest first. */
  candidates: ItemSummary[];
}

/** `certain`: title and year leave no choice; `likely`: near, look at it; `none`: nothing is near. */
export type MatchConfidence = 'certain' | 'likely' | 'none';

export interface TasteProfile {
  /** Items with a standing opinion for and against (hidden ones count for neither). */
  numLiked: number;
  numDisliked: number;
  /** Strongest evidence first. */
  likes: TasteTrait[];
  dislikes: TasteTrait[];
  numItems: number;
}

/** Stars on the visitor's own scale. */
export interface PredictedRatings {
  /** In the order of the ids, those that are sure enough; none without ten ratings, or where these show that nothing is gained. */
  items: PredictedRating[];
  /** Ratings that it was told from, 0 to 300. */
  numRatings: number;
}

export interface PredictedRating {
  itemId: string;
  /** 0.5 to 5, any number between. */
  stars: number;
  /** Standard error in stars, at most 0.9: two of three ratings lie within it. */
  error: number;
}

/** A facet or detail value that somebody likes, or turns away from, more than its share of the catalog lets expect. */
export interface TasteTrait {
  /** Name of the facet or detail: `genre`, `director`. */
  name: string;
  value: string;
  /** Items with it that have an opinion. */
  numLiked: number;
  numDisliked: number;
  /** Items with it in the catalog. */
  numItems: number;
  /** Log-odds against the catalog, smoothed; above 0 = more than its share. */
  lift: number;
  /** The lift in standard deviations. */
  evidence: number;
}
