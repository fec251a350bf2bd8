// What a page asks and gets told where two people choose together. Types only, as src/engine/engine-api.ts.
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { Where } from '../../catalog/where.ts';
import type { MatchLevel } from '../lists/lists-api.ts';
import type { ItemReason } from '../why/why-api.ts';

export interface ShareRequest {
  /** Whose taste it is, for the other person: what is no letter or sign is taken out, and 40 characters are kept. */
  name: string;
  /** Ids of items to leave out. */
  without?: string[];
  /** A list to hand back, at most 80 items, best first. Then it goes alone: without likes, dislikes and what was seen. */
  list?: string[];
}

/** A taste, or a list, as it goes from one person to another. Items that the open catalog has. */
export interface SharedTaste {
  name: string;
  /** Of its making, `2026-12-01`. */
  date: string;
  /** At most 5,000, strongest first: by stars (a like without any stands for four), then newest first. */
  likes: ItemSummary[];
  /** At most 5,000, newest first, as what was seen. */
  dislikes: ItemSummary[];
  /** Seen, and neither liked nor disliked. */
  seen: ItemSummary[];
  /** Chosen for two, best first; absent where none is handed back. */
  list?: ItemSummary[];
}

export interface TasteToShare {
  /** All that file and code say. */
  taste: SharedTaste;
  /** The file's text. */
  file: string;
  /** The text of a code for the other's camera: name, date, and the strongest likes. */
  code: string;
  /** Likes that the code has. */
  numInCode: number;
}

export interface ReadTaste extends SharedTaste {
  /** A code has no dislikes, and nothing of what was seen. */
  kind: 'file' | 'code';
  /** Likes that the person has, also where the code holds fewer. */
  numLikes: number;
  /** Items that the open catalog does not have. */
  numUnknown: number;
}

export interface TogetherRequest {
  /** Of the other person, by item id, as `readTaste` told it; ids that the catalog does not have change nothing. */
  other: OtherTaste;
  /** Items of the list (default 12). */
  count?: number;
  /** Conditions on the items of the list. */
  where?: Where;
  /** Names of the facets that reasons and kinds may speak of, each once (default: those that menus show). */
  facets?: string[];
  /** As in `forYou`: what is a bad match for either of the two is left out. */
  match?: MatchLevel;
}

export interface OtherTaste {
  likes: string[];
  dislikes?: string[];
  seen?: string[];
}

export interface TogetherItem extends ItemSummary {
  /** Share of the candidates that stand below it in the visitor's ranking: 0 to 1, 1 is the best. */
  mine: number;
  /** In the other's. */
  theirs: number;
  /** Verified as those of `reasons`, each by its own history; one that has none is absent. */
  reasons: { mine?: ItemReason; theirs?: ItemReason };
}

/** A facet value that stands out among somebody's likes. */
export interface TasteKind {
  /** Name of the facet. */
  name: string;
  value: string;
}

export interface TogetherResponse {
  /** What neither knows and both would like: the lesser of `mine` and `theirs` decides, best first. */
  items: TogetherItem[];
  agree: {
    /** Items that both like. */
    items: ItemSummary[];
    /** What stands out among the likes of both, what is clearest for both first. */
    kinds: TasteKind[];
  };
  differ: {
    /** Items that one likes and the other dislikes. */
    items: { item: ItemSummary; likedBy: 'me' | 'other' }[];
    /** What stands out among the likes of one and is among none of the other's. */
    kinds: (TasteKind & { likedBy: 'me' | 'other' })[];
  };
  /** Items that the list was chosen from. */
  numCandidates: number;
}
